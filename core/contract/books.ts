import * as z from 'zod';

const epochMs = z.number();
const day = z.string().max(10);

/** The page of the books. */
export const booksPageSchema = z.strictObject({
  /** False where there is only the export: in practice, and where the settings cannot be read. */
  isLive: z.boolean(),
  /** Where the daily copies go. */
  folder: z.string(),
  /** False while no folder was chosen, and the copies lie on the same disk as the ledger. */
  isChosen: z.boolean(),
  /** Why the last copy could not be made, as the system says it; null when it could. */
  trouble: z.string().nullable(),
  /** Newest first. */
  copies: z.array(z.strictObject({ name: z.string(), day: z.string(), atMs: epochMs, bytes: z.number() })),
  kept: z.strictObject({ days: z.int(), months: z.int() }),
  /** The shop's day, such as 2026-03-02. */
  today: z.string(),
  /** What was done with the books, newest first; `count` is of payments, words or rows, as the deed has it. */
  deeds: z.array(
    z.strictObject({
      atMs: epochMs,
      by: z.string(),
      kind: z.enum(['exported', 'copied', 'folder-chosen', 'restored', 'erased']),
      count: z.int().nullable(),
    }),
  ),
});

/** Payments begun on these days, both included, by the shop's clock or by UTC+8; null is without a bound. */
export const exportSchema = z.strictObject({
  format: z.enum(['csv', 'json']),
  from: day.nullable(),
  to: day.nullable(),
  zone: z.enum(['shop', 'utc8']),
});

export const exportedSchema = z.strictObject({ payments: z.int(), file: z.string() });

/** What a copy holds, and what restoring it would do. */
export const lookedSchema = z.strictObject({
  name: z.string(),
  rows: z.int(),
  newestAtMs: epochMs.nullable(),
  lastReceiptNumber: z.int(),
  /** Payments that are open in it, about which Alipay+ is asked. */
  open: z.int(),
  /** Rows that came since, which are carried over, and those that cannot be. */
  carried: z.int(),
  left: z.int(),
  /** To be typed by whoever restores. */
  code: z.string(),
});

export const countedSchema = z.strictObject({ notes: z.int(), code: z.string() });

export type BooksPage = z.infer<typeof booksPageSchema>;
export type ExportWish = z.infer<typeof exportSchema>;
export type Exported = z.infer<typeof exportedSchema>;
export type Looked = z.infer<typeof lookedSchema>;
export type Counted = z.infer<typeof countedSchema>;

const nothing = z.strictObject({});
const byCode = z.strictObject({ code: z.string().max(8) });

/** The calls of the owner's page of books. */
export const BOOK_CHANNELS = {
  'books.page': { req: nothing, res: booksPageSchema },
  /** Main asks for the folder of the daily copies; null when the person closed that window. */
  'books.folder': { req: nothing, res: z.strictObject({ folder: z.string().nullable() }) },
  /** Copies the ledger now, while the counter goes on. */
  'books.copy': { req: nothing, res: nothing },
  /** Main asks where the file goes; null when the person closed that window. */
  'books.export': { req: exportSchema, res: exportedSchema.nullable() },
  /** Looks into a copy and changes nothing. `name` null: main asks for the file, and the answer is null when that window was closed. */
  'books.look': { req: z.strictObject({ name: z.string().min(1).max(255).nullable() }), res: lookedSchema.nullable() },
  /** Restores what was looked into last; `code` is what that look showed. Paydesk closes, does it, and starts anew. */
  'books.restore': { req: byCode, res: nothing },
  /** How many typed words an erasure would reach; changes nothing. */
  'books.count': { req: z.strictObject({ before: z.string().max(10) }), res: countedSchema },
  /** Erases what was counted last; `code` is what that count showed. Paydesk closes, does it, and starts anew. */
  'books.erase': { req: byCode, res: nothing },
} as const;
