import { renameSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it, vi } from 'vitest';
import type { PadKey } from '../../core/checkout/sale.ts';
import type { Counter } from '../../main/counter/counter.ts';
import { systemClock } from '../../main/lifecycle/clock.ts';
import { rescuedFiles } from '../../main/ledger/files.ts';
import { openLedgerHere } from '../builders/ledger-line.ts';
import { moodyThreads } from '../unit/ledger/moody-thread.ts';
import { openCounterBench } from './counter-bench.ts';

/** Last four digits that the practice gateway knows: paid at once, and paid after eight seconds of PAYMENT_IN_PROCESS. */
const AT_ONCE = '0000';
const LATER = '1001';
const LIMITS = { paymentWindowMs: 60_000, pollEveryMs: 500 };
const WALLET_TAKES_MS = 8_000;
let codes = 10;
const code = (suffix: string): string => `281006020000000000${String((codes += 1))}${suffix}`;

const thread = moodyThreads();

function type(counter: Counter, digits: string): void {
  for (const digit of digits) counter.session.key(digit as PadKey);
  counter.session.key('enter');
}

const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 30_000, interval: 20 });

/** Charges and waits until the payment is on the stage, open. */
async function inFlight(counter: Counter): Promise<string> {
  type(counter, '4250');
  counter.session.scan(code(LATER));
  await until(() => {
    expect(counter.session.shown()?.record.lastAsk).toBe('pending');
  });
  const id = counter.session.shown()?.record.paymentRequestId ?? '';
  counter.session.next();
  return id;
}

/** What SQLite says on each broken disk, and which word that is for the cashier. */
const DISKS = [
  ['full', 13, 'storage-full'],
  ['read-only', 8, 'storage-read-only'],
  ['locked by another program', 5, 'storage-locked'],
  ['damaged', 11, 'storage-corrupt'],
  ['failing', 10, 'storage-failed'],
] as const;

describe.each(DISKS)('a disk that is %s', (_how, errcode, word) => {
  it('costs the next customer a word and nothing else, and the payment in flight ends right', async () => {
    const disk = { isBroken: false };
    const beforeCommit = (): void => {
      if (disk.isBroken) throw Object.assign(new Error('the disk of this test'), { errcode });
    };
    const { simulator, start } = await openCounterBench(LIMITS, openLedgerHere(systemClock, { beforeCommit }));
    const { counter } = await start();
    const open = await inFlight(counter);
    disk.isBroken = true;
    type(counter, '990');
    counter.session.scan(code(AT_ONCE));
    await until(() => {
      expect(counter.snapshot().notice).toMatchObject({ kind: 'ledger-refused', code: word });
    });
    expect(counter.snapshot().health.ledger).toBe(word);
    simulator.control.advanceClock(WALLET_TAKES_MS);
    // The truth is known and shown although it cannot be written.
    await until(() => {
      expect(counter.snapshot().tray[0]).toMatchObject({ paymentRequestId: open, face: 'paid' });
    });
    disk.isBroken = false;
    await until(() => {
      expect(counter.resolver.open()).toEqual([]);
    });
    expect((await counter.ledger.entriesOf(open)).map(({ event }) => event.type)).toContain('payment-answered');
    expect(simulator.ledger().payments.map(({ paymentRequestId, netMinor }) => [paymentRequestId, netMinor])).toEqual([
      [open, 4_250],
    ]);
  });
});

describe('the ledger file is taken away under a running counter', () => {
  it('the next customer is refused with a word, the payment in flight ends right in a copy, and a start waits for a person', async () => {
    const bench = await openCounterBench(LIMITS);
    const first = await bench.start();
    const open = await inFlight(first.counter);
    renameSync(bench.ledgerFile, `${bench.ledgerFile}.moved`);
    type(first.counter, '990');
    first.counter.session.scan(code(AT_ONCE));
    await until(() => {
      expect(first.counter.snapshot().notice).toMatchObject({ kind: 'ledger-refused', code: 'storage-gone' });
    });
    bench.simulator.control.advanceClock(WALLET_TAKES_MS);
    await until(() => {
      expect(first.counter.snapshot().lastFive[0]).toMatchObject({ paymentRequestId: open, face: 'paid' });
    });
    expect(first.counter.snapshot().health.ledger).toBe('storage-gone');
    await first.stop();
    const [copy] = rescuedFiles(bench.ledgerFile);
    const db = new DatabaseSync(copy ?? '');
    expect(db.prepare('SELECT payment_request_id AS id, state FROM payments').all()).toEqual([{ id: open, state: 'paid' }]);
    db.close();
    expect(bench.simulator.ledger().payments).toHaveLength(1);

    const { counter, ledgerProblem } = await bench.start();
    expect([ledgerProblem, counter.snapshot().notice]).toMatchObject([
      'ledger-gone',
      { kind: 'not-set-up', code: 'ledger-gone' },
    ]);
    expect(counter.snapshot().health.ledger).toBe('storage-gone');
    type(counter, '990');
    counter.session.scan(code(AT_ONCE));
    await until(() => {
      expect(counter.snapshot().notice?.id).toBe(2);
    });
    expect(counter.snapshot().notice).toMatchObject({ kind: 'not-set-up', code: 'ledger-gone' });
    expect(bench.simulator.ledger().payments).toHaveLength(1);
  });
});

describe('a second counter on the same ledger', () => {
  it('opens, says why it cannot charge, sends nothing, and the first goes on', async () => {
    const bench = await openCounterBench(LIMITS);
    const first = await bench.start();
    const second = await bench.start();
    expect(second.ledgerProblem).toBe('ledger-locked');
    type(second.counter, '990');
    second.counter.session.scan(code(AT_ONCE));
    expect(second.counter.snapshot().notice).toMatchObject({ kind: 'not-set-up', code: 'ledger-locked' });
    type(first.counter, '500');
    first.counter.session.scan(code(AT_ONCE));
    await until(() => {
      expect(first.counter.session.shown()?.record.state).toBe('paid');
    });
    expect(bench.simulator.ledger().payments).toHaveLength(1);
  });
});

describe('a disk that takes three seconds for a sync', () => {
  it('holds up no key: the next sale is typed while a row is being written, and every payment ends right', async () => {
    const moody = thread();
    const { simulator, start } = await openCounterBench(LIMITS, moody.openLedger);
    const { counter, stop } = await start();
    const open = await inFlight(counter);
    moody.syncTakes(3_000);
    await until(() => {
      expect(counter.snapshot().health.ledger).toBe('storage-slow');
    });
    const waits: number[] = [];
    for (let key = 0; key < 60; key += 1) {
      const asked = performance.now();
      await new Promise<void>((resolve) => setTimeout(resolve, 10));
      counter.session.key(key % 6 === 5 ? 'clear' : '1');
      expect(counter.snapshot().stage).toMatchObject({
        sale: { amount: { amountMinor: key % 6 === 5 ? 0 : Number('1'.repeat((key % 6) + 1)) } },
      });
      waits.push(performance.now() - asked - 10);
    }
    expect(counter.snapshot().health.ledger).toBe('storage-slow');
    const sorted = waits.sort((a, b) => a - b);
    // A key may be late on a busy machine; a thread that waits for the disk would hold up each of them by seconds.
    expect(sorted[Math.floor(sorted.length * 0.9)]).toBeLessThan(50);
    expect(sorted.at(-1)).toBeLessThan(1_000);
    moody.syncTakes(0);
    await until(() => {
      expect(counter.snapshot().lastFive[0]).toMatchObject({ paymentRequestId: open, face: 'paid' });
    });
    expect(simulator.ledger().payments).toHaveLength(1);
    await stop();
  });
});
