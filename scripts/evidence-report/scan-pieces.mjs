/** The scan matrix in pieces: a whole matrix takes longer than one sitting, so each layout and engine is kept and added up later. */
import fs from 'node:fs';
import path from 'node:path';
import { fingerprintOf } from '../prepare/fingerprint.mjs';
import { projectRoot } from '../prepare/prepare.mjs';

const FOLDER = path.join(projectRoot, 'out/evidence/scan-matrix');
/** What decides a scan; pieces played with another version of it say nothing about this one. */
const DECIDING = ['core/scan', 'main/scanner', 'test/drive/scan-matrix.ts', 'test/drive/scan-places.ts'];

/**
 * @typedef {{ layout: string, focus: string, speedMs: number, engine: string, scans: number, wrong: number, missed: number,
 *   refused: number, takenAgain: number, leaked: number, buttonsPressed: number }} CellResult
 * @typedef {{ engine: string, layout: string }} Job
 */

/** Keeps what one layout with one engine came to. @param {Job} job @param {readonly CellResult[]} cells */
export function keepPiece({ engine, layout }, cells) {
  fs.mkdirSync(FOLDER, { recursive: true });
  const file = path.join(FOLDER, `${engine}-${layout.replace(/\W/g, '_')}.json`);
  fs.writeFileSync(file, JSON.stringify({ engine, layout, source: sourceNow(), cells }));
}

/** The cells of every kept piece. Throws an Error in plain words when there is none, or one of another version. */
export function keptPieces() {
  const files = fs.existsSync(FOLDER) ? fs.readdirSync(FOLDER) : [];
  if (files.length === 0) throw new Error('No pieces are kept yet: run scan-matrix --layouts A,B --engines X first');
  const now = sourceNow();
  return files.flatMap((file) => {
    const piece = JSON.parse(fs.readFileSync(path.join(FOLDER, file), 'utf8'));
    if (piece.source !== now) throw new Error(`The piece ${file} was played with another version: play it again, or remove it`);
    return /** @type {CellResult[]} */ (piece.cells);
  });
}

const sourceNow = () => fingerprintOf(projectRoot, DECIDING);

const COUNTED = /** @type {const} */ (['scans', 'wrong', 'missed', 'refused', 'takenAgain', 'leaked', 'buttonsPressed']);

/** @param {readonly CellResult[]} results */
export function sumOf(results) {
  const pairs = COUNTED.map((key) => [key, results.reduce((before, result) => before + result[key], 0)]);
  return /** @type {Record<(typeof COUNTED)[number], number>} */ (Object.fromEntries(pairs));
}
