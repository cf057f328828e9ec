import path from 'node:path';
import { createDisputeDesk, type DisputeDesk, type DisputePorts, type PreparedReply } from '../../core/dispute/desk.ts';
import { DISPUTE_LIMITS } from '../../core/dispute/limits.ts';
import type { DisputeClaim, DisputeReply } from '../../core/dispute/events.ts';
import type { DisputeRecord } from '../../core/dispute/record.ts';
import type { Lost } from '../../core/payment/gateway-port.ts';
import type { PaymentRecord } from '../../core/payment/record.ts';
import { buildDisputeReply } from '../alipayplus/messages/disputes.ts';
import type { AlipayPlusClient } from '../alipayplus/client.ts';
import { isWithinLimits, paperFacts, signedTimeline, type Paper } from '../disputes/pack.ts';
import { createDigestFiles, type DigestFiles } from '../kept/digest-files.ts';
import type { Ledger } from '../ledger/port.ts';

/** What the wiring is given. */
export type DisputeWiring = {
  readonly ledger: Ledger;
  /** Where the ledger lies; answers are kept in a folder beside it. */
  readonly ledgerFile: string;
  /** The client of this moment; null while there are no keys. */
  readonly client: () => Pick<AlipayPlusClient, 'respondDispute' | 'signWords'> | null;
  readonly nowMs: () => number;
  readonly utcOffsetMinutes: () => number;
  readonly changed: () => void;
};

/** The desk of one counter on its ledger and its client. */
export function wireDisputes(parts: DisputeWiring): DisputeDesk {
  const files = createDigestFiles(path.join(path.dirname(parts.ledgerFile), 'dispute-answers'));
  const ports: DisputePorts = {
    journal: parts.ledger,
    limits: () => DISPUTE_LIMITS,
    nowMs: parts.nowMs,
    changed: parts.changed,
    prepare: (...given) => prepare(parts, files, ...given).catch(() => ({ ok: false, fault: 'not-durable' })),
    send: async (record) => {
      const body = record.bodySha256 === null ? null : await files.read(record.bodySha256);
      if (body === null) return null;
      const api = record.kind === 'retrieval' ? 'responseRetrieval' : 'responseEscalation';
      const about = { disputeRequestId: record.disputeRequestId, paymentRequestId: record.disputedPaymentId };
      return (await parts.client()?.respondDispute(api, about, body)) ?? NO_CLIENT;
    },
  };
  return createDisputeDesk(ports);
}

const NO_CLIENT: Lost = { kind: 'lost', cause: 'aborted', sent: 'no', hint: 'starting' };

async function prepare(
  { ledger, client, utcOffsetMinutes }: DisputeWiring,
  files: DigestFiles,
  record: DisputeRecord,
  reply: DisputeReply,
  payment: PaymentRecord,
): Promise<PreparedReply> {
  const speaker = client();
  if (speaker === null) return { ok: false, fault: 'no-keys' };
  const isBare = reply.kind === 'retrieval' && reply.responseCode === '0003';
  const papers: Paper[] = [];
  if (!isBare) {
    papers.push(await signedTimeline(payment, await ledger.entriesOf(payment.paymentRequestId), speaker.signWords));
  }
  if (!isWithinLimits(papers, DISPUTE_LIMITS)) return { ok: false, fault: 'papers-too-large' };
  const built = buildDisputeReply(record.disputeRequestId, reply, evidenceOf(payment, papers, isBare), utcOffsetMinutes());
  if (!built.ok) return { ok: false, fault: 'papers-too-large' };
  return { ok: true, papers: papers.map(paperFacts), bodySha256: await files.keep(built.body) };
}

/** Values of `orderStatus` are unknown; what Alipay+'s own results call a paid order is assumed. */
const evidenceOf = (payment: PaymentRecord, papers: readonly Paper[], isBare: boolean) => ({
  receipt: isBare ? null : { referenceOrderId: payment.orderNumber, orderStatus: 'SUCCESS', orderAmount: payment.amount },
  attachments: papers.map(({ type, name, contentType, bytes }) => ({
    attachmentType: type,
    attachmentName: name,
    content: bytes.toString('base64'),
    contentType,
  })),
});

/** How a claim that Alipay+ signed reaches the desk; a ledger in trouble cannot say that it does not know a payment. */
export const claimByNotice =
  (disputes: DisputeDesk, ledger: Pick<Ledger, 'trouble'>) =>
  async (claim: DisputeClaim): ReturnType<DisputeDesk['claim']> => {
    const taken = await disputes.claim(claim, 'notification', { kind: 'paydesk' });
    return taken.claimed === 'unknown-payment' && ledger.trouble() !== null ? { ...taken, claimed: 'not-durable' } : taken;
  };

const SEND_AGAIN_MS = 30_000;

/** Sends answers that have no end again and again until stopped; most of the time there is none, and nothing is asked. */
export function keepSending(disputes: Pick<DisputeDesk, 'resume'>): () => void {
  const timer = setInterval(() => void disputes.resume().catch(() => undefined), SEND_AGAIN_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
