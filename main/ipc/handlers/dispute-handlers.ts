import type { Req, Res } from '../../../core/contract/channels.ts';
import type { DisputeDesk, DisputeView } from '../../../core/dispute/desk.ts';
import type { ChosenPaper, DisputeReply } from '../../../core/dispute/events.ts';
import type { DisputeLimits } from '../../../core/dispute/limits.ts';
import { money, type Money } from '../../../core/money/money.ts';
import type { MoneyView } from '../../../core/contract/money.ts';
import type { Staff } from '../../../core/people/staff-port.ts';
import { RefusedError, type Handlers } from '../answer.ts';

/** The calls about disputes. */
export type DisputeHandlers = Pick<Handlers, Extract<keyof Handlers, `disputes.${string}`>>;

/** What says whether disputes can arrive by themselves. */
type Listener = { readonly view: () => { readonly state: string } };

/** One function a call; rows that cannot be read are told as such. */
export function disputeHandlers(
  desk: DisputeDesk,
  staff: Pick<Staff, 'actor' | 'may'>,
  notify: Listener,
  limits: () => DisputeLimits,
): DisputeHandlers {
  return {
    'disputes.list': async () => {
      const views = await desk.list().catch(() => {
        throw new RefusedError('storage-failed');
      });
      return {
        isListening: notify.view().state === 'listening',
        mayAnswer: staff.may('disputes') === 'yes',
        papersMax: Math.max(0, limits().attachmentsMax - OWN_PAPERS),
        paperBytesMax: limits().attachmentBytesMax,
        disputes: views.map(viewOf),
      };
    },
    'disputes.enter': async ({ paymentRequestId, occurredOn, amount, ...rest }) => {
      const claim = {
        ...rest,
        disputedPaymentId: paymentRequestId,
        occurredAtMs: Date.parse(`${occurredOn}T00:00:00+08:00`),
        asked: [],
        amount: moneyOf(amount),
        reasonCode: null,
      };
      if ((claim.kind === 'escalation') !== (claim.amount !== null)) throw new RefusedError('amount-missing');
      const { claimed } = await desk.claim(claim, 'entered', staff.actor());
      return { claimed };
    },
    'disputes.answer': async ({ disputeRequestId, reply, papers }) => ({
      given: await desk.reply(disputeRequestId, replyOf(reply), staff.actor(), papers.map(chosenOf)),
    }),
  };
}

/** Receipt, timeline and rows of the ledger go with every answer that has documents. */
const OWN_PAPERS = 3;

function chosenOf({ name, contentType, base64 }: Req<'disputes.answer'>['papers'][number]): ChosenPaper {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length === 0) throw new RefusedError('bad-request');
  return { type: 'OTHER_DOCUMENTATION', name, contentType, bytes };
}

const moneyOf = (amount: MoneyView | null): Money | null => (amount === null ? null : money(amount.currency, amount.amountMinor));

/** The shop says no day by which it will have paid back: it is done at once, or shown as due. */
const replyOf = (reply: Req<'disputes.answer'>['reply']): DisputeReply =>
  reply.kind === 'retrieval'
    ? { ...reply, remarks: null }
    : {
        ...reply,
        refund: moneyOf(reply.refund),
        remarks: reply.remarks === '' ? null : reply.remarks,
        plannedRefundAtMs: null,
      };

function viewOf({ record, state, owedMinor, isDueSoon }: DisputeView): Res<'disputes.list'>['disputes'][number] {
  const { disputeRequestId, kind, source, amount, reason, raisedAtMs, answerByMs, reply } = record;
  const owed = amount === null || owedMinor === 0 ? null : { currency: amount.currency, amountMinor: owedMinor };
  const said = reply === null ? null : reply.kind === 'retrieval' ? reply.responseCode : reply.refundType;
  return {
    disputeRequestId,
    kind,
    paymentRequestId: record.disputedPaymentId,
    state,
    source,
    amount,
    owed,
    asked: [...record.asked],
    reason,
    raisedAtMs,
    answerByMs,
    isDueSoon,
    reply: said,
  };
}
