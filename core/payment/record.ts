import {
  isOfPayment,
  type CancelReason,
  type EventOfPayment,
  type JournalEntry,
  type PaymentEvent,
  type PaymentSubmitted,
  type PrintEvent,
  type RefundEvent,
} from '../journal/events.ts';
import { add, subtract, ZERO, type Minor } from '../money/money.ts';
import { refundAnswered, refundAsked, type RefundRecord } from '../refund/refund-record.ts';
import { cancelCutoffMs, createdAtGatewayMs } from './cutoff.ts';
import { isFinal, step, type PaymentHappening, type PaymentState } from './machine.ts';
import type { CancelVerdict, DoubtCause, PaidFacts, PaymentVerdict } from './verdict.ts';

/** Something a person must look at; it never changes what the payment is. */
export type Alarm =
  /** It had ended unpaid, and Alipay+ says that it is paid: the money goes back. */
  | 'paid-after-end'
  | 'contradiction'
  /** A signed notification spoke of another amount or id. */
  | 'notice-mismatch'
  | 'cancel-refused'
  | 'cancel-stuck'
  | 'refund-refused'
  | 'refund-stuck'
  | 'paid-late';

/** Everything the events of one payment say, and nothing else: folding them again gives the same record. */
export type PaymentRecord = Omit<PaymentSubmitted, 'type'> & {
  readonly sequence: number;
  readonly submittedAtMs: number;
  readonly state: PaymentState;
  readonly paySends: number;
  readonly asks: number;
  readonly cancelTries: number;
  readonly cancel: { readonly requestedAtMs: number; readonly reason: CancelReason } | null;
  readonly cancelTooLate: boolean;
  /** The last answers to an inquiry and to a cancel, which the policy reads. */
  readonly lastAsk: PaymentVerdict['kind'] | null;
  readonly lastCancel: CancelVerdict['kind'] | null;
  readonly doubt: DoubtCause | null;
  readonly resultCode: string | null;
  readonly paymentId: string | null;
  readonly paid: PaidFacts | null;
  readonly finalAtMs: number | null;
  readonly refundOwed: boolean;
  readonly refunds: readonly RefundRecord[];
  readonly alarms: readonly Alarm[];
  /** The last word about paper. */
  readonly slip: Pick<PrintEvent, 'document' | 'paper' | 'copy' | 'outcome' | 'reason'> | null;
  /** Papers of which an original has, or may have, come out. */
  readonly papers: readonly string[];
};

/** The record of a payment, or null when its first row is not a `payment-submitted`. */
export function foldPayment(entries: readonly JournalEntry[]): PaymentRecord | null {
  return entries.reduce<PaymentRecord | null>((record, entry) => applyEntry(record, entry), null);
}

/** One more row. A row that fits no record is ignored; one that the table forbids raises an alarm and changes no state. */
export function applyEntry(record: PaymentRecord | null, entry: JournalEntry): PaymentRecord | null {
  const { event } = entry;
  if (event.type === 'payment-submitted') return record ?? opened(event, entry);
  return record === null || !isOfPayment(event) ? record : applyToRecord(record, event, entry.wallMs);
}

function opened({ type: _type, ...submitted }: PaymentSubmitted, entry: JournalEntry): PaymentRecord {
  return {
    ...submitted,
    sequence: entry.sequence,
    submittedAtMs: entry.wallMs,
    state: 'submitted',
    paySends: 1,
    asks: 0,
    cancelTries: 0,
    cancel: null,
    cancelTooLate: false,
    lastAsk: null,
    lastCancel: null,
    doubt: null,
    resultCode: null,
    paymentId: null,
    paid: null,
    finalAtMs: null,
    refundOwed: false,
    refunds: [],
    alarms: [],
    slip: null,
    papers: [],
  };
}

function slipped(record: PaymentRecord, { document, paper, copy, outcome, reason }: PrintEvent): PaymentRecord {
  const slip = { document, paper, copy, outcome, reason };
  const others = record.papers.filter((other) => other !== paper);
  // A copy that did not come out says nothing about its original.
  if (copy) return { ...record, slip };
  return { ...record, slip, papers: outcome === 'waiting' ? others : [...others, paper] };
}

type LaterEvent = Exclude<EventOfPayment, PaymentSubmitted>;

function applyToRecord(record: PaymentRecord, event: LaterEvent, atMs: number): PaymentRecord {
  switch (event.type) {
    case 'pay-repeated':
      return { ...record, paySends: record.paySends + 1 };
    case 'payment-answered':
      return keptFinal(record, answered(record, event, atMs));
    case 'cancel-requested':
      return cancelAsked(record, event.reason, atMs);
    case 'cancel-answered':
      return cancelAnswered({ ...record, cancelTries: record.cancelTries + 1 }, event.verdict, atMs);
    case 'refund-instead':
      return move({ ...record, refundOwed: true }, 'refundInstead', atMs);
    case 'never-arrived':
      return move(record, record.state === 'contested' ? endOf(record) : 'neverArrived', atMs);
    case 'refund-requested':
    case 'refund-answered':
      return applyRefund(record, event, atMs);
    case 'slip':
      return slipped(record, event);
  }
}

/** A late answer that changes nothing must not overwrite why the payment ended. */
const keptFinal = (before: PaymentRecord, after: PaymentRecord): PaymentRecord =>
  isFinal(before.state) && after.state === before.state
    ? { ...after, doubt: before.doubt, resultCode: before.resultCode }
    : after;

type Answered = Extract<PaymentEvent, { type: 'payment-answered' }>;

function answered(record: PaymentRecord, { api, verdict }: Answered, atMs: number): PaymentRecord {
  if (api === 'notifyPayment' && verdict.kind === 'doubt') return alarm(record, 'notice-mismatch');
  const isAsk = api === 'inquiryPayment';
  const next = { ...record, asks: record.asks + (isAsk ? 1 : 0), lastAsk: isAsk ? verdict.kind : record.lastAsk, doubt: null };
  switch (verdict.kind) {
    case 'paid':
      return paid(next, verdict.facts, isAsk, atMs);
    case 'not-paid':
      return notPaid({ ...next, resultCode: verdict.resultCode }, isAsk, atMs);
    case 'pending':
      return move(
        { ...next, resultCode: verdict.resultCode, paymentId: verdict.paymentId ?? record.paymentId },
        'saidPending',
        atMs,
      );
    case 'not-found':
      return move({ ...next, resultCode: 'ORDER_NOT_EXIST' }, 'noWord', atMs);
    case 'doubt':
      return move({ ...next, doubt: verdict.cause, resultCode: verdict.resultCode }, 'noWord', atMs);
  }
}

/** How a contested payment had ended before. */
const endOf = (record: PaymentRecord): 'neverArrived' | 'cancelDone' => (record.cancel === null ? 'neverArrived' : 'cancelDone');

/** A payment known to have been paid that Alipay+, asked again, calls closed: the cancel did arrive. */
function notPaid(record: PaymentRecord, isAsk: boolean, atMs: number): PaymentRecord {
  const isUndone = record.paid !== null && isAsk;
  switch (record.state) {
    case 'contested':
      return move(record, endOf(record), atMs);
    case 'cancelling':
    case 'cancelRefused':
      if (record.paid !== null) return isUndone ? move(record, 'cancelDone', atMs) : move(record, 'saidPending', atMs);
      return move(record, 'saidNotPaid', atMs);
    default:
      return move(record, 'saidNotPaid', atMs);
  }
}

function paid(record: PaymentRecord, facts: PaidFacts, isAsk: boolean, atMs: number): PaymentRecord {
  // The payment's first word of being paid may come after its end; later ones repeat what was already looked into.
  const isEcho = hasEndedUnpaid(record.state) && record.paid !== null && !isAsk;
  if (isEcho) return record;
  const known = { ...record, resultCode: null, paymentId: facts.paymentId ?? record.paymentId, paid: record.paid ?? facts };
  const next = enter(record, move(known, 'saidPaid', atMs));
  if (record.state === 'contested' && isAsk) return alarm(next, 'paid-after-end');
  return isNews(record, next) && isLate(record, atMs) ? alarm(next, 'paid-late') : next;
}

const isNews = (before: PaymentRecord, after: PaymentRecord): boolean => before.state !== 'paid' && after.state === 'paid';

/** Nobody asked to cancel, and now it is too late to: a person decides whether the money goes back. */
const isLate = (record: PaymentRecord, atMs: number): boolean =>
  atMs + record.clockSkewMs >= cancelCutoffMs(createdAtGatewayMs(record));

const hasEndedUnpaid = (state: PaymentState): boolean => state === 'notPaid' || state === 'cancelled';

/** What was answered before a payment became contested says nothing about the contradiction. */
const enter = (before: PaymentRecord, after: PaymentRecord): PaymentRecord =>
  after.state === 'contested' && before.state !== 'contested' ? { ...after, lastAsk: null } : after;

/** What was answered before the wish must not be taken for the question that Alipay+ asks for before a cancel. */
const cancelAsked = (record: PaymentRecord, reason: CancelReason, atMs: number): PaymentRecord =>
  move(
    {
      ...record,
      lastAsk: reason === 'cashier' ? null : record.lastAsk,
      cancel: record.cancel ?? { requestedAtMs: atMs, reason },
    },
    'cancelAsked',
    atMs,
  );

function cancelAnswered(record: PaymentRecord, verdict: CancelVerdict, atMs: number): PaymentRecord {
  const happening = CANCEL_HAPPENING[verdict.kind];
  // The final F came first and said more than this answer can: its code and its calm stay.
  if (record.state === 'notPaid') return move({ ...record, lastCancel: verdict.kind }, happening, atMs);
  const next = { ...record, lastCancel: verdict.kind, doubt: null };
  switch (verdict.kind) {
    case 'cancelled':
      return cancelDone({ ...next, resultCode: null }, atMs);
    case 'window-exceeded':
      return move({ ...next, cancelTooLate: true, resultCode: 'CANCEL_WINDOW_EXCEED' }, happening, atMs);
    case 'refused':
      return alarm(move({ ...next, resultCode: verdict.resultCode }, happening, atMs), 'cancel-refused');
    case 'not-found':
      return stuck(move({ ...next, resultCode: 'ORDER_NOT_EXIST' }, happening, atMs));
    case 'doubt':
      return stuck(move({ ...next, doubt: verdict.cause, resultCode: verdict.resultCode }, happening, atMs));
  }
}

/** What each answer to a cancel is to the table of states. */
const CANCEL_HAPPENING: Readonly<Record<CancelVerdict['kind'], PaymentHappening>> = {
  cancelled: 'cancelDone',
  'window-exceeded': 'cancelDenied',
  refused: 'cancelDenied',
  'not-found': 'noWord',
  doubt: 'noWord',
};

/** After a proven contradiction not even "cancelled" is believed before an inquiry agrees with it; what has ended by one stays so. */
function cancelDone(record: PaymentRecord, atMs: number): PaymentRecord {
  const done = move(record, 'cancelDone', atMs);
  if (hasEndedUnpaid(record.state) || !record.alarms.includes('paid-after-end')) return done;
  return enter(done, move(done, 'saidPaid', atMs));
}

/** So many attempts without a final word that a person should know; the attempts go on. */
const STUCK_TRIES = { cancel: 9, refund: 6 } as const;

const stuck = (record: PaymentRecord): PaymentRecord =>
  !isFinal(record.state) && record.cancelTries >= STUCK_TRIES.cancel ? alarm(record, 'cancel-stuck') : record;

function applyRefund(record: PaymentRecord, event: RefundEvent, atMs: number): PaymentRecord {
  if (event.type === 'refund-requested') {
    const refund = refundAsked(event, atMs);
    const asked = { ...record, refunds: [...record.refunds, refund] };
    // Somebody's partial refund in between does not pay what Paydesk owes.
    return { ...asked, refundOwed: record.refundOwed && refundableMinor(asked) > 0 };
  }
  const refunds = record.refunds.map((refund) =>
    refund.refundRequestId === event.refundRequestId ? refundAnswered(refund, event.verdict) : refund,
  );
  const isStuck = refunds.some(({ state, tries }) => state === 'unknown' && tries >= STUCK_TRIES.refund);
  const next = isStuck ? alarm({ ...record, refunds }, 'refund-stuck') : calm({ ...record, refunds }, 'refund-stuck');
  return event.verdict.kind === 'refused' ? alarm(next, 'refund-refused') : next;
}

function move(record: PaymentRecord, happening: PaymentHappening, atMs: number): PaymentRecord {
  const state = step(record.state, happening);
  if (state === null) return alarm(record, 'contradiction');
  const finalAtMs = isFinal(state) ? (record.state === state ? record.finalAtMs : atMs) : null;
  const next = { ...record, state, finalAtMs };
  return isFinal(state) ? calm(next, 'cancel-stuck') : next;
}

const alarm = (record: PaymentRecord, name: Alarm): PaymentRecord =>
  record.alarms.includes(name) ? record : { ...record, alarms: [...record.alarms, name] };

/** Takes back an alarm that was only about waiting. */
const calm = (record: PaymentRecord, name: Alarm): PaymentRecord =>
  record.alarms.includes(name) ? { ...record, alarms: record.alarms.filter((other) => other !== name) } : record;

/** What was refunded or may yet be: everything but refused refunds, so that a doubt can never be refunded twice. */
export const refundedMinor = (record: PaymentRecord): Minor =>
  record.refunds.reduce((sum, refund) => (refund.state === 'refused' ? sum : add(sum, refund.amountMinor)), ZERO);

/** What may still be refunded. */
export const refundableMinor = (record: PaymentRecord): Minor =>
  record.state === 'paid' ? subtract(record.amount.amountMinor, refundedMinor(record)) : ZERO;

/** True when neither the payment nor any refund of it needs another answer. */
export const isSettled = (record: PaymentRecord): boolean =>
  isFinal(record.state) && !record.refundOwed && record.refunds.every(({ state }) => state === 'refunded' || state === 'refused');
