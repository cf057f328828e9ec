import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { systemClock } from '../../main/lifecycle/clock.ts';
import { createMarks } from '../../main/lifecycle/marks.ts';
import { createScope } from '../../main/lifecycle/scope.ts';
import { practiceWorld } from '../../main/worlds/practice-world.ts';
import type { RunningSimulator } from '../../simulator/start.ts';
import { openLedgerHere } from './ledger-line.ts';
import { forkHere } from './practice-here.ts';

/** What a practice counter stands on, with its gateway in this process; all of it ends with the test. */
export async function startPractice() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-practice-'));
  const running: RunningSimulator[] = [];
  const scope = createScope(() => systemClock.nap(2_000).done.then(() => 'late' as const));
  onTestFinished(async () => {
    await scope.close();
    for (const simulator of running) await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const fork = forkHere((simulator) => {
    running.push(simulator);
  });
  const world = await practiceWorld(folder, fork, 'simulator.js');
  const silent = (): void => undefined;
  const marks = createMarks({ isPrinting: false, isLater: false, haltAt: null }, systemClock.monotonicMs, silent, silent);
  const gatewayLedger = (): ReturnType<RunningSimulator['ledger']> => {
    const [simulator] = running;
    if (simulator === undefined) throw new Error('no gateway');
    return simulator.ledger();
  };
  return { folder, gatewayLedger, scope, world, marks, openLedger: openLedgerHere(systemClock), store: null, version: '0.0.0' };
}
