import { describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../../core/journal/events.ts';
import { foldPayment, isSettled, refundableMinor, refundedMinor } from '../../../core/payment/record.ts';
import {
  answered,
  cancelAsked,
  cancelSaid,
  entriesFor,
  LOST,
  MISMATCH,
  NOT_FOUND,
  NOT_PAID,
  PAID,
  PAID_FACTS,
  PENDING,
  recordAfter,
  refundAsked,
  refundSaid,
  submitted,
} from '../../builders/payments.ts';
import { MORNING_MS } from '../../builders/virtual-clock.ts';

const DAY_MS = 86_400_000;

describe('how answers move a payment', () => {
  it('a fresh intent is submitted, sent once as far as anybody can know, and owes nothing', () => {
    expect(recordAfter()).toMatchObject({
      state: 'submitted',
      paySends: 1,
      asks: 0,
      submittedAtMs: MORNING_MS,
      alarms: [],
      finalAtMs: null,
    });
  });

  it('waiting, lost and paid are told apart', () => {
    expect(recordAfter(answered(PENDING)).state).toBe('waiting');
    expect(recordAfter(answered(PENDING), answered(LOST))).toMatchObject({ state: 'unknown', doubt: 'timeout', asks: 2 });
    expect(recordAfter(answered(LOST, 'pay'), answered(PAID))).toMatchObject({
      state: 'paid',
      doubt: null,
      paid: PAID_FACTS,
      paymentId: 'A-PAY-1',
      finalAtMs: MORNING_MS + 2_000,
      asks: 1,
    });
  });

  it('an order that does not exist is no final word', () => {
    expect(recordAfter(answered(NOT_FOUND))).toMatchObject({
      state: 'unknown',
      lastAsk: 'not-found',
      resultCode: 'ORDER_NOT_EXIST',
    });
  });

  it('a final refusal keeps its code, and a later answer that changes nothing does not overwrite it', () => {
    const record = recordAfter(answered(NOT_PAID, 'pay'), answered(PENDING), answered(LOST));
    expect(record).toMatchObject({
      state: 'notPaid',
      resultCode: 'USER_BALANCE_NOT_ENOUGH',
      doubt: null,
      finalAtMs: MORNING_MS + 1_000,
      alarms: [],
    });
  });

  it('a paid payment shows no doubt because of an answer that came late', () => {
    expect(recordAfter(answered(PAID, 'notifyPayment'), answered(LOST))).toMatchObject({
      state: 'paid',
      doubt: null,
      resultCode: null,
    });
  });

  it('the first paid answer is the one that is kept', () => {
    const poorer = { ...PAID_FACTS, walletBrandName: null };
    expect(recordAfter(answered(PAID), answered({ kind: 'paid', facts: poorer })).paid).toEqual(PAID_FACTS);
  });
});

describe('contradictions', () => {
  it.each(['cancelled', 'refused', 'window-exceeded', 'not-found'] as const)(
    'there is none when a final F comes while the cancel is on its way, and the cancel is then answered "%s"',
    (answer) => {
      const ended = [cancelAsked('cashier'), answered(NOT_PAID)] as const;
      const { resultCode, finalAtMs } = recordAfter(...ended);
      const after = recordAfter(...ended, cancelSaid(answer));
      expect(after).toMatchObject({ state: 'notPaid', alarms: [], resultCode, finalAtMs, lastCancel: answer });
      expect(isSettled(after)).toBe(true);
    },
  );

  it('paid after "not paid" is contested, and nobody calls it final before an inquiry agrees', () => {
    const contested = recordAfter(answered(NOT_PAID), answered(PAID, 'notifyPayment'));
    expect(contested).toMatchObject({ state: 'contested', alarms: [], lastAsk: null, finalAtMs: null });
    expect(isSettled(contested)).toBe(false);
    expect(recordAfter(answered(NOT_PAID), answered(PAID, 'notifyPayment'), answered(NOT_PAID)).state).toBe('notPaid');
  });

  it('paid after a final cancel is contested; an inquiry that says not paid makes it cancelled again', () => {
    const cancelled = [cancelAsked(), cancelSaid('cancelled'), answered(PAID, 'pay')] as const;
    expect(recordAfter(...cancelled)).toMatchObject({ state: 'contested', alarms: [] });
    expect(recordAfter(...cancelled, answered(NOT_PAID))).toMatchObject({ state: 'cancelled', alarms: [] });
    expect(recordAfter(...cancelled, answered(LOST), answered(PENDING)).state).toBe('contested');
  });

  it('paid by an inquiry too raises an alarm, and not even the next cancel is believed before an inquiry agrees', () => {
    const proven = [cancelAsked(), cancelSaid('cancelled'), answered(PAID, 'pay'), answered(PAID)] as const;
    expect(recordAfter(...proven)).toMatchObject({ state: 'contested', alarms: ['paid-after-end'], lastAsk: 'paid' });
    const again = [...proven, cancelAsked('contradiction'), cancelSaid('cancelled')] as const;
    expect(recordAfter(...again)).toMatchObject({ state: 'contested', lastAsk: null });
    expect(recordAfter(...again, answered(NOT_PAID))).toMatchObject({ state: 'cancelled', alarms: ['paid-after-end'] });
  });

  it('a paid answer that repeats what was known before the end contests nothing', () => {
    const voided = [answered(PAID), cancelAsked('cashier'), cancelSaid('cancelled')] as const;
    expect(recordAfter(...voided, answered(PAID, 'notifyPayment'), answered(PAID, 'pay'))).toMatchObject({
      state: 'cancelled',
      alarms: [],
    });
    expect(
      recordAfter(
        cancelAsked(),
        cancelSaid('cancelled'),
        answered(PAID, 'pay'),
        answered(NOT_PAID),
        answered(PAID, 'notifyPayment'),
      ).state,
    ).toBe('cancelled');
  });

  it('"no such order" long after the end leaves a contested payment as it had ended', () => {
    const contested = [cancelAsked(), cancelSaid('cancelled'), answered(PAID, 'pay'), answered(NOT_FOUND)] as const;
    expect(recordAfter(...contested, { type: 'never-arrived' }).state).toBe('cancelled');
    expect(recordAfter(answered(NOT_PAID), answered(PAID, 'pay'), answered(NOT_FOUND), { type: 'never-arrived' }).state).toBe(
      'notPaid',
    );
  });

  it('a notification that does not fit changes nothing and raises an alarm', () => {
    expect(recordAfter(answered(PENDING), answered(MISMATCH, 'notifyPayment'))).toMatchObject({
      state: 'waiting',
      alarms: ['notice-mismatch'],
      doubt: null,
    });
  });

  it('"not paid" after paid changes nothing and raises an alarm', () => {
    expect(recordAfter(answered(PAID), answered(NOT_PAID))).toMatchObject({ state: 'paid', alarms: ['contradiction'] });
  });

  it('paid on the day after, with no cancel asked for, is paid and marked late', () => {
    const first = submitted();
    const late: JournalEvent = {
      type: 'payment-answered',
      paymentRequestId: first.paymentRequestId,
      api: 'inquiryPayment',
      verdict: PAID,
    };
    const [opened] = entriesFor([first]);
    if (opened === undefined) throw new Error('one row');
    expect(foldPayment([opened, { sequence: 2, wallMs: MORNING_MS + DAY_MS, monotonicMs: 0, event: late }])).toMatchObject({
      state: 'paid',
      alarms: ['paid-late'],
    });
    expect(foldPayment([opened, { sequence: 2, wallMs: MORNING_MS + 3_600_000, monotonicMs: 0, event: late }])).toMatchObject({
      state: 'paid',
      alarms: [],
    });
  });
});

describe('cancels', () => {
  it("the cancel's own final answer makes it cancelled, and a final F ends it as not paid", () => {
    expect(recordAfter(cancelAsked(), cancelSaid('doubt'), answered(PAID)).state).toBe('cancelling');
    expect(recordAfter(cancelAsked(), cancelSaid('doubt'), answered(NOT_PAID)).state).toBe('notPaid');
    expect(recordAfter(cancelAsked(), answered(NOT_PAID, 'pay')).state).toBe('notPaid');
    expect(recordAfter(cancelAsked('cashier'), cancelSaid('cancelled'))).toMatchObject({
      state: 'cancelled',
      cancel: { reason: 'cashier' },
      cancelTries: 1,
    });
  });

  it('a payment known as paid that an inquiry calls closed was cancelled; an older F says nothing', () => {
    expect(recordAfter(cancelAsked(), cancelSaid('doubt'), answered(PAID), answered(NOT_PAID)).state).toBe('cancelled');
    expect(recordAfter(cancelAsked(), answered(PAID), answered(NOT_PAID, 'pay')).state).toBe('cancelling');
  });

  it('a cancel without a final word raises an alarm after nine tries, and its end takes the alarm back', () => {
    const tries = (count: number) => Array.from({ length: count }, () => cancelSaid('doubt'));
    expect(recordAfter(cancelAsked(), ...tries(8)).alarms).toEqual([]);
    expect(recordAfter(cancelAsked(), ...tries(9)).alarms).toEqual(['cancel-stuck']);
    expect(recordAfter(cancelAsked(), ...tries(12), cancelSaid('cancelled')).alarms).toEqual([]);
  });

  it('a cancel that is too late is remembered, and the refund that replaces it makes the payment paid and owing', () => {
    const record = recordAfter(cancelAsked(), cancelSaid('window-exceeded'), answered(PAID), { type: 'refund-instead' });
    expect(record).toMatchObject({ state: 'paid', cancelTooLate: true, refundOwed: true });
    expect(isSettled(record)).toBe(false);
  });

  it('a refused cancel raises an alarm', () => {
    expect(recordAfter(cancelAsked(), cancelSaid('refused'))).toMatchObject({
      state: 'cancelRefused',
      alarms: ['cancel-refused'],
      resultCode: 'PROCESS_FAIL',
    });
  });

  it('a paid payment whose refused cancel did arrive after all is cancelled, not "not paid"', () => {
    expect(recordAfter(answered(PAID), cancelAsked('cashier'), cancelSaid('refused'), answered(NOT_PAID))).toMatchObject({
      state: 'cancelled',
    });
    expect(recordAfter(cancelAsked('cashier'), cancelSaid('refused'), answered(NOT_PAID))).toMatchObject({ state: 'notPaid' });
  });

  it('"no such order" to the cancel and a final F to the question end it', () => {
    expect(recordAfter(cancelAsked(), cancelSaid('not-found'), answered(NOT_PAID))).toMatchObject({
      state: 'notPaid',
      resultCode: 'USER_BALANCE_NOT_ENOUGH',
    });
    expect(recordAfter(answered(PAID), cancelAsked(), cancelSaid('not-found'), answered(NOT_PAID))).toMatchObject({
      state: 'cancelled',
    });
  });

  it('never-arrived is "not paid", and only from a cancel', () => {
    expect(recordAfter(cancelAsked(), cancelSaid('not-found'), answered(NOT_FOUND), { type: 'never-arrived' }).state).toBe(
      'notPaid',
    );
    expect(recordAfter(answered(NOT_FOUND), { type: 'never-arrived' })).toMatchObject({
      state: 'unknown',
      alarms: ['contradiction'],
    });
  });
});

describe('refunds', () => {
  it('a refund in doubt counts as made, a refused one does not', () => {
    const record = recordAfter(
      answered(PAID),
      refundAsked('r1', 1_000),
      refundAsked('r2', 2_000),
      refundSaid('r2', 'doubt'),
      refundAsked('r3', 500),
      refundSaid('r3', 'refused'),
    );
    expect([refundedMinor(record), refundableMinor(record)]).toEqual([3_000, 1_250]);
    expect(record.alarms).toEqual(['refund-refused']);
    expect(isSettled(record)).toBe(false);
  });

  it('the first final answer to a refund stands', () => {
    const record = recordAfter(
      answered(PAID),
      refundAsked('r1', 1_000),
      refundSaid('r1', 'refunded'),
      refundSaid('r1', 'refused'),
      refundSaid('r1', 'doubt'),
    );
    expect(record.refunds).toMatchObject([{ state: 'refunded', tries: 1, refundId: 'R-r1' }]);
    expect(isSettled(record)).toBe(true);
  });

  it('nothing can be refunded of a payment that is not paid', () => {
    expect(refundableMinor(recordAfter(answered(PENDING)))).toBe(0);
    expect(refundableMinor(recordAfter(answered(PAID), cancelAsked('cashier')))).toBe(0);
  });

  it("a person's partial refund does not pay what Paydesk owes", () => {
    const owing = [cancelAsked(), cancelSaid('window-exceeded'), answered(PAID), { type: 'refund-instead' } as const];
    expect(recordAfter(...owing, refundAsked('r1', 1_000)).refundOwed).toBe(true);
    expect(recordAfter(...owing, refundAsked('r1', 1_000), refundAsked('r2', 3_250)).refundOwed).toBe(false);
  });
});
