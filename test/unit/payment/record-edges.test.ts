import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../../core/journal/events.ts';
import { cancelCutoffMs } from '../../../core/payment/cutoff.ts';
import { foldPayment, isSettled, type PaymentRecord } from '../../../core/payment/record.ts';
import {
  answered,
  cancelAsked,
  cancelSaid,
  entriesFor,
  NOT_PAID,
  PAID,
  PAID_FACTS,
  PENDING,
  recordAfter,
  refundAsked,
  refundSaid,
  submitted,
  type Happened,
} from '../../builders/payments.ts';
import { MORNING_MS } from '../../builders/virtual-clock.ts';

/** A payment submitted in the morning, with what happened in its first seconds and one more event `atMs`, by the PC's clock. */
function later(atMs: number, clockSkewMs: number, last: Happened, ...before: readonly Happened[]): PaymentRecord | null {
  const first = submitted({ clockSkewMs });
  const { paymentRequestId } = first;
  const rows: readonly JournalEntry[] = entriesFor([first, ...before.map((event) => ({ ...event, paymentRequestId }))]);
  return foldPayment([
    ...rows,
    { sequence: rows.length + 1, wallMs: atMs, monotonicMs: 0, event: { ...last, paymentRequestId } },
  ]);
}

const recordLater = (atMs: number, last: Happened, ...before: readonly Happened[]) => later(atMs, 0, last, ...before);
const paidAt = (atMs: number, clockSkewMs = 0) => later(atMs, clockSkewMs, answered(PAID));

describe('paid after the cut-off', () => {
  const cutoffMs = cancelCutoffMs(MORNING_MS);

  it('is late from the very moment at which a cancel would be refused', () => {
    expect(paidAt(cutoffMs - 1)?.alarms).toEqual([]);
    expect(paidAt(cutoffMs)?.alarms).toEqual(['paid-late']);
  });

  it('is no news of a payment that was paid in time, or whose cancel was asked for', () => {
    const late = answered(PAID);
    expect(recordLater(cutoffMs, late, answered(PAID))).toMatchObject({ state: 'paid', alarms: [] });
    expect(recordLater(cutoffMs, late, cancelAsked())).toMatchObject({ state: 'cancelling', alarms: [] });
    expect(recordLater(cutoffMs, answered(PAID, 'notifyPayment'), answered(NOT_PAID))).toMatchObject({
      state: 'contested',
      alarms: [],
    });
  });

  it.each([-2, -1, 1, 2])("counts by Alipay+'s clock when the PC's is %i days and three hours off", (days) => {
    const clockSkewMs = days * 86_400_000 + Math.sign(days) * 10_800_000;
    const cutoffOfPcMs = cancelCutoffMs(MORNING_MS + clockSkewMs) - clockSkewMs;
    expect(paidAt(cutoffOfPcMs - 1, clockSkewMs)?.alarms).toEqual([]);
    expect(paidAt(cutoffOfPcMs, clockSkewMs)?.alarms).toEqual(['paid-late']);
  });
});

describe('what the last answer to a cancel said', () => {
  it('is kept as its code, also where it settles nothing', () => {
    const codes = (['not-found', 'window-exceeded', 'refused', 'doubt', 'cancelled'] as const).map((kind) => {
      const { resultCode, doubt } = recordAfter(cancelAsked(), cancelSaid(kind));
      return [kind, resultCode, doubt];
    });
    expect(codes).toEqual([
      ['not-found', 'ORDER_NOT_EXIST', null],
      ['window-exceeded', 'CANCEL_WINDOW_EXCEED', null],
      ['refused', 'PROCESS_FAIL', null],
      ['doubt', null, 'timeout'],
      ['cancelled', null, null],
    ]);
  });
});

const times = (count: number, event: Happened): readonly Happened[] => Array.from({ length: count }, () => event);

describe('attempts that go on without a final word', () => {
  it('a cancel is told to a person at the ninth attempt, once, and no longer when it ended', () => {
    const tried = (count: number) => [cancelAsked(), ...times(count, cancelSaid('doubt'))];
    expect(recordAfter(...tried(8)).alarms).toEqual([]);
    expect(recordAfter(...tried(9)).alarms).toEqual(['cancel-stuck']);
    expect(recordAfter(...tried(12)).alarms).toEqual(['cancel-stuck']);
    expect(recordAfter(cancelAsked(), ...times(9, cancelSaid('not-found'))).alarms).toEqual(['cancel-stuck']);
    expect(recordAfter(...tried(9), cancelSaid('cancelled'))).toMatchObject({ state: 'cancelled', alarms: [] });
    expect(recordAfter(...tried(9), answered(NOT_PAID))).toMatchObject({ state: 'notPaid', alarms: [] });
  });

  it('and of a payment that has ended no late answer to a cancel is a matter for anybody', () => {
    const ended = recordAfter(cancelAsked(), cancelSaid('cancelled'), ...times(12, cancelSaid('doubt')));
    expect(ended).toMatchObject({ state: 'cancelled', alarms: [] });
  });

  it('a refund is told at the sixth attempt, whatever the others of the payment do, and no longer when it ended', () => {
    const tried = (count: number): readonly Happened[] => [
      answered(PAID),
      refundAsked('done', 100),
      refundSaid('done', 'refunded'),
      refundAsked('slow', 200),
      ...times(count, refundSaid('slow', 'doubt')),
      refundAsked('fresh', 300),
      refundSaid('fresh', 'doubt'),
    ];
    expect(recordAfter(...tried(5)).alarms).toEqual([]);
    expect(recordAfter(...tried(6)).alarms).toEqual(['refund-stuck']);
    expect(recordAfter(...tried(6), refundSaid('fresh', 'refunded')).alarms).toEqual(['refund-stuck']);
    expect(recordAfter(...tried(6), refundSaid('slow', 'refunded')).alarms).toEqual([]);
    expect(recordAfter(...tried(6), refundSaid('slow', 'refused')).alarms).toEqual(['refund-refused']);
  });

  it('what else was told stays told', () => {
    const refused: readonly Happened[] = [answered(PAID), refundAsked('no', 100), refundSaid('no', 'refused')];
    const slow = [refundAsked('slow', 200), ...times(6, refundSaid('slow', 'doubt'))];
    expect(recordAfter(...refused, ...slow).alarms).toEqual(['refund-refused', 'refund-stuck']);
    expect(recordAfter(...refused, ...slow, refundSaid('slow', 'refunded')).alarms).toEqual(['refund-refused']);
  });
});

describe('nothing more to ask', () => {
  it('holds for a paid payment once each of its refunds was made or refused', () => {
    const both = [answered(PAID), refundAsked('a', 100), refundAsked('b', 100)];
    const settled = (...said: readonly Happened[]) => isSettled(recordAfter(...both, ...said));
    expect(settled(refundSaid('a', 'refunded'), refundSaid('b', 'refused'))).toBe(true);
    expect(settled(refundSaid('a', 'refused'), refundSaid('b', 'refused'))).toBe(true);
    expect(settled(refundSaid('a', 'refunded'))).toBe(false);
    expect(settled(refundSaid('a', 'doubt'), refundSaid('b', 'refunded'))).toBe(false);
  });
});

describe('a payment that had ended unpaid and is called paid', () => {
  const told = answered(PAID, 'notifyPayment');
  const contested = [answered(NOT_PAID), told];

  it('shows no reason of its former end while it is being looked into', () => {
    expect(recordAfter(...contested)).toMatchObject({ state: 'contested', resultCode: null, doubt: null });
  });

  it('is looked into once: when the inquiry has denied it, the same notification changes nothing', () => {
    const denied = recordAfter(...contested, answered(NOT_PAID));
    expect(denied).toMatchObject({ state: 'notPaid', alarms: [] });
    const again = recordAfter(...contested, answered(NOT_PAID), told);
    expect(again).toMatchObject({ state: 'notPaid', resultCode: denied.resultCode, alarms: [] });
  });

  it('but an inquiry that says so is never taken for an echo', () => {
    expect(recordAfter(...contested, answered(NOT_PAID), answered(PAID)).state).toBe('contested');
  });
});

describe('a paid answer while a cancel is under way', () => {
  it('clears what the cancel had been told, also when it was known before', () => {
    const doubtful = [answered(PAID), cancelAsked(), cancelSaid('not-found')];
    expect(recordAfter(...doubtful)).toMatchObject({ state: 'cancelling', resultCode: 'ORDER_NOT_EXIST' });
    expect(recordAfter(...doubtful, answered(PAID, 'notifyPayment'))).toMatchObject({
      state: 'cancelling',
      resultCode: null,
      paid: PAID_FACTS,
    });
  });
});

describe("Alipay+'s own id of the payment", () => {
  it('is kept once it was told, by whatever answer', () => {
    const pending = answered({ kind: 'pending', resultCode: 'PAYMENT_IN_PROCESS', paymentId: 'A-7' });
    expect(recordAfter(pending).paymentId).toBe('A-7');
    expect(recordAfter(pending, answered(PENDING)).paymentId).toBe('A-7');
    expect(recordAfter(pending, answered({ kind: 'paid', facts: { ...PAID_FACTS, paymentId: null } })).paymentId).toBe('A-7');
  });
});
