/**
 * Runs worlds of one bundle, seed after seed, until one is caught out; a process of its own, because a defect may also hang.
 * `node hunter.mjs BUNDLE FIRST_SEED SEEDS`; told over IPC: the seed that begins, then the end.
 */
import { pathToFileURL } from 'node:url';

const [bundle = '', first = '1', seeds = '1'] = process.argv.slice(2);
const { runWorld } = await import(pathToFileURL(bundle).href);
const last = Number(first) + Number(seeds) - 1;
let found = null;
let at = Number(first);
process.on('unhandledRejection', (error) => {
  end({ seed: at, invariant: 'threw', story: String(error) });
});
for (let seed = Number(first); seed <= last && found === null; seed += 1) {
  at = seed;
  process.send?.({ at });
  found = await caught(seed);
}
end(found);

/** @param {{ seed: number, invariant: string, story: string } | null} result */
function end(result) {
  process.send?.({ found: result }, () => process.exit(0));
}

/** @param {number} seed */
async function caught(seed) {
  try {
    const [violation] = (await runWorld(seed)).violations;
    return violation === undefined ? null : { seed, invariant: violation.invariant, story: violation.story };
  } catch (error) {
    return { seed, invariant: 'threw', story: String(error) };
  }
}
