import type { Actor } from '../journal/actor.ts';
import type { JournalPort } from '../journal/port.ts';
import type { Reply, WireResult } from '../payment/gateway-port.ts';
import { foldPayment, type PaymentRecord } from '../payment/record.ts';
import { createTurns } from '../payment/turns.ts';
import type { Money } from '../money/money.ts';
import type { ChosenPaper, DisputeClaim, DisputePaper, DisputeReply, DisputeVerdict } from './events.ts';
import { DAY_MS, isDueSoon, type DisputeLimits } from './limits.ts';
import {
  applyDispute,
  DISPUTE_ROWS,
  disputeState,
  foldDisputes,
  isDisputeOpen,
  owedByDispute,
  type DisputeRecord,
} from './record.ts';
import { disputable, judgeClaim, replyFault, type Claimed, type ReplyFault } from './rules.ts';

/** The exact bytes of an answer, kept where they survive a power cut, because a repeat has to be the same byte for byte. */
export type PreparedReply =
  | { readonly ok: true; readonly papers: readonly DisputePaper[]; readonly bodySha256: string }
  | { readonly ok: false; readonly fault: 'papers-too-large' | 'papers-unwanted' | 'no-keys' | 'not-durable' };

/** Effects of the desk. */
export type DisputePorts = {
  readonly journal: Pick<JournalPort, 'append' | 'entriesOf' | 'ofNoPayment'>;
  /** Makes the answer's bytes and keeps them durably; never rejects. */
  readonly prepare: (
    record: DisputeRecord,
    reply: DisputeReply,
    payment: PaymentRecord,
    chosen: readonly ChosenPaper[],
  ) => Promise<PreparedReply>;
  /** Sends what was kept for this dispute; null when the kept bytes are not those that the ledger names. */
  readonly send: (record: DisputeRecord) => Promise<Reply<{ readonly result: WireResult }> | null>;
  readonly limits: () => DisputeLimits;
  readonly nowMs: () => number;
  /** Something changed; what somebody has to look into now, null when nothing. */
  readonly changed: (warning: DisputeWarning | null) => void;
};

/** What became of a claim; `most`: the most that could have been claimed, where that was the trouble. */
export type Taken = { readonly claimed: Claimed | 'not-durable'; readonly most: Money | null };

/** What became of an answer. */
export type Given = DisputeVerdict['kind'] | ReplyFault | 'no-such-dispute' | Extract<PreparedReply, { ok: false }>['fault'];

/** A dispute as it is shown. */
export type DisputeView = {
  readonly record: DisputeRecord;
  readonly state: ReturnType<typeof disputeState>;
  /** Minor units that an acceptance promised and that have not gone back yet. */
  readonly owedMinor: number;
  /** Nobody answered, and the deadline is as near as the owner wants to be warned. */
  readonly isDueSoon: boolean;
};

/** What somebody has to look into: a deadline that is near, a dispute without an answer, a refund that was promised. */
export type DisputeWarning = 'due-soon' | 'open' | 'refund-owed';

/** Takes claims, sends answers, and knows what is owed. */
export type DisputeDesk = {
  /** Resolves after the row is durable, and only then may the claim be acknowledged. */
  readonly claim: (claim: DisputeClaim, source: 'notification' | 'entered', actor: Actor) => Promise<Taken>;
  /** `chosen` are documents of a person's, beside the ones that Paydesk makes itself. */
  readonly reply: (
    disputeRequestId: string,
    reply: DisputeReply,
    actor: Actor,
    chosen?: readonly ChosenPaper[],
  ) => Promise<Given>;
  /** Sends once more what has no end yet, and warns of deadlines; after a start, and now and then. */
  readonly resume: () => Promise<void>;
  /** All of them, the one whose answer is due first in front. Rejects when the rows cannot be read. */
  readonly list: () => Promise<readonly DisputeView[]>;
};

type House = { readonly ports: DisputePorts; disputes: Map<string, DisputeRecord> | null };

/** Makes a desk on a journal; rows are read at the first use. */
export function createDisputeDesk(ports: DisputePorts): DisputeDesk {
  const house: House = { ports, disputes: null };
  const inTurn = createTurns();
  // A line of its own: a gateway that takes its time must not hold up the acknowledgement of a claim.
  const inLine = createTurns();
  return {
    claim: (...given) => inTurn(() => claim(house, ...given)),
    reply: async (id, ...given) => {
      const kept = await inTurn(() => keepReply(house, id, ...given));
      return kept === 'kept' ? inLine(() => send(house, id)) : kept;
    },
    resume: () => inLine(() => resume(house)),
    list: () => inTurn(() => list(house)),
  };
}

async function known(house: House): Promise<Map<string, DisputeRecord>> {
  house.disputes ??= new Map(
    foldDisputes(await house.ports.journal.ofNoPayment(DISPUTE_ROWS)).map((record) => [record.disputeRequestId, record]),
  );
  return house.disputes;
}

async function write(house: House, event: Parameters<JournalPort['append']>[0]): Promise<boolean> {
  const appended = await house.ports.journal.append(event);
  if (!appended.ok) return false;
  applyDispute(await known(house), appended.entry);
  await tell(house);
  return true;
}

/** Rows that cannot be read are told by the ledger's own line. */
const tell = (house: House): Promise<void> =>
  list(house).then(
    (views) => {
      house.ports.changed(warningOf(views));
    },
    () => undefined,
  );

/** The most urgent thing first. */
function warningOf(views: readonly DisputeView[]): DisputeWarning | null {
  if (views.some((view) => view.isDueSoon)) return 'due-soon';
  if (views.some(({ state }) => state === 'open' || state === 'refused')) return 'open';
  return views.some(({ owedMinor }) => owedMinor > 0) ? 'refund-owed' : null;
}

const paymentOf = async ({ ports }: House, id: string): Promise<PaymentRecord | null> =>
  foldPayment(await ports.journal.entriesOf(id));

async function claim(house: House, claimed: DisputeClaim, source: 'notification' | 'entered', actor: Actor): Promise<Taken> {
  const disputes = [...(await known(house)).values()];
  const payment = await paymentOf(house, claimed.disputedPaymentId);
  const limits = house.ports.limits();
  const verdict = judgeClaim(claimed, { disputes, payment, limits, nowMs: house.ports.nowMs() });
  const siblings = disputes.filter((other) => other.disputedPaymentId === claimed.disputedPaymentId);
  const most = verdict === 'amount-too-high' && payment !== null ? disputable(payment, siblings) : null;
  if (verdict !== 'new') return { claimed: verdict, most };
  const answerByMs = claimed.occurredAtMs + limits.answerDays[claimed.kind] * DAY_MS;
  const isDurable = await write(house, { type: 'dispute-raised', ...claimed, source, answerByMs, actor });
  return { claimed: isDurable ? 'new' : 'not-durable', most };
}

async function keepReply(
  house: House,
  id: string,
  given: DisputeReply,
  actor: Actor,
  chosen: readonly ChosenPaper[] = [],
): Promise<Given | 'kept'> {
  const record = (await known(house)).get(id);
  if (record === undefined) return 'no-such-dispute';
  const fault = replyFault(record, given, house.ports.nowMs());
  if (fault !== null) return fault;
  const payment = await paymentOf(house, record.disputedPaymentId);
  if (payment === null) return 'not-durable';
  const prepared = await house.ports.prepare(record, given, payment, chosen);
  if (!prepared.ok) return prepared.fault;
  const { papers, bodySha256 } = prepared;
  const event = { type: 'dispute-replied', disputeRequestId: id, reply: given, papers, bodySha256, actor } as const;
  return (await write(house, event)) ? 'kept' : 'not-durable';
}

/** One try; silence and U leave the dispute `answering`, and the same bytes go again. */
async function send(house: House, id: string): Promise<Given> {
  const record = (await known(house)).get(id);
  if (record === undefined) return 'no-such-dispute';
  const verdict = verdictOf(await house.ports.send(record));
  await write(house, { type: 'dispute-answered', disputeRequestId: id, verdict });
  return verdict.kind;
}

/** Only S is a success and only F an end; everything else is not known. */
function verdictOf(answer: Awaited<ReturnType<DisputePorts['send']>>): DisputeVerdict {
  if (answer === null || answer.kind === 'lost') return { kind: 'unknown', resultCode: null };
  const { resultCode, resultStatus } = answer.message.result;
  if (resultStatus === 'S') return { kind: 'taken' };
  return { kind: resultStatus === 'F' ? 'refused' : 'unknown', resultCode };
}

async function resume(house: House): Promise<void> {
  const nowMs = house.ports.nowMs();
  for (const record of (await known(house)).values()) {
    if (disputeState(record, nowMs) === 'answering') await send(house, record.disputeRequestId);
  }
  await tell(house);
}

async function list(house: House): Promise<readonly DisputeView[]> {
  const nowMs = house.ports.nowMs();
  const all = [...(await known(house)).values()];
  const owed = new Map<string, number>();
  for (const paymentId of new Set(all.map(({ disputedPaymentId }) => disputedPaymentId))) {
    const payment = await paymentOf(house, paymentId);
    const mine = all.filter(({ disputedPaymentId }) => disputedPaymentId === paymentId);
    if (payment !== null) for (const [id, due] of owedByDispute(mine, payment)) owed.set(id, due);
  }
  const limits = house.ports.limits();
  return all
    .map((record) => ({
      record,
      state: disputeState(record, nowMs),
      owedMinor: owed.get(record.disputeRequestId) ?? 0,
      isDueSoon: isDisputeOpen(record, nowMs) && isDueSoon(record.answerByMs, nowMs, limits),
    }))
    .sort((a, b) => a.record.answerByMs - b.record.answerByMs);
}
