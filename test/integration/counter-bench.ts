import { closedReports } from '../../main/worlds/world-reports.ts';
import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { createScope } from '../../main/lifecycle/scope.ts';
import { createMarks } from '../../main/lifecycle/marks.ts';
import { systemClock } from '../../main/lifecycle/clock.ts';
import { PRACTICE_SETTINGS } from '../../main/settings/practice.ts';
import type { GatewaySettings, Settings } from '../../main/settings/schema.ts';
import type { NotifyPlan } from '../../main/notify/plan.ts';
import { clientFor } from '../../main/worlds/client.ts';
import { wireCounter, type WiredCounter } from '../../main/worlds/counter-wiring.ts';
import type { OpenLedger } from '../../main/ledger/port.ts';
import { practicePeople } from '../../main/worlds/people-world.ts';
import type { World } from '../../main/worlds/world.ts';
import { openLedgerHere } from '../builders/ledger-line.ts';
import { startSimulator, type RunningSimulator, type SimulatorOptions } from '../../simulator/start.ts';
import { READY, startTcpDouble, type TcpDouble } from '../contract/printer-tcp-double.ts';

/** A shop without windows: real ledger, real client, real wire, real printer protocol. */
export type CounterBench = {
  readonly simulator: RunningSimulator;
  readonly printer: TcpDouble;
  readonly ledgerFile: string;
  /** Starts a counter on the same ledger; the one before must have been stopped. */
  readonly start: () => Promise<WiredCounter & { readonly stop: () => Promise<unknown> }>;
};

/** What a shop may have beside the ordinary. */
export type BenchWishes = {
  /** Where it listens for notifications; null keeps the listener off. */
  readonly notify?: NotifyPlan | null;
  readonly gateway?: SimulatorOptions;
};

/** Opens the shop; it is closed when the test is over. */
export async function openCounterBench(
  limits: Settings['limits'] = { paymentWindowMs: 60_000, pollEveryMs: 1_000 },
  openLedger: OpenLedger = openLedgerHere(systemClock),
  { notify = null, gateway = {} }: BenchWishes = {},
): Promise<CounterBench> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-counter-'));
  const simulator = await startSimulator({ walletPort: null, printerPort: null, ...gateway });
  const printer = await startTcpDouble({ status: READY, gsR: 0 });
  const stops: (() => Promise<unknown>)[] = [];
  onTestFinished(async () => {
    for (const stop of stops) await stop();
    await printer.close();
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const settings: Settings = { ...PRACTICE_SETTINGS, counter: { counterId: 'T7', name: 'Till 7', number: 7 }, limits };
  return {
    simulator,
    printer,
    ledgerFile: path.join(folder, 'ledger.sqlite'),
    start: async () => {
      const scope = createScope(() => systemClock.nap(2_000).done.then(() => 'late' as const));
      const marks = createMarks(
        { isPrinting: false, isLater: false, haltAt: null },
        systemClock.monotonicMs,
        () => undefined,
        () => undefined,
      );
      const world = { ...worldOf(path.join(folder, 'ledger.sqlite'), settings, simulator, printer.port), notify };
      const wired = await wireCounter({
        world,
        store: null,
        version: '0.0.0',
        marks,
        scope,
        openLedger,
        changed: () => undefined,
        resetOwner: null,
      });
      stops.push(scope.close);
      await wired.connection.renew();
      await wired.counter.resume();
      await wired.notify.start();
      return { ...wired, stop: scope.close };
    },
  };
}

function worldOf(ledgerFile: string, settings: Settings, simulator: RunningSimulator, printerPort: number): World {
  const gateway: GatewaySettings = {
    baseUrl: simulator.gatewayUrl,
    pathPrefix: '/aps/api/v1',
    clientId: simulator.clientId,
    gatewayPublicKey: simulator.gatewayPublicKey,
    ca: null,
    settlementCurrency: null,
    requestTimeoutMs: 2_000,
    connectTimeoutMs: 1_000,
  };
  const der = Buffer.from(simulator.clientPrivateKey ?? '', 'base64');
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return {
    mode: 'live',
    ledgerFile,
    walletUrl: null,
    hasKeys: false,
    settings: () => settings,
    people: practicePeople(),
    printer: () => ({ kind: 'tcp', host: '127.0.0.1', port: printerPort }),
    notify: null,
    reports: closedReports(path.dirname(ledgerFile)),
    connect: (parts) =>
      Promise.resolve({ ok: true, keychain: 'ok', client: clientFor(settings, gateway, { keyVersion: 1, privateKey }, parts) }),
    stop: () => undefined,
  };
}
