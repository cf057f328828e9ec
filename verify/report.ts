import type { Checked } from './check.ts';

/** The outcome for a person, one thing a line. */
export function reportText({
  ledgerId,
  rows,
  payments,
  shifts,
  anchors,
  head,
  firstBroken,
  findings,
  findingCount,
  unanchored,
}: Checked): string {
  const read = `${String(rows)} rows, ${String(payments)} payments, ${String(shifts)} Z reports, ${String(anchors)} heads from elsewhere`;
  const lines = [`ledger ${ledgerId}`, read, `head PAYDESK1:${String(head.sequence)}:${head.hash.toUpperCase()}`];
  for (const { kind, row, detail } of findings)
    lines.push(`${row === null ? 'WRONG' : `WRONG row ${String(row)}`} (${kind}): ${detail}`);
  if (findingCount > findings.length) lines.push(`and ${String(findingCount - findings.length)} more`);
  if (firstBroken !== null) lines.push(`The first broken row is ${String(firstBroken)}.`);
  if (unanchored !== null)
    lines.push(
      `Rows ${String(unanchored.fromSequence)} to ${String(head.sequence)} (${String(unanchored.rows)}) are vouched for by no head from elsewhere: they fit together, but whoever can write the file could have written them anew.`,
    );
  lines.push(findingCount === 0 ? 'Nothing is wrong.' : 'SOMETHING IS WRONG.');
  return lines.join('\n');
}
