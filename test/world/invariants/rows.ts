import { isOfPayment, type JournalEntry } from '../../../core/journal/events.ts';
import type { PaymentRecord } from '../../../core/payment/record.ts';
import type { Payment } from '../../../simulator/gateway/state.ts';
import { eventsOf, firstOf, nameOf, type Facts, type Invariant } from './facts.ts';

/** What the durable rows may say. */
export const ROW_INVARIANTS: readonly Invariant[] = [
  {
    name: 'one-live-payment-a-sale',
    promise: 'One version of a sale has at most one payment that is sent, unknown or paid.',
    onRow: (facts, { event }) => {
      if (event.type !== 'payment-submitted') return null;
      const rivals = [...facts.records()].filter(
        ({ saleId, saleVersion, state }) =>
          saleId === event.saleId && saleVersion === event.saleVersion && state !== 'notPaid' && state !== 'cancelled',
      );
      return rivals.length < 2 ? null : `${rivals.map(({ orderNumber }) => orderNumber).join(' and ')} charge the same sale`;
    },
  },
  {
    name: 'final-word-is-true',
    promise: 'Paid, Not paid, Cancelled and Refunded are written only when it is so in the books of the gateway.',
    onRow: untrueWord,
  },
  {
    name: 'refunds-within-the-payment',
    promise: 'The refunds that may have been made never exceed the payment, in the ledger and in the books of the gateway.',
    onRow: (facts, { event }) => {
      if (event.type !== 'refund-requested' && event.type !== 'refund-answered') return null;
      const { paymentRequestId } = event;
      const asked = eventsOf(facts, paymentRequestId, 'refund-requested');
      const record = facts.record(paymentRequestId);
      if (record === null) return null;
      const refused = new Set(
        record.refunds.filter(({ state }) => state === 'refused').map(({ refundRequestId }) => refundRequestId),
      );
      const sum = asked.reduce((total, row) => total + (refused.has(row.refundRequestId) ? 0 : row.amount.amountMinor), 0);
      return sum <= record.amount.amountMinor ? null : `${String(sum)} of ${String(record.amount.amountMinor)} may go back`;
    },
    onBooks: (facts) =>
      firstOf(facts.books.payments(), (payment) => {
        const backMinor = payment.refundedMinor + (payment.reversedBy === null ? 0 : payment.amount.amountMinor);
        return backMinor <= payment.amount.amountMinor ? null : `${nameOf(facts, payment.paymentRequestId)} was given back twice`;
      }),
  },
  {
    name: 'no-unasked-cancel-after-cut-off',
    promise:
      'Once it is too late to cancel, Paydesk does not ask for it by itself: somebody decides, because the goods may be gone.',
    onRow: unaskedCancel,
  },
  {
    name: 'rows-are-whole',
    promise: 'Rows are numbered without gaps, carry both times, and name an actor wherever somebody decided something.',
    onRow: (facts, entry) => {
      const { event, sequence, wallMs, monotonicMs } = entry;
      const needsActor =
        event.type === 'payment-submitted' || event.type === 'cancel-requested' || event.type === 'refund-requested';
      if (sequence !== facts.rows.length) return `row ${String(sequence)} stands at place ${String(facts.rows.length)}`;
      if (!Number.isSafeInteger(wallMs) || !Number.isFinite(monotonicMs)) return `row ${String(sequence)} has no time`;
      return needsActor && !('actor' in event) ? `row ${String(sequence)} names nobody` : null;
    },
  },
  {
    name: 'no-code-in-the-ledger',
    promise: 'No payment code stands in any row.',
    onRow: (facts, { event, sequence }) => {
      const text = JSON.stringify(event);
      return facts.codes.some((code) => text.includes(code)) ? `row ${String(sequence)} holds a payment code` : null;
    },
  },
];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** 00:15 of the following day in UTC+8, as Alipay+ documents it, and a minute for clocks that are a little wrong. */
const cutOffMs = (createdMs: number): number =>
  (Math.floor((createdMs + 8 * HOUR_MS) / DAY_MS) + 1) * DAY_MS - 8 * HOUR_MS + 16 * 60_000;

/** Judged only where the PC's clock tells the time: a till that believes it is yesterday may still cancel. */
function unaskedCancel(facts: Facts, { event, wallMs }: JournalEntry): string | null {
  if (event.type !== 'cancel-requested' || event.reason !== 'deadline' || !tellsTheTime(facts)) return null;
  const createdMs = facts.books.payment(event.paymentRequestId)?.createdAtMs ?? null;
  const lastAnswer = eventsOf(facts, event.paymentRequestId, 'payment-answered').findLast(({ api }) => api === 'inquiryPayment');
  if (createdMs === null || lastAnswer?.verdict.kind === 'not-found' || wallMs < cutOffMs(createdMs)) return null;
  return `${nameOf(facts, event.paymentRequestId)}: Paydesk asked for a cancel after the cut-off`;
}

const tellsTheTime = ({ plan }: Facts): boolean =>
  Math.abs(plan.shop.wallErrorMs) < 5_000 && plan.acts.every(({ do: what }) => what !== 'wall-jump' && what !== 'gateway-clock');

function untrueWord(facts: Facts, { event }: JournalEntry): string | null {
  if (!isOfPayment(event)) return null;
  const { paymentRequestId } = event;
  const record = facts.record(paymentRequestId);
  const what = record === null ? null : untrue(facts, record);
  if (what !== null) return `${nameOf(facts, paymentRequestId)}: ${what}`;
  if (event.type === 'refund-answered') return untrueRefund(facts, event);
  return event.type === 'payment-answered' && event.verdict.kind === 'paid' ? unpaid(facts, paymentRequestId) : null;
}

function unpaid(facts: Facts, paymentRequestId: string): string | null {
  const payment = facts.books.payment(paymentRequestId);
  return isPaid(payment) ? null : `${nameOf(facts, paymentRequestId)}: an answer says paid, and no money was taken`;
}

/** True when the wallet was debited, whatever became of the money later. */
export const isPaid = (payment: Payment | undefined): payment is Payment => payment !== undefined && payment.paidAtMs !== null;

/** What the record says and the books do not bear out, or null. */
export function untrue(facts: Facts, { paymentRequestId, state, amount }: PaymentRecord): string | null {
  const payment = facts.books.payment(paymentRequestId);
  switch (state) {
    case 'paid':
      if (!isPaid(payment)) return 'the ledger says paid, and no money was taken';
      return payment.amount.amountMinor === amount.amountMinor && payment.amount.currency === amount.currency
        ? null
        : 'another amount was taken than the ledger says';
    case 'notPaid':
    case 'cancelled':
      if (payment === undefined || (facts.books.netMinor(payment) === 0 && payment.status !== 'waiting')) return null;
      return `the ledger says ${state}, and at the gateway it is ${payment.status}`;
    default:
      return null;
  }
}

function untrueRefund(facts: Facts, event: Extract<JournalEntry['event'], { readonly type: 'refund-answered' }>): string | null {
  const { verdict, refundRequestId, paymentRequestId } = event;
  const done = facts.books.refund(refundRequestId)?.result.resultStatus === 'S';
  const name = nameOf(facts, paymentRequestId);
  if (verdict.kind === 'refunded' && !done) return `${name}: the ledger says refunded, and no money went back`;
  return verdict.kind === 'refused' && done ? `${name}: the ledger says the refund was refused, and the money went back` : null;
}
