/**
 * Every documented result code and what it means for the machine and the cashier. A code that is not here follows its
 * resultStatus alone. Sources: https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/pay_user_presented_mode and the
 * other API pages; codes are documented, the grouping into advice is ours.
 */
export const RESULT_CODES = {
  SUCCESS: { level: 'payment', advice: 'paid' },
  ACCESS_DENIED: { level: 'call', advice: 'set-up' },
  INVALID_CLIENT: { level: 'call', advice: 'set-up' },
  INVALID_SIGNATURE: { level: 'call', advice: 'set-up' },
  KEY_NOT_FOUND: { level: 'call', advice: 'set-up' },
  INVALID_CONTRACT: { level: 'call', advice: 'set-up' },
  MEDIA_TYPE_NOT_ACCEPTABLE: { level: 'call', advice: 'set-up' },
  METHOD_NOT_SUPPORTED: { level: 'call', advice: 'set-up' },
  NO_INTERFACE_DEF: { level: 'call', advice: 'set-up' },
  INVALID_API: { level: 'call', advice: 'set-up' },
  PARAM_ILLEGAL: { level: 'call', advice: 'set-up' },
  PROCESS_FAIL: { level: 'payment', advice: 'general' },
  REQUEST_TRAFFIC_EXCEED_LIMIT: { level: 'call', advice: 'busy' },
  UNKNOWN_EXCEPTION: { level: 'call', advice: 'busy' },
  PAYMENT_IN_PROCESS: { level: 'payment', advice: 'waiting' },
  BUSINESS_NOT_SUPPORT: { level: 'payment', advice: 'other-method' },
  CURRENCY_NOT_SUPPORT: { level: 'payment', advice: 'set-up' },
  EXPIRED_CODE: { level: 'payment', advice: 'fresh-code' },
  INVALID_CODE: { level: 'payment', advice: 'fresh-code' },
  INVALID_TOKEN: { level: 'payment', advice: 'other-method' },
  MERCHANT_NOT_REGISTERED: { level: 'payment', advice: 'register' },
  MERCHANT_KYB_NOT_QUALIFIED: { level: 'payment', advice: 'register' },
  ORDER_IS_CLOSED: { level: 'payment', advice: 'closed' },
  PAYMENT_AMOUNT_EXCEED_LIMIT: { level: 'payment', advice: 'limit' },
  PAYMENT_COUNT_EXCEED_LIMIT: { level: 'payment', advice: 'other-method' },
  REGULATION_RESTRICTION: { level: 'payment', advice: 'other-method' },
  REPEAT_REQ_INCONSISTENT: { level: 'call', advice: 'busy' },
  RISK_REJECT: { level: 'payment', advice: 'other-method' },
  UNAVAILABLE_PAYMENT_METHOD: { level: 'payment', advice: 'other-source' },
  USER_AMOUNT_EXCEED_LIMIT: { level: 'payment', advice: 'limit' },
  USER_BALANCE_NOT_ENOUGH: { level: 'payment', advice: 'balance' },
  USER_KYC_NOT_QUALIFIED: { level: 'payment', advice: 'wallet-account' },
  USER_NOT_EXIST: { level: 'payment', advice: 'other-method' },
  USER_PAYMENT_VERIFICATION_FAILED: { level: 'payment', advice: 'verification' },
  USER_STATUS_ABNORMAL: { level: 'payment', advice: 'wallet-account' },
  CANCEL_WINDOW_EXCEED: { level: 'payment', advice: 'cancel-too-late' },
  ORDER_NOT_EXIST: { level: 'payment', advice: 'not-found' },
  ORDER_STATUS_INVALID: { level: 'payment', advice: 'general' },
  REFUND_AMOUNT_EXCEED: { level: 'payment', advice: 'refund-amount' },
  REFUND_WINDOW_EXCEED: { level: 'payment', advice: 'refund-too-late' },
} as const satisfies Readonly<Record<string, { readonly level: 'call' | 'payment'; readonly advice: string }>>;

/** A code this version of Paydesk knows. */
export type ResultCode = keyof typeof RESULT_CODES;

/** The advice groups that the table of words must cover. */
export type AdviceKey = (typeof RESULT_CODES)[ResultCode]['advice'];

/** True for a code in the table. */
export const isKnownCode = (code: string): code is ResultCode => Object.hasOwn(RESULT_CODES, code);

/** True when the code speaks of the call (key, path, parameters, traffic) and so never of the payment. */
export const callLevel = (code: string): boolean => isKnownCode(code) && RESULT_CODES[code].level === 'call';

const MENDED_ELSEWHERE: ReadonlySet<string> = new Set([
  'ACCESS_DENIED',
  'INVALID_CLIENT',
  'CLIENT_INVALID',
  'INVALID_SIGNATURE',
  'KEY_NOT_FOUND',
  'NO_INTERFACE_DEF',
  'INVALID_API',
]);

/** True for faults of keys, contract and path: the shop mends them, and the same request goes again once it has. */
export const isMendedElsewhere = (code: string): boolean => MENDED_ELSEWHERE.has(code);

/** Which advice to show for a code; an unknown one gets the general advice, with the raw code in small print. */
export const adviceFor = (code: string): AdviceKey => (isKnownCode(code) ? RESULT_CODES[code].advice : 'general');
