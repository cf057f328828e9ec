/** S success, F final failure, U unknown. https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/api_overview */
export type ResultStatus = 'S' | 'F' | 'U';

const F = (message: string) => ({ status: 'F', message }) as const;
const U = (message: string) => ({ status: 'U', message }) as const;

/** Every result code the gateway can answer with, its status and its English message. */
export const RESULTS = {
  SUCCESS: { status: 'S', message: 'success' },
  ACCESS_DENIED: F('The access is denied.'),
  INVALID_CLIENT: F('The client is invalid.'),
  INVALID_SIGNATURE: F('The signature is invalid.'),
  KEY_NOT_FOUND: F('The key is not found.'),
  INVALID_CONTRACT: F('The contract is invalid.'),
  MEDIA_TYPE_NOT_ACCEPTABLE: F('The server does not implement the media type that is acceptable to the client.'),
  METHOD_NOT_SUPPORTED: F('The server does not implement the requested HTTP method.'),
  NO_INTERFACE_DEF: F('API is not defined.'),
  INVALID_API: F('API is not defined.'),
  PARAM_ILLEGAL: F('Illegal parameters exist. For example, a non-numeric input, or an invalid date.'),
  PROCESS_FAIL: F("A general business failure occurred. Don't retry."),
  REQUEST_TRAFFIC_EXCEED_LIMIT: U('The request traffic exceeds the limit.'),
  UNKNOWN_EXCEPTION: U('An API calling is failed, which is caused by unknown reasons.'),
  PAYMENT_IN_PROCESS: U('The payment is being processed.'),
  BUSINESS_NOT_SUPPORT: F('The payment business is not supported.'),
  CURRENCY_NOT_SUPPORT: F('The currency is not supported.'),
  EXPIRED_CODE: F('The code is expired.'),
  INVALID_CODE: F('The code is invalid.'),
  INVALID_TOKEN: F('The access token is invalid.'),
  MERCHANT_NOT_REGISTERED: F('The merchant is not registered.'),
  MERCHANT_KYB_NOT_QUALIFIED: F('The merchant is not KYB compliant.'),
  ORDER_IS_CLOSED: F('The order is closed.'),
  PAYMENT_AMOUNT_EXCEED_LIMIT: F('The payment amount exceeds the limit.'),
  PAYMENT_COUNT_EXCEED_LIMIT: F('The number of payments exceeds the limit.'),
  REGULATION_RESTRICTION: F('The payment failed due to regulatory restriction.'),
  REPEAT_REQ_INCONSISTENT: F('Repeated requests are inconsistent.'),
  RISK_REJECT: F('The request is rejected because of the risk control.'),
  UNAVAILABLE_PAYMENT_METHOD: F('The payment method is unavailable.'),
  USER_AMOUNT_EXCEED_LIMIT: F('The payment amount exceeds the user payment limit.'),
  USER_BALANCE_NOT_ENOUGH: F('The user balance is not enough for the payment.'),
  USER_KYC_NOT_QUALIFIED: F('The user is not KYC compliant.'),
  USER_NOT_EXIST: F('The user does not exist.'),
  USER_PAYMENT_VERIFICATION_FAILED: F('User fails to pass the payment verification in the methods like OTP, PIN, and so on.'),
  USER_STATUS_ABNORMAL: F('The user status is abnormal.'),
  ORDER_NOT_EXIST: F("The order doesn't exist."),
  ORDER_STATUS_INVALID: F('The order status is invalid.'),
  RECORD_NOT_FOUND: F('The record is not found.'),
  DUPLICATED_DECLARATIONS: F('The order has been declared at this customs.'),
  CANCEL_WINDOW_EXCEED: F('Exceed Cancel window.'),
  REFUND_AMOUNT_EXCEED: F('The total refund amount exceeds the original payment amount.'),
  REFUND_WINDOW_EXCEED: F('The refund request is outside the allowable refund window.'),
} as const satisfies Readonly<Record<string, { readonly status: ResultStatus; readonly message: string }>>;

/** The name of a result. */
export type ResultCode = keyof typeof RESULTS;

/** A code that means "final, not paid". */
export type FailCode = { [Code in ResultCode]: (typeof RESULTS)[Code]['status'] extends 'F' ? Code : never }[ResultCode];

/** The wire form of a result. */
export type WireResult = { readonly resultCode: ResultCode; readonly resultStatus: ResultStatus; readonly resultMessage: string };

/** The wire form of this code; `detail` replaces the standard message, for example to name an illegal field. */
export const resultOf = (code: ResultCode, detail?: string): WireResult => ({
  resultCode: code,
  resultStatus: RESULTS[code].status,
  resultMessage: (detail ?? RESULTS[code].message).slice(0, 256),
});

/** True for a known result code. */
export const isResultCode = (text: string): text is ResultCode => Object.hasOwn(RESULTS, text);

/** True for a known code that ends a payment unpaid. */
export const isFailCode = (text: string): text is FailCode => isResultCode(text) && RESULTS[text].status === 'F';
