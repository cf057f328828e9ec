import type { CaseResult } from './faults-case.ts';
import type { Case } from './faults-cells.ts';
import { valuesOf, type Matrix } from './faults-choice.ts';
import { percentile } from './marks.ts';

/** What the matrix has shown, in figures. */
export type MatrixFigures = {
  readonly cells: number;
  readonly skipped: number;
  readonly cases: number;
  readonly violations: number;
  /** Cases that came to their kill point, and to their fault; the others ended before. */
  readonly killed: number;
  readonly struck: number;
  readonly seed: number;
  readonly secondsPerCase: number;
  readonly restartToReadyP50Ms: number;
  readonly restartToKnownP50Ms: number;
  readonly restartToKnownP95Ms: number;
};

/** `wallMs` is how long all of them took together. */
export function figuresOf(matrix: Matrix, results: readonly CaseResult[], seed: number, wallMs: number): MatrixFigures {
  const ready = results.flatMap(({ readyMs }) => (readyMs === null ? [] : [readyMs]));
  const known = results.flatMap(({ knownMs }) => (knownMs === null ? [] : [knownMs]));
  return {
    cells: matrix.cells,
    skipped: matrix.cells - matrix.cases.length,
    cases: results.length,
    violations: results.filter(({ violations }) => violations.length > 0).length,
    killed: results.filter(({ killed }) => killed).length,
    struck: results.filter(({ struck }) => struck).length,
    seed,
    secondsPerCase: wallMs / 1_000 / Math.max(1, results.length),
    restartToReadyP50Ms: Math.round(percentile(ready, 0.5)),
    restartToKnownP50Ms: Math.round(percentile(known, 0.5)),
    restartToKnownP95Ms: Math.round(percentile(known, 0.95)),
  };
}

type Row = { cases: number; killed: number; struck: number; violations: number };

/** One line a value of each axis, and one a reason why cells were left out. */
export function tableOf(matrix: Matrix, cases: readonly Case[], results: readonly CaseResult[]): readonly string[] {
  const byId = new Map(results.map((result) => [result.id, result]));
  const rows = new Map<string, Row>();
  for (const one of cases) {
    const result = byId.get(one.id);
    if (result === undefined) continue;
    for (const value of valuesOf(one)) rows.set(value, added(rows.get(value), result));
  }
  const line = (name: string, cells: readonly (string | number)[]): string =>
    `${name.padEnd(36)}${cells.map((cell) => String(cell).padStart(11)).join('')}`;
  return [
    line('', ['cases', 'killed', 'struck', 'violations']),
    ...[...rows].sort(byAxis).map(([name, row]) => line(name, [row.cases, row.killed, row.struck, row.violations])),
    '',
    `${String(matrix.cells)} cells, ${String(matrix.cases.length)} can happen; left out:`,
    ...[...matrix.skipped].map(([reason, count]) => `${String(count).padStart(7)}  ${reason}`),
  ];
}

const added = (
  row: Row = { cases: 0, killed: 0, struck: 0, violations: 0 },
  { killed, struck, violations }: CaseResult,
): Row => ({
  cases: row.cases + 1,
  killed: row.killed + Number(killed),
  struck: row.struck + Number(struck),
  violations: row.violations + Number(violations.length > 0),
});

const AXES = ['kill', 'fault', 'truth', 'act', 'struck'];
const axisOf = (name: string): number => AXES.indexOf(name.split(' ')[0] ?? '');
const byAxis = ([a]: readonly [string, Row], [b]: readonly [string, Row]): number => axisOf(a) - axisOf(b) || a.localeCompare(b);

/** A violation with the command that plays it again alone. */
export const violationLines = ({ id, violations, story }: CaseResult): readonly string[] => [
  `VIOLATION ${id}`,
  ...violations.map((words) => `  ${words}`),
  ...story.map((line) => `  ${line}`),
  `  again: npm run evidence -- faults --only ${id}`,
];
