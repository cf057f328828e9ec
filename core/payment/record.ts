import type { CancelReason, JournalEntry, PaymentEvent, PaymentSubmitted, PrintEvent, RefundEvent } from '../journal/events.ts';
import { add, subtract, ZERO, type Minor } from '../money/money.ts';
import { cancelCutoffMs, createdAtGatewayMs } from './cutoff.ts';
import { isFinal, step, type PaymentHappening, type PaymentState } from './machine.ts';
import type { CancelVerdict, DoubtCause, PaidFacts, PaymentVerdict } from './verdict.ts';

/** Something a person must look at; it never changes what the payment is. */
export type Alarm = 'paid-after-cancel' | 'contradiction' | 'cancel-refused' | 'refund-refused' | 'paid-late';

/** One refund as its events tell it. */
export type RefundRecord = {
  readonly refundRequestId: string;
  readonly amountMinor: Minor;
  readonly reason: string | null;
  readonly receiptNumber: number;
  readonly state: 'asking' | 'unknown' | 'refunded' | 'refused';
  readonly tries: number;
  readonly resultCode: string | null;
  readonly refundId: string | null;
  readonly refundTime: string | null;
  readonly requestedAtMs: number;
};

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
  /** The last two kinds of answer, which the policy reads. */
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
  readonly slip: Pick<PrintEvent, 'outcome' | 'reason'> | null;
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
  return record === null ? null : applyToRecord(record, event, entry.wallMs);
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

function slipped(record: PaymentRecord, { outcome, reason, paper }: PrintEvent): PaymentRecord {
  const isOut = outcome !== 'waiting' && !record.papers.includes(paper);
  return { ...record, slip: { outcome, reason }, papers: isOut ? [...record.papers, paper] : record.papers };
}

type LaterEvent = Exclude<PaymentEvent, PaymentSubmitted> | RefundEvent | PrintEvent;

function applyToRecord(record: PaymentRecord, event: LaterEvent, atMs: number): PaymentRecord {
  switch (event.type) {
    case 'pay-repeated':
      return { ...record, paySends: record.paySends + 1 };
    case 'payment-answered':
      return keptFinal(record, answered(record, event.verdict, event.api === 'inquiryPayment', atMs));
    case 'cancel-requested':
      return move({ ...record, cancel: record.cancel ?? { requestedAtMs: atMs, reason: event.reason } }, 'cancelAsked', atMs);
    case 'cancel-answered':
      return cancelAnswered({ ...record, cancelTries: record.cancelTries + 1 }, event.verdict, atMs);
    case 'refund-instead':
      return move({ ...record, refundOwed: true }, 'refundInstead', atMs);
    case 'never-arrived':
      return move(record, 'neverArrived', atMs);
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

function answered(record: PaymentRecord, verdict: PaymentVerdict, isAsk: boolean, atMs: number): PaymentRecord {
  const next = { ...record, asks: record.asks + (isAsk ? 1 : 0), lastAsk: verdict.kind, doubt: null };
  switch (verdict.kind) {
    case 'paid':
      return paid(
        { ...next, resultCode: null, paymentId: verdict.facts.paymentId ?? record.paymentId, paid: record.paid ?? verdict.facts },
        atMs,
      );
    case 'not-paid':
      return notPaid({ ...next, resultCode: verdict.resultCode }, atMs);
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

/**
 * "No such order" to the cancel together with a final F to the question ends a cancel that would never get a final answer of its
 * own. A payment known to have been paid that Alipay+ now calls closed: the cancel did arrive.
 */
function notPaid(record: PaymentRecord, atMs: number): PaymentRecord {
  const denied = record.state === 'cancelling' && record.lastCancel === 'not-found' ? move(record, 'cancelDenied', atMs) : record;
  return move(denied, denied.state === 'cancelRefused' && denied.paid !== null ? 'cancelDone' : 'saidNotPaid', atMs);
}

function paid(record: PaymentRecord, atMs: number): PaymentRecord {
  if (record.state === 'cancelled' || (record.state === 'notPaid' && record.cancel !== null))
    return alarm(record, 'paid-after-cancel');
  const next = move(record, 'saidPaid', atMs);
  // Nobody asked to cancel, and now it is too late to: a person decides whether the money goes back.
  const isLate =
    record.state !== 'paid' && next.state === 'paid' && atMs + record.clockSkewMs >= cancelCutoffMs(createdAtGatewayMs(record));
  return isLate ? alarm(next, 'paid-late') : next;
}

function cancelAnswered(record: PaymentRecord, verdict: CancelVerdict, atMs: number): PaymentRecord {
  const next = { ...record, lastCancel: verdict.kind, doubt: null };
  switch (verdict.kind) {
    case 'cancelled':
      return move({ ...next, resultCode: null }, 'cancelDone', atMs);
    case 'window-exceeded':
      return move({ ...next, cancelTooLate: true, resultCode: 'CANCEL_WINDOW_EXCEED' }, 'cancelDenied', atMs);
    case 'refused':
      return alarm(move({ ...next, resultCode: verdict.resultCode }, 'cancelDenied', atMs), 'cancel-refused');
    case 'not-found':
      return move({ ...next, resultCode: 'ORDER_NOT_EXIST' }, 'noWord', atMs);
    case 'doubt':
      return move({ ...next, doubt: verdict.cause, resultCode: verdict.resultCode }, 'noWord', atMs);
  }
}

function applyRefund(record: PaymentRecord, event: RefundEvent, atMs: number): PaymentRecord {
  if (event.type === 'refund-requested') {
    const refund: RefundRecord = {
      refundRequestId: event.refundRequestId,
      amountMinor: event.amount.amountMinor,
      reason: event.reason,
      receiptNumber: event.receiptNumber,
      state: 'asking',
      tries: 0,
      resultCode: null,
      refundId: null,
      refundTime: null,
      requestedAtMs: atMs,
    };
    const asked = { ...record, refunds: [...record.refunds, refund] };
    // Somebody's partial refund in between does not pay what Paydesk owes.
    return { ...asked, refundOwed: record.refundOwed && refundableMinor(asked) > 0 };
  }
  const refunds = record.refunds.map((refund) =>
    refund.refundRequestId === event.refundRequestId ? refundAnswered(refund, event.verdict) : refund,
  );
  const next = { ...record, refunds };
  return event.verdict.kind === 'refused' ? alarm(next, 'refund-refused') : next;
}

function refundAnswered(
  refund: RefundRecord,
  verdict: Extract<RefundEvent, { type: 'refund-answered' }>['verdict'],
): RefundRecord {
  if (refund.state === 'refunded' || refund.state === 'refused') return refund;
  const tries = refund.tries + 1;
  switch (verdict.kind) {
    case 'refunded':
      return {
        ...refund,
        tries,
        state: 'refunded',
        resultCode: null,
        refundId: verdict.refundId,
        refundTime: verdict.refundTime,
      };
    case 'refused':
      return { ...refund, tries, state: 'refused', resultCode: verdict.resultCode };
    case 'doubt':
      return { ...refund, tries, state: 'unknown', resultCode: verdict.resultCode };
  }
}

function move(record: PaymentRecord, happening: PaymentHappening, atMs: number): PaymentRecord {
  const state = step(record.state, happening);
  if (state === null) return alarm(record, 'contradiction');
  const finalAtMs = isFinal(state) ? (record.state === state ? record.finalAtMs : atMs) : null;
  return { ...record, state, finalAtMs };
}

const alarm = (record: PaymentRecord, name: Alarm): PaymentRecord =>
  record.alarms.includes(name) ? record : { ...record, alarms: [...record.alarms, name] };

/** What was refunded or may yet be: everything but refused refunds, so that a doubt can never be refunded twice. */
export const refundedMinor = (record: PaymentRecord): Minor =>
  record.refunds.reduce((sum, refund) => (refund.state === 'refused' ? sum : add(sum, refund.amountMinor)), ZERO);

/** What may still be refunded. */
export const refundableMinor = (record: PaymentRecord): Minor =>
  record.state === 'paid' ? subtract(record.amount.amountMinor, refundedMinor(record)) : ZERO;

/** True when neither the payment nor any refund of it needs another answer. */
export const isSettled = (record: PaymentRecord): boolean =>
  isFinal(record.state) && !record.refundOwed && record.refunds.every(({ state }) => state === 'refunded' || state === 'refused');
