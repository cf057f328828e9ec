import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { clearingReports, settlementReport, type FileLayout, type ReportParty, type ReportText } from './cycle.ts';
import type { BentCycle } from './defects.ts';

/** A file that was written, relative to the folder. */
export type Published = { readonly path: string; readonly bytes: number };

/** The clearing files of a cycle with its defects, ready to be written. */
export function bentReports(
  party: ReportParty,
  bent: BentCycle,
  layout: FileLayout,
): readonly (ReportText & { readonly bytes: Buffer })[] {
  const split =
    bent.dropFile === 'sequence' ? { ...layout, rowsPerFile: Math.max(1, Math.ceil(bent.cycle.rows.length / 3)) } : layout;
  return clearingReports(party, bent.cycle, split, bent.bend)
    .filter(({ name }) => !isDropped(name, bent))
    .map((report) => ({ ...report, bytes: spoil(report, bent) }));
}

const isDropped = (name: string, { dropFile }: BentCycle): boolean =>
  (dropFile === 'sequence' && name.startsWith('transactionItems') && name.endsWith('_001.csv')) ||
  (dropFile === 'fees' && name.startsWith('feeItems'));

/** A byte that is no UTF-8, and an amount with a decimal point, in the lines that were chosen. */
function spoil({ name, text }: ReportText, { badCells, badBytes }: BentCycle): Buffer {
  if (!name.startsWith('transactionItems') || badCells.size + badBytes.size === 0) return Buffer.from(text, 'utf8');
  const lines = text.split('\n').map((line) => {
    const cells = line.split(',');
    const id = (cells[1] ?? '').replaceAll('"', '');
    if (badCells.has(id)) return Buffer.from(cells.map((cell, at) => (at === 7 ? '12.50' : cell)).join(','), 'utf8');
    if (badBytes.has(id))
      return Buffer.concat([
        Buffer.from(`${cells.slice(0, 16).join(',')},`, 'utf8'),
        Buffer.from([0xff]),
        Buffer.from('X', 'utf8'),
      ]);
    return Buffer.from(line, 'utf8');
  });
  return Buffer.concat(lines.flatMap((line, at) => (at === 0 ? [line] : [Buffer.from('\n'), line])));
}

/** Writes reports below `root`, in the directories in which Alipay+ keeps them. */
export function publish(
  root: string,
  reports: readonly { readonly directory: string; readonly name: string; readonly bytes: Buffer }[],
): readonly Published[] {
  return reports.map(({ directory, name, bytes }) => {
    mkdirSync(path.join(root, directory), { recursive: true });
    writeFileSync(path.join(root, directory, name), bytes);
    return { path: `${directory}/${name}`, bytes: bytes.length };
  });
}

/** The settlement file over bent cycles. */
export function bentSettlement(
  party: ReportParty,
  day: number,
  batchId: string,
  cycles: readonly BentCycle[],
  layout: FileLayout,
) {
  const bend = cycles.find(({ bend: each }) => each.settlementNetBy !== undefined)?.bend ?? {};
  const report = settlementReport(party, { day, batchId, cycles: cycles.map(({ cycle }) => cycle) }, layout, bend);
  return { ...report, bytes: Buffer.from(report.text, 'utf8') };
}
