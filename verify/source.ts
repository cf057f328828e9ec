import type { Row } from './row.ts';
import type { TableRow } from './tables.ts';

/** Where rows come from: a ledger file, or an export of one. */
export type Source = {
  readonly ledgerId: string;
  /** Oldest first. */
  readonly rows: () => Iterable<Row>;
  /** The search tables, which an export does not hold. */
  readonly tables: (() => { readonly payments: Iterable<TableRow>; readonly refunds: Iterable<TableRow> }) | null;
  readonly close: () => void;
};

/** Why a file cannot be checked at all; the message is for the person who started the check. */
export class SourceError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SourceError';
  }
}
