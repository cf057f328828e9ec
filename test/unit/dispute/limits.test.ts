import { describe, expect, it } from 'vitest';
import type { DisputeClaim, DisputeKind } from '../../../core/dispute/events.ts';
import { DAY_MS, DISPUTE_LIMITS, isDueSoon, type DisputeLimits } from '../../../core/dispute/limits.ts';
import { foldDisputes, type DisputeRecord } from '../../../core/dispute/record.ts';
import { judgeClaim, replyFault } from '../../../core/dispute/rules.ts';
import type { JournalEvent } from '../../../core/journal/events.ts';
import { money } from '../../../core/money/money.ts';
import { isWithinLimits } from '../../../main/disputes/pack.ts';
import { PRACTICE_SETTINGS } from '../../../main/settings/practice.ts';
import { disputeLimits } from '../../../main/worlds/dispute-wiring.ts';
import { answered, MAYA, PAID, recordAfter } from '../../builders/payments.ts';
import { chainOf } from '../../builders/chain.ts';

const PAYMENT = recordAfter(answered(PAID));
const PAID_AT_MS = PAYMENT.finalAtMs ?? 0;

/** Settings of an owner who knows better than the documentation. */
const OWN = disputeLimits({
  ...PRACTICE_SETTINGS,
  disputes: {
    retrievalsMax: 2,
    escalationsMax: 1,
    windowDays: 30,
    secondEscalationDays: 3,
    retrievalAnswerDays: 7,
    escalationAnswerDays: 4,
    warnDays: 1,
    attachmentsMax: 3,
    attachmentKilobytesMax: 16,
  },
});

const claim = (kind: DisputeKind, id: string, occurredAtMs: number): DisputeClaim => ({
  disputeRequestId: id,
  kind,
  disputedPaymentId: PAYMENT.paymentRequestId,
  occurredAtMs,
  asked: [],
  amount: kind === 'escalation' ? money('SGD', 100) : null,
  reasonCode: null,
  reason: null,
});

/** So many disputes, each raised and answered on a day of its own, from the first day after the payment on. */
function past(kind: DisputeKind, count: number, limits: DisputeLimits): readonly DisputeRecord[] {
  const events = Array.from({ length: count }, (_, at): readonly { wallMs: number; event: JournalEvent }[] => {
    const atMs = PAID_AT_MS + (at + 1) * DAY_MS;
    const id = `${kind}-${String(at)}`;
    const answerByMs = atMs + limits.answerDays[kind] * DAY_MS;
    const reply =
      kind === 'retrieval'
        ? ({ kind, responseCode: '0003', remarks: null } as const)
        : ({ kind, refundType: 'REFUSE_REFUND', refund: null, plannedRefundAtMs: null, remarks: null } as const);
    return [
      {
        wallMs: atMs,
        event: { type: 'dispute-raised', ...claim(kind, id, atMs), source: 'notification', answerByMs, actor: MAYA },
      },
      {
        wallMs: atMs + 1,
        event: { type: 'dispute-replied', disputeRequestId: id, reply, papers: [], bodySha256: 'a', actor: MAYA },
      },
      { wallMs: atMs + 2, event: { type: 'dispute-answered', disputeRequestId: id, verdict: { kind: 'taken' } } },
    ];
  }).flat();
  return foldDisputes(chainOf(events.map((row) => ({ ...row, monotonicMs: 0 }))));
}

const judged = (kind: DisputeKind, atMs: number, before: readonly DisputeRecord[], limits: DisputeLimits) =>
  judgeClaim(claim(kind, 'new', atMs), { disputes: before, payment: PAYMENT, limits, nowMs: atMs });

describe.each([
  ['as documented', DISPUTE_LIMITS],
  ['as the owner set them', OWN],
])('the limits %s', (_what, limits) => {
  it.each(['retrieval', 'escalation'] as const)('take the last %s that may be, and not one more', (kind) => {
    const most = limits.countMax[kind];
    const atMs = PAID_AT_MS + most * DAY_MS;
    expect(judged(kind, atMs, past(kind, most - 1, limits), limits)).toBe('new');
    expect(judged(kind, atMs + DAY_MS, past(kind, most, limits), limits)).toBe('too-many');
  });

  it.each(['retrieval', 'escalation'] as const)('take a first %s until the last moment of its time', (kind) => {
    const lastMs = PAID_AT_MS + limits.windowDays * DAY_MS;
    expect(judged(kind, lastMs, [], limits)).toBe('new');
    expect(judged(kind, lastMs + 1, [], limits)).toBe('too-late');
  });

  it('count the time of a second escalation from the answer to the first', () => {
    const twice = { ...limits, countMax: { ...limits.countMax, escalation: 2 } };
    const before = past('escalation', 1, limits);
    const lastMs = (before[0]?.repliedAtMs ?? 0) + limits.secondEscalationDays * DAY_MS;
    expect(judged('escalation', lastMs, before, twice)).toBe('new');
    expect(judged('escalation', lastMs + 1, before, twice)).toBe('too-late');
  });

  it('let an answer go until its deadline, and warn as early as was wished', () => {
    const [record] = past('retrieval', 1, limits);
    if (record === undefined) throw new Error('no dispute');
    const open = { ...record, reply: null, verdict: null };
    const reply = { kind: 'retrieval', responseCode: '0003', remarks: null } as const;
    expect(record.answerByMs - record.occurredAtMs).toBe(limits.answerDays.retrieval * DAY_MS);
    expect(replyFault(open, reply, record.answerByMs)).toBeNull();
    expect(replyFault(open, reply, record.answerByMs + 1)).toBe('expired');
    const warnsFromMs = record.answerByMs - limits.warnDays * DAY_MS;
    expect([warnsFromMs - 1, warnsFromMs].map((nowMs) => isDueSoon(record.answerByMs, nowMs, limits))).toEqual([false, true]);
  });

  it('take as many documents as may be, each as large as it may be', () => {
    const paper = (bytes: number) => ({ type: 'T', name: 'n', contentType: 'c', bytes: Buffer.alloc(bytes) });
    const papers = (count: number) => Array.from({ length: count }, () => paper(1));
    expect(isWithinLimits(papers(limits.attachmentsMax), limits)).toBe(true);
    expect(isWithinLimits(papers(limits.attachmentsMax + 1), limits)).toBe(false);
    expect(isWithinLimits([paper(limits.attachmentBytesMax)], limits)).toBe(true);
    expect(isWithinLimits([paper(limits.attachmentBytesMax + 1)], limits)).toBe(false);
  });
});

it('a shop that set nothing has the limits that are documented', () => {
  expect(disputeLimits(PRACTICE_SETTINGS)).toEqual(DISPUTE_LIMITS);
});
