import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { systemClock } from '../../../main/lifecycle/clock.ts';
import type { OpenLedger } from '../../../main/ledger/port.ts';
import { startLedgerThread } from '../../../main/ledger/thread.ts';
import { buildScript } from './build-script.ts';

/** A real ledger thread whose disk can be made slow, and which can be made to die in the middle of its next row. */
export type MoodyThread = {
  readonly openLedger: OpenLedger;
  readonly syncTakes: (ms: number) => void;
  readonly dieAtNextRow: () => void;
};

/** Builds the script once a file of tests; each call starts a thread. */
export function moodyThreads(): () => MoodyThread {
  const outDir = mkdtempSync(path.join(tmpdir(), 'paydesk-thread-'));
  let script = '';
  beforeAll(async () => {
    script = await buildScript('moody-worker.ts', outDir);
  }, 30_000);
  afterAll(() => {
    rmSync(outDir, { recursive: true });
  });
  return () => {
    const control = new SharedArrayBuffer(8);
    const words = new Int32Array(control);
    return {
      openLedger: startLedgerThread(script, systemClock, { workerData: { control } }),
      syncTakes: (ms) => {
        Atomics.store(words, 0, ms);
      },
      dieAtNextRow: () => {
        Atomics.store(words, 1, 1);
      },
    };
  };
}
