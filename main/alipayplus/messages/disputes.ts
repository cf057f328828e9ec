import * as z from 'zod';
import type { DisputeClaim, DisputeReply } from '../../../core/dispute/events.ts';
import type { WireResult } from '../../../core/payment/gateway-port.ts';
import type { Money } from '../../../core/money/money.ts';
import { formatIso, parseIso } from '../time.ts';
import { amountIn, amountOut, build, read, resultIn, textIn, textOut, wireAmount, type Built } from './shared.ts';

const timeIn = z.string().transform((text, context): number => {
  const atMs = parseIso(text);
  if (atMs === null) context.addIssue({ code: 'custom', message: 'illegible time' });
  return atMs ?? 0;
});

const idIn = z.string().min(1).max(64);

/** One word or several: the pages that could be read do not say which. */
const wordsIn = z
  .union([z.string().transform((word) => [word]), z.array(z.string())])
  .nullish()
  .transform((words) => (words ?? []).filter((word) => word !== '').slice(0, 20));

const claimIn = {
  disputeRequestId: idIn,
  paymentRequestId: idIn,
  disputeOccurTime: timeIn,
  disputeReasonCode: textIn,
  disputeReasonMsg: textIn,
};

/** https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/initiate_retrieval */
const retrieval = z.object({ ...claimIn, requestInformationType: wordsIn });

/** https://docs.alipayplus.com/alipayplus/alipayplus/api_acq_ns/initiate_escalation */
const escalation = z.object({ ...claimIn, escalationAmount: amountIn });

type WireClaim = {
  readonly disputeRequestId: string;
  readonly paymentRequestId: string;
  readonly disputeOccurTime: number;
  readonly disputeReasonCode: string | null;
  readonly disputeReasonMsg: string | null;
};

const claimOf = (wire: WireClaim): Omit<DisputeClaim, 'kind' | 'asked' | 'amount'> => ({
  disputeRequestId: wire.disputeRequestId,
  disputedPaymentId: wire.paymentRequestId,
  occurredAtMs: wire.disputeOccurTime,
  reasonCode: wire.disputeReasonCode?.slice(0, 64) ?? null,
  reason: wire.disputeReasonMsg?.slice(0, 256) ?? null,
});

/** Reads an `initiateRetrieval` whose signature verified; null when it is illegible. */
export function readInitiateRetrieval(body: Uint8Array): DisputeClaim | null {
  const wire = read(retrieval, body);
  return wire === null ? null : { ...claimOf(wire), kind: 'retrieval', asked: wire.requestInformationType, amount: null };
}

/** Reads an `initiateEscalation` whose signature verified; null when it is illegible, also when it claims no amount. */
export function readInitiateEscalation(body: Uint8Array): DisputeClaim | null {
  const wire = read(escalation, body);
  if (wire === null) return null;
  return wire.escalationAmount === null
    ? null
    : { ...claimOf(wire), kind: 'escalation', asked: [], amount: wire.escalationAmount };
}

/** A document as the wire carries it; the names are read out of an SDK, base64 is inferred. */
export type WireAttachment = {
  readonly attachmentType: string;
  readonly attachmentName: string;
  readonly content: string;
  readonly contentType: string;
};

/** What an answer says about the sale itself. */
export type WireReceipt = { readonly referenceOrderId: string; readonly orderStatus: string; readonly orderAmount: Money };

const attachmentOut = z.object({
  attachmentType: textOut(64),
  attachmentName: textOut(256),
  content: z.string().min(1),
  contentType: textOut(64),
});

const evidenceOut = {
  transactionReceipt: z.object({ referenceOrderId: textOut(64), orderStatus: textOut(64), orderAmount: amountOut }).optional(),
  otherDocumentation: z.array(attachmentOut).optional(),
};

/** https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/response_retrieval */
const retrievalAnswer = z.object({ disputeRequestId: idIn, responseCode: z.enum(['0001', '0002', '0003']), ...evidenceOut });

/** https://docs.alipayplus.com/alipayplus/alipayplus/api_acq_tile/response_escalation */
const escalationAnswer = z.object({
  disputeRequestId: idIn,
  refundType: z.enum(['ACCEPT_REFUND', 'ACCEPT_PARTIAL_REFUND', 'REFUSE_REFUND']),
  refundAmount: amountOut.optional(),
  plannedRefundTime: z.string().optional(),
  ...evidenceOut,
  remarks: textOut(256).optional(),
});

/** What goes with an answer. */
export type WireEvidence = { readonly receipt: WireReceipt | null; readonly attachments: readonly WireAttachment[] };

const evidence = ({ receipt, attachments }: WireEvidence) => ({
  transactionReceipt: receipt === null ? undefined : { ...receipt, orderAmount: wireAmount(receipt.orderAmount) },
  otherDocumentation: attachments.length === 0 ? undefined : [...attachments],
});

/** The exact bytes of a `responseRetrieval` or `responseEscalation`. */
export function buildDisputeReply(
  disputeRequestId: string,
  reply: DisputeReply,
  papers: WireEvidence,
  utcOffsetMinutes: number,
): Built {
  if (reply.kind === 'retrieval') {
    return build(retrievalAnswer, { disputeRequestId, responseCode: reply.responseCode, ...evidence(papers) });
  }
  const { refundType, refund, plannedRefundAtMs, remarks } = reply;
  return build(escalationAnswer, {
    disputeRequestId,
    refundType,
    refundAmount: refund === null ? undefined : wireAmount(refund),
    plannedRefundTime: plannedRefundAtMs === null ? undefined : formatIso(plannedRefundAtMs, utcOffsetMinutes),
    ...evidence(papers),
    remarks: remarks ?? undefined,
  });
}

const answered = z.object({ result: resultIn });

/** Reads Alipay+'s answer to an answer; null when it is illegible. */
export const readDisputeAnswer = (body: Uint8Array): { readonly result: WireResult } | null => read(answered, body);
