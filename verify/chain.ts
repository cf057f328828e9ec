import type { Findings } from './finding.ts';
import { firstLink, hashOf, type Row } from './row.ts';

/** Follows the links from row to row. */
export type ChainCheck = {
  readonly row: (row: Row) => void;
  readonly head: () => { readonly sequence: number; readonly hash: string };
};

/** Begins before the first row of the ledger with this id. */
export function checkChain(ledgerId: string, findings: Findings): ChainCheck {
  let head = { sequence: 0, hash: firstLink(ledgerId) };
  return {
    head: () => head,
    row: (row) => {
      if (row.sequence !== head.sequence + 1)
        findings.add(
          'row-missing',
          row.sequence,
          `row ${String(head.sequence + 1)} is not there; the next one is ${String(row.sequence)}`,
        );
      else if (row.previousHash !== head.hash)
        findings.add('link-broken', row.sequence, 'it does not name the hash of the row before it');
      if (hashOf(row.previousHash, row) !== row.hash)
        findings.add('row-changed', row.sequence, 'its content does not have its hash');
      // Goes on from what the row says, so that one broken row is named once and the next breach is still found.
      head = { sequence: row.sequence, hash: row.hash };
    },
  };
}
