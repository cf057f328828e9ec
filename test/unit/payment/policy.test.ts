import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAYMENT_STATES } from '../../../core/payment/machine.ts';
import { freshMemory, nextStep, type Moment, type RunMemory } from '../../../core/payment/policy.ts';
import type { PaymentRecord } from '../../../core/payment/record.ts';
import { DEFAULT_TIMING as TIMING } from '../../../core/payment/timing.ts';
import {
  answered,
  cancelAsked,
  cancelSaid,
  LOST,
  NOT_FOUND,
  PAID,
  PENDING,
  recordAfter,
  refundAsked,
} from '../../builders/payments.ts';

const at = (elapsedMs: number, cancelOpen = true): Moment => ({ elapsedMs, cancelOpen });
const step = (record: PaymentRecord, memory: RunMemory, moment: Moment) => nextStep(record, memory, moment, TIMING);
/** The run that took the payment, after `pay` was answered. */
const held = (changes: Partial<RunMemory> = {}): RunMemory => ({
  ...freshMemory(true),
  payInFlight: false,
  payArrived: true,
  ...changes,
});
/** A later run. */
const later = (changes: Partial<RunMemory> = {}): RunMemory => ({ ...freshMemory(false), ...changes });

/** Follows the plan as long as every question gets the same answer; returns when it asks and what ends it. */
function askTimes(
  record: PaymentRecord,
  start: RunMemory,
  fromMs = 0,
  cancelOpen = true,
): { readonly asks: readonly number[]; readonly end: string } {
  const asks: number[] = [];
  let memory = start;
  let nowMs = fromMs;
  while (asks.length < 1_000) {
    const next = step(record, memory, at(nowMs, cancelOpen));
    if (next.act !== 'inquire') return { asks, end: next.act };
    nowMs = Math.max(nowMs, next.atMs);
    asks.push(nowMs);
    memory = { ...memory, lastAskAtMs: nowMs, asks: memory.asks + 1, asksSinceCancel: memory.asksSinceCancel + 1 };
  }
  return { asks, end: 'still asking' };
}

describe('while the window is open', () => {
  it('asks at 2, 5, 8, 11 … 59 s, once more at 60 s, and then asks to cancel', () => {
    const expected = [2_000, ...Array.from({ length: 19 }, (_, index) => 5_000 + index * 3_000), 60_000];
    expect(askTimes(recordAfter(answered(PENDING, 'pay')), held())).toEqual({ asks: expected, end: 'request-cancel' });
  });

  it('while pay itself is unanswered the first question waits 5 s', () => {
    expect(step(recordAfter(), freshMemory(true), at(0))).toEqual({ act: 'inquire', atMs: 5_000 });
    expect(askTimes(recordAfter(), freshMemory(true))).toMatchObject({ end: 'request-cancel' });
  });

  it('questions that are slow to be answered are not closer than the gap', () => {
    expect(step(recordAfter(answered(LOST)), held({ lastAskAtMs: 7_500, asks: 2 }), at(7_600))).toEqual({
      act: 'inquire',
      atMs: 9_500,
    });
  });

  it('a deadline never cancels before the last question was asked after it', () => {
    expect(step(recordAfter(answered(PENDING)), held({ lastAskAtMs: 59_000, asks: 20 }), at(75_000))).toEqual({
      act: 'inquire',
      atMs: 60_000,
    });
  });

  it('the run that holds the code cancels at the deadline even though nobody answers', () => {
    expect(step(recordAfter(answered(LOST)), held({ lastAskAtMs: 60_000, asks: 20 }), at(60_100))).toEqual({
      act: 'request-cancel',
    });
  });
});

describe('an identical pay is repeated', () => {
  it('once, at once, when a question says that the order does not exist', () => {
    const record = recordAfter(answered(LOST, 'pay'), answered(NOT_FOUND));
    expect(step(record, held({ lastAskAtMs: 2_000, asks: 1 }), at(2_100))).toEqual({ act: 'repeat-pay', atMs: 2_100 });
    expect(step(record, held({ lastAskAtMs: 2_000, asks: 1, repeats: 1 }), at(2_100)).act).toBe('inquire');
  });

  it('up to ten times when it certainly never left, the first time at once and then at the pace of the questions', () => {
    const record = recordAfter(answered({ kind: 'doubt', cause: 'connect-failed', resultCode: null }, 'pay'));
    const unsent = (repeats: number, lastAskAtMs: number | null) =>
      held({ payUnsent: true, payArrived: false, repeats, lastAskAtMs });
    expect(step(record, unsent(0, null), at(30))).toEqual({ act: 'repeat-pay', atMs: 30 });
    expect(step(record, unsent(1, 30), at(60))).toEqual({ act: 'repeat-pay', atMs: 2_030 });
    expect(step(record, unsent(9, 26_000), at(26_100))).toMatchObject({ act: 'repeat-pay' });
    expect(step(record, unsent(10, 29_000), at(29_100)).act).toBe('inquire');
  });

  it('not while one is still unanswered, not after 45 s, and never without the code', () => {
    const record = recordAfter(answered(LOST, 'pay'), answered(NOT_FOUND));
    expect(step(record, held({ payInFlight: true, lastAskAtMs: 5_000, asks: 1 }), at(5_100)).act).toBe('inquire');
    expect(step(record, held({ lastAskAtMs: 44_000, asks: 5 }), at(45_000)).act).toBe('inquire');
    expect(step(record, later({ lastAskAtMs: 2_000, asks: 1 }), at(2_100)).act).toBe('inquire');
    expect(step(record, later({ lastAskAtMs: 2_000, asks: 1, payUnsent: true }), at(2_100)).act).toBe('inquire');
  });

  it('not after a cancel was asked for', () => {
    expect(step(recordAfter(answered(NOT_FOUND), cancelAsked()), held({ payUnsent: true }), at(3_000)).act).toBe('cancel');
  });
});

describe('after a restart', () => {
  it('asks at once, however long ago the payment was', () => {
    for (const elapsedMs of [0, 30_000, 86_400_000])
      expect(step(recordAfter(), later(), at(elapsedMs))).toEqual({ act: 'inquire', atMs: elapsedMs });
  });

  it('cancels as soon as a believed answer says that it is pending or was never found', () => {
    for (const verdict of [PENDING, NOT_FOUND]) {
      expect(askTimes(recordAfter(answered(verdict)), later(), 3_600_000)).toEqual({ asks: [3_600_000], end: 'request-cancel' });
    }
  });

  it('five questions without a believed answer are enough to cancel, with growing waits between them', () => {
    expect(askTimes(recordAfter(answered(LOST)), later(), 100_000)).toEqual({
      asks: [100_000, 102_000, 107_000, 117_000, 147_000],
      end: 'request-cancel',
    });
  });

  it('within the minute it keeps the schedule before it gives up', () => {
    const { asks, end } = askTimes(recordAfter(answered(PENDING)), later(), 50_000);
    expect([asks[0], asks.at(-1), end]).toEqual([50_000, 60_000, 'request-cancel']);
  });

  it('past the cut-off it only asks, because a cancel would be refused and the goods may be gone', () => {
    expect(askTimes(recordAfter(answered(LOST)), later(), 200_000, false).end).toBe('still asking');
    expect(askTimes(recordAfter(answered(PENDING)), later(), 200_000, false).end).toBe('still asking');
    expect(askTimes(recordAfter(answered(NOT_FOUND)), later(), 200_000, false).end).toBe('request-cancel');
  });
});

describe('a cancel that was asked for', () => {
  const cancelling = recordAfter(answered(PENDING), cancelAsked());

  it('is sent at once, by this run and by the next', () => {
    expect(step(cancelling, held(), at(61_000))).toEqual({ act: 'cancel', atMs: 61_000 });
    expect(step(cancelling, later(), at(500_000))).toEqual({ act: 'cancel', atMs: 500_000 });
  });

  it('is repeated after 2, 3, 3, 5, 5, 10, 10, 30 and then every 60 s, for ever', () => {
    const waits = Array.from({ length: 12 }, (_, index) => {
      const next = step(
        recordAfter(cancelAsked(), cancelSaid('doubt')),
        held({ cancels: index + 1, lastCancelAtMs: 70_000 }),
        at(70_001),
      );
      return next.act === 'cancel' ? next.atMs - 70_000 : next.act;
    });
    expect(waits).toEqual([2_000, 3_000, 3_000, 5_000, 5_000, 10_000, 10_000, 30_000, 60_000, 60_000, 60_000, 60_000]);
  });

  it('that finds no order is followed by a question, and ends only when both agree long after the window', () => {
    const record = recordAfter(cancelAsked(), cancelSaid('not-found'), answered(NOT_FOUND));
    const asked = held({ cancels: 1, lastCancelAtMs: 61_000, asks: 20, asksSinceCancel: 1, lastAskAtMs: 62_000 });
    expect(step(record, { ...asked, asksSinceCancel: 0 }, at(61_100)).act).toBe('inquire');
    expect(step(record, asked, at(62_100)).act).toBe('cancel');
    expect(step(record, asked, at(359_999)).act).toBe('cancel');
    expect(step(record, asked, at(360_000))).toEqual({ act: 'never-arrived' });
  });

  it('that finds no order of a payment in doubt goes on', () => {
    const asked = held({ cancels: 1, lastCancelAtMs: 361_000, asks: 20, asksSinceCancel: 1, lastAskAtMs: 362_000 });
    expect(step(recordAfter(cancelAsked(), cancelSaid('not-found'), answered(LOST)), asked, at(400_000)).act).toBe('cancel');
  });

  it('past the cut-off is tried once, then asked about, and a paid payment is refunded instead', () => {
    const doubt = recordAfter(cancelAsked(), cancelSaid('doubt'));
    expect(step(doubt, later(), at(90_000_000, false)).act).toBe('cancel');
    expect(step(doubt, later({ cancels: 1, lastCancelAtMs: 90_000_000 }), at(90_000_100, false)).act).toBe('inquire');
    const asked = later({ cancels: 1, lastCancelAtMs: 90_000_000, asks: 1, asksSinceCancel: 1, lastAskAtMs: 90_000_100 });
    expect(step(recordAfter(cancelAsked(), cancelSaid('doubt'), answered(PAID)), asked, at(90_000_200, false))).toEqual({
      act: 'refund-instead',
    });
    expect(step(recordAfter(cancelAsked(), cancelSaid('doubt'), answered(PAID)), asked, at(90_000_200, true)).act).toBe('cancel');
    expect(step(recordAfter(cancelAsked(), cancelSaid('doubt'), answered(LOST)), asked, at(90_000_200, false)).act).toBe(
      'cancel',
    );
  });
});

describe('a cancel that was refused', () => {
  const tooLate = recordAfter(cancelAsked(), cancelSaid('window-exceeded'));
  const asked = held({ cancels: 1, lastCancelAtMs: 61_000, asks: 21, asksSinceCancel: 1, lastAskAtMs: 62_000 });

  it('is asked about first', () => {
    expect(step(tooLate, held({ cancels: 1, lastCancelAtMs: 61_000, asks: 20, lastAskAtMs: 60_000 }), at(61_100)).act).toBe(
      'inquire',
    );
    expect(step(tooLate, later(), at(61_100))).toEqual({ act: 'inquire', atMs: 61_100 });
  });

  it('for its lateness, of a paid payment, becomes a refund of the whole', () => {
    expect(step(recordAfter(cancelAsked(), cancelSaid('window-exceeded'), answered(PAID)), asked, at(63_000))).toEqual({
      act: 'refund-instead',
    });
  });

  it('a paid answer from before the refusal is not enough for a refund', () => {
    const before = recordAfter(answered(PAID), cancelAsked('cashier'), cancelSaid('window-exceeded'));
    expect(step(before, { ...asked, asksSinceCancel: 0 }, at(63_000)).act).toBe('inquire');
  });

  it('for another reason is tried again, with the question in between', () => {
    const refused = recordAfter(cancelAsked(), cancelSaid('refused'), answered(PAID));
    expect(step(refused, { ...asked, asksSinceCancel: 0 }, at(61_100)).act).toBe('inquire');
    expect(step(refused, asked, at(62_100))).toEqual({ act: 'cancel', atMs: 63_000 });
    expect(step(refused, asked, at(62_100, false))).toEqual({ act: 'refund-instead' });
  });

  it('for its lateness, while the payment is unknown, is asked about for ever', () => {
    expect(step(recordAfter(cancelAsked(), cancelSaid('window-exceeded'), answered(LOST)), asked, at(63_000)).act).toBe(
      'inquire',
    );
    const never = recordAfter(cancelAsked(), cancelSaid('window-exceeded'), answered(NOT_FOUND));
    expect([step(never, asked, at(63_000)).act, step(never, asked, at(400_000)).act]).toEqual(['inquire', 'never-arrived']);
  });
});

describe('a final payment', () => {
  it('rests, unless a refund is owed', () => {
    expect(step(recordAfter(answered(PAID)), held(), at(3_000))).toEqual({ act: 'rest' });
    const owing = recordAfter(cancelAsked(), cancelSaid('window-exceeded'), answered(PAID), { type: 'refund-instead' });
    expect(step(owing, later(), at(3_000))).toEqual({ act: 'refund-owed' });
    expect(
      step(
        recordAfter(
          cancelAsked(),
          cancelSaid('window-exceeded'),
          answered(PAID),
          { type: 'refund-instead' },
          refundAsked('r', 4_250),
        ),
        later(),
        at(3_000),
      ),
    ).toEqual({ act: 'rest' });
  });
});

describe('whatever is remembered', () => {
  const number = fc.integer({ min: 0, max: 400_000_000 });
  const maybe = fc.option(number, { nil: null });
  const count = fc.integer({ min: 0, max: 30 });
  const memory = fc.record({
    codeHeld: fc.boolean(),
    payInFlight: fc.boolean(),
    payUnsent: fc.boolean(),
    payArrived: fc.boolean(),
    repeats: count,
    lastAskAtMs: maybe,
    asks: count,
    asksSinceCancel: count,
    lastCancelAtMs: maybe,
    cancels: count,
  });
  const kinds = fc.constantFrom(
    'paid' as const,
    'not-paid' as const,
    'pending' as const,
    'not-found' as const,
    'doubt' as const,
    null,
  );
  const record = fc
    .record({
      state: fc.constantFrom(...PAYMENT_STATES),
      lastAsk: kinds,
      cancelTooLate: fc.boolean(),
      refundOwed: fc.boolean(),
      lastCancel: fc.constantFrom(
        'cancelled' as const,
        'window-exceeded' as const,
        'not-found' as const,
        'refused' as const,
        'doubt' as const,
        null,
      ),
    })
    .map((some) => ({ ...recordAfter(), ...some }));

  it('pay is never repeated without the code, after 45 s, or once somebody asked to cancel', () => {
    fc.assert(
      fc.property(record, memory, number, fc.boolean(), (some, remembered, elapsedMs, cancelOpen) => {
        const next = step(some, remembered, at(elapsedMs, cancelOpen));
        if (next.act !== 'repeat-pay') return;
        expect([remembered.codeHeld, remembered.payInFlight, elapsedMs < TIMING.repeatUntilMs]).toEqual([true, false, true]);
        expect(['submitted', 'waiting', 'unknown']).toContain(some.state);
      }),
      { numRuns: 2_000 },
    );
  });

  it('a payment that is not final never rests, and one that is never asks', () => {
    fc.assert(
      fc.property(record, memory, number, fc.boolean(), (some, remembered, elapsedMs, cancelOpen) => {
        const { act } = step(some, remembered, at(elapsedMs, cancelOpen));
        const isFinal = ['paid', 'notPaid', 'cancelled'].includes(some.state);
        expect(['rest', 'refund-owed'].includes(act)).toBe(isFinal);
      }),
      { numRuns: 2_000 },
    );
  });

  it('the money goes back as a refund only after a believed paid answer and when a cancel is too late', () => {
    fc.assert(
      fc.property(record, memory, number, fc.boolean(), (some, remembered, elapsedMs, cancelOpen) => {
        if (step(some, remembered, at(elapsedMs, cancelOpen)).act !== 'refund-instead') return;
        expect([some.lastAsk, some.cancelTooLate || !cancelOpen, remembered.asksSinceCancel > 0]).toEqual(['paid', true, true]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('"never arrived" needs two answers and the long wait', () => {
    fc.assert(
      fc.property(record, memory, number, fc.boolean(), (some, remembered, elapsedMs, cancelOpen) => {
        if (step(some, remembered, at(elapsedMs, cancelOpen)).act !== 'never-arrived') return;
        expect([some.lastAsk, elapsedMs >= 360_000]).toEqual(['not-found', true]);
        expect(some.lastCancel === 'not-found' || some.state === 'cancelRefused').toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
