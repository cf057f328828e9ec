import path from 'node:path';
import { createDisputeDesk, type DisputeDesk, type DisputePorts, type PreparedReply } from '../../core/dispute/desk.ts';
import type { DisputeLimits } from '../../core/dispute/limits.ts';
import type { ChosenPaper, DisputeClaim, DisputeReply } from '../../core/dispute/events.ts';
import type { DisputeRecord } from '../../core/dispute/record.ts';
import type { Lost } from '../../core/payment/gateway-port.ts';
import type { PaymentRecord } from '../../core/payment/record.ts';
import { buildDisputeReply } from '../alipayplus/messages/disputes.ts';
import type { AlipayPlusClient } from '../alipayplus/client.ts';
import { isWithinLimits, ledgerRows, paperFacts, receiptPaper, signedTimeline, type Paper } from '../disputes/pack.ts';
import { createDigestFiles, type DigestFiles } from '../kept/digest-files.ts';
import type { Ledger } from '../ledger/port.ts';
import type { Settings } from '../settings/schema.ts';

/** What the wiring is given. */
export type DisputeWiring = {
  readonly ledger: Ledger;
  /** Where the ledger lies; answers are kept in a folder beside it. */
  readonly ledgerFile: string;
  /** The client of this moment; null while there are no keys. */
  readonly client: () => Pick<AlipayPlusClient, 'respondDispute' | 'signWords'> | null;
  readonly nowMs: () => number;
  readonly utcOffsetMinutes: () => number;
  readonly settings: () => Settings;
  /** The payment's last receipt as text; null where it has none. */
  readonly receiptText: (payment: PaymentRecord) => string | null;
  readonly changed: DisputePorts['changed'];
};

/** The desk of one counter on its ledger and its client. */
export function wireDisputes(parts: DisputeWiring): DisputeDesk {
  const files = createDigestFiles(path.join(path.dirname(parts.ledgerFile), 'dispute-answers'));
  const ports: DisputePorts = {
    journal: parts.ledger,
    limits: () => disputeLimits(parts.settings()),
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
  { ledger, client, utcOffsetMinutes, settings, receiptText }: DisputeWiring,
  files: DigestFiles,
  record: DisputeRecord,
  reply: DisputeReply,
  payment: PaymentRecord,
  chosen: readonly ChosenPaper[],
): Promise<PreparedReply> {
  const speaker = client();
  if (speaker === null) return { ok: false, fault: 'no-keys' };
  const isBare = reply.kind === 'retrieval' && reply.responseCode === '0003';
  if (isBare && chosen.length > 0) return { ok: false, fault: 'papers-unwanted' };
  const papers: Paper[] = [];
  if (!isBare) {
    const entries = await ledger.entriesOf(payment.paymentRequestId);
    const receipt = receiptText(payment);
    if (receipt !== null) papers.push(receiptPaper(payment, receipt));
    papers.push(await signedTimeline(payment, entries, speaker.signWords), ledgerRows(payment, entries));
    papers.push(...chosen.map((paper) => ({ ...paper, bytes: Buffer.from(paper.bytes) })));
  }
  if (!isWithinLimits(papers, disputeLimits(settings()))) return { ok: false, fault: 'papers-too-large' };
  const built = buildDisputeReply(record.disputeRequestId, reply, evidenceOf(payment, papers, isBare), utcOffsetMinutes());
  if (!built.ok) return { ok: false, fault: 'papers-too-large' };
  return { ok: true, papers: papers.map(paperFacts), bodySha256: await files.keep(built.body) };
}

/** What the settings make of the limits; the page says them too. */
export const disputeLimits = ({ disputes }: Settings): DisputeLimits => ({
  countMax: { retrieval: disputes.retrievalsMax, escalation: disputes.escalationsMax },
  windowDays: disputes.windowDays,
  secondEscalationDays: disputes.secondEscalationDays,
  answerDays: { retrieval: disputes.retrievalAnswerDays, escalation: disputes.escalationAnswerDays },
  warnDays: disputes.warnDays,
  attachmentBytesMax: disputes.attachmentKilobytesMax * 1_024,
  attachmentsMax: disputes.attachmentsMax,
});

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
/** Late enough not to be in the way of a start. */
const FIRST_LOOK_MS = 3_000;

/** Sends answers that have no end again and again until stopped, and looks at the deadlines; most of the time there is nothing. */
export function keepSending(disputes: Pick<DisputeDesk, 'resume'>): () => void {
  const look = (): void => void disputes.resume().catch(() => undefined);
  const [first, timer] = [setTimeout(look, FIRST_LOOK_MS), setInterval(look, SEND_AGAIN_MS)];
  first.unref();
  timer.unref();
  return () => {
    clearTimeout(first);
    clearInterval(timer);
  };
}
