import { PLANTED_BUGS } from '../planted/bugs.ts';
import type { PlantedBug } from '../planted/planted-bug.ts';
import { readCase, type Case } from './faults-cells.ts';
import { chooseCases, openMatrix } from './faults-choice.ts';
import { runCases } from './faults-matrix.ts';
import { figuresOf, tableOf, violationLines, type MatrixFigures } from './faults-report.ts';

/** What is to be run. */
export type MatrixOrder = {
  /** Null = every case. */
  readonly count: number | null;
  readonly seed: number;
  /** Ids of cases to be played alone, with their stories. */
  readonly only: readonly string[];
  /** A defect that is put into the till, to see whether the matrix notices; null for the shipped source. */
  readonly bug: string | null;
  /** How many tills run at a time; they mostly wait. */
  readonly tills: number;
  readonly say: (line: string) => void;
};

const TELL_EVERY = 50;

/** Runs the matrix and tells; rejects for an id that names no case. */
export async function measureFaults(order: MatrixOrder): Promise<{ readonly ok: boolean; readonly figures: MatrixFigures }> {
  const { seed, only, say } = order;
  const matrix = openMatrix(seed);
  const cases = only.length > 0 ? only.map(named) : chooseCases(matrix, seed, order.count ?? matrix.cases.length);
  const startedMs = performance.now();
  let done = 0;
  const results = await runCases(
    cases,
    order.tills,
    (result) => {
      done += 1;
      if (result.violations.length > 0) violationLines(result).forEach(say);
      else if (only.length > 0) [result.id, ...result.story].forEach(say);
      if (done % TELL_EVERY === 0) say(`${String(done)} of ${String(cases.length)} cases`);
    },
    planted(order.bug),
  );
  tableOf(matrix, cases, results).forEach(say);
  const figures = figuresOf(matrix, results, seed, performance.now() - startedMs);
  return { ok: figures.violations === 0 && figures.cases > 0, figures };
}

function planted(name: string | null): PlantedBug | null {
  const bug = PLANTED_BUGS.find((each) => each.name === name);
  if (name !== null && bug === undefined) throw new Error(`no such bug can be planted: ${name}`);
  return bug ?? null;
}

function named(id: string): Case {
  const one = readCase(id);
  if (one === null) throw new Error(`no such case can be run: ${id}`);
  return one;
}
