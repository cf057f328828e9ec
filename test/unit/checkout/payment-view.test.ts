import { describe, expect, it } from 'vitest';
import { paymentDetailSchema, paymentViewSchema } from '../../../core/contract/views.ts';
import { paymentDetail, paymentView, type ViewMoment } from '../../../core/checkout/payment-view.ts';
import type { JournalEvent } from '../../../core/journal/events.ts';
import { foldPayment, type PaymentRecord } from '../../../core/payment/record.ts';
import {
  answered,
  cancelAsked,
  cancelSaid,
  entriesFor,
  LOST,
  MAYA,
  NOT_PAID,
  PAID,
  PENDING,
  recordAfter,
  refundAsked,
  refundSaid,
  submitted,
} from '../../builders/payments.ts';
import { isSettled } from '../../../core/payment/record.ts';
import { MORNING_MS } from '../../builders/virtual-clock.ts';

const NOW: ViewMoment = { gatewayWallMs: MORNING_MS + 10_000, windowMs: 60_000 };
const view = (record: PaymentRecord, moment = NOW) =>
  paymentView({ record, nextAskAtMs: MORNING_MS + 11_000, fault: null }, moment);

describe('what a cashier sees of a payment', () => {
  it.each([
    ['asking', recordAfter()],
    ['waiting', recordAfter(answered(PENDING))],
    ['unknown', recordAfter(answered(LOST))],
    ['cancelling', recordAfter(answered(PENDING), cancelAsked())],
    ['cancelling', recordAfter(cancelAsked(), cancelSaid('refused'))],
    ['paid', recordAfter(answered(PAID))],
    ['not-paid', recordAfter(answered(NOT_PAID))],
    ['cancelled', recordAfter(cancelAsked(), cancelSaid('cancelled'))],
  ])('%s', (face, record) => {
    expect(view(record).face).toBe(face);
    expect(paymentViewSchema.safeParse(view(record)).error).toBeUndefined();
    expect(isSettled(record)).toBe(['paid', 'not-paid', 'cancelled'].includes(face));
  });

  it('an open payment tells its deadline and its next question, a final one neither', () => {
    expect(view(recordAfter(answered(PENDING)))).toMatchObject({
      deadlineAtMs: MORNING_MS + 60_000,
      nextAskAtMs: MORNING_MS + 11_000,
      tries: 1,
      advice: 'waiting',
    });
    expect(view(recordAfter(cancelAsked(), cancelSaid('doubt')))).toMatchObject({
      deadlineAtMs: null,
      tries: 1,
      doubt: 'timeout',
    });
    expect(view(recordAfter(answered(PAID)))).toMatchObject({
      deadlineAtMs: null,
      nextAskAtMs: null,
      doubt: null,
      advice: null,
      walletBrandName: 'GCASH',
    });
  });

  it('a refusal carries its code and its advice', () => {
    expect(view(recordAfter(answered(NOT_PAID)))).toMatchObject({
      resultCode: 'USER_BALANCE_NOT_ENOUGH',
      advice: 'balance',
      canCancel: false,
      canRefund: false,
    });
  });

  it('what was given back, what may be, and what is in doubt', () => {
    const record = recordAfter(answered(PAID), refundAsked('a', 1_000), refundSaid('a', 'refunded'), refundAsked('b', 250));
    expect(view(record)).toMatchObject({
      refunded: { amountMinor: 1_250 },
      refundable: { amountMinor: 3_000 },
      refundsInDoubt: 1,
      canRefund: true,
      canCancel: false,
    });
    expect(isSettled(record)).toBe(false);
    expect(view(recordAfter(answered(PAID), refundAsked('a', 4_250)))).toMatchObject({
      refundable: { amountMinor: 0 },
      canRefund: false,
    });
  });

  it('paid can be cancelled until the cut-off and refunded for a year', () => {
    const record = recordAfter(answered(PAID));
    const at = (gatewayWallMs: number) => {
      const { canCancel, canRefund } = view(record, { ...NOW, gatewayWallMs });
      return [canCancel, canRefund];
    };
    expect([at(MORNING_MS), at(MORNING_MS + 86_400_000), at(MORNING_MS + 366 * 86_400_000)]).toEqual([
      [true, true],
      [false, true],
      [false, false],
    ]);
  });

  it('the last alarm is shown', () => {
    expect(
      view(recordAfter(cancelAsked(), cancelSaid('refused'), cancelSaid('cancelled'), answered(PAID, 'pay'), answered(PAID)))
        .alarm,
    ).toBe('paid-after-end');
  });
});

describe('the page of one payment', () => {
  it('tells every event with its time, who asked, and no code', () => {
    const first = submitted({ codeMask: '28••••4821' });
    const { paymentRequestId } = first;
    const events: readonly JournalEvent[] = [
      first,
      { type: 'payment-answered', paymentRequestId, api: 'pay', verdict: LOST },
      { type: 'pay-repeated', paymentRequestId },
      { type: 'payment-answered', paymentRequestId, api: 'inquiryPayment', verdict: PAID },
      {
        type: 'refund-requested',
        paymentRequestId,
        refundRequestId: 'r',
        amount: first.amount,
        reason: 'wrong size',
        receiptNumber: 7,
        actor: MAYA,
      },
      {
        type: 'refund-answered',
        paymentRequestId,
        refundRequestId: 'r',
        verdict: { kind: 'doubt', cause: 'reset', resultCode: null },
      },
      { type: 'slip', paymentRequestId, document: 'sale', paper: 'sale', copy: true, outcome: 'waiting', reason: 'paper-out' },
      { type: 'cancel-requested', paymentRequestId, reason: 'deadline', actor: { kind: 'paydesk' } },
      { type: 'cancel-answered', paymentRequestId, verdict: { kind: 'refused', resultCode: 'PROCESS_FAIL' } },
    ];
    const entries = entriesFor(events);
    const record = foldPayment(entries);
    if (record === null) throw new Error('a record');
    const detail = paymentDetail({ record, nextAskAtMs: null, fault: null }, entries, NOW);
    expect(paymentDetailSchema.safeParse(detail).error).toBeUndefined();
    expect(detail.timeline.map(({ what, detail: small, actor }) => [what, small, actor])).toEqual([
      ['payment-submitted', '28••••4821', 'Maya'],
      ['payment-answered/doubt', 'pay · timeout', null],
      ['pay-repeated', null, null],
      ['payment-answered/paid', 'inquiryPayment', null],
      ['refund-requested', 'wrong size', 'Maya'],
      ['refund-answered/doubt', 'reset', null],
      ['slip/waiting', 'sale · copy · paper-out', null],
      ['cancel-requested', 'deadline', null],
      ['cancel-answered/refused', 'PROCESS_FAIL', null],
    ]);
    expect(detail.refunds).toMatchObject([{ refundRequestId: 'r', state: 'unknown', reason: 'wrong size' }]);
    expect(detail.timeline[1]?.atMs).toBe(MORNING_MS + 1_000);
  });
});
