/** Real X key events as key codes, under real layouts and a real input method, in every focus state, at every speed. */
import { ensureLibraries } from '../debian-libs.mjs';
import { importTs } from '../prepare/import-ts.mjs';
import { keepPiece, keptPieces, sumOf } from '../evidence-report/scan-pieces.mjs';
import { startInputMethod } from '../process/input-method.mjs';
import { startKeyringSession } from '../process/keyring-session.mjs';
import { startXvfb } from '../process/xvfb.mjs';

const LANES = 2;
/** A till that does not start on a busy PC is started anew this often; what it then scans is never played twice. */
const STARTS = 3;
/** Failed cells of one layout and engine that are printed. */
const SHOWN = 6;
const ENGINES = ['off', 'pinyin', 'hangul'];

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title:
    'scans under layouts, input methods and focus states (--layouts A,B, --engines A,B, --lanes N; --sum adds up what was played)',
  run: async ({ given, runtime, say }) => {
    if (given.sum === true) return verdictOn(keptPieces());
    if (process.platform !== 'linux') throw new Error('scan-matrix needs X key events, layouts and input methods of Linux');
    await ensureLibraries('input-methods', { say });
    process.env.PAYDESK_ELECTRON = runtime.executable;
    // Each display and each session puts itself away when this process ends.
    process.setMaxListeners(0);
    const drive = await importTs('test/drive/scan-matrix.ts');
    const layouts = typeof given.layouts === 'string' ? given.layouts.split(',') : drive.LAYOUTS;
    const engines = typeof given.engines === 'string' ? given.engines.split(',') : ENGINES;
    const jobs = engines.flatMap((engine) => layouts.map((/** @type {string} */ layout) => ({ engine, layout })));
    /** @type {CellResult[]} */
    const results = [];
    const lane = async () => {
      for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
        const found = await playJob(drive, job, say);
        results.push(...found);
        keepPiece(job, found);
        say(line(job, found));
        for (const cell of found.filter(isBad).slice(0, SHOWN)) say(`  ${JSON.stringify(cell)}`);
      }
    };
    await Promise.all(Array.from({ length: Number(given.lanes ?? LANES) }, lane));
    return verdictOn(results);
  },
};

/** @param {readonly CellResult[]} results */
function verdictOn(results) {
  const total = sumOf(results);
  const distinct = (/** @type {'layout' | 'engine' | 'focus'} */ key) => [...new Set(results.map((cell) => cell[key]))];
  const [layouts, engines, focusStates] = [distinct('layout'), distinct('engine'), distinct('focus')];
  return {
    ok: total.wrong + total.missed + total.leaked + total.buttonsPressed === 0,
    figures: {
      ...total,
      layouts: layouts.length,
      imeEngines: engines.filter((name) => name !== 'off').length,
      focusStates: focusStates.length,
      layoutsRun: layouts.join(' '),
      imeEnginesRun: engines.join(', '),
    },
  };
}

/** @typedef {import('../evidence-report/scan-pieces.mjs').CellResult} CellResult */

let opened = Promise.resolve();

/**
 * Tills start one after another, because several at once keep each other waiting on a small PC.
 * @param {any} drive
 * @param {NodeJS.ProcessEnv} env
 */
function openInTurn(drive, env) {
  const lane = opened.then(() => drive.openLane(env));
  opened = lane.catch(() => undefined);
  return lane;
}

/**
 * One layout with one engine, on a display of its own.
 * @param {any} drive
 * @param {{ engine: string, layout: string }} job
 * @param {(line: string) => void} say
 * @returns {Promise<CellResult[]>}
 */
async function playJob(drive, { engine, layout }, say) {
  const { lane, on, close } = await openAtLast(drive, engine, say);
  try {
    return await lane.play(drive.cellsOf([layout]), drive.LENGTHS, { name: engine, on });
  } finally {
    await lane.close();
    await close();
  }
}

/**
 * @param {any} drive
 * @param {string} engine
 * @param {(line: string) => void} say
 */
async function openAtLast(drive, engine, say) {
  for (let tried = 1; ; tried += 1) {
    try {
      return await openTill(drive, engine);
    } catch (cause) {
      if (tried === STARTS) throw cause;
      say(
        `A till did not start and is started again: ${cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)}`,
      );
    }
  }
}

/**
 * A display, a session, an input method where there is one, and a till on them.
 * @param {any} drive
 * @param {string} engine
 */
async function openTill(drive, engine) {
  /** @type {(() => unknown)[]} */
  const stops = [];
  const close = async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  try {
    const display = await startXvfb();
    stops.push(display.stop);
    const keyring = await startKeyringSession({ ...process.env, ...display.env });
    stops.push(keyring.stop);
    const method = engine === 'off' ? null : await startInputMethod(keyring.env);
    if (method !== null) stops.push(method.stop);
    // GTK picks an input method by itself where one is installed, so "off" has to be said.
    const env = method?.env ?? { ...keyring.env, GTK_IM_MODULE: 'gtk-im-context-simple' };
    const lane = await openInTurn(drive, env);
    return { lane, on: async () => method?.use(engine), close };
  } catch (cause) {
    await close();
    throw cause;
  }
}

/** @param {{ engine: string, layout: string }} job @param {readonly CellResult[]} found */
const line = ({ engine, layout }, found) => `${layout.padEnd(12)} ${engine.padEnd(8)} ${JSON.stringify(sumOf(found))}`;

/** @param {CellResult} cell */
const isBad = (cell) => cell.wrong + cell.missed + cell.leaked + cell.buttonsPressed > 0;
