import type { Face, PaymentDetail, PaymentView, RefundView, TimelineRow } from '../contract/views.ts';
import { isOfPayment, type Actor, type EventOfPayment, type JournalEntry } from '../journal/events.ts';
import { money } from '../money/money.ts';
import { mayCancel, type ActorView } from '../payment/actor.ts';
import { isFinal, isOpen, type PaymentState } from '../payment/machine.ts';
import { refundableMinor, refundedMinor, type PaymentRecord } from '../payment/record.ts';
import type { RefundRecord } from '../refund/refund-record.ts';
import { adviceFor } from '../payment/result-codes.ts';
import { refusesRefund } from '../refund/rules.ts';

/** What a view needs to know beside the record. */
export type ViewMoment = { readonly gatewayWallMs: number; readonly windowMs: number };

/** A payment as the page may see it: the mask of the code, never the code. */
export function paymentView({ record, nextAskAtMs }: ActorView, moment: ViewMoment): PaymentView {
  const { currency } = record.amount;
  const refundable = refundableMinor(record);
  return {
    paymentRequestId: record.paymentRequestId,
    saleId: record.saleId,
    saleVersion: record.saleVersion,
    orderNumber: record.orderNumber,
    amount: record.amount,
    face: faceOf(record),
    walletBrandName: record.paid?.walletBrandName ?? null,
    paymentId: record.paymentId,
    codeMask: record.codeMask,
    note: record.note,
    submittedAtMs: record.submittedAtMs,
    ...progressOf(record, nextAskAtMs, moment),
    refunded: money(currency, refundedMinor(record)),
    refundable: money(currency, refundable),
    refundsInDoubt: record.refunds.filter(({ state }) => state === 'asking' || state === 'unknown').length,
    canCancel: mayCancel(record, { gatewayWallMs: () => moment.gatewayWallMs }),
    canRefund: refundable > 0 && refusesRefund(record, refundable, moment.gatewayWallMs) === null,
    slip: record.slip === null ? null : { outcome: record.slip.outcome, reason: record.slip.reason },
    alarm: record.alarms.at(-1) ?? null,
  };
}

type Progress = 'deadlineAtMs' | 'nextAskAtMs' | 'tries' | 'finalAtMs' | 'resultCode' | 'advice' | 'doubt';

function progressOf(record: PaymentRecord, nextAskAtMs: number | null, { windowMs }: ViewMoment): Pick<PaymentView, Progress> {
  const { state, resultCode, finalAtMs, doubt } = record;
  const isCancelling = state === 'cancelling' || state === 'cancelRefused';
  return {
    deadlineAtMs: isOpen(state) ? record.submittedAtMs + windowMs : null,
    nextAskAtMs: isFinal(state) ? null : nextAskAtMs,
    tries: isCancelling ? record.cancelTries : record.asks,
    finalAtMs,
    resultCode,
    advice: resultCode === null ? null : adviceFor(resultCode),
    doubt,
  };
}

/** Green only for verified final: the faces are the states, with both refused and asked cancels shown as one. */
function faceOf(record: PaymentRecord): Face {
  const faces: Readonly<Record<PaymentState, Face>> = {
    submitted: 'asking',
    waiting: 'waiting',
    unknown: 'unknown',
    cancelling: 'cancelling',
    cancelRefused: 'cancelling',
    paid: 'paid',
    notPaid: 'not-paid',
    cancelled: 'cancelled',
    contested: 'unknown',
  };
  return faces[record.state];
}

/** The payment's page: its facts, its refunds, and every event with its time. */
export function paymentDetail(view: ActorView, entries: readonly JournalEntry[], moment: ViewMoment): PaymentDetail {
  return {
    payment: paymentView(view, moment),
    refunds: view.record.refunds.map((refund) => refundView(refund, view.record)),
    timeline: entries.flatMap(timelineRow),
  };
}

const refundView = (refund: RefundRecord, { amount }: PaymentRecord): RefundView => ({
  refundRequestId: refund.refundRequestId,
  amount: money(amount.currency, refund.amountMinor),
  reason: refund.reason,
  state: refund.state,
  resultCode: refund.resultCode,
  requestedAtMs: refund.requestedAtMs,
});

const timelineRow = ({ sequence, wallMs, event }: JournalEntry): readonly TimelineRow[] =>
  !isOfPayment(event)
    ? []
    : [
        {
          sequence,
          atMs: wallMs,
          what: whatOf(event),
          detail: detailOf(event),
          actor: 'actor' in event ? actorName(event.actor) : null,
        },
      ];

const actorName = (actor: Actor): string | null => (actor.kind === 'cashier' ? actor.name : null);

/** The kind of event, with the verdict where there is one: `payment-answered/paid`. */
function whatOf(event: EventOfPayment): string {
  if ('verdict' in event) return `${event.type}/${event.verdict.kind}`;
  return event.type === 'slip' ? `slip/${event.outcome}` : event.type;
}

function detailOf(event: EventOfPayment): string | null {
  switch (event.type) {
    case 'payment-answered':
    case 'cancel-answered':
    case 'refund-answered':
      return (
        [event.type === 'payment-answered' ? event.api : null, verdictDetail(event.verdict)]
          .filter((part) => part !== null)
          .join(' · ') || null
      );
    case 'cancel-requested':
      return event.reason;
    case 'refund-requested':
      return event.reason;
    case 'slip':
      return [event.document, event.copy ? 'copy' : null, event.reason].filter((part) => part !== null).join(' · ');
    case 'payment-submitted':
      return event.codeMask;
    case 'pay-repeated':
    case 'refund-instead':
    case 'never-arrived':
      return null;
  }
}

function verdictDetail(verdict: Extract<EventOfPayment, { verdict: unknown }>['verdict']): string | null {
  const cause = verdict.kind === 'doubt' ? verdict.cause : null;
  const code = 'resultCode' in verdict ? verdict.resultCode : null;
  return [cause, code].filter((part) => part !== null).join(' ') || null;
}
