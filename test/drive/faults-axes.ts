import type { Fault } from '../../simulator/faults/fault.ts';

/** The calls of the API that a fault can strike. */
export type Api = 'pay' | 'inquiryPayment' | 'cancelPayment' | 'refund';

/** What has to happen in a case before its kill point can be reached. */
export type Needs = 'pay' | 'repeat' | 'inquiry' | 'wish' | 'cancel' | 'refund';

/**
 * Where the plug is pulled. `mark`: the till has stopped for ever at the mark of this name. `wire`: the first byte of that message
 * has reached the network, or has just left it for the till.
 */
export type KillPoint = {
  readonly name: string;
  readonly needs: Needs | null;
  readonly at:
    | { readonly kind: 'mark'; readonly mark: string }
    | { readonly kind: 'wire'; readonly api: Api; readonly direction: 'request' | 'answer' }
    | null;
};

const mark = (name: string, needs: Needs): KillPoint => ({ name, needs, at: { kind: 'mark', mark: name } });
const wire = (name: string, needs: Needs, api: Api, direction: 'request' | 'answer'): KillPoint => ({
  name,
  needs,
  at: { kind: 'wire', api, direction },
});

/** Every kill point, in the order of a payment's life. */
export const KILL_POINTS: readonly KillPoint[] = [
  { name: 'none', needs: null, at: null },
  mark('journal-payment-submitted', 'pay'),
  mark('before-pay', 'pay'),
  wire('pay-first-byte-out', 'pay', 'pay', 'request'),
  wire('pay-first-byte-in', 'pay', 'pay', 'answer'),
  mark('after-pay', 'pay'),
  mark('journal-payment-answered', 'pay'),
  mark('journal-pay-repeated', 'repeat'),
  mark('before-inquiry', 'inquiry'),
  wire('inquiry-first-byte-in', 'inquiry', 'inquiryPayment', 'answer'),
  mark('after-inquiry', 'inquiry'),
  mark('journal-cancel-requested', 'wish'),
  mark('before-cancel', 'cancel'),
  wire('cancel-first-byte-out', 'cancel', 'cancelPayment', 'request'),
  mark('after-cancel', 'cancel'),
  mark('journal-cancel-answered', 'cancel'),
  mark('journal-refund-requested', 'refund'),
  mark('before-refund', 'refund'),
  wire('refund-first-byte-in', 'refund', 'refund', 'answer'),
  mark('after-refund', 'refund'),
  mark('journal-refund-answered', 'refund'),
];

/**
 * A fault of the matrix. `loses` is what of the struck call is lost: its request never does its work, or its answer is not believed
 * in time, or neither.
 */
export type MatrixFault = {
  readonly name: string;
  readonly loses: 'request' | 'answer' | 'nothing';
  /** Null where nothing is ordered. `atByte` is the sampled offset. */
  readonly make: (atByte: number) => Fault | null;
  /** The message whose bytes the offset counts; null for faults without an offset. */
  readonly of: 'request' | 'answer' | null;
};

const plain = (name: string, loses: MatrixFault['loses'], fault: Fault | null): MatrixFault => ({
  name,
  loses,
  make: () => fault,
  of: null,
});
const sampled = (
  name: string,
  loses: MatrixFault['loses'],
  of: 'request' | 'answer',
  make: (atByte: number) => Fault,
): MatrixFault => ({ name, loses, make, of });

/** Longer than the till waits for an answer, so that the answer comes when nobody listens any more. */
const LATE_MS = 700;

/** Every offset below is inside the message: a little less than the shortest of its kind is long. */
export const MESSAGE_BYTES: Readonly<Record<Api, { readonly request: number; readonly answer: number }>> = {
  pay: { request: 1_560, answer: 780 },
  inquiryPayment: { request: 700, answer: 780 },
  cancelPayment: { request: 690, answer: 700 },
  refund: { request: 780, answer: 780 },
};

/** Every fault, each with figures that make it tell at the pace of the matrix. */
export const MATRIX_FAULTS: readonly MatrixFault[] = [
  plain('none', 'nothing', null),
  plain('refuse', 'request', { name: 'refuse', forMs: 500, drop: true }),
  plain('hang', 'request', { name: 'hang' }),
  sampled('black-hole-request', 'request', 'request', (atByte) => ({ name: 'black-hole', direction: 'request', atByte })),
  sampled('black-hole-answer', 'answer', 'answer', (atByte) => ({ name: 'black-hole', direction: 'answer', atByte })),
  sampled('reset-request', 'request', 'request', (atByte) => ({ name: 'cut', direction: 'request', atByte, how: 'reset' })),
  sampled('end-request', 'request', 'request', (atByte) => ({ name: 'cut', direction: 'request', atByte, how: 'end' })),
  sampled('reset-answer', 'answer', 'answer', (atByte) => ({ name: 'cut', direction: 'answer', atByte, how: 'reset' })),
  sampled('end-answer', 'answer', 'answer', (atByte) => ({ name: 'cut', direction: 'answer', atByte, how: 'end' })),
  plain('delay-request', 'answer', { name: 'delay', direction: 'request', delayMs: LATE_MS }),
  plain('delay-answer', 'answer', { name: 'delay', direction: 'answer', delayMs: LATE_MS }),
  plain('trickle-answer', 'nothing', { name: 'trickle', direction: 'answer', bytes: 64, everyMs: 8 }),
  sampled('flip-request', 'request', 'request', (atByte) => ({ name: 'flip', direction: 'request', atByte })),
  sampled('flip-answer', 'answer', 'answer', (atByte) => ({ name: 'flip', direction: 'answer', atByte })),
  plain('duplicate', 'nothing', { name: 'duplicate', delayMs: 0 }),
  plain('duplicate-late', 'nothing', { name: 'duplicate', delayMs: LATE_MS }),
  plain('replay', 'answer', { name: 'replay', of: null, reaches: true }),
  plain('garbage', 'answer', { name: 'garbage', reaches: true }),
  plain('garbage-unreached', 'request', { name: 'garbage', reaches: false }),
  plain('swap', 'answer', { name: 'swap', forMs: 600 }),
  plain('close-after', 'nothing', { name: 'close-after' }),
  plain('5xx-after-work', 'answer', { name: 'page-5xx', status: 504, reaches: true }),
  plain('5xx-unreached', 'request', { name: 'page-5xx', status: 502, reaches: false }),
  plain('redirect', 'request', { name: 'redirect', location: '/login', reaches: false }),
  plain('extra-bytes', 'nothing', { name: 'extra-bytes', text: null }),
  plain('partition', 'answer', { name: 'partition', forMs: 600 }),
];

/**
 * What is true at the gateway. `later`: the customer confirms after a while; `expired`: never; `race`: the wallet pays in the
 * moment before the cancel, which gives the money back.
 */
export const TRUTHS = ['paid', 'declined', 'later', 'expired', 'race'] as const;

/** One of them. */
export type Truth = (typeof TRUTHS)[number];

/** What the cashier does beside the sale. `rescan`: the same code twice, at once and for another sale afterwards. */
export const ACTS = ['none', 'cancel-open', 'cancel-paid', 'refund', 'rescan', 'next'] as const;

/** One of them. */
export type Act = (typeof ACTS)[number];
