import * as z from 'zod';
import { REPORT_KINDS } from '../reconcile/report-name.ts';
import { DIFFERENCE_CLASSES } from '../reconcile/differences.ts';
import { ROW_FAULT_CODES } from '../reconcile/report-rows.ts';

const minor = z.int();
const day = z.int();
const kind = z.enum(REPORT_KINDS);
const isoDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const moves = z.strictObject({ payments: z.int(), paidMinor: minor, refunds: z.int(), refundedMinor: minor });
const plainMoney = z.strictObject({ currency: z.string(), amountMinor: minor });
const side = z.union([plainMoney, z.string()]).nullable();

/** A span of whole UTC+8 days; `until` is not part of it. */
export const reportSpanSchema = z.strictObject({ from: isoDay, until: isoDay });

const difference = z.strictObject({
  class: z.enum(DIFFERENCE_CLASSES),
  day,
  subject: z.string(),
  requestId: z.string().nullable(),
  alipayId: z.string().nullable(),
  kind: z.enum(['PAYMENT', 'REFUND']).nullable(),
  ours: side,
  theirs: side,
  file: z.string().nullable(),
  line: z.int().nullable(),
});

const cycle = z.strictObject({
  set: z.string(),
  batchId: z.string(),
  day: day.nullable(),
  currency: z.string(),
  rows: z.int(),
  reportedMinor: minor,
  feesMinor: minor,
  settledIn: z.string().nullable(),
});

const keptDay = z.strictObject({
  day,
  ranAtMs: z.number(),
  figures: z.array(z.strictObject({ day, currency: z.string(), sold: moves, reported: moves, others: moves })),
  cycles: z.array(cycle),
  counts: z.partialRecord(z.enum(DIFFERENCE_CLASSES), z.int()),
  open: z.int(),
});

const settlement = z.strictObject({
  set: z.string(),
  settlementBatchId: z.string(),
  day: day.nullable(),
  currency: z.string(),
  netMinor: minor,
  valueDate: z.string(),
  payout: z.strictObject({ amountMinor: minor, paidOn: z.string(), person: z.string(), atMs: z.number() }).nullable(),
});

/** Days as the screens show them: what was sold, reported, settled, paid, and what differs. */
export const spanViewSchema = z.strictObject({
  today: isoDay,
  person: z.string(),
  days: z.array(keptDay),
  settlements: z.array(settlement),
  files: z.array(z.strictObject({ label: z.string(), kind, day: day.nullable(), receivedMs: z.number(), bytes: z.int() })),
  differences: z.array(
    z.strictObject({
      key: z.string(),
      difference,
      mark: z.strictObject({ reason: z.string(), person: z.string(), atMs: z.number() }).nullable(),
    }),
  ),
});

/** What became of files that were offered or fetched. */
export const takenSchema = z.strictObject({
  taken: z.array(z.string()),
  known: z.array(z.string()),
  refused: z.array(z.strictObject({ name: z.string(), why: z.enum(['not-a-report', 'unreadable']) })),
  fault: z
    .strictObject({ code: z.enum(['unreachable', 'host-key', 'bad-key', 'denied', 'broken-off']), detail: z.string() })
    .nullable(),
});

const names = z.array(z.string().min(1).max(80)).max(12);
const section = z.record(z.string().max(40), names);
const columns = z.strictObject({ summary: section, detail: section });

/** Which column holds what, as an owner edits it. */
export const columnMapSchema = z.strictObject({
  columns: z.strictObject({ transactions: columns, summary: columns, fees: columns, settlement: columns }),
  values: z.strictObject({ payment: names, refund: names, total: names, credit: names, debit: names }),
});

/** Everything an owner sets about reports; the secret goes in on its own and never comes out. */
export const reportSetupSchema = z.strictObject({
  access: z
    .strictObject({
      host: z.string().min(1).max(255),
      port: z.int().min(1).max(65_535),
      user: z.string().min(1).max(128),
      secret: z.enum(['password', 'key']),
      hostKey: z.string().max(128),
      root: z.string().regex(/^(?:\/[A-Za-z0-9._-]+)*$/),
      participantId: z
        .string()
        .min(1)
        .max(64)
        .regex(/^[A-Za-z0-9_-]+$/),
    })
    .nullable(),
  map: columnMapSchema,
  fees: z
    .array(
      z.strictObject({
        feeType: z.string().min(1).max(64),
        percent: z.string().regex(/^\d{1,3}(?:\.\d{1,6})?$/),
        fixedMinor: z.int().min(0),
        onRefund: z.enum(['none', 'returned']),
      }),
    )
    .max(8),
  rounding: z.enum(['half-even', 'half-up', 'down']),
  toleranceMinor: z.int().min(0).max(100),
  graceMinutes: z.int().min(0).max(2_880),
  neighbourMinutes: z.int().min(0).max(720),
  expectedSets: z.array(z.string().min(1).max(128)).max(20),
});

/** What a column map makes of the newest report of a kind. */
export const previewSchema = z.strictObject({
  label: z.string(),
  lines: z.array(z.strictObject({ line: z.int(), cells: z.array(z.string()) })),
  rows: z.array(z.record(z.string(), z.string())),
  read: z.int(),
  faults: z.array(z.strictObject({ line: z.int(), code: z.enum(ROW_FAULT_CODES), field: z.string() })),
});

/** The answer to one question about a payment that a report and the ledger do not agree on. */
export const inquiredSchema = z.strictObject({
  state: z.enum(['paid', 'not-paid', 'pending', 'not-found', 'no-answer']),
  resultCode: z.string().nullable(),
  amount: plainMoney.nullable(),
});

export const reportKindSchema = kind;
export type TakenView = z.infer<typeof takenSchema>;
export type SetupView = z.infer<typeof reportSetupSchema>;
export type InquiredView = z.infer<typeof inquiredSchema>;
