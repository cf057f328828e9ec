import type { HouseRows } from '../journal/port.ts';
import type { JournalEntry } from '../journal/events.ts';
import { add, subtract, ZERO, type Minor } from '../money/money.ts';
import type { PaymentRecord } from '../payment/record.ts';
import type { DisputeClaim, DisputeEvent, DisputePaper, DisputeReply, DisputeVerdict } from './events.ts';

type Replied = Extract<DisputeEvent, { type: 'dispute-replied' }>;

/** One dispute as its rows tell it. */
export type DisputeRecord = DisputeClaim & {
  /** Number and time of the row that it began with. */
  readonly sequence: number;
  readonly raisedAtMs: number;
  readonly source: 'notification' | 'entered';
  readonly answerByMs: number;
  readonly reply: DisputeReply | null;
  readonly papers: readonly DisputePaper[];
  readonly bodySha256: string | null;
  readonly repliedAtMs: number | null;
  /** How often it was sent without an end. */
  readonly tries: number;
  readonly verdict: DisputeVerdict | null;
};

/**
 * - `open`: nobody answered yet
 * - `answering`: the answer is durable, and whether Alipay+ has it is not known
 * - `answered`: Alipay+ took it
 * - `refused`: Alipay+ refused the answer, so another one may be given
 * - `expired`: nobody answered in time
 */
export type DisputeState = 'open' | 'answering' | 'answered' | 'refused' | 'expired';

/** The rows that disputes are folded from. */
export const DISPUTE_ROWS: HouseRows = { 'dispute-raised': null, 'dispute-replied': null, 'dispute-answered': null };

/** All disputes in the order in which they came; a row that fits none is ignored. */
export function foldDisputes(entries: readonly JournalEntry[]): readonly DisputeRecord[] {
  const disputes = new Map<string, DisputeRecord>();
  for (const entry of entries) applyDispute(disputes, entry);
  return [...disputes.values()];
}

/** One more row, into a map by `disputeRequestId`. */
export function applyDispute(disputes: Map<string, DisputeRecord>, { event, sequence, wallMs }: JournalEntry): void {
  if (event.type === 'dispute-raised') {
    if (disputes.has(event.disputeRequestId)) return;
    const { type: _type, actor: _actor, ...claim } = event;
    disputes.set(event.disputeRequestId, { ...claim, sequence, raisedAtMs: wallMs, ...UNANSWERED });
  }
  if (event.type === 'dispute-replied') change(disputes, event.disputeRequestId, (record) => replied(record, event, wallMs));
  if (event.type === 'dispute-answered') change(disputes, event.disputeRequestId, (record) => answered(record, event.verdict));
}

const UNANSWERED = {
  reply: null,
  papers: [],
  bodySha256: null,
  repliedAtMs: null,
  tries: 0,
  verdict: null,
} satisfies Partial<DisputeRecord>;

function change(disputes: Map<string, DisputeRecord>, id: string, next: (record: DisputeRecord) => DisputeRecord): void {
  const record = disputes.get(id);
  if (record !== undefined) disputes.set(id, next(record));
}

/** Only an answer that Alipay+ refused for good makes room for another one. */
const replied = (record: DisputeRecord, { reply, papers, bodySha256 }: Replied, atMs: number): DisputeRecord =>
  record.reply !== null && record.verdict?.kind !== 'refused'
    ? record
    : { ...record, reply, papers, bodySha256, repliedAtMs: atMs, tries: 0, verdict: null };

function answered(record: DisputeRecord, verdict: DisputeVerdict): DisputeRecord {
  if (record.reply === null || record.verdict?.kind === 'taken') return record;
  return { ...record, verdict, tries: record.tries + 1 };
}

/** The state at a moment; the deadline is part of the row, so it is the same after a restart. */
export function disputeState(record: DisputeRecord, nowMs: number): DisputeState {
  if (record.reply === null) return nowMs > record.answerByMs ? 'expired' : 'open';
  if (record.verdict === null || record.verdict.kind === 'unknown') return 'answering';
  return record.verdict.kind === 'taken' ? 'answered' : 'refused';
}

/** True while Alipay+ still waits for this dispute's answer. */
export const isDisputeOpen = (record: DisputeRecord, nowMs: number): boolean =>
  ['open', 'answering', 'refused'].includes(disputeState(record, nowMs));

/** What a taken acceptance promised, in minor units; Alipay+ moves no money by it as far as is known, so the shop has to. */
export const promisedMinor = ({ reply, verdict }: DisputeRecord): Minor =>
  reply?.kind === 'escalation' && verdict?.kind === 'taken' ? (reply.refund?.amountMinor ?? ZERO) : ZERO;

/**
 * What is still owed by each dispute of one payment, by `disputeRequestId`. Refunds that were made after a dispute came pay the
 * oldest one first, each part of a refund once.
 */
export function owedByDispute(disputes: readonly DisputeRecord[], payment: PaymentRecord): ReadonlyMap<string, Minor> {
  const refunds = payment.refunds
    .filter(({ state }) => state === 'refunded')
    .map(({ requestedAtMs, amountMinor }) => ({ requestedAtMs, left: amountMinor }));
  const owed = new Map<string, Minor>();
  for (const dispute of disputes) {
    let due = promisedMinor(dispute);
    for (const refund of refunds) {
      if (refund.requestedAtMs < dispute.raisedAtMs) continue;
      const used = refund.left < due ? refund.left : due;
      refund.left = subtract(refund.left, used);
      due = subtract(due, used);
    }
    owed.set(dispute.disputeRequestId, add(ZERO, due));
  }
  return owed;
}
