import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '../../../core/money/money.ts';
import type {
  InquiryMessage,
  Lost,
  LostCause,
  PaymentFacts,
  PayMessage,
  Reply,
  WireResult,
} from '../../../core/payment/gateway-port.ts';
import { adviceFor, callLevel, isKnownCode, RESULT_CODES, type ResultCode } from '../../../core/payment/result-codes.ts';
import { judgeCancel, judgeInquiry, judgePay, judgePayment, type Expected } from '../../../core/payment/verdict.ts';
import { AMOUNT, NO_FACTS } from '../../builders/payments.ts';

const ID = 'T1-P-1';
const EXPECTED: Expected = { paymentRequestId: ID, amount: AMOUNT, paymentId: null };
const OURS: PaymentFacts = { ...NO_FACTS, paymentRequestId: ID, paymentId: 'A-1', amount: AMOUNT, walletBrandName: 'GCASH' };
const CODES = Object.keys(RESULT_CODES) as readonly ResultCode[];
const LOST_CAUSES: readonly LostCause[] = [
  'connect-failed',
  'timeout',
  'reset',
  'http-status',
  'redirect',
  'too-large',
  'unparsable',
  'unsigned',
  'bad-signature',
  'wrong-client',
  'stale',
  'aborted',
];

const result = (resultCode: string, resultStatus: string): WireResult => ({ resultCode, resultStatus });
const verified = <M>(message: M): Reply<M> => ({ kind: 'verified', message, responseTimeMs: 1 });
const pay = (wire: WireResult, facts: PaymentFacts = OURS): Reply<PayMessage> => verified({ result: wire, facts });
const asked = (wire: WireResult, paymentResult: WireResult | null = null, facts: PaymentFacts = OURS): Reply<InquiryMessage> =>
  verified({ result: wire, paymentResult, facts });
const OK = result('SUCCESS', 'S');

describe('every code by every status, as the answer to a first pay', () => {
  const SELF_CONTRADICTING = ['SUCCESS/F', 'PAYMENT_IN_PROCESS/F', 'PAYMENT_IN_PROCESS/S'];
  it.each(CODES)('%s', (code) => {
    const kinds = ['S', 'F', 'U', 'A', ''].map((status) => judgePay(pay(result(code, status)), EXPECTED, false).kind);
    const s = SELF_CONTRADICTING.includes(`${code}/S`) ? 'doubt' : 'paid';
    const f = SELF_CONTRADICTING.includes(`${code}/F`) || code === 'REPEAT_REQ_INCONSISTENT' ? 'doubt' : 'not-paid';
    const u = code === 'PAYMENT_IN_PROCESS' ? 'pending' : 'doubt';
    expect(kinds).toEqual([s, f, u, 'doubt', 'doubt']);
  });

  it('a code nobody knows follows its status', () => {
    expect(judgePay(pay(result('NEW_REFUSAL', 'F')), EXPECTED, false)).toEqual({ kind: 'not-paid', resultCode: 'NEW_REFUSAL' });
    expect(judgePay(pay(result('NEW_SUCCESS', 'S')), EXPECTED, false).kind).toBe('paid');
    expect(judgePay(pay(result('NEW_WAIT', 'U')), EXPECTED, false)).toEqual({
      kind: 'doubt',
      cause: 'gateway-busy',
      resultCode: 'NEW_WAIT',
    });
  });
});

describe('a repeated pay', () => {
  it.each(CODES.filter(callLevel))('%s as F says nothing about the first request', (code) => {
    expect(judgePay(pay(result(code, 'F'), NO_FACTS), EXPECTED, true).kind).toBe('doubt');
  });

  it.each(['RISK_REJECT', 'EXPIRED_CODE', 'PROCESS_FAIL'])("%s as F is the payment's own result and final", (code) => {
    expect(judgePay(pay(result(code, 'F'), NO_FACTS), EXPECTED, true)).toEqual({ kind: 'not-paid', resultCode: code });
  });
});

describe('an inquiry', () => {
  it.each(CODES.filter((code) => code !== 'ORDER_NOT_EXIST'))(
    'the call refused with %s says nothing about the payment',
    (code) => {
      expect(judgeInquiry(asked(result(code, 'F'), OK), EXPECTED)).toEqual({
        kind: 'doubt',
        cause: 'call-refused',
        resultCode: code,
      });
    },
  );

  it('an order that does not exist is not found, which is not "not paid"', () => {
    expect(judgeInquiry(asked(result('ORDER_NOT_EXIST', 'F')), EXPECTED)).toEqual({ kind: 'not-found' });
  });

  it.each(CODES)("the call in doubt with %s never passes the payment's result on", (code) => {
    expect(judgeInquiry(asked(result(code, 'U'), OK), EXPECTED).kind).toBe('doubt');
    expect(judgeInquiry(asked(result(code, 'X'), OK), EXPECTED).kind).toBe('doubt');
  });

  it("a call that went well without the payment's result is a doubt", () => {
    expect(judgeInquiry(asked(OK, null), EXPECTED)).toMatchObject({ kind: 'doubt', cause: 'unparsable' });
  });

  it("the payment's result decides when the call went well", () => {
    expect(judgeInquiry(asked(OK, OK), EXPECTED)).toMatchObject({
      kind: 'paid',
      facts: { paymentId: 'A-1', walletBrandName: 'GCASH' },
    });
    expect(judgeInquiry(asked(OK, result('ORDER_IS_CLOSED', 'F'), NO_FACTS), EXPECTED)).toEqual({
      kind: 'not-paid',
      resultCode: 'ORDER_IS_CLOSED',
    });
    expect(judgeInquiry(asked(OK, result('PAYMENT_IN_PROCESS', 'U')), EXPECTED)).toEqual({
      kind: 'pending',
      resultCode: 'PAYMENT_IN_PROCESS',
      paymentId: 'A-1',
    });
  });
});

describe('a cancel', () => {
  const cancel = (wire: WireResult) => judgeCancel(verified({ result: wire }));
  const REFUSED = CODES.filter((code) => !callLevel(code) && code !== 'CANCEL_WINDOW_EXCEED' && code !== 'ORDER_NOT_EXIST');

  it.each(CODES)('%s as S is a successful cancel, as U or anything else it is repeated', (code) => {
    expect(cancel(result(code, 'S'))).toEqual({ kind: 'cancelled' });
    expect(cancel(result(code, 'U'))).toEqual({ kind: 'doubt', cause: 'gateway-busy', resultCode: code });
    expect(cancel(result(code, 'x'))).toEqual({ kind: 'doubt', cause: 'unknown-status', resultCode: code });
  });

  it.each(CODES.filter(callLevel))('%s as F speaks of the call, so the cancel goes on', (code) => {
    expect(cancel(result(code, 'F'))).toEqual({ kind: 'doubt', cause: 'call-refused', resultCode: code });
  });

  it.each(REFUSED)('%s as F is a refusal a person must see', (code) => {
    expect(cancel(result(code, 'F'))).toEqual({ kind: 'refused', resultCode: code });
  });

  it('the two refusals with a meaning of their own keep it', () => {
    expect(cancel(result('CANCEL_WINDOW_EXCEED', 'F'))).toEqual({ kind: 'window-exceeded' });
    expect(cancel(result('ORDER_NOT_EXIST', 'F'))).toEqual({ kind: 'not-found' });
  });
});

describe('an answer must be about this payment', () => {
  const WRONG: readonly (readonly [string, PaymentFacts, Expected])[] = [
    ['another id', { ...OURS, paymentRequestId: 'T1-P-2' }, EXPECTED],
    ['another amount', { ...OURS, amount: money('SGD', 4_251) }, EXPECTED],
    ['another currency', { ...OURS, amount: money('USD', 4_250) }, EXPECTED],
    ['another paymentId than the one told before', OURS, { ...EXPECTED, paymentId: 'A-2' }],
  ];

  it.each(WRONG)('%s is a doubt, whatever the status', (_what, facts, expected) => {
    for (const status of ['S', 'F', 'U']) {
      expect(judgePayment(result('RISK_REJECT', status), facts, expected)).toEqual({
        kind: 'doubt',
        cause: 'mismatch',
        resultCode: 'RISK_REJECT',
      });
    }
  });

  it('paid without its amount is a doubt', () => {
    expect(judgePayment(OK, { ...OURS, amount: null }, EXPECTED)).toEqual({
      kind: 'doubt',
      cause: 'amount-missing',
      resultCode: 'SUCCESS',
    });
  });

  it('paid without ids is paid: TLS and the signature bind it to the question', () => {
    expect(judgePayment(OK, { ...NO_FACTS, amount: AMOUNT }, EXPECTED).kind).toBe('paid');
  });

  it('the facts of a paid answer hold no amount of their own', () => {
    const verdict = judgePayment(OK, OURS, EXPECTED);
    expect(verdict.kind === 'paid' && ('amount' in verdict.facts || 'paymentRequestId' in verdict.facts)).toBe(false);
  });
});

describe('a lost answer', () => {
  const lost = fc.record({
    kind: fc.constant('lost' as const),
    cause: fc.constantFrom(...LOST_CAUSES),
    sent: fc.constantFrom('no' as const, 'maybe' as const),
    hint: fc.constantFrom(...CODES),
  }) satisfies fc.Arbitrary<Lost>;

  it('never says paid, not paid, cancelled or not found, whatever it carries', () => {
    fc.assert(
      fc.property(lost, fc.boolean(), (reply, repeated) => {
        const kinds = [judgePay(reply, EXPECTED, repeated), judgeInquiry(reply, EXPECTED), judgeCancel(reply)];
        expect(kinds).toEqual(kinds.map(() => ({ kind: 'doubt', cause: reply.cause, resultCode: reply.hint })));
      }),
    );
  });
});

describe('whatever a verified answer carries', () => {
  const amount = fc.option(fc.constantFrom(AMOUNT, money('SGD', 1), money('USD', 4_250)), { nil: null });
  const ids = fc.constantFrom(null, ID, 'T1-P-2');
  const facts = fc
    .record({ paymentRequestId: ids, amount, paymentId: fc.constantFrom(null, 'A-1', 'A-2') })
    .map((some) => ({ ...NO_FACTS, ...some }));
  const wire = fc.record({
    resultCode: fc.oneof(fc.constantFrom(...CODES), fc.string()),
    resultStatus: fc.oneof(fc.constantFrom('S', 'F', 'U'), fc.string()),
  });

  it('paid needs S, our amount and no foreign id; not paid needs F and no foreign id', () => {
    fc.assert(
      fc.property(wire, facts, (answer, carried) => {
        const { kind } = judgePayment(answer, carried, { ...EXPECTED, paymentId: 'A-1' });
        const isForeign =
          carried.paymentRequestId === 'T1-P-2' ||
          carried.paymentId === 'A-2' ||
          (carried.amount !== null && carried.amount !== AMOUNT);
        if (kind === 'paid') expect([answer.resultStatus, carried.amount, isForeign]).toEqual(['S', AMOUNT, false]);
        if (kind === 'not-paid') expect([answer.resultStatus, isForeign]).toEqual(['F', false]);
        expect(kind === 'not-paid' && answer.resultCode === 'REPEAT_REQ_INCONSISTENT').toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the table of codes', () => {
  it('a code that is not in it is unknown, of the payment, and gets the general advice', () => {
    for (const code of ['NOT_A_CODE', 'toString', '__proto__', '']) {
      expect([isKnownCode(code), callLevel(code), adviceFor(code)]).toEqual([false, false, 'general']);
    }
  });

  it('the codes about the call are the ones about key, path, parameters, traffic and repeats', () => {
    expect(CODES.filter(callLevel).sort()).toEqual([
      'ACCESS_DENIED',
      'INVALID_API',
      'INVALID_CLIENT',
      'INVALID_CONTRACT',
      'INVALID_SIGNATURE',
      'KEY_NOT_FOUND',
      'MEDIA_TYPE_NOT_ACCEPTABLE',
      'METHOD_NOT_SUPPORTED',
      'NO_INTERFACE_DEF',
      'PARAM_ILLEGAL',
      'REPEAT_REQ_INCONSISTENT',
      'REQUEST_TRAFFIC_EXCEED_LIMIT',
      'UNKNOWN_EXCEPTION',
    ]);
  });
});
