import type { ChainedEntry, ChainHead, EventOfHouse, JournalEvent } from './events.ts';

/**
 * Why a row could not be written.
 * - `code-already-sent`: this payment code was sent under another id
 * - `id-already-used`: the paymentRequestId or refundRequestId exists
 * - `over-refund`: with this refund more would go back than was paid
 * - `storage-*`: the disk; nothing was written, so nothing may be sent. `storage-gone`: the file was removed or replaced under us
 */
export type JournalFault =
  | 'code-already-sent'
  | 'id-already-used'
  | 'over-refund'
  | 'storage-full'
  | 'storage-read-only'
  | 'storage-locked'
  | 'storage-corrupt'
  | 'storage-gone'
  | 'storage-failed';

/** The row as it is now durable, or why it is not there at all. */
export type Appended = { readonly ok: true; readonly entry: ChainedEntry } | { readonly ok: false; readonly fault: JournalFault };

/** Which rows of no payment, and how many of the newest of each type; null = all of them. What is not named is not read. */
export type HouseRows = Readonly<Partial<Record<EventOfHouse['type'], number | null>>>;

/**
 * The append-only journal. `append` resolves with `ok: true` only after the row would survive a power cut, and never rejects.
 * Rows are written, and acknowledged, in the order in which they were asked for, and come back from `entriesOf` in that order.
 */
export type JournalPort = {
  readonly append: (event: JournalEvent) => Promise<Appended>;
  readonly entriesOf: (paymentRequestId: string) => Promise<readonly ChainedEntry[]>;
  /** paymentRequestIds of payments with something not final: the payment, its cancel, or one of its refunds. */
  readonly unsettled: () => Promise<readonly string[]>;
  /** The wanted rows that belong to no payment, oldest first. */
  readonly ofNoPayment: (wanted: HouseRows) => Promise<readonly ChainedEntry[]>;
  /** All rows from one number up to another, both included, oldest first; `untilSequence` null = to the newest. */
  readonly between: (fromSequence: number, untilSequence: number | null) => Promise<readonly ChainedEntry[]>;
  readonly head: () => Promise<ChainHead>;
};
