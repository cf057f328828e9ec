/**
 * What is true of a payment now.
 * - `submitted`: the intent is durable; whether a byte has left is not known
 * - `waiting`: Alipay+ vouches that it is being processed; usually the customer is confirming
 * - `unknown`: the last question has no answer that may be believed
 * - `cancelling`: a cancel was asked for; the cancel's own final answer ends this, or a final F for the payment
 * - `cancelRefused`: Alipay+ refused the cancel; only an inquiry says how the payment stands
 * - `paid`, `notPaid`, `cancelled`: a verified final answer said so
 * - `contested`: it had ended unpaid, and then a verified answer called it paid; only an inquiry says which holds
 */
export type PaymentState =
  'submitted' | 'waiting' | 'unknown' | 'cancelling' | 'cancelRefused' | 'paid' | 'notPaid' | 'cancelled' | 'contested';

/**
 * What can happen to a payment.
 * - `saidPaid`, `saidNotPaid`, `saidPending`: verified answers about the payment
 * - `noWord`: anything that may not be believed, or says nothing about the payment
 * - `cancelAsked`: a person, or the deadline, asked to cancel
 * - `cancelDone`, `cancelDenied`: verified final answers to the cancel
 * - `refundInstead`: the cancel came too late for a paid payment, so the money goes back as a refund
 * - `neverArrived`: both cancel and inquiry answered, after the expiry, that the order does not exist
 */
export type PaymentHappening =
  | 'saidPaid'
  | 'saidNotPaid'
  | 'saidPending'
  | 'noWord'
  | 'cancelAsked'
  | 'cancelDone'
  | 'cancelDenied'
  | 'refundInstead'
  | 'neverArrived';

const never = {
  saidPaid: null,
  saidNotPaid: null,
  saidPending: null,
  noWord: null,
  cancelAsked: null,
  cancelDone: null,
  cancelDenied: null,
  refundInstead: null,
  neverArrived: null,
} as const;

const open = {
  ...never,
  saidPaid: 'paid',
  saidNotPaid: 'notPaid',
  saidPending: 'waiting',
  noWord: 'unknown',
  cancelAsked: 'cancelling',
} as const;

/** Every permission is a cell; everything else is refused. A new state or event without its cells does not compile. */
const TABLE = {
  submitted: open,
  waiting: open,
  unknown: open,
  // Once a cancel was asked for, a paid answer must not reopen the payment; a final F ends it, and so does the cancel's own answer.
  cancelling: {
    ...never,
    saidPaid: 'cancelling',
    saidNotPaid: 'notPaid',
    saidPending: 'cancelling',
    noWord: 'cancelling',
    cancelAsked: 'cancelling',
    cancelDone: 'cancelled',
    cancelDenied: 'cancelRefused',
    neverArrived: 'notPaid',
    refundInstead: 'paid',
  },
  cancelRefused: {
    ...never,
    saidPaid: 'cancelRefused',
    saidNotPaid: 'notPaid',
    saidPending: 'cancelRefused',
    noWord: 'cancelRefused',
    cancelAsked: 'cancelling',
    cancelDone: 'cancelled',
    cancelDenied: 'cancelRefused',
    refundInstead: 'paid',
    neverArrived: 'notPaid',
  },
  // A same-day void: the full amount goes back as long as the cancel window is open.
  paid: { ...never, saidPaid: 'paid', saidPending: 'paid', noWord: 'paid', cancelAsked: 'cancelling' },
  // A paid answer may be older than the end it contradicts, so the payment is asked about before anything is done. A cancel that was on
  // its way when the final F came finds nothing to take back, whatever it is answered.
  notPaid: {
    ...never,
    saidPaid: 'contested',
    saidNotPaid: 'notPaid',
    saidPending: 'notPaid',
    noWord: 'notPaid',
    cancelDone: 'notPaid',
    cancelDenied: 'notPaid',
  },
  cancelled: {
    ...never,
    saidPaid: 'contested',
    saidNotPaid: 'cancelled',
    saidPending: 'cancelled',
    noWord: 'cancelled',
    cancelDone: 'cancelled',
  },
  // Somebody was told "not paid": if Alipay+ says again that the money was taken, a cancel sends it back.
  contested: {
    ...never,
    saidPaid: 'contested',
    saidNotPaid: 'notPaid',
    saidPending: 'contested',
    noWord: 'contested',
    cancelDone: 'cancelled',
    cancelAsked: 'cancelling',
    neverArrived: 'notPaid',
  },
} as const satisfies Record<PaymentState, Record<PaymentHappening, PaymentState | null>>;

/** Where the table leads from here, or null where this must not happen: the caller keeps the state and raises an alarm. */
export const step = (from: PaymentState, happening: PaymentHappening): PaymentState | null => TABLE[from][happening];

/** True when nothing more has to be asked of Alipay+ about this payment. */
export const isFinal = (state: PaymentState): boolean => state === 'paid' || state === 'notPaid' || state === 'cancelled';

/** True while nobody asked to cancel and no final answer came. */
export const isOpen = (state: PaymentState): boolean => state === 'submitted' || state === 'waiting' || state === 'unknown';

/** All states, for tests and tables that must be total. */
export const PAYMENT_STATES = Object.keys(TABLE) as readonly PaymentState[];

/** All happenings, likewise. */
export const PAYMENT_HAPPENINGS = Object.keys(never) as readonly PaymentHappening[];
