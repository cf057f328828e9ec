import type { FailCode, ResultCode } from '../../simulator/gateway/results.ts';
import type { AnswerPlan, NotifyPlan, PayAnswer, PayPlan, Scenario } from '../../simulator/gateway/scenario.ts';
import type { Customer } from './plan.ts';
import type { Random } from './random.ts';

/** Ends of a payment that leave it unpaid, as wallets give them. */
const FAILS: readonly FailCode[] = [
  'EXPIRED_CODE',
  'INVALID_CODE',
  'USER_BALANCE_NOT_ENOUGH',
  'RISK_REJECT',
  'USER_STATUS_ABNORMAL',
  'PAYMENT_AMOUNT_EXCEED_LIMIT',
  'USER_PAYMENT_VERIFICATION_FAILED',
  'PROCESS_FAIL',
  'ORDER_IS_CLOSED',
];

/** Refusals of the call itself: nothing is stored, and every repeat is refused as well. */
const REFUSALS: readonly ResultCode[] = [
  'ACCESS_DENIED',
  'INVALID_CONTRACT',
  'PARAM_ILLEGAL',
  'PROCESS_FAIL',
  'CURRENCY_NOT_SUPPORT',
];

const BUSY: readonly ResultCode[] = ['UNKNOWN_EXCEPTION', 'REQUEST_TRAFFIC_EXCEED_LIMIT'];

/** What this person at the counter is like; `isOdd` lets the gateway misbehave about the payment. */
export function makeCustomer(random: Random, number: number, isOdd: boolean): Customer {
  return {
    code: makeCode(random, number),
    amountMinor: random.weighted([
      [6, random.int(50, 20_000)],
      [1, 1],
      [1, random.int(100_000, 9_999_999)],
      [2, 1_000],
    ]),
    scenario: isOdd ? oddScenario(random) : { pay: plainPay(random) },
    decides: random.chance(0.7) ? { afterMs: random.int(2_000, 72_000), how: makeDecision(random) } : null,
  };
}

const makeDecision = (random: Random): 'approve' | 'decline' | 'ignore' | FailCode =>
  random.weighted([
    [6, 'approve' as const],
    [2, 'decline' as const],
    [1, 'ignore' as const],
    [1, 'USER_PAYMENT_VERIFICATION_FAILED' as const],
  ]);

/** A code that no other customer of the world has; several families, all of them Alipay+ codes. */
function makeCode(random: Random, number: number): string {
  const tail = `${String(random.int(10_000_000, 99_999_999))}${String(number).padStart(3, '0')}`;
  return random.pick([`281006020${tail}`.padEnd(24, '7'), `2802${tail}`.padEnd(18, '3'), `28${tail}`.padEnd(16, '5')]);
}

const plainPay = (random: Random): PayPlan =>
  random.weighted<PayPlan>([
    [5, { kind: 'approve' }],
    [3, { kind: 'ask' }],
    [3, { kind: 'later', afterMs: random.int(500, 62_000), failCode: null }],
    [1, { kind: 'later', afterMs: random.int(500, 55_000), failCode: 'ORDER_IS_CLOSED' }],
    [1, { kind: 'fail', code: random.pick(FAILS) }],
  ]);

function oddScenario(random: Random): Partial<Scenario> {
  const inquiry = random.chance(0.35) ? oddInquiry(random) : TRUTH;
  const isInquiryBlind = inquiry.kind === 'code' && inquiry.code === 'ORDER_NOT_EXIST';
  return {
    pay: random.weighted<PayPlan>([
      [8, plainPay(random)],
      [1, { kind: 'refuse', code: random.pick(REFUSALS), times: null }],
      [1, { kind: 'refuse', code: 'REQUEST_TRAFFIC_EXCEED_LIMIT', times: random.int(1, 3) }],
      [1, { kind: 'lost' }],
    ]),
    payAnswer: random.chance(0.35) ? oddPayAnswer(random) : TRUTH,
    inquiry,
    // An order that both inquiry and cancel deny although it is there is not Alipay+ any more.
    cancel: random.chance(0.4) ? oddCancel(random, isInquiryBlind) : TRUTH,
    refund: random.chance(0.4) ? oddRefund(random) : TRUTH,
    notify: random.pick<NotifyPlan>(['once', 'once', 'twice', 'late', 'wrong-amount', 'bad-signature', 'never']),
  };
}

const TRUTH = { kind: 'truth' } as const;

/** `null` is for as long as faults last. */
const times = (random: Random): number | null => random.pick([1, 2, 3, 6, null]);

const oddPayAnswer = (random: Random): PayAnswer =>
  random.weighted<PayAnswer>([
    [2, { kind: 'code', code: 'UNKNOWN_EXCEPTION', times: times(random) }],
    [2, { kind: 'silence', times: random.int(1, 2) }],
    [1, { kind: 'bad-signature', times: times(random) }],
    // Speaks of the repeat alone: the first request may have been paid.
    [1, { kind: 'code', code: 'REPEAT_REQ_INCONSISTENT', times: times(random) }],
  ]);

const oddInquiry = (random: Random): AnswerPlan =>
  random.weighted<AnswerPlan>([
    [2, { kind: 'code', code: random.pick(BUSY), times: times(random) }],
    [2, { kind: 'code', code: 'ORDER_NOT_EXIST', times: random.int(1, 3) }],
    [1, { kind: 'code', code: 'ACCESS_DENIED', times: times(random) }],
    [1, { kind: 'silence', times: random.int(1, 4) }],
    [2, { kind: 'in-process' }],
  ]);

const oddCancel = (random: Random, isInquiryBlind: boolean): AnswerPlan =>
  random.weighted<AnswerPlan>([
    [2, { kind: 'code', code: random.pick(BUSY), times: times(random) }],
    [1, { kind: 'code', code: 'CANCEL_WINDOW_EXCEED', times: null }],
    [1, { kind: 'code', code: 'PROCESS_FAIL', times: times(random) }],
    [isInquiryBlind ? 0 : 1, { kind: 'code', code: 'ORDER_NOT_EXIST', times: random.int(1, 3) }],
    [1, { kind: 'code', code: 'ACCESS_DENIED', times: times(random) }],
    [2, { kind: 'silence', times: random.int(1, 3) }],
    [2, { kind: 'race' }],
  ]);

const oddRefund = (random: Random): AnswerPlan =>
  random.weighted<AnswerPlan>([
    [3, { kind: 'code', code: random.pick(BUSY), times: times(random) }],
    [
      1,
      {
        kind: 'code',
        code: random.pick<ResultCode>(['REFUND_WINDOW_EXCEED', 'PROCESS_FAIL', 'ORDER_STATUS_INVALID']),
        times: null,
      },
    ],
    [2, { kind: 'silence', times: random.int(1, 3) }],
  ]);
