/** The parts of `printer-faults`: each is kept in a file with the code that it was played on, and all of one code make the whole. */
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/**
 * @typedef {Readonly<Record<string, number>>} Counts
 * @typedef {{ code: string, part: number, of: number, counts: Counts }} Part
 */

/** @param {string} root the project */
const folderOf = (root) => path.join(root, 'out/evidence/printer-faults');

/** @param {string} bundle a file @returns {string} what tells one state of the code from another */
export const codeOf = (bundle) => crypto.createHash('sha256').update(fs.readFileSync(bundle)).digest('hex').slice(0, 16);

/**
 * @param {string} text `3/40`
 * @returns {{ part: number, of: number }} throws where the text is no part
 */
export function readPart(text) {
  const [, part = 0, of = 0] = /^(\d{1,4})\/(\d{1,4})$/.exec(text)?.map(Number) ?? [];
  if (part < 1 || part > of) throw new Error(`--part ${text} is no part: write --part 1/40 to --part 40/40`);
  return { part, of };
}

/** @param {string} root @param {Part} one */
export function keepPart(root, one) {
  fs.mkdirSync(folderOf(root), { recursive: true });
  fs.writeFileSync(path.join(folderOf(root), `${one.part}-of-${one.of}.json`), `${JSON.stringify(one)}\n`);
}

/** @param {string} root @returns {readonly Part[]} every part that was kept, of whatever code */
export function keptParts(root) {
  if (!fs.existsSync(folderOf(root))) return [];
  return fs
    .readdirSync(folderOf(root))
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(fs.readFileSync(path.join(folderOf(root), file), 'utf8')));
}

/**
 * The sum of the parts of one division that were played on this code.
 * @param {readonly Part[]} kept @param {string} code
 * @returns {{ of: number, parts: number, missing: readonly number[], counts: Counts }} of the division that has the most; `of` is 0
 *   where there is none
 */
export function sumParts(kept, code) {
  const own = kept.filter((one) => one.code === code);
  const divisions = [...new Set(own.map(({ of }) => of))].map((of) => own.filter((one) => one.of === of));
  const [best = []] = divisions.sort((a, b) => b.length / (b[0]?.of ?? 1) - a.length / (a[0]?.of ?? 1));
  const of = best[0]?.of ?? 0;
  /** @type {Record<string, number>} */
  const counts = {};
  for (const one of best) for (const [name, count] of Object.entries(one.counts)) counts[name] = (counts[name] ?? 0) + count;
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter((part) => !best.some((one) => one.part === part));
  return { of, parts: best.length, missing, counts };
}
