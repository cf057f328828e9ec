import type { ChainedEntry, ChainHead, JournalEvent } from '../../core/journal/events.ts';
import type { Appended, HouseRows, JournalFault } from '../../core/journal/port.ts';
import type { SearchCriteria, SearchCursor } from '../../core/journal/search.ts';
import type { PaymentRecord } from '../../core/payment/record.ts';
import type { OpenFault } from './open-fault.ts';
import type { BackupOrder, SearchPage, Taken, TakenWindow, UtcOffsets } from './port.ts';
import type { RowTime } from './rows.ts';

/** Questions that are answered by reading rows, with the shape of each answer. */
export type Questions = {
  readonly entriesOf: { readonly ask: { readonly paymentRequestId: string }; readonly answer: readonly ChainedEntry[] };
  readonly ofNoPayment: { readonly ask: { readonly wanted: HouseRows }; readonly answer: readonly ChainedEntry[] };
  readonly between: {
    readonly ask: { readonly fromSequence: number; readonly untilSequence: number | null };
    readonly answer: readonly ChainedEntry[];
  };
  readonly backUp: { readonly ask: { readonly order: BackupOrder }; readonly answer: string };
  readonly head: { readonly ask: unknown; readonly answer: ChainHead };
  readonly unsettled: { readonly ask: unknown; readonly answer: readonly string[] };
  readonly receiptOwner: { readonly ask: { readonly receiptNumber: number }; readonly answer: string | null };
  readonly search: {
    readonly ask: {
      readonly criteria: SearchCriteria | null;
      readonly before: SearchCursor | null;
      readonly limit: number;
      readonly offsets: UtcOffsets;
    };
    readonly answer: SearchPage;
  };
};

/** One question by name. */
export type Question = { readonly [Name in keyof Questions]: { readonly name: Name } & Questions[Name]['ask'] }[keyof Questions];

/** What the main thread says; answers carry the same `id`. Everything is answered in the order in which it was said. */
export type ToLedger =
  | { readonly kind: 'open'; readonly path: string }
  | { readonly kind: 'append'; readonly id: number; readonly event: JournalEvent; readonly time: RowTime }
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question }
  | { readonly kind: 'watch'; readonly window: TakenWindow }
  | { readonly kind: 'close' };

/** What the main thread keeps at hand from the start. */
export type OpenFacts = {
  readonly hashKey: Uint8Array;
  readonly lastReceiptNumber: number;
  readonly newestResponseTimeMs: number | null;
  readonly recent: readonly PaymentRecord[];
  readonly trouble: JournalFault | null;
};

/** What was taken in the span that is watched. */
export type Watched = { readonly window: TakenWindow; readonly taken: Taken };

/** What the ledger's thread says. `watched` and `trouble` are as they are after the row. */
export type FromLedger =
  | { readonly kind: 'opened'; readonly facts: OpenFacts }
  | { readonly kind: 'refused'; readonly code: OpenFault; readonly detail: string }
  | {
      readonly kind: 'appended';
      readonly id: number;
      readonly appended: Appended;
      readonly watched: Watched | null;
      readonly trouble: JournalFault | null;
    }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'unreadable'; readonly id: number; readonly fault: JournalFault }
  | { readonly kind: 'news'; readonly watched: Watched | null; readonly trouble: JournalFault | null }
  | { readonly kind: 'closed' };
