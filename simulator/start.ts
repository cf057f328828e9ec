import { randomBytes, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openPracticePrinter, type PracticePrinter } from './devices/printer.ts';
import type { PaperRow } from './devices/paper.ts';
import type { PrinterSwitches } from './devices/printer-status.ts';
import { startFaultControl } from './faults/control.ts';
import { startFaultProxy, type FaultProxy } from './faults/proxy.ts';
import { startGateway } from './gateway/http.ts';
import type { FaultOrder } from './gateway/faults.ts';
import { buildLedger, type LedgerView } from './gateway/ledger.ts';
import { createNotifier, type NotifyReach } from './gateway/notifications.ts';
import { openRequestLog } from './gateway/request-log.ts';
import type { Journey } from './gateway/replay.ts';
import type { FailCode } from './gateway/results.ts';
import { createRuntime, type Runtime } from './gateway/runtime.ts';
import type { DefaultBehaviour } from './gateway/scenario.ts';
import { DEFAULT_SETTINGS, type GatewaySettings } from './gateway/settings.ts';
import { createKeyPair, oneLinePublic, readPrivateKey, readPublicKey } from './gateway/sign.ts';
import { openOthers, type SimulatorOthers } from './others.ts';
import { createReportMaker, readReportOrder, type ReportMaker } from './reports/desk.ts';
import { startSftp } from './reports/sftp-server.ts';
import { startWallet } from './wallet/http.ts';
import { createWalletDesk, type MintedCode, type MintOrder, type WalletDesk } from './wallet/desk.ts';

/** How to start; everything is optional, port 0 means any free one, a null port leaves that part out. */
export type SimulatorOptions = {
  readonly host?: string;
  readonly gatewayPort?: number;
  readonly walletPort?: number | null;
  readonly printerPort?: number | null;
  /** Port of the SFTP server with the reports; left out, like null, there is none. */
  readonly sftpPort?: number | null;
  /** Where the reports lie; a folder of its own in the system's temporary one when left out. */
  readonly reportsDir?: string;
  /** Where a bad network stands in front of the gateway; left out, like null, there is none. */
  readonly faultPort?: number | null;
  /** Where that network takes its orders over HTTP. */
  readonly faultControlPort?: number;
  /** The acquirer's public key: PEM or one-line base64 SPKI. Without it a pair is made, and `clientPrivateKey` tells its secret half. */
  readonly clientPublicKey?: string;
  /** The gateway's own private key: PEM or one-line base64 PKCS#8. Without it a fresh one is made. */
  readonly gatewayPrivateKey?: string;
  /** The contract and the doubtful points; see `gateway/settings.ts`. `clientId` is among them. */
  readonly settings?: Partial<GatewaySettings>;
  /** Payments of another gateway: the next ones with these amounts go as those went. */
  readonly replay?: readonly Journey[];
  /** Real time in epoch ms; the gateway's clock is this plus whatever the control API moved it. */
  readonly now?: () => number;
  /** Show payment codes in full in the ledger; otherwise they are masked. */
  readonly revealCodes?: boolean;
  /** Where notifications may go: `loopback` (default) or `any`. */
  readonly notifyReach?: NotifyReach;
};

/** The reports server: where it is, and how to get in. */
export type SimulatorReports = ReportMaker & {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** SHA-256 of its host key, base64 without padding. */
  readonly hostKey: string;
  /** What is served. */
  readonly folder: string;
};

/** Moves time, orders faults, and changes what happens to codes nobody said anything about. */
export type SimulatorControl = {
  /** Moves the gateway's clock; answers its new time in epoch ms. */
  readonly advanceClock: (advanceMs: number) => number;
  readonly setClock: (atMs: number) => number;
  readonly clock: () => number;
  /** The next requests go wrong in this way. */
  readonly orderFault: (order: FaultOrder) => void;
  readonly clearFaults: () => void;
  readonly setBehaviour: (behaviour: DefaultBehaviour) => void;
  readonly changeSettings: (settings: Partial<GatewaySettings>) => void;
  /** Sends the payment's last notification once more, now; false when there is none. */
  readonly resendNotification: (paymentRequestId: string) => boolean;
};

/** What the customer does with the phone; each answers false when that payment is not waiting (any more). */
export type SimulatorWallet = {
  readonly mintCode: (order?: MintOrder) => MintedCode;
  readonly approve: (paymentRequestId: string) => boolean;
  readonly decline: (paymentRequestId: string) => boolean;
  readonly fail: (paymentRequestId: string, code: FailCode) => boolean;
  readonly ignore: (paymentRequestId: string) => boolean;
};

/** The practice printer's controls; null when it was left out. */
export type SimulatorPrinter = {
  readonly paper: () => readonly PaperRow[];
  /** The paper as text, one line a row, cuts as dashes, barcodes and QR codes as their content in brackets. */
  readonly paperText: () => readonly string[];
  readonly bytes: () => Uint8Array;
  readonly switches: () => PrinterSwitches;
  readonly set: (switches: Partial<PrinterSwitches>) => void;
  readonly tearOff: () => void;
};

/** The gateway behind a bad network: `url` in place of `gatewayUrl`, orders in code or at `controlUrl`. */
export type SimulatorNetwork = Omit<FaultProxy, 'close'> & { readonly controlUrl: string };

/** A simulator that is up. */
export type RunningSimulator = SimulatorOthers & {
  /** `http://127.0.0.1:PORT`: the base URL of the API, of `/ledger`, `/health` and `/control/*`. */
  readonly gatewayUrl: string;
  readonly walletUrl: string | null;
  readonly printerPort: number | null;
  readonly clientId: string;
  /** One-line base64 SPKI, as Developer Center shows it. */
  readonly gatewayPublicKey: string;
  readonly clientPublicKey: string;
  /** One-line base64 PKCS#8, only when the pair was made here. */
  readonly clientPrivateKey: string | null;
  readonly ledger: () => LedgerView;
  readonly control: SimulatorControl;
  readonly wallet: SimulatorWallet;
  readonly printer: SimulatorPrinter | null;
  /** The bad network in front of the gateway; null when it was not asked for. */
  readonly network: SimulatorNetwork | null;
  /** Reports over SFTP; null when they were not asked for. */
  readonly reports: SimulatorReports | null;
  readonly close: () => Promise<void>;
};

type Keys = { readonly gateway: KeyObject; readonly client: KeyObject; readonly clientPrivateKey: string | null };

/** What an absent option means. */
const DEFAULTS = {
  host: '127.0.0.1',
  gatewayPort: 0,
  walletPort: 0,
  printerPort: 0,
  faultPort: null,
  sftpPort: null,
  faultControlPort: 0,
  settings: {},
  replay: [],
  now: Date.now,
  revealCodes: false,
  notifyReach: 'loopback',
} as const;

type Settled = SimulatorOptions & Required<Omit<SimulatorOptions, 'clientPublicKey' | 'gatewayPrivateKey' | 'reportsDir'>>;

/** Starts gateway, wallet and printer; rejects with an Error in plain words when a key is unreadable or a port is taken. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<RunningSimulator> {
  const settled: Settled = { ...DEFAULTS, ...options };
  const stops: (() => Promise<void>)[] = [];
  try {
    return await startParts(settled, readKeys(settled), stops);
  } catch (cause) {
    await stopAll(stops);
    throw cause;
  }
}

async function startParts(options: Settled, keys: Keys, stops: (() => Promise<void>)[]): Promise<RunningSimulator> {
  const { host, revealCodes } = options;
  const requests = openRequestLog(revealCodes);
  const runtime = createRuntime({ ...DEFAULT_SETTINGS, ...options.settings }, options.now);
  runtime.send({ type: 'replay', journeys: options.replay });
  stops.push(() => {
    runtime.close();
    return Promise.resolve();
  });
  const line = { runtime, gatewayKey: keys.gateway, clientKey: keys.client, reach: options.notifyReach };
  const notifier = createNotifier(line);
  stops.push(notifier.close);
  const others = openOthers(line);
  stops.push(others.close);
  const ledger = () => buildLedger(runtime.state(), requests.view(), runtime.now(), revealCodes);
  const reports = await startReports(options, runtime, stops);
  const control = createControl(runtime);
  const makeReports = (body: Readonly<Record<string, unknown>>): object | null => {
    const order = readReportOrder(body, runtime.now());
    return order === null || reports === null ? null : reports.make(order);
  };
  const gateway = await startGateway({
    host,
    port: options.gatewayPort,
    keys,
    runtime,
    requests,
    ledger,
    control: { ...control, ...others.control, makeReports },
    others: others.apis,
  });
  stops.push(gateway.close);
  const network = await startNetwork(options, gateway.url, stops);
  const printer = options.printerPort === null ? null : await openPracticePrinter({ host, port: options.printerPort });
  if (printer !== null) stops.push(printer.close);
  const desk = createWalletDesk(runtime);
  const wallet =
    options.walletPort === null ? null : await startWallet({ host, port: options.walletPort, runtime, desk, printer });
  if (wallet !== null) stops.push(wallet.close);
  return {
    gatewayUrl: gateway.url,
    walletUrl: wallet?.url ?? null,
    printerPort: printer?.port ?? null,
    clientId: runtime.state().settings.clientId,
    gatewayPublicKey: oneLinePublic(keys.gateway),
    clientPublicKey: oneLinePublic(keys.client),
    clientPrivateKey: keys.clientPrivateKey,
    ledger,
    control,
    wallet: walletOf(desk),
    disputes: others.disputes,
    registrations: others.registrations,
    customs: others.customs,
    printer: printer === null ? null : printerOf(printer),
    network,
    reports,
    close: () => stopAll(stops),
  };
}

async function startNetwork(
  { host, faultPort, faultControlPort }: Settled,
  gatewayUrl: string,
  stops: (() => Promise<void>)[],
): Promise<SimulatorNetwork | null> {
  if (faultPort === null) return null;
  const proxy = await startFaultProxy({ gatewayUrl, host, port: faultPort });
  stops.push(proxy.close);
  const control = await startFaultControl(proxy, { host, port: faultControlPort });
  stops.push(control.close);
  return { ...proxy, controlUrl: control.url };
}

async function startReports(
  { host, sftpPort, reportsDir }: Settled,
  runtime: Runtime,
  stops: (() => Promise<void>)[],
): Promise<SimulatorReports | null> {
  if (sftpPort === null) return null;
  const folder = reportsDir ?? mkdtempSync(path.join(os.tmpdir(), 'paydesk-reports-'));
  const password = randomBytes(12).toString('hex');
  const server = await startSftp({ host, port: sftpPort, root: folder, user: 'acquirer', password });
  stops.push(async () => {
    await server.close();
    if (reportsDir === undefined) rmSync(folder, { recursive: true, force: true });
  });
  const { port, hostKey } = server;
  return { ...createReportMaker(runtime, folder), port, hostKey, user: 'acquirer', password, folder };
}

function readKeys(options: SimulatorOptions): Keys {
  const gateway = options.gatewayPrivateKey === undefined ? createKeyPair().key : readPrivateKey(options.gatewayPrivateKey);
  if (options.clientPublicKey !== undefined)
    return { gateway, client: readPublicKey(options.clientPublicKey), clientPrivateKey: null };
  const made = createKeyPair();
  return { gateway, client: made.key, clientPrivateKey: made.oneLinePrivate };
}

function createControl(runtime: Runtime): SimulatorControl {
  return {
    advanceClock: runtime.advanceClock,
    setClock: runtime.setClock,
    clock: runtime.now,
    orderFault: runtime.orderFault,
    clearFaults: runtime.clearFaults,
    setBehaviour: (behaviour) => {
      runtime.send({ type: 'settings', settings: { behaviour } });
    },
    changeSettings: (settings) => {
      runtime.send({ type: 'settings', settings });
    },
    resendNotification: (paymentRequestId) => runtime.send({ type: 'resend', paymentRequestId }).ok,
  };
}

const walletOf = (desk: WalletDesk): SimulatorWallet => ({
  mintCode: desk.mint,
  approve: (id) => desk.decide(id, { kind: 'approve' }),
  decline: (id) => desk.decide(id, { kind: 'decline' }),
  fail: (id, code) => desk.decide(id, { kind: 'fail', code }),
  ignore: (id) => desk.decide(id, { kind: 'ignore' }),
});

const printerOf = (printer: PracticePrinter): SimulatorPrinter => ({
  paper: printer.paper,
  paperText: printer.paperText,
  bytes: printer.bytes,
  switches: printer.switches,
  set: printer.set,
  tearOff: printer.tearOff,
});

/** In reverse order of starting; one that fails to stop does not keep the others up. */
async function stopAll(stops: (() => Promise<void>)[]): Promise<void> {
  for (const stop of stops.splice(0).reverse()) await stop().catch(() => undefined);
}
