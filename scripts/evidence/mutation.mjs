/**
 * Changes the code that decides about money in every small way Stryker knows and counts the changes that no test notices.
 * `--incremental` runs again only what changed since the last run: quicker, but a mutant far from the change keeps its old outcome.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runChild } from '../process/children.mjs';

const RUN_MS = 7_200_000;
const SCORE_MIN = 90;
const REPORT = 'node_modules/.cache/stryker/mutation.json';
const EXPLAINED = 'test/mutation/survivors.json';

/**
 * @typedef {{ line: number, column: number }} Place
 * @typedef {{ mutatorName: string, replacement: string, status: string, location: { start: Place, end: Place } }} Reported
 * @typedef {Reported & { file: string, was: string, source: string }} Mutant
 * @typedef {{ file: string, source: string, was: string, becomes: string, why: string }} Explained
 */

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title: 'share of deliberate faults in core/{money,paycode,journal,refund,payment} that the tests notice',
  run: async ({ given, root, say }) => {
    const begun = Date.now();
    const stryker = path.join(root, 'node_modules/@stryker-mutator/core/bin/stryker.js');
    fs.rmSync(path.join(root, REPORT), { force: true });
    const args = [stryker, 'run', ...(given['incremental'] === undefined ? [] : ['--incremental'])];
    const ended = await runChild(process.execPath, args, { cwd: root, timeoutMs: RUN_MS, stdio: ['ignore', 2, 2] });
    if (ended.code !== 0) throw new Error('Stryker did not finish; its own words are above.');
    const mutants = readMutants(root);
    const unexplained = tellSurvivors(mutants, readExplained(root), say);
    const figures = { ...counted(mutants), unexplained, wallSeconds: Math.round((Date.now() - begun) / 1_000) };
    return { ok: figures.score >= SCORE_MIN, figures: { ...figures, ...byFolder(mutants), cores: os.availableParallelism() } };
  },
};

/** @param {string} root @returns {Mutant[]} */
function readMutants(root) {
  /** @type {{ files: Record<string, { source: string, mutants: Reported[] }> }} */
  const { files } = JSON.parse(fs.readFileSync(path.join(root, REPORT), 'utf8'));
  return Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants.map((mutant) => ({ ...mutant, file, ...textOf(source, mutant.location) })),
  );
}

/**
 * The line a mutant is in, and the part of it that was changed.
 * @param {string} whole @param {Reported['location']} location
 */
function textOf(whole, { start, end }) {
  const lines = whole.split('\n').slice(start.line - 1, end.line);
  const source = lines[0]?.trim() ?? '';
  const inOne = [...lines.slice(0, -1), (lines.at(-1) ?? '').slice(0, end.column - 1)].join('\n');
  return { source, was: inOne.slice(start.column - 1).replace(/\s+/g, ' ') };
}

/** @param {string} root @returns {Explained[]} */
function readExplained(root) {
  return JSON.parse(fs.readFileSync(path.join(root, EXPLAINED), 'utf8'));
}

const NOTICED = ['Killed', 'Timeout'];
const MISSED = ['Survived', 'NoCoverage'];

/** @param {readonly Mutant[]} mutants */
function counted(mutants) {
  const of = (/** @type {string} */ status) => mutants.filter((mutant) => mutant.status === status).length;
  return {
    score: scoreOf(mutants),
    survivors: of('Survived') + of('NoCoverage'),
    killed: of('Killed'),
    timeouts: of('Timeout'),
    noCoverage: of('NoCoverage'),
    mutants: mutants.filter(({ status }) => [...NOTICED, ...MISSED].includes(status)).length,
    notRun: mutants.filter(({ status }) => ![...NOTICED, ...MISSED].includes(status)).length,
  };
}

/** Percent, rounded down to a tenth, so that 89.99 is never told as 90. @param {readonly Mutant[]} mutants */
function scoreOf(mutants) {
  const noticed = mutants.filter(({ status }) => NOTICED.includes(status)).length;
  const missed = mutants.filter(({ status }) => MISSED.includes(status)).length;
  return noticed + missed === 0 ? 0 : Math.floor((1_000 * noticed) / (noticed + missed)) / 10;
}

/** `core/money/money.ts` counts for `scoreMoney`. @param {readonly Mutant[]} mutants */
function byFolder(mutants) {
  const folders = [...new Set(mutants.map(({ file }) => file.split('/')[1] ?? ''))].sort();
  return Object.fromEntries(
    folders.map((folder) => [
      `score${folder.slice(0, 1).toUpperCase()}${folder.slice(1)}`,
      scoreOf(mutants.filter(({ file }) => file.startsWith(`core/${folder}/`))),
    ]),
  );
}

/**
 * Names every survivor with its reason, and every reason that fits none any more. Returns how many have no reason.
 * @param {readonly Mutant[]} mutants @param {readonly Explained[]} explained @param {(line: string) => void} say
 */
function tellSurvivors(mutants, explained, say) {
  const survivors = mutants.filter(({ status }) => MISSED.includes(status));
  const reasons = survivors.map((mutant) => explained.find((one) => fits(one, mutant)));
  for (const [at, { file, location, mutatorName, was, replacement }] of survivors.entries()) {
    say(
      `${file}:${location.start.line}:${location.start.column} ${mutatorName}: ${was}  ->  ${replacement.replace(/\s+/g, ' ')}`,
    );
    say(`    ${reasons[at]?.why ?? 'not explained'}`);
  }
  for (const one of explained.filter((each) => !reasons.includes(each)))
    say(`${EXPLAINED}: no longer a survivor: ${one.file}: ${one.was}  ->  ${one.becomes}`);
  return reasons.filter((reason) => reason === undefined).length;
}

/** By its text and not by its line number, which changes with every edit above it. @param {Explained} one @param {Mutant} mutant */
const fits = (one, mutant) =>
  one.file === mutant.file &&
  one.source === mutant.source &&
  one.was === mutant.was &&
  one.becomes === mutant.replacement.replace(/\s+/g, ' ');
