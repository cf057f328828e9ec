/** People who type and scanners that scan among them: does a scan ever come of typing, and is anything ever lost? */
import { importTs } from '../prepare/import-ts.mjs';

const SESSIONS = 100_000;
const SEED = 1;
const STEP = 5_000;
/** Failures that are printed with their seeds. */
const SHOWN = 20;

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title: 'typing sessions with scans among them, through the decoder (--sessions N, --seed S)',
  run: async ({ given, say }) => {
    const { addFigures, playSessions } = await importTs('test/drive/scan-typing.ts');
    const [count, first] = [Number(given.sessions ?? SESSIONS), Number(given.seed ?? SEED)];
    let shown = 0;
    const odd = (/** @type {{ seed: number, what: string }} */ { seed, what }) => {
      if (what !== 'refusedAlone' && (shown += 1) <= SHOWN) say(`${what}: --sessions 1 --seed ${seed}`);
    };
    let figures = null;
    for (let done = 0; done < count; done += STEP) {
      const part = playSessions(Math.min(STEP, count - done), first + done, odd);
      figures = figures === null ? part : addFigures(figures, part);
      say(`${Math.min(count, done + STEP)} of ${count} sessions`);
    }
    const { falseScans, lostScans, lostKeys, leakedKeys } = figures;
    return { ok: falseScans + lostScans + lostKeys + leakedKeys === 0, figures };
  },
};
