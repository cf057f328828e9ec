/**
 * What can be wrong.
 * - `row-missing`: a number is left out; `link-broken`: a row does not name the hash of the row before it
 * - `row-changed`: a row's own hash is not that of its content; `row-malformed`: a column is not what its event says
 * - `anchor-broken`: the chain is whole but is not the one that a head from elsewhere was taken of
 * - `orphan`: an event of a payment that never began; `over-refund`: more went back than was paid
 * - `z-report`: a closed shift's span, totals or open payments are not what its rows say
 * - `seal-broken`: typed words do not fit their key; `key-missing`: a key is gone that nobody erased
 * - `table-disagrees`: the search tables show something else than the rows
 * - `unreadable`: the file cannot be read any further
 */
export type FindingKind =
  | 'row-missing'
  | 'link-broken'
  | 'row-changed'
  | 'row-malformed'
  | 'anchor-broken'
  | 'orphan'
  | 'over-refund'
  | 'z-report'
  | 'seal-broken'
  | 'key-missing'
  | 'table-disagrees'
  | 'unreadable';

/** One thing that is wrong; `row` is the number of the row, null where it is no single one. */
export type Finding = { readonly kind: FindingKind; readonly row: number | null; readonly detail: string };

/** A list that keeps the first of many, so that a ledger that is wrong throughout stays readable. */
export type Findings = {
  readonly add: (kind: FindingKind, row: number | null, detail: string) => void;
  readonly list: () => readonly Finding[];
  readonly count: () => number;
};

const KEPT_MAX = 100;

/** An empty list. */
export function createFindings(): Findings {
  const kept: Finding[] = [];
  let count = 0;
  return {
    add: (kind, row, detail) => {
      count += 1;
      if (kept.length < KEPT_MAX) kept.push({ kind, row, detail });
    },
    list: () => kept,
    count: () => count,
  };
}
