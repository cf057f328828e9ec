import type { FailCode, ResultCode } from './results.ts';
import type { Scenario } from './scenario.ts';

/** Part of a scenario; what is not named stays as it is. */
export type ScenarioPart = Partial<Scenario>;

/** A scenario that a code's last four digits or an amount chooses, with its words for the documentation. */
export type MagicRow = { readonly key: string; readonly part: ScenarioPart; readonly effect: string };

const SOON_MS = 8_000;
const twice = (code: ResultCode) => ({ kind: 'code', code, times: 2 }) as const;
const always = (code: ResultCode) => ({ kind: 'code', code, times: null }) as const;
const soon = (failCode: FailCode | null) => ({ kind: 'later', afterMs: SOON_MS, failCode }) as const;

/** Final refusals of `pay`, numbered from 2001 in this order. */
const PAY_FAILS: readonly FailCode[] = [
  'EXPIRED_CODE',
  'INVALID_CODE',
  'USER_BALANCE_NOT_ENOUGH',
  'RISK_REJECT',
  'USER_STATUS_ABNORMAL',
  'PAYMENT_AMOUNT_EXCEED_LIMIT',
  'PAYMENT_COUNT_EXCEED_LIMIT',
  'USER_AMOUNT_EXCEED_LIMIT',
  'USER_KYC_NOT_QUALIFIED',
  'USER_PAYMENT_VERIFICATION_FAILED',
  'MERCHANT_NOT_REGISTERED',
  'PROCESS_FAIL',
  'BUSINESS_NOT_SUPPORT',
  'CURRENCY_NOT_SUPPORT',
  'INVALID_TOKEN',
  'MERCHANT_KYB_NOT_QUALIFIED',
  'ORDER_IS_CLOSED',
  'REGULATION_RESTRICTION',
  'REPEAT_REQ_INCONSISTENT',
  'UNAVAILABLE_PAYMENT_METHOD',
  'USER_NOT_EXIST',
];

/** The codes every API may answer, numbered from x101 in this order. */
const COMMON: readonly ResultCode[] = [
  'ACCESS_DENIED',
  'INVALID_CLIENT',
  'INVALID_SIGNATURE',
  'KEY_NOT_FOUND',
  'INVALID_CONTRACT',
  'MEDIA_TYPE_NOT_ACCEPTABLE',
  'METHOD_NOT_SUPPORTED',
  'NO_INTERFACE_DEF',
  'PARAM_ILLEGAL',
  'PROCESS_FAIL',
  'REQUEST_TRAFFIC_EXCEED_LIMIT',
  'UNKNOWN_EXCEPTION',
  'INVALID_API',
];

const REFUND_FAILS: readonly ResultCode[] = [
  'REFUND_WINDOW_EXCEED',
  'REFUND_AMOUNT_EXCEED',
  'ORDER_NOT_EXIST',
  'REPEAT_REQ_INCONSISTENT',
  'CURRENCY_NOT_SUPPORT',
  'ORDER_STATUS_INVALID',
];

const row = (key: number | string, effect: string, part: ScenarioPart): MagicRow => ({
  key: String(key).padStart(4, '0'),
  effect,
  part,
});
const isUnknown = (code: ResultCode): boolean => code === 'REQUEST_TRAFFIC_EXCEED_LIMIT' || code === 'UNKNOWN_EXCEPTION';
const answer = (code: ResultCode) => (isUnknown(code) ? twice(code) : always(code));
const words = (code: ResultCode): string => (isUnknown(code) ? `first two answers ${code}, then the truth` : `always ${code}`);

const JOURNEYS: readonly MagicRow[] = [
  row(0, 'pay: paid at once', { pay: { kind: 'approve' } }),
  row(1001, 'pay: PAYMENT_IN_PROCESS, paid after 8 s, notified', { pay: soon(null) }),
  row(1002, 'pay: PAYMENT_IN_PROCESS, customer refuses after 8 s: ORDER_IS_CLOSED, notified', { pay: soon('ORDER_IS_CLOSED') }),
  row(1003, 'pay: PAYMENT_IN_PROCESS for ever, closed at expiry', { pay: { kind: 'ask' } }),
  row(1004, 'pay: PAYMENT_IN_PROCESS, paid after 8 s, only notifyPayment says so', {
    pay: soon(null),
    inquiry: { kind: 'in-process' },
  }),
  row(1005, 'pay: paid, the first answer never comes', { pay: { kind: 'approve' }, payAnswer: { kind: 'silence', times: 1 } }),
  row(1006, 'pay: never stored and never answered (inquiry: ORDER_NOT_EXIST)', { pay: { kind: 'lost' } }),
  row(1007, 'pay: paid, the first answer has a bad signature', {
    pay: { kind: 'approve' },
    payAnswer: { kind: 'bad-signature', times: 1 },
  }),
  row(3001, 'cancel: first two answers UNKNOWN_EXCEPTION, then S', { cancel: twice('UNKNOWN_EXCEPTION') }),
  row(3002, 'cancel: always CANCEL_WINDOW_EXCEED', { cancel: always('CANCEL_WINDOW_EXCEED') }),
  row(3003, 'pay waits; the wallet pays just before the cancel, which gives the money back', {
    pay: { kind: 'ask' },
    cancel: { kind: 'race' },
  }),
  row(3004, 'cancel: always ORDER_NOT_EXIST', { cancel: always('ORDER_NOT_EXIST') }),
  row(3005, 'cancel: done, the first answer never comes', { cancel: { kind: 'silence', times: 1 } }),
  row(4001, 'refund: first two answers UNKNOWN_EXCEPTION, then S', { refund: twice('UNKNOWN_EXCEPTION') }),
  ...REFUND_FAILS.map((code, at) => row(4002 + at, `refund: always ${code}`, { refund: always(code) })),
  row(4008, 'refund: done, the first answer never comes', { refund: { kind: 'silence', times: 1 } }),
  row(5001, 'pay: paid, notified twice', { pay: { kind: 'approve' }, notify: 'twice' }),
  row(5002, 'pay: paid after 8 s, inquiry keeps saying PAYMENT_IN_PROCESS, notified 90 s late even when cancelled', {
    pay: soon(null),
    inquiry: { kind: 'in-process' },
    notify: 'late',
  }),
  row(5003, 'pay: paid after 8 s, notified with a wrong amount', { pay: soon(null), notify: 'wrong-amount' }),
  row(5004, 'pay: paid after 8 s, notified with a bad signature', { pay: soon(null), notify: 'bad-signature' }),
  row(7001, 'pay: paid; inquiry and notification let it be declared at Chinese customs (AlipayCN codes, 2803…)', {
    pay: { kind: 'approve' },
    customs: true,
  }),
  row(6001, 'inquiry: first two answers ORDER_NOT_EXIST, then the truth (pay waits 8 s)', {
    pay: soon(null),
    inquiry: twice('ORDER_NOT_EXIST'),
  }),
];

/** Every suffix a practice code can end with. The suffixes are this simulator's, not Alipay+'s. */
export const MAGIC_SUFFIXES: readonly MagicRow[] = [
  ...JOURNEYS,
  ...PAY_FAILS.map((code, at) => row(2001 + at, `pay: not paid, ${code}`, { pay: { kind: 'fail', code } })),
  ...COMMON.map((code, at) => row(2101 + at, `pay: ${refusalWords(code)}`, payRefusal(code))),
  ...COMMON.map((code, at) => row(3101 + at, `cancel: ${words(code)}`, { cancel: answer(code) })),
  ...COMMON.map((code, at) => row(4101 + at, `refund: ${words(code)}`, { refund: answer(code) })),
  ...COMMON.map((code, at) =>
    row(6101 + at, `inquiry: ${words(code)} (pay waits 8 s)`, { pay: soon(null), inquiry: answer(code) }),
  ),
];

/** The four amounts that AMS's official mock gives a meaning to. */
export const MAGIC_AMOUNTS: readonly MagicRow[] = [
  row(9901, 'pay: UNKNOWN_EXCEPTION always; the payment is paid all the same', {
    pay: { kind: 'approve' },
    payAnswer: always('UNKNOWN_EXCEPTION'),
  }),
  row(9902, 'pay: never answered; the payment is paid all the same', {
    pay: { kind: 'approve' },
    payAnswer: { kind: 'silence', times: null },
  }),
  row(9903, 'pay waits 8 s, then paid; inquiry: always UNKNOWN_EXCEPTION', {
    pay: soon(null),
    inquiry: always('UNKNOWN_EXCEPTION'),
  }),
  row(9904, 'pay waits 8 s, then paid; inquiry: never answered', { pay: soon(null), inquiry: { kind: 'silence', times: null } }),
];

const bySuffix = new Map(MAGIC_SUFFIXES.map((each) => [each.key, each.part]));
const byAmount = new Map(MAGIC_AMOUNTS.map((each) => [each.key, each.part]));

/** What the last four digits of this code ask for, if anything. */
export const magicOfCode = (digits: string): ScenarioPart | null => bySuffix.get(digits.slice(-4)) ?? null;

/** What this amount of minor units asks for, if anything. */
export const magicOfAmount = (amountMinor: number): ScenarioPart | null => byAmount.get(String(amountMinor)) ?? null;

/** True when a freshly minted code must not end like this. */
export const isMagicSuffix = (digits: string): boolean => bySuffix.has(digits.slice(-4));

function payRefusal(code: ResultCode): ScenarioPart {
  if (code === 'UNKNOWN_EXCEPTION') return { pay: { kind: 'approve' }, payAnswer: twice(code) };
  return { pay: { kind: 'refuse', code, times: code === 'REQUEST_TRAFFIC_EXCEED_LIMIT' ? 2 : null } };
}

function refusalWords(code: ResultCode): string {
  if (code === 'UNKNOWN_EXCEPTION') return 'first two answers UNKNOWN_EXCEPTION, paid all the same';
  return code === 'REQUEST_TRAFFIC_EXCEED_LIMIT'
    ? `first two answers ${code} with nothing stored, then paid`
    : `always ${code}, nothing stored`;
}
