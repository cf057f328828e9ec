import { checkAnchors, type Anchor } from './anchors.ts';
import { checkChain } from './chain.ts';
import { createFindings, type Finding, type Findings } from './finding.ts';
import { createFold } from './fold.ts';
import { parseObject, textIn, type Body, type Row } from './row.ts';
import { checkSeals } from './seals.ts';
import { checkShifts } from './shifts.ts';
import type { Source } from './source.ts';
import { checkTables } from './tables.ts';

/** What a check found. `unanchored` are the newest rows that no head from elsewhere vouches for; null when there are none. */
export type Checked = {
  readonly ledgerId: string;
  readonly rows: number;
  readonly payments: number;
  readonly shifts: number;
  readonly anchors: number;
  readonly head: { readonly sequence: number; readonly hash: string };
  /** The first broken row by number; null when none is broken. */
  readonly firstBroken: number | null;
  readonly findings: readonly Finding[];
  readonly findingCount: number;
  readonly unanchored: { readonly fromSequence: number; readonly rows: number } | null;
};

/** Reads every row once, then the search tables. Never throws for what is in the file; a SourceError for one that is none. */
export function checkLedger(source: Source, anchors: readonly Anchor[]): Checked {
  const findings = createFindings();
  const chain = checkChain(source.ledgerId, findings);
  const anchored = checkAnchors(anchors, findings);
  const fold = createFold(findings);
  const shifts = checkShifts(fold, findings);
  const seals = checkSeals((id) => fold.payments.get(id)?.submittedMs ?? NaN, findings);
  let rows = 0;
  readable(findings, () => {
    for (const row of source.rows()) {
      rows += 1;
      chain.row(row);
      anchored.row(row);
      const body = bodyOf(row, findings);
      shifts.row(row, body, fold.row(row, body));
      seals.row(row, body);
    }
  });
  seals.finish();
  const vouched = anchored.finish();
  const { tables } = source;
  if (tables !== null)
    readable(findings, () => {
      const { payments, refunds } = tables();
      checkTables(payments, refunds, fold, findings);
    });
  const head = chain.head();
  return {
    ledgerId: source.ledgerId,
    rows,
    payments: fold.payments.size,
    shifts: shifts.count(),
    anchors: anchors.length,
    head,
    firstBroken: firstOf(findings.list()),
    findings: findings.list(),
    findingCount: findings.count(),
    unanchored: vouched >= head.sequence ? null : { fromSequence: vouched + 1, rows: head.sequence - vouched },
  };
}

/** Damage to the file's pages shows as an error in the middle of reading. */
function readable(findings: Findings, read: () => void): void {
  try {
    read();
  } catch (cause) {
    findings.add('unreadable', null, cause instanceof Error ? cause.message : String(cause));
  }
}

const NOTHING: Body = {};

/** The columns beside the body repeat what it says, for searching; a forger may forget one of the two. */
function bodyOf(row: Row, findings: Findings): Body {
  const body = parseObject(row.body);
  if (body === null) {
    findings.add('row-malformed', row.sequence, 'its body is no JSON object');
    return NOTHING;
  }
  if (textIn(body, 'type') !== row.type || (body['paymentRequestId'] ?? null) !== row.paymentRequestId)
    findings.add('row-malformed', row.sequence, 'its columns are not those of its body');
  if (body['actor'] !== undefined && JSON.stringify(body['actor']) !== row.actor)
    findings.add('row-malformed', row.sequence, 'its body names another actor');
  return body;
}

/** A table shows where to look and an anchor names the end of a span, so a row that is broken by itself says more than either. */
function firstOf(findings: readonly Finding[]): number | null {
  const rank = ({ kind }: Finding): number => (kind === 'anchor-broken' ? 2 : kind === 'table-disagrees' ? 1 : 0);
  const named = findings.flatMap((finding) => (finding.row === null ? [] : [{ row: finding.row, rank: rank(finding) }]));
  const [first] = named.sort((one, other) => one.rank - other.rank || one.row - other.row);
  return first?.row ?? null;
}
