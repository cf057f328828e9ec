import { describe, expect, it } from 'vitest';
import type { InquiryMessage, PaymentFacts, PayMessage, Reply, WireResult } from '../../../core/payment/gateway-port.ts';
import { RESULT_CODES } from '../../../core/payment/result-codes.ts';
import { judgeInquiry, judgePay, judgePayment, type Expected } from '../../../core/payment/verdict.ts';
import { AMOUNT, NO_FACTS } from '../../builders/payments.ts';

const ID = 'T1-P-1';
const EXPECTED: Expected = { paymentRequestId: ID, amount: AMOUNT, paymentId: null };
const OURS: PaymentFacts = { ...NO_FACTS, paymentRequestId: ID, paymentId: 'A-1', amount: AMOUNT };
const CODES = Object.keys(RESULT_CODES);

const result = (resultCode: string, resultStatus: string): WireResult => ({ resultCode, resultStatus });
const verified = <M>(message: M): Reply<M> => ({ kind: 'verified', message, responseTimeMs: 1 });
const pay = (wire: WireResult): Reply<PayMessage> => verified({ result: wire, facts: OURS });
const asked = (wire: WireResult): Reply<InquiryMessage> =>
  verified({ result: wire, paymentResult: result('SUCCESS', 'S'), facts: OURS });

describe('an answer that settles nothing says why', () => {
  it.each([
    ['SUCCESS', 'F', 'unknown-status'],
    ['PAYMENT_IN_PROCESS', 'S', 'unknown-status'],
    ['PAYMENT_IN_PROCESS', 'F', 'unknown-status'],
    ['PROCESS_FAIL', 'x', 'unknown-status'],
    ['', '', 'unknown-status'],
    ['UNKNOWN_EXCEPTION', 'U', 'gateway-busy'],
    ['SUCCESS', 'U', 'gateway-busy'],
    ['REPEAT_REQ_INCONSISTENT', 'F', 'inconsistent'],
  ])('a payment that is %j with %j: %s', (code, status, cause) => {
    expect(judgePayment(result(code, status), OURS, EXPECTED)).toEqual({ kind: 'doubt', cause, resultCode: code });
  });

  it.each([
    ['UNKNOWN_EXCEPTION', 'U', 'gateway-busy'],
    ['SUCCESS', 'X', 'unknown-status'],
    ['SUCCESS', '', 'unknown-status'],
    ['PROCESS_FAIL', 'F', 'call-refused'],
  ])('a question answered %j with %j: %s', (code, status, cause) => {
    expect(judgeInquiry(asked(result(code, status)), EXPECTED)).toEqual({ kind: 'doubt', cause, resultCode: code });
  });
});

describe('a repeated pay', () => {
  it.each(CODES)('%s that is no F means what it means the first time', (code) => {
    for (const status of ['S', 'U', 'X']) {
      expect(judgePay(pay(result(code, status)), EXPECTED, true)).toEqual(judgePay(pay(result(code, status)), EXPECTED, false));
    }
  });
});

describe('an answer about a payment whose paymentId is known', () => {
  const KNOWN: Expected = { ...EXPECTED, paymentId: 'A-1' };

  it('is ours with that id, and with none', () => {
    for (const paymentId of ['A-1', null]) {
      expect(judgePayment(result('SUCCESS', 'S'), { ...OURS, paymentId }, KNOWN).kind).toBe('paid');
      expect(judgePayment(result('RISK_REJECT', 'F'), { ...OURS, paymentId }, KNOWN).kind).toBe('not-paid');
    }
  });
});
