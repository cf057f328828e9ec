import type { Findings } from './finding.ts';
import type { Row } from './row.ts';

/** A head of the chain that is known from outside the file, and from where. */
export type Anchor = { readonly sequence: number; readonly hash: string; readonly from: string };

/** Reads `PAYDESK1:1044:9F86...`, the text of a Z report's QR code; null for anything else. */
export function readAnchor(text: string, from: string): Anchor | null {
  const found = /^PAYDESK1:(\d{1,15}):([0-9A-F]{64})$/i.exec(text.trim());
  return found === null ? null : { sequence: Number(found[1]), hash: (found[2] ?? '').toLowerCase(), from };
}

/** Reads one anchor a line; empty lines and lines that begin with # are left out. `problem` names the first bad line. */
export function readAnchors(
  text: string,
  from: string,
): { readonly anchors: readonly Anchor[]; readonly problem: string | null } {
  const anchors: Anchor[] = [];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    // Whoever keeps a list may write a date or a name behind the anchor.
    const anchor = readAnchor(line.trim().split(/\s+/)[0] ?? '', `${from}, line ${String(at + 1)}`);
    if (anchor === null)
      return { anchors, problem: `${from}, line ${String(at + 1)} is no anchor: PAYDESK1:NUMBER:64 digits 0-9 A-F` };
    anchors.push(anchor);
  }
  return { anchors, problem: null };
}

/** Compares heads from elsewhere with the rows as they come by. */
export type AnchorCheck = {
  readonly row: (row: Row) => void;
  /** After the last row: the newest row that an anchor vouches for; 0 when none does. */
  readonly finish: () => number;
};

/** An anchor that does not fit says that something at or before its row was changed, behind the last anchor that fits. */
export function checkAnchors(anchors: readonly Anchor[], findings: Findings): AnchorCheck {
  // A head of a ledger without rows vouches for nothing.
  const waiting = anchors.filter(({ sequence }) => sequence > 0).sort((a, b) => a.sequence - b.sequence);
  let vouched = 0;
  let last = 0;
  const broken = (anchor: Anchor, what: string) => {
    findings.add(
      'anchor-broken',
      anchor.sequence,
      `${anchor.from}: ${what}; something was changed in rows ${String(vouched + 1)} to ${String(anchor.sequence)}`,
    );
  };
  return {
    row: ({ sequence, hash }) => {
      last = sequence;
      for (let next = waiting[0]; next !== undefined && next.sequence <= sequence; next = waiting[0]) {
        waiting.shift();
        if (next.sequence === sequence && next.hash === hash) vouched = sequence;
        else broken(next, `row ${String(next.sequence)} had another hash when this head was taken`);
      }
    },
    finish: () => {
      for (const anchor of waiting) broken(anchor, `the ledger ends at row ${String(last)}, before this head`);
      return vouched;
    },
  };
}
