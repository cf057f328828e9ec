import * as z from 'zod';
import { lessonNoteSchema } from './lessons.ts';
import { openingNoteSchema } from './opening.ts';
import { displaySchema } from './display.ts';
import { pcSchema, slowSchema } from './health.ts';
import { NOTIFY_FAULTS } from './notify.ts';
import { DISPUTE_WARNINGS } from './disputes.ts';
import { REGISTRATION_WARNINGS } from './registration.ts';
import { UPDATE_NEWS } from './updates.ts';
import { SCANNER_FAULTS } from './scanner.ts';
import { moneySchema } from './money.ts';
import { shiftSchema } from './shift.ts';
import { staffSchema } from './people.ts';

const epochMs = z.number();

/**
 * The one face of a payment that a cashier sees.
 * - `asking`: the request is out; `waiting`: the customer is confirming; `unknown`: do not charge again
 * - `cancelling`: a cancel is being repeated until it is final
 * - `paid`, `not-paid`, `cancelled`: verified final answers
 */
export const faceSchema = z.enum(['asking', 'waiting', 'unknown', 'cancelling', 'paid', 'not-paid', 'cancelled']);

/** What the printer said of the last slip of a payment. */
export const slipSchema = z.strictObject({
  outcome: z.enum(['printing', 'printed', 'sent', 'waiting', 'in-doubt']),
  reason: z.string().nullable(),
});

/** A payment as lists and the checkout show it. */
export const paymentViewSchema = z.strictObject({
  paymentRequestId: z.string(),
  saleId: z.string(),
  saleVersion: z.int(),
  orderNumber: z.string(),
  amount: moneySchema,
  face: faceSchema,
  walletBrandName: z.string().nullable(),
  paymentId: z.string().nullable(),
  codeMask: z.string(),
  note: z.string().nullable(),
  submittedAtMs: epochMs,
  /** When Paydesk itself will ask to cancel; null once that is past or pointless. */
  deadlineAtMs: epochMs.nullable(),
  /** When Alipay+ is asked next; null when nothing is planned. */
  nextAskAtMs: epochMs.nullable(),
  /** How many questions were asked so far. */
  tries: z.int(),
  finalAtMs: epochMs.nullable(),
  /** Alipay+'s code of the last answer, for the small print. */
  resultCode: z.string().nullable(),
  /** Which advice the table of words shows; a group, not a sentence. */
  advice: z.string().nullable(),
  /** Why the last answer settled nothing. */
  doubt: z.string().nullable(),
  refunded: moneySchema,
  refundable: moneySchema,
  refundsInDoubt: z.int(),
  canCancel: z.boolean(),
  canRefund: z.boolean(),
  slip: slipSchema.nullable(),
  alarm: z.string().nullable(),
});

/** One refund on the payment's page. */
export const refundViewSchema = z.strictObject({
  refundRequestId: z.string(),
  amount: moneySchema,
  reason: z.string().nullable(),
  state: z.enum(['asking', 'unknown', 'refunded', 'refused']),
  resultCode: z.string().nullable(),
  requestedAtMs: epochMs,
});

/** One line of a payment's history; `what` is a code for the table of words, `detail` small print. */
export const timelineRowSchema = z.strictObject({
  sequence: z.int(),
  atMs: epochMs,
  what: z.string(),
  detail: z.string().nullable(),
  actor: z.string().nullable(),
});

/** Everything about one payment. */
export const paymentDetailSchema = z.strictObject({
  payment: paymentViewSchema,
  refunds: z.array(refundViewSchema),
  timeline: z.array(timelineRowSchema),
});

/** The sale that is being typed; any edit makes a new version. */
export const saleViewSchema = z.strictObject({
  saleId: z.string(),
  version: z.int(),
  amount: moneySchema,
  note: z.string().nullable(),
  /** True once Enter confirmed the amount; scanning works either way. */
  confirmed: z.boolean(),
  /** A payment code that came before its amount and is kept only while it can still be valid. */
  heldCode: z.strictObject({ mask: z.string(), expiresAtMs: epochMs }).nullable(),
});

/** What the stage shows: one question a screen. */
export const stageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('amount'), sale: saleViewSchema }),
  z.strictObject({ kind: z.literal('code'), sale: saleViewSchema, mask: z.string(), digits: z.int() }),
  z.strictObject({ kind: z.literal('payment'), payment: paymentViewSchema }),
]);

/** Something the cashier must be told once; `advice` carries the owner's own words where a routing row has them. */
export const noticeSchema = z.strictObject({
  id: z.int(),
  kind: z.enum([
    'code-refused',
    'code-garbled',
    'code-already-sent',
    'amount-needed',
    'sign-in-needed',
    'counter-aside',
    'held-code-expired',
    'receipt-elsewhere',
    'receipt-unknown',
    'busy-with-payment',
    'ledger-refused',
    'paper-low',
    'not-set-up',
    'settings-kept-aside',
    'keys-fell-back',
  ]),
  family: z.string().nullable(),
  advice: z.string().nullable(),
  code: z.string().nullable(),
});

/** The small health line: what works, and which part is slow. */
export const healthSchema = z.strictObject({
  gateway: z.strictObject({
    state: z.enum(['unknown', 'ok', 'down']),
    latencyMs: z.number().nullable(),
    hint: z.string().nullable(),
  }),
  printer: z.strictObject({
    state: z.enum(['none', 'ready', 'busy', 'waiting']),
    reason: z.string().nullable(),
    /** The roll is nearly at its end, as the printer last said. */
    isPaperLow: z.boolean(),
  }),
  keychain: z.enum([
    'memory',
    'ok',
    'keychain-missing',
    'keychain-locked',
    'keychain-timeout',
    'keychain-denied',
    'keychain-broken',
    'no-key',
    'starting',
    'settings-unreadable',
  ]),
  ledger: z.string().nullable(),
  /** What somebody has to look into about the listener for notifications; nothing is lost meanwhile. */
  notify: z.enum([...NOTIFY_FAULTS, 'unknown-payment', 'foreign-payment']).nullable(),
  /** Why the scanner is not on the wire that was chosen for it, or that none is there; the keyboard is heard all the same. */
  scanner: z.enum([...SCANNER_FAULTS, 'searching']).nullable(),
  /** What the morning's reports brought: differences that nobody explained, or a fetch that failed. */
  reports: z.enum(['differences', 'fetch-failed']).nullable(),
  /** Why payments may fail for want of a registration; null while nothing speaks against it. */
  registration: z.enum(REGISTRATION_WARNINGS).nullable(),
  /** What somebody has to look into about disputes. */
  disputes: z.enum(DISPUTE_WARNINGS).nullable(),
  /** A newer Paydesk waits to be put in, or did not get ready and the one before runs. */
  updates: z.enum(UPDATE_NEWS).nullable(),
  clockSkewMs: z.number().nullable(),
  pc: pcSchema,
  slow: slowSchema.nullable(),
});

/** The whole picture main shows; the page mirrors it and adds nothing. */
export const snapshotSchema = z.strictObject({
  revision: z.int(),
  display: displaySchema,
  mode: z.enum(['practice', 'live']),
  version: z.string(),
  shop: z.strictObject({ name: z.string(), counterName: z.string(), currency: moneySchema.shape.currency, timeZone: z.string() }),
  /** Null in live mode, where there is neither a practice wallet nor a lesson. */
  practice: z.strictObject({ walletUrl: z.string(), lesson: lessonNoteSchema.nullable() }).nullable(),
  stage: stageSchema,
  tray: z.array(paymentViewSchema),
  lastFive: z.array(paymentViewSchema),
  today: z.strictObject({ payments: z.int(), taken: moneySchema }),
  notice: noticeSchema.nullable(),
  /** The payment whose receipt was scanned last: its page is opened once for each `id`. */
  opened: z.strictObject({ id: z.int(), paymentRequestId: z.string() }).nullable(),
  health: healthSchema,
  /** A window of the system is open and hears what is scanned in place of Paydesk, so nothing is charged until it is closed. */
  isAside: z.boolean(),
  staff: staffSchema,
  /** The shift that is running; null between two of them. */
  shift: shiftSchema.nullable(),
  /** The guided set-up; null where nobody is to be asked: practice by command line, and settings that cannot be read. */
  opening: openingNoteSchema.nullable(),
  nowMs: epochMs,
});

export type Face = z.infer<typeof faceSchema>;
export type SlipView = z.infer<typeof slipSchema>;
export type PaymentView = z.infer<typeof paymentViewSchema>;
export type RefundView = z.infer<typeof refundViewSchema>;
export type TimelineRow = z.infer<typeof timelineRowSchema>;
export type PaymentDetail = z.infer<typeof paymentDetailSchema>;
export type SaleView = z.infer<typeof saleViewSchema>;
export type Stage = z.infer<typeof stageSchema>;
export type Notice = z.infer<typeof noticeSchema>;
export type Health = z.infer<typeof healthSchema>;
export type Snapshot = z.infer<typeof snapshotSchema>;
