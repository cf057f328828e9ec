import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { PadKey } from '../../core/checkout/sale.ts';
import { systemClock } from '../../main/lifecycle/clock.ts';
import { createMarks } from '../../main/lifecycle/marks.ts';
import { createScope } from '../../main/lifecycle/scope.ts';
import { wireCounter } from '../../main/worlds/counter-wiring.ts';
import { practiceWorld } from '../../main/worlds/practice-world.ts';
import type { RunningSimulator } from '../../simulator/start.ts';
import { openLedgerHere } from '../builders/ledger-line.ts';
import { forkHere } from '../builders/practice-here.ts';

it('practice listens by itself on loopback, tells its gateway where, and is notified', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-practice-'));
  let simulator: RunningSimulator | null = null;
  const scope = createScope(() => systemClock.nap(2_000).done.then(() => 'late' as const));
  onTestFinished(async () => {
    await scope.close();
    await simulator?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const world = await practiceWorld(
    folder,
    forkHere((running) => (simulator = running)),
    'simulator.js',
  );
  const silent = () => undefined;
  const marks = createMarks({ isPrinting: false, isLater: false, haltAt: null }, systemClock.monotonicMs, silent, silent);
  const parts = { world, store: null, version: '0.0.0', marks, scope, openLedger: openLedgerHere(systemClock), changed: silent };
  const { counter, connection, notify } = await wireCounter(parts);
  expect(notify.view()).toMatchObject({ state: 'starting', address: null });
  await connection.renew();
  await counter.resume();
  await notify.start();
  expect(notify.view().address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/alipayplus$/);
  for (const digit of '4250') counter.session.key(digit as PadKey);
  counter.session.key('enter');
  counter.session.scan('2810060200000000009977');
  const books = (): RunningSimulator['ledger'] =>
    simulator?.ledger ??
    (() => {
      throw new Error('no gateway');
    });
  await vi.waitFor(() => {
    expect(books()().notifications[0]).toMatchObject({ url: notify.notifyUrl(), state: 'acknowledged' });
  }, 20_000);
  expect(notify.view()).toMatchObject({ verified: 1, refused: 0, alarm: null, fault: null });
});
