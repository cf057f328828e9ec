import type { JournalFault, JournalPort } from '../../core/journal/port.ts';
import type { SearchCriteria, SearchCursor } from '../../core/journal/search.ts';
import type { PaymentRecord } from '../../core/payment/record.ts';

/** Payments that are paid, and what was taken, in one span of time and one currency. */
export type Taken = { readonly payments: number; readonly amountMinor: number };

/** One span of time and one currency; `untilMs` is not part of it. */
export type TakenWindow = { readonly currency: string; readonly fromMs: number; readonly untilMs: number };

/** Found payments, newest first. `next` null = there are no more; otherwise more may follow, even behind an empty page. */
export type SearchPage = { readonly records: readonly PaymentRecord[]; readonly next: SearchCursor | null };

/** The times that a row is stamped with. */
export type LedgerClock = { readonly wallMs: () => number; readonly monotonicMs: () => number };

/** What is wrong with the storage: the fault that rows meet now, or that the disk is so slow that people notice. */
export type LedgerTrouble = JournalFault | 'storage-slow';

/** Minutes east of UTC: one number all year, or each with the moment (epoch ms) from which it held, oldest first. */
export type UtcOffsets = number | readonly OffsetFrom[];
export type OffsetFrom = { readonly fromMs: number; readonly minutes: number };

/** How many of the newest payments are kept at hand. */
export const RECENT_KEPT = 20;

/**
 * The durable journal of one counter as the main thread sees it. Nothing here waits for a disk on the caller's thread: what a
 * picture needs at once is kept at hand and follows every acknowledged row, the rest is a promise.
 */
export type Ledger = JournalPort & {
  /** Keyed hash of a payment code; the code itself is never written. */
  readonly hashCode: (paymentCode: string) => string;
  /** The next running number of this counter's receipts; numbers are never used twice, gaps are harmless. */
  readonly nextReceiptNumber: () => number;
  /** The newest payments, newest first; at most RECENT_KEPT. */
  readonly recent: (limit: number) => readonly PaymentRecord[];
  /** What was taken in a span. A span that was never asked for before is nothing at first; `changed` tells when it is known. */
  readonly taken: (currency: string, fromMs: number, untilMs: number) => Taken;
  /** The newest verified Response-Time among the latest rows, epoch ms; null when there is none. */
  readonly newestResponseTimeMs: () => number | null;
  /** One page, each within a bounded time; `offsets` say what a time of day means. Rejects with a LedgerReadError when the rows cannot be read. */
  readonly search: (
    criteria: SearchCriteria | null,
    before: SearchCursor | null,
    limit: number,
    offsets: UtcOffsets,
  ) => Promise<SearchPage>;
  /** The payment on whose receipt, or on the receipt of whose refund, this running number stands. Rejects with a LedgerReadError. */
  readonly receiptOwner: (receiptNumber: number) => Promise<string | null>;
  /** Copies the ledger while rows go on; resolves with the durable file, rejects with a LedgerReadError. */
  readonly backUp: (order: BackupOrder) => Promise<string>;
  /** What is wrong with the storage, as far as is known; null while all is well. */
  readonly trouble: () => LedgerTrouble | null;
  /** Ends after every row that was handed in has had its answer; from then on rows are refused as `storage-failed`. */
  readonly close: () => Promise<void>;
};

/** Where a copy goes, for which counter, and the shop's day that it is, such as 2026-03-02. */
export type BackupOrder = { readonly folder: string; readonly counterId: string; readonly day: string };

/** Opens the ledger at a path; `changed` hears that trouble or figures changed by themselves. Rejects with LedgerOpenError. */
export type OpenLedger = (path: string, changed: () => void) => Promise<Ledger>;

/** A question whose rows cannot be read. */
export class LedgerReadError extends Error {
  readonly fault: JournalFault;
  constructor(fault: JournalFault) {
    super(fault);
    this.name = 'LedgerReadError';
    this.fault = fault;
  }
}
