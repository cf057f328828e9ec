/** A printer that fails on purpose at every byte of a receipt: is a receipt lost, printed twice without a mark, or called printed in vain? */
import os from 'node:os';
import { bundlePaper } from '../evidence-report/bundle-paper.mjs';
import { importTs } from '../prepare/import-ts.mjs';

const STORIES = 20;

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title: 'a printer that fails at every byte, Epson and Star (--every N: one case of N, --first F, --only WORDS, --workers W)',
  run: async ({ given, say }) => {
    const bundle = await bundlePaper();
    const { runLots } = await importTs('test/paper/run-lots.ts');
    const { allLots } = await importTs('test/paper/trial.ts');
    const { DEFECTS } = await importTs('test/paper/defects.ts');
    const workers = Number(given['workers'] ?? os.availableParallelism());
    const only = typeof given['only'] === 'string' ? given['only'] : '';
    const lots = allLots().filter((/** @type {Record<string, string>} */ lot) => Object.values(lot).join(' ').includes(only));
    const every = Number(given['every'] ?? 1);
    const onLot = teller(lots.length, say);
    const { findings, ...counts } = await runLots({
      bundle,
      lots,
      workers,
      every,
      first: Number(given['first'] ?? 0),
      defect: null,
      onLot,
    });
    for (const one of Object.values(findings).flat().slice(0, STORIES)) say(one);
    // Some mistakes only show where two things go wrong.
    const pairs = lots.filter((/** @type {Record<string, string>} */ lot) => lot['places'] === 'twice');
    const found = [];
    for (const defect of DEFECTS) {
      const sick = await runLots({
        bundle,
        lots: pairs,
        workers,
        every: 1,
        first: 0,
        defect,
        isEnough: isWrong,
        onLot: () => undefined,
      });
      const wrongs = Object.entries(sick.findings).map(([what, all]) => `${what} ${all.length}`);
      say(`with the mistake ${defect}: ${wrongs.join(', ')} in ${sick.faults} faults`);
      if (isWrong(sick)) found.push(defect);
    }
    const wrong = Object.fromEntries(Object.entries(findings).map(([what, all]) => [what, all.length]));
    return {
      ok: Object.values(wrong).every((count) => count === 0) && found.length === DEFECTS.length,
      figures: { ...counts, ...wrong, lots: lots.length, plantedMistakes: DEFECTS.length, mistakesFound: found.length },
    };
  },
};

/** @param {{ findings: Record<string, readonly string[]> }} count */
const isWrong = ({ findings }) => Object.values(findings).some((all) => all.length > 0);

/** @param {number} all @param {(line: string) => void} say */
function teller(all, say) {
  let done = 0;
  let faults = 0;
  return (/** @type {Record<string, string>} */ lot, /** @type {any} */ count) => {
    done += 1;
    faults += count.faults;
    const wrongs = Object.entries(count.findings).filter(([, found]) => found.length > 0);
    for (const [what, found] of wrongs)
      say(`${what} ${found.length}: ${lot['setup']}, ${lot['trouble']}, ${lot['ink']} ${lot['places']}`);
    if (done % 50 === 0) say(`${done} of ${all} lots, ${faults} faults`);
  };
}
