import { describe, expect, it } from 'vitest';
import { freshMemory, nextStep, type Moment, type RunMemory } from '../../../core/payment/policy.ts';
import type { PaymentRecord } from '../../../core/payment/record.ts';
import { DEFAULT_TIMING as TIMING } from '../../../core/payment/timing.ts';
import { answered, cancelAsked, LOST, NOT_FOUND, PENDING, recordAfter } from '../../builders/payments.ts';

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
      reason: 'deadline',
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
