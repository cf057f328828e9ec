import type { CableState } from './crash-cable.ts';

/** What the cashier does once the payment is there. */
export type CashierAct = 'none' | 'cancel' | 'refund' | 'next' | 'show' | 'keep-checking' | 'detail' | 'print' | 'typed-code';

/** A named point between two effects, and the way there. */
export type Boundary = {
  /** The mark where the app halts (PAYDESK_HALT_AT). */
  readonly name: string;
  /** When the order to halt is given: before the process starts, before the scan, or before the cashier's act. */
  readonly armed: 'start' | 'scan' | 'act';
  readonly story: string;
  readonly act: CashierAct;
  readonly cable: CableState;
};

const APPROVED = '0000';
const OPEN = '1003';
/** Cancel is refused because it is too late, so the money goes back as a refund. */
const CANCEL_TOO_LATE = '3002';

type Way = Omit<Boundary, 'name'>;
const along = (way: Way, names: readonly string[]): readonly Boundary[] => names.map((name) => ({ name, ...way }));

/** A call is handed to main at its first mark, and its answer to the page at its second. */
const hops = (channel: string): readonly string[] => [`ipc-${channel}`, `ipc-${channel}-answered`];

const STARTING: Way = { armed: 'start', story: OPEN, act: 'none', cable: 'plain' };
const PAYING: Way = { armed: 'scan', story: APPROVED, act: 'none', cable: 'plain' };
const ASKING: Way = { armed: 'act', story: OPEN, act: 'none', cable: 'plain' };
const CANCELLING: Way = { armed: 'act', story: APPROVED, act: 'cancel', cable: 'plain' };
const REFUNDING: Way = { armed: 'act', story: APPROVED, act: 'refund', cable: 'plain' };
const acting = (act: CashierAct, story = OPEN): Way => ({ armed: 'act', story, act, cable: 'plain' });

/**
 * Every boundary of the counter: each journal write, each hop between page and main, each write to and read from the gateway's
 * socket, and what stands between them.
 */
export const BOUNDARIES: readonly Boundary[] = [
  ...along(STARTING, [...hops('app.snapshot'), ...hops('app.keys'), 'painted', 'ready', 'before-inquiry', 'after-inquiry']),
  ...along(PAYING, ['scan-decoded', 'journal-payment-submitted', 'before-pay', 'signed', 'written-pay', 'read-pay', 'after-pay']),
  ...along(PAYING, ['journal-payment-answered', 'ipc-snapshot', 'paper-printing', 'paper-printed', 'journal-slip']),
  ...along({ ...PAYING, cable: 'out' }, ['journal-pay-repeated']),
  ...along(ASKING, ['written-inquiryPayment', 'read-inquiryPayment']),
  ...along(CANCELLING, [...hops('payment.cancel'), 'journal-cancel-requested', 'before-cancel', 'written-cancelPayment']),
  ...along(CANCELLING, ['read-cancelPayment', 'after-cancel', 'journal-cancel-answered']),
  ...along({ ...CANCELLING, story: CANCEL_TOO_LATE }, ['journal-refund-instead']),
  ...along(REFUNDING, [...hops('refund.start'), 'journal-refund-requested', 'before-refund', 'written-refund', 'read-refund']),
  ...along(REFUNDING, ['after-refund', 'journal-refund-answered']),
  ...along(acting('next'), hops('payment.next')),
  ...along(acting('show'), hops('payment.show')),
  ...along(acting('keep-checking'), hops('payment.keep-checking')),
  ...along(acting('detail', APPROVED), hops('payment.detail')),
  ...along(acting('print', APPROVED), hops('receipt.print')),
  ...along(acting('typed-code', APPROVED), [...hops('code.open'), ...hops('sale.key')]),
];

/** Its row is written five minutes after a payment's deadline, so only a long run comes to it. */
export const NEVER_ARRIVED: Boundary = { name: 'journal-never-arrived', ...STARTING };
