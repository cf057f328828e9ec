import type { FailCode, ResultCode } from './results.ts';

/** How the payment itself goes. */
export type PayPlan =
  /** Paid at once. */
  | { readonly kind: 'approve' }
  /** Waits for a person on the wallet page, until it expires. */
  | { readonly kind: 'ask' }
  /** Waits, then ends by itself; null means paid. */
  | { readonly kind: 'later'; readonly afterMs: number; readonly failCode: FailCode | null }
  /** Ends at once, not paid, and is remembered as such. */
  | { readonly kind: 'fail'; readonly code: FailCode }
  /** Refused before anything is stored; `times` null means always. */
  | { readonly kind: 'refuse'; readonly code: ResultCode; readonly times: number | null }
  /** The request is lost on its way: nothing is stored and nothing is answered. */
  | { readonly kind: 'lost' };

/** What an API says about a payment that has this scenario. `times` null means always. */
export type AnswerPlan =
  | { readonly kind: 'truth' }
  /** Answers this code instead. UNKNOWN_EXCEPTION does the work all the same; every other code does nothing. */
  | { readonly kind: 'code'; readonly code: ResultCode; readonly times: number | null }
  /** Does the work and never answers. */
  | { readonly kind: 'silence'; readonly times: number | null }
  /** Inquiry only: says PAYMENT_IN_PROCESS whatever happened. */
  | { readonly kind: 'in-process' }
  /** Cancel only: the wallet pays in the moment before the cancel arrives. */
  | { readonly kind: 'race' }
  /** One after the other as another gateway once answered, then the truth. */
  | { readonly kind: 'recorded'; readonly answers: readonly (RecordedAnswer | 'silence')[] };

/** One recorded answer: what was true by the books, or this code in its place. */
export type RecordedAnswer = 'truth' | ResultCode;

/** How the answer to `pay` travels. `times` null means always. */
export type PayAnswer =
  | { readonly kind: 'truth' }
  | { readonly kind: 'code'; readonly code: ResultCode; readonly times: number | null }
  | { readonly kind: 'silence'; readonly times: number | null }
  | { readonly kind: 'bad-signature'; readonly times: number | null }
  | { readonly kind: 'recorded'; readonly answers: readonly (RecordedAnswer | 'silence' | 'bad-signature')[] };

/** How notifyPayment behaves. `late` is sent even when the payment was cancelled meanwhile. */
export type NotifyPlan = 'once' | 'twice' | 'late' | 'wrong-amount' | 'bad-signature' | 'never';

/** Everything that is special about one payment. */
export type Scenario = {
  readonly pay: PayPlan;
  readonly payAnswer: PayAnswer;
  readonly inquiry: AnswerPlan;
  readonly cancel: AnswerPlan;
  readonly refund: AnswerPlan;
  readonly notify: NotifyPlan;
  /** The order is for mainland China, so that a payment by AlipayCN may be declared at customs. */
  readonly customs: boolean;
};

/** A payment that is paid at once and about which every answer is the plain truth. */
export const PLAIN: Scenario = {
  pay: { kind: 'approve' },
  payAnswer: { kind: 'truth' },
  inquiry: { kind: 'truth' },
  cancel: { kind: 'truth' },
  refund: { kind: 'truth' },
  notify: 'once',
  customs: false,
};

/** What happens to a code nobody said anything special about. */
export type DefaultBehaviour = 'approve' | 'ask' | 'never';

/** The plan of a default: `never` is `ask` with nobody there to answer. */
export const planOf = (behaviour: DefaultBehaviour): PayPlan => (behaviour === 'approve' ? { kind: 'approve' } : { kind: 'ask' });
