import { bundleTill } from './faults-bundle.ts';
import { runCase, type CaseResult } from './faults-case.ts';
import type { Case } from './faults-cells.ts';
import { makeCaseKeys } from './faults-keys.ts';
import type { PlantedBug } from '../planted/planted-bug.ts';

/** Runs cases, some at a time, on one bundled till; `hear` gets each result as it comes. Rejects only when the till cannot be built. */
export async function runCases(
  cases: readonly Case[],
  tills: number,
  hear: (result: CaseResult) => void,
  bug: PlantedBug | null = null,
): Promise<readonly CaseResult[]> {
  const bundle = await bundleTill(bug);
  const results: CaseResult[] = [];
  const waiting = [...cases];
  const work = async (): Promise<void> => {
    const keys = makeCaseKeys();
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const result = await runCase(next, bundle.file, keys).catch((cause: unknown) => failed(next, cause));
      results.push(result);
      hear(result);
    }
  };
  try {
    await Promise.all(Array.from({ length: tills }, work));
    return results;
  } finally {
    bundle.remove();
  }
}

/** A case that could not be played has shown nothing, so it counts as a violation. */
const failed = ({ id }: Case, cause: unknown): CaseResult => ({
  id,
  violations: [`the case could not be played: ${cause instanceof Error ? cause.message : String(cause)}`],
  killed: false,
  struck: false,
  readyMs: null,
  knownMs: null,
  durationMs: 0,
  story: [],
});
