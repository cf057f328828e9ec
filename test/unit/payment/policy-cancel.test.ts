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

const at = (elapsedMs: number, cancelOpen = true): Moment => ({ elapsedMs, cancelOpen, canWrite: true });
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

describe('a cancel that was asked for', () => {
  const cancelling = recordAfter(answered(PENDING), cancelAsked());

  it('is sent at once, by this run and by the next', () => {
    expect(step(cancelling, held(), at(61_000))).toEqual({ act: 'cancel', atMs: 61_000 });
    expect(step(cancelling, later(), at(500_000))).toEqual({ act: 'cancel', atMs: 500_000 });
  });

  it('of a payment that may be paid is preceded by one question when the cashier wished it, whatever comes of that', () => {
    const wished = recordAfter(answered(PENDING), cancelAsked('cashier'));
    expect(step(wished, held({ asks: 3, lastAskAtMs: 8_000 }), at(9_000))).toEqual({ act: 'inquire', atMs: 9_000 });
    const asked = recordAfter(answered(PENDING), cancelAsked('cashier'), answered(LOST));
    expect(step(asked, held({ asks: 4, lastAskAtMs: 9_000 }), at(19_000))).toEqual({ act: 'cancel', atMs: 19_000 });
    const voided = recordAfter(answered(PAID), cancelAsked('cashier'));
    expect(step(voided, held(), at(90_000))).toEqual({ act: 'cancel', atMs: 90_000 });
  });

  it('without a final word is followed by a question from the third time on, because a final F ends it as well', () => {
    const doubted = recordAfter(answered(LOST), cancelAsked(), cancelSaid('doubt'));
    const tried = (cancels: number, asksSinceCancel: number) =>
      step(doubted, held({ cancels, asksSinceCancel, lastCancelAtMs: 70_000, lastAskAtMs: 60_000 }), at(70_001)).act;
    expect([tried(1, 0), tried(2, 0), tried(3, 0), tried(3, 1), tried(9, 0)]).toEqual([
      'cancel',
      'cancel',
      'inquire',
      'cancel',
      'inquire',
    ]);
  });

  it('is repeated after 2, 3, 3, 5, 5, 10, 10, 30 and then every 60 s, for ever', () => {
    const waits = Array.from({ length: 12 }, (_, index) => {
      const next = step(
        recordAfter(answered(LOST), cancelAsked(), cancelSaid('doubt')),
        held({ cancels: index + 1, asksSinceCancel: 1, lastCancelAtMs: 70_000 }),
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
    const doubt = recordAfter(answered(LOST), cancelAsked(), cancelSaid('doubt'));
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

describe('a contested payment', () => {
  const contested = recordAfter(cancelAsked(), cancelSaid('cancelled'), answered(PAID, 'pay'));

  it('is asked about at once, and again in the pace of late questions', () => {
    expect(step(contested, held({ asks: 9, lastAskAtMs: 60_000 }), at(60_100))).toEqual({ act: 'inquire', atMs: 60_100 });
    expect(
      step(
        recordAfter(cancelAsked(), cancelSaid('cancelled'), answered(PAID, 'pay'), answered(LOST)),
        held({ lastAskAtMs: 61_000 }),
        at(61_100),
      ),
    ).toEqual({
      act: 'inquire',
      atMs: 63_000,
    });
  });

  it('goes back by a cancel once an inquiry says paid too, and not while the ledger refuses rows', () => {
    const proven = recordAfter(cancelAsked(), cancelSaid('cancelled'), answered(PAID, 'pay'), answered(PAID));
    expect(step(proven, held(), at(62_000))).toEqual({ act: 'request-cancel', reason: 'contradiction' });
    expect(step(proven, held(), { ...at(62_000), canWrite: false }).act).toBe('inquire');
  });

  it('of which Alipay+ knows no order long after the window is left as it had ended', () => {
    const unknown = recordAfter(cancelAsked(), cancelSaid('cancelled'), answered(PAID, 'pay'), answered(NOT_FOUND));
    expect(step(unknown, held({ lastAskAtMs: 61_000 }), at(359_999)).act).toBe('inquire');
    expect(step(unknown, held({ lastAskAtMs: 61_000 }), at(360_000))).toEqual({ act: 'never-arrived' });
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
        expect(some.lastCancel === 'not-found' || some.state === 'cancelRefused' || some.state === 'contested').toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
