import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { READY, startTcpDouble, type TcpDouble } from '../contract/printer-tcp-double.ts';
import type { GatewayBooks } from './crash-books.ts';
import { layCable, type Cable } from './crash-cable.ts';
import { writeProvisioning } from './provisioning.ts';
import { runPaydesk } from './run-electron.ts';
import { startGatewayProcess, type GatewayProcess } from './simulator-process.ts';

/** The gateway's books with every request that it saw. */
export type WholeBooks = GatewayBooks & {
  readonly requests: readonly { readonly at: string; readonly uri: string; readonly body: unknown }[];
};

/** A provisioned till that is not running, its gateway at the other end of a cable, and its printer. */
export type CrashShop = {
  readonly dataDir: string;
  readonly gateway: GatewayProcess;
  readonly cable: Cable;
  readonly printer: TcpDouble;
  readonly books: () => Promise<WholeBooks>;
  readonly close: () => Promise<void>;
};

/** The shortest window that the settings allow, so that what the customer leaves open ends within seconds. */
const WINDOW_MS = 10_000;

/** Opens a shop of its own; `close` removes all of it. */
export async function openCrashShop(paymentWindowMs: number = WINDOW_MS): Promise<CrashShop> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-crash-'));
  const gateway = await startGatewayProcess();
  const cable = await layCable(gateway.gatewayUrl);
  const printer = await startTcpDouble({ status: READY, gsR: 0 });
  const dataDir = path.join(folder, 'data');
  const wishes = { printerPort: printer.port, paymentWindowMs };
  const file = writeProvisioning(folder, { ...gateway, gatewayUrl: cable.url }, wishes);
  const ended = await runPaydesk(['--data', dataDir, '--provision', file, '--provision-only']);
  if (ended.code !== 0) throw new Error(`the till could not be provisioned: ${ended.stdout} ${ended.stderr}`);
  return {
    dataDir,
    gateway,
    cable,
    printer,
    books: async () => (await gateway.ledger()) as unknown as WholeBooks,
    close: async () => {
      await cable.close();
      await gateway.stop();
      await printer.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
