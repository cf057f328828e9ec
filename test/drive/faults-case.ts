import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startFaultProxy } from '../../simulator/faults/proxy.ts';
import type { FirstByte } from '../../simulator/faults/relay.ts';
import { startSimulator } from '../../simulator/start.ts';
import { VECTOR_CLIENT_ID } from '../builders/signature-vectors.ts';
import type { Case } from './faults-cells.ts';
import type { CaseKeys } from './faults-keys.ts';
import { createPlay, type Played } from './faults-play.ts';

/** What became of one case. */
export type CaseResult = Played & {
  readonly id: string;
  readonly durationMs: number;
  /** What happened, line by line, with ms since the beginning. */
  readonly story: readonly string[];
};

/**
 * Plays one case to its end, on a gateway, a network and a ledger of its own, and compares the books. `file` is the bundled till;
 * `keys` belong to nobody who plays at the same time.
 */
export async function runCase(one: Case, file: string, keys: CaseKeys): Promise<CaseResult> {
  const startedMs = performance.now();
  const story: string[] = [];
  const note = (line: string): void => {
    story.push(`${String(Math.round(performance.now() - startedMs)).padStart(6)} ${line}`);
  };
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-faults-'));
  const simulator = await startSimulator({
    gatewayPrivateKey: keys.gatewayPrivate,
    clientPublicKey: keys.acquirerPublic,
    settings: { clientId: VECTOR_CLIENT_ID },
    walletPort: null,
    printerPort: null,
    revealCodes: true,
  });
  let hear: (moment: FirstByte) => Promise<void> | void = () => undefined;
  const proxy = await startFaultProxy({ gatewayUrl: simulator.gatewayUrl, onFirstByte: (moment) => hear(moment) });
  const play = createPlay({ one, file, keys, ledgerFile: path.join(folder, 'ledger.sqlite'), simulator, proxy, note });
  hear = play.onFirstByte;
  try {
    const played = await play.run();
    for (const { number, api, fault, requestBytes, answerBytes } of proxy.seen()) {
      note(`network ${String(number)}: ${api} ${String(requestBytes)} bytes out, ${String(answerBytes)} in ${fault ?? ''}`);
    }
    return { ...played, id: one.id, durationMs: performance.now() - startedMs, story };
  } finally {
    await play.close();
    await proxy.close();
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
