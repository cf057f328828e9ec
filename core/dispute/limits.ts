import type { DisputeKind } from './events.ts';

/** The bounds of disputes. Which of them Alipay+ documents is said at each; all can be set, because Alipay+ may change them. */
export type DisputeLimits = {
  /** Documented: 5 retrievals and 2 escalations a payment, one of a kind open at a time. */
  readonly countMax: Readonly<Record<DisputeKind, number>>;
  /** Documented: days after the payment. */
  readonly windowDays: number;
  /** Documented: a second escalation comes at most this many days after the first was answered or ended. */
  readonly secondEscalationDays: number;
  /** Documented for retrievals (20); for escalations unknown, the same is assumed. */
  readonly answerDays: Readonly<Record<DisputeKind, number>>;
  /** Ours: from how many days before the deadline on Paydesk warns. */
  readonly warnDays: number;
  /** Unknown: bytes of one attachment and how many there may be. */
  readonly attachmentBytesMax: number;
  readonly attachmentsMax: number;
};

/** What holds unless the owner says otherwise. https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/initiate_retrieval */
export const DISPUTE_LIMITS: DisputeLimits = {
  countMax: { retrieval: 5, escalation: 2 },
  windowDays: 360,
  secondEscalationDays: 25,
  answerDays: { retrieval: 20, escalation: 20 },
  warnDays: 5,
  attachmentBytesMax: 2 * 1024 * 1024,
  attachmentsMax: 8,
};

/** A day in milliseconds. */
export const DAY_MS = 86_400_000;

/** How urgent an open dispute is. */
export const isDueSoon = (answerByMs: number, nowMs: number, { warnDays }: DisputeLimits): boolean =>
  answerByMs - nowMs <= warnDays * DAY_MS;
