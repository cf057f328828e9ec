/** A printer that fails on purpose at every byte of a receipt: is a receipt lost, printed twice without a mark, or called printed in vain? */
import os from 'node:os';
import { bundlePaper } from '../evidence-report/bundle-paper.mjs';
import { codeOf, keepPart, keptParts, readPart, sumParts } from '../evidence-report/fault-parts.mjs';
import { importTs } from '../prepare/import-ts.mjs';

const STORIES = 20;
const WRONGS = ['lost', 'unmarkedDuplicates', 'falsePrinted', 'outOfOrder'];

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title:
    'a printer that fails at every byte, Epson and Star (--part K/N, then --sum; --every N, --first F, --only WORDS, --workers W)',
  run: async ({ given, root, say }) => {
    const { allLots } = await importTs('test/paper/trial.ts');
    const bench = {
      bundle: await bundlePaper(),
      lots: allLots(),
      workers: Number(given['workers'] ?? os.availableParallelism()),
      say,
    };
    if (given['sum'] === true) return summed(root, bench);
    if (typeof given['part'] === 'string') return onePart(root, readPart(given['part']), bench);
    const only = typeof given['only'] === 'string' ? given['only'] : '';
    const lots = bench.lots.filter((/** @type {Record<string, string>} */ lot) => Object.values(lot).join(' ').includes(only));
    const figures = await played({ ...bench, lots }, Number(given['every'] ?? 1), Number(given['first'] ?? 0));
    const planted = await plantedMistakes({ ...bench, lots });
    return { ok: isClean(figures) && areFound(planted), figures: { ...figures, lots: lots.length, ...planted } };
  },
};

/**
 * @typedef {object} Bench
 * @property {string} bundle
 * @property {readonly Record<string, string>[]} lots
 * @property {number} workers
 * @property {(line: string) => void} say
 */

/** @param {Readonly<Record<string, number>>} figures */
const isClean = (figures) => WRONGS.every((what) => figures[what] === 0);

/** @param {{ plantedMistakes: number, mistakesFound: number }} planted */
const areFound = (planted) => planted.mistakesFound === planted.plantedMistakes;

/**
 * Plays one case out of `every` and counts what came of it.
 * @param {Bench} bench @param {number} every @param {number} first
 * @returns {Promise<Record<string, number>>}
 */
async function played({ bundle, lots, workers, say }, every, first) {
  const { runLots } = await importTs('test/paper/run-lots.ts');
  const onLot = teller(lots.length, say);
  const { findings, ...counts } = await runLots({ bundle, lots, workers, every, first, defect: null, onLot });
  for (const one of Object.values(findings).flat().slice(0, STORIES)) say(one);
  return { ...counts, ...Object.fromEntries(Object.entries(findings).map(([what, all]) => [what, all.length])) };
}

/**
 * Plays one part and keeps what came of it for the sum.
 * @param {string} root @param {{ part: number, of: number }} which @param {Bench} bench
 */
async function onePart(root, which, bench) {
  const counts = await played(bench, which.of, which.part - 1);
  keepPart(root, { code: codeOf(bench.bundle), ...which, counts });
  return { ok: isClean(counts), figures: { ...counts, lots: bench.lots.length, ...which } };
}

/**
 * What the parts that were played on this very code come to; good only when none is missing and the planted mistakes are found.
 * @param {string} root @param {Bench} bench
 */
async function summed(root, bench) {
  const { of, parts, missing, counts } = sumParts(keptParts(root), codeOf(bench.bundle));
  if (missing.length > 0 || parts === 0) {
    bench.say(
      parts === 0 ? 'No part was played on this code yet: begin with --part 1/40.' : `Missing parts: ${missing.join(', ')}`,
    );
    return { ok: false, figures: { ...counts, parts, of } };
  }
  const planted = await plantedMistakes(bench);
  return { ok: isClean(counts) && areFound(planted), figures: { ...counts, lots: bench.lots.length, parts, of, ...planted } };
}

/**
 * Mistakes that other tills make must be found; some only show where two things go wrong.
 * @param {Bench} bench
 */
async function plantedMistakes({ bundle, lots, workers, say }) {
  const { runLots } = await importTs('test/paper/run-lots.ts');
  const { DEFECTS } = await importTs('test/paper/defects.ts');
  const pairs = lots.filter((lot) => lot['places'] === 'twice');
  let mistakesFound = 0;
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
    if (isWrong(sick)) mistakesFound += 1;
  }
  return { plantedMistakes: DEFECTS.length, mistakesFound };
}

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
