import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished, vi } from 'vitest';
import type { PadKey } from '../../core/checkout/sale.ts';
import { systemClock } from '../../main/lifecycle/clock.ts';
import { createMarks } from '../../main/lifecycle/marks.ts';
import { createScope, type Scope } from '../../main/lifecycle/scope.ts';
import type { ForkPractice } from '../../main/practice/simulator-process.ts';
import { wireCounter, type WiredCounter } from '../../main/worlds/counter-wiring.ts';
import { practiceWorld } from '../../main/worlds/practice-world.ts';
import { startSimulator, type RunningSimulator } from '../../simulator/start.ts';
import { openLedgerHere } from '../builders/ledger-line.ts';

/** A counter and its gateway on real sockets, with keys that were made for this test. */
export type DisputeBench = {
  readonly wired: () => WiredCounter;
  readonly simulator: RunningSimulator;
  readonly ledgerFile: string;
  /** Sells 42.50 to this code, or to a plain one, and resolves with the paymentRequestId once the gateway holds it as paid. */
  readonly sell: (code?: string) => Promise<string>;
  /** Ends the counter and starts it again on the same folder and the same gateway. */
  readonly restart: () => Promise<void>;
};

const silent = (): void => undefined;
let serial = 0;

/** Starts the practice gateway in this process, where the app starts it in one of its own. */
export async function openDisputeBench(): Promise<DisputeBench> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-disputes-'));
  let running: RunningSimulator | null = null;
  const fork = (_file: string, args: readonly string[]) => {
    const child = Object.assign(new EventEmitter(), { kill: () => true });
    const tell = (simulator: RunningSimulator): void => {
      running = simulator;
      const { acquirerId } = simulator.ledger();
      child.emit('message', { ready: true, ...simulator, acquirerId, reports: { ...simulator.reports, root: '/v1' } });
    };
    if (running === null) void startSimulator({ clientPublicKey: args[1] ?? '', sftpPort: 0 }).then(tell);
    return child;
  };
  const world = await practiceWorld(folder, fork as unknown as ForkPractice, 'simulator.js');
  let scope: Scope | null = null;
  let counter: WiredCounter | null = null;
  const start = async (): Promise<void> => {
    scope = createScope(() => systemClock.nap(2_000).done.then(() => 'late' as const));
    const marks = createMarks({ isPrinting: false, isLater: false, haltAt: null }, systemClock.monotonicMs, silent, silent);
    const kept = { ...world, stop: () => Promise.resolve() };
    const ledger = openLedgerHere(systemClock);
    counter = await wireCounter({
      world: kept,
      store: null,
      version: '0.0.0',
      marks,
      scope,
      openLedger: ledger,
      changed: silent,
    });
    await counter.connection.renew();
    await counter.counter.resume();
    await counter.notify.start();
  };
  onTestFinished(async () => {
    await scope?.close();
    await running?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  await start();
  const wired = (): WiredCounter => {
    if (counter === null) throw new Error('no counter');
    return counter;
  };
  const simulator = await vi.waitFor(() => {
    if (running === null) throw new Error('no gateway');
    return running;
  });
  return {
    wired,
    simulator,
    ledgerFile: world.ledgerFile,
    sell: (code) => sell(wired(), simulator, code),
    restart: async () => {
      await scope?.close();
      await start();
    },
  };
}

async function sell({ counter }: WiredCounter, simulator: RunningSimulator, given?: string): Promise<string> {
  serial += 1;
  const code = given ?? `28100602${String(serial).padStart(10, '0')}9977`;
  const before = simulator.ledger().payments.length;
  for (const digit of '4250') counter.session.key(digit as PadKey);
  counter.session.key('enter');
  counter.session.scan(code);
  return vi.waitFor(async () => {
    const payment = simulator.ledger().payments[before];
    const rows = payment === undefined ? [] : await counter.ledger.entriesOf(payment.paymentRequestId);
    const isPaid = rows.some(({ event }) => event.type === 'payment-answered' && event.verdict.kind === 'paid');
    if (payment === undefined || !isPaid) throw new Error('not paid yet');
    return payment.paymentRequestId;
  }, 20_000);
}
