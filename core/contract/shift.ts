import * as z from 'zod';
import { MARK_COLOURS, MARK_WORDS } from '../shift/mark.ts';
import { moneySchema } from './money.ts';

const epochMs = z.number();
const tally = z.strictObject({ count: z.int(), amountMinor: z.int() });
const totals = { currency: moneySchema.shape.currency, sales: tally, cancels: tally, refunds: tally, netMinor: z.int() };
const line = z.strictObject({ ...totals, name: z.string() });

/** What a shift did, as the shift page shows it. */
export const figuresSchema = z.strictObject({
  totals: z.array(z.strictObject(totals)),
  byWallet: z.array(line),
  byCashier: z.array(line),
  byHour: z.array(line),
  counts: z.strictObject({
    notPaid: z.int(),
    cancelled: z.int(),
    refundsRefused: z.int(),
    inDoubt: z.int(),
    approvals: z.int(),
    wrongPins: z.int(),
    ownerResets: z.int(),
  }),
  /** Oldest first: these go over to the next shift. */
  unresolved: z.array(
    z.strictObject({
      paymentRequestId: z.string(),
      orderNumber: z.string(),
      amount: moneySchema,
      submittedAtMs: epochMs,
      isRefund: z.boolean(),
    }),
  ),
});

/** A shift as lists and the rail show it. */
export const shiftSchema = z.strictObject({
  number: z.int(),
  openedAtMs: epochMs,
  openedBy: z.string(),
  heldBy: z.string(),
  float: moneySchema,
  /** What every result wears during this shift. */
  mark: z.strictObject({ word: z.enum(MARK_WORDS), colour: z.enum(MARK_COLOURS) }),
  takeOvers: z.array(z.strictObject({ atMs: epochMs, from: z.string(), to: z.string(), reason: z.string().nullable() })),
});

/** A closed shift with what its Z report says beside the figures. */
const closedSchema = z.strictObject({
  shift: shiftSchema,
  closedAtMs: epochMs,
  closedBy: z.string(),
  counted: moneySchema.nullable(),
  isBlind: z.boolean(),
  figures: figuresSchema,
  /** The head of the chain that the paper carries as a QR code. */
  head: z.strictObject({ sequence: z.int(), hash: z.string() }),
});

/** The shift page. `figures` is null while whoever looks may not see them, which `isBlind` says why. */
export const shiftPageSchema = z.strictObject({
  open: shiftSchema.nullable(),
  isYours: z.boolean(),
  isBlind: z.boolean(),
  figures: figuresSchema.nullable(),
  mayTakeOver: z.boolean(),
  lastClosed: closedSchema.nullable(),
  /** The shifts whose Z report can be printed again, newest first. */
  past: z.array(z.strictObject({ number: z.int(), closedAtMs: epochMs, closedBy: z.string() })),
});

export type FiguresView = z.infer<typeof figuresSchema>;
export type ShiftView = z.infer<typeof shiftSchema>;
export type ShiftPage = z.infer<typeof shiftPageSchema>;
