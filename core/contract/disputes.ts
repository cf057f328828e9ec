import * as z from 'zod';
import { moneySchema } from './money.ts';

/** What somebody has to look into, as `core/dispute/desk.ts` names it. */
export const DISPUTE_WARNINGS = ['due-soon', 'open', 'refund-owed'] as const;

/** What became of an answer, as `core/dispute/desk.ts` names it. */
export const GIVEN = [
  'taken',
  'refused',
  'unknown',
  'wrong-kind',
  'already-answered',
  'expired',
  'no-amount',
  'amount-too-high',
  'papers-too-large',
  'papers-unwanted',
  'no-keys',
  'no-such-dispute',
  'not-durable',
] as const;

/** What became of a dispute that was typed in. */
export const CLAIMED = [
  'new',
  'again',
  'inconsistent',
  'unknown-payment',
  'not-paid',
  'amount-too-high',
  'too-many',
  'one-is-open',
  'too-late',
  'not-durable',
] as const;

/** One dispute as the page shows it. */
export const disputeSchema = z.strictObject({
  disputeRequestId: z.string(),
  kind: z.enum(['retrieval', 'escalation']),
  paymentRequestId: z.string(),
  state: z.enum(['open', 'answering', 'answered', 'refused', 'expired']),
  source: z.enum(['notification', 'entered']),
  amount: moneySchema.nullable(),
  owed: moneySchema.nullable(),
  asked: z.array(z.string()),
  reason: z.string().nullable(),
  raisedAtMs: z.number(),
  answerByMs: z.number(),
  isDueSoon: z.boolean(),
  /** `0001` to `0003`, or the refund type; null while nobody answered. */
  reply: z.enum(['0001', '0002', '0003', 'ACCEPT_REFUND', 'ACCEPT_PARTIAL_REFUND', 'REFUSE_REFUND']).nullable(),
});

/** The page: what there is, and whether disputes can arrive by themselves. */
export const disputesSchema = z.strictObject({
  isListening: z.boolean(),
  mayAnswer: z.boolean(),
  /** Documents that a person may add to an answer, and the size of each. */
  papersMax: z.int(),
  paperBytesMax: z.int(),
  disputes: z.array(disputeSchema),
});

const disputeRequestId = z.string().trim().min(1).max(64);
const remarks = z.string().trim().max(256).nullable();

/** A dispute as Partner Workspace shows it; `occurredOn` is a day such as 2025-03-18. */
export const enterDisputeSchema = z.strictObject({
  disputeRequestId,
  kind: z.enum(['retrieval', 'escalation']),
  paymentRequestId: z.string().trim().min(1).max(64),
  occurredOn: z.iso.date(),
  amount: moneySchema.nullable(),
  reason: remarks,
});

/** An answer, with the documents that a person chose. */
export const answerDisputeSchema = z.strictObject({
  disputeRequestId,
  papers: z
    .array(
      z.strictObject({
        name: z.string().trim().min(1).max(255),
        contentType: z.enum(['application/pdf', 'image/jpeg', 'image/png']),
        base64: z.string().max(24 << 20),
      }),
    )
    .max(50),
  reply: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('retrieval'), responseCode: z.enum(['0001', '0002', '0003']) }),
    z.strictObject({
      kind: z.literal('escalation'),
      refundType: z.enum(['ACCEPT_REFUND', 'ACCEPT_PARTIAL_REFUND', 'REFUSE_REFUND']),
      refund: moneySchema.nullable(),
      remarks,
    }),
  ]),
});
