import { describe, expect, it } from 'vitest';
import { money } from '../../../core/money/money.ts';
import { judgeNotice, type PaymentNotice } from '../../../core/payment/notice.ts';
import { answered, AMOUNT, NO_FACTS, NOT_PAID, PAID, PENDING, recordAfter } from '../../builders/payments.ts';

const notice = (resultCode: string, resultStatus: string, amount: PaymentNotice['facts']['amount'] = AMOUNT): PaymentNotice => ({
  paymentRequestId: 'whatever the listener looked up',
  paymentResult: { resultCode, resultStatus },
  facts: { ...NO_FACTS, amount },
  requestTimeMs: 1_772_000_000_000,
});

describe('the row a notification is worth', () => {
  it('is the answer with its verified time, under the id of the payment it was looked up for', () => {
    const record = recordAfter(answered(PENDING, 'pay'));
    expect(judgeNotice(notice('ORDER_IS_CLOSED', 'F'), record)).toEqual({
      type: 'payment-answered',
      paymentRequestId: record.paymentRequestId,
      api: 'notifyPayment',
      verdict: { kind: 'not-paid', resultCode: 'ORDER_IS_CLOSED' },
      responseTimeMs: 1_772_000_000_000,
    });
  });

  it('is none for a result that is not final, not even where an inquiry with the same words would change the payment', () => {
    for (const record of [recordAfter(), recordAfter(answered(PENDING)), recordAfter(answered(PAID))])
      expect(judgeNotice(notice('PAYMENT_IN_PROCESS', 'U'), record)).toBeNull();
  });

  it('is none when it says what is known, and one when it says the opposite', () => {
    expect(judgeNotice(notice('SUCCESS', 'S'), recordAfter(answered(PAID)))).toBeNull();
    expect(judgeNotice(notice('ORDER_IS_CLOSED', 'F'), recordAfter(answered(NOT_PAID)))).toBeNull();
    expect(judgeNotice(notice('ORDER_IS_CLOSED', 'F'), recordAfter(answered(PAID)))).not.toBeNull();
    expect(judgeNotice(notice('SUCCESS', 'S'), recordAfter(answered(NOT_PAID)))).not.toBeNull();
  });

  it('about another amount is one: a person must see it', () => {
    expect(judgeNotice(notice('SUCCESS', 'S', money('SGD', 1)), recordAfter())).toMatchObject({
      verdict: { kind: 'doubt', cause: 'mismatch' },
    });
  });
});
