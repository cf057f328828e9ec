import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { FOCUS_STATES, openPlaces, type FocusState, type Places } from './scan-places.ts';
import { openScanTap, type Heard, type ScanTap } from './scan-tap.ts';
import { launchTill, type Till } from './till.ts';
import { scanKeys } from './us-scanner.ts';
import { openXWire, type XWire } from './x-wire.ts';

/** X layouts by name. Digits lie unshifted on the top row in all but fr and th. */
export const LAYOUTS = ['us', 'fr', 'de', 'us(dvorak)', 'tr', 'th', 'ara', 'ru', 'jp', 'kr'] as const;
export const SPEEDS_MS = [1, 2, 5, 10, 20, 50] as const;
export const LENGTHS = [16, 19, 24, 32] as const;

/** One way of scanning, as many scans as there are lengths. */
export type Cell = { readonly layout: string; readonly focus: FocusState; readonly speedMs: number };

/** What became of the scans of one cell; `seen` are the failures in words. */
export type CellResult = Cell & {
  readonly engine: string;
  readonly scans: number;
  readonly wrong: number;
  readonly missed: number;
  readonly refused: number;
  /** Of the missed ones, those that were taken when they were scanned once more, as a cashier does. */
  readonly takenAgain: number;
  readonly leaked: number;
  readonly buttonsPressed: number;
  readonly seen: readonly string[];
};

/** An input method that can be switched; `off` is no input method at all. */
export type Engine = { readonly name: string; readonly on: () => Promise<void> };

/** One till on one display. */
export type Lane = {
  readonly play: (cells: readonly Cell[], lengths: readonly number[], engine: Engine) => Promise<readonly CellResult[]>;
  readonly close: () => Promise<void>;
};

const run = promisify(execFile);

/** Starts Paydesk in Practice mode on the display that `env` names, with a keyboard of our own beside it. */
export async function openLane(env: NodeJS.ProcessEnv): Promise<Lane> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-scans-'));
  const till = await launchTill({ dataDir: path.join(folder, 'data'), args: ['--practice'], env });
  const parts = { env, till, wire: await openXWire(env), tap: await openScanTap(till.app), places: await openPlaces(till, env) };
  return {
    play: async (cells, lengths, engine) => {
      const results: CellResult[] = [];
      for (const cell of cells) results.push(await playCell(parts, cell, lengths, engine));
      return results;
    },
    close: async () => {
      parts.wire.close();
      await till.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** All cells of a matrix for these layouts. */
export const cellsOf = (layouts: readonly string[], speedsMs: readonly number[] = SPEEDS_MS): readonly Cell[] =>
  layouts.flatMap((layout) => FOCUS_STATES.flatMap((focus) => speedsMs.map((speedMs) => ({ layout, focus, speedMs }))));

type Parts = {
  readonly env: NodeJS.ProcessEnv;
  readonly till: Till;
  readonly wire: XWire;
  readonly tap: ScanTap;
  readonly places: Places;
};

async function playCell(parts: Parts, cell: Cell, lengths: readonly number[], engine: Engine): Promise<CellResult> {
  await useLayout(cell.layout, parts.env);
  const seen: string[] = [];
  const sum = { scans: 0, wrong: 0, missed: 0, refused: 0, takenAgain: 0, leaked: 0, buttonsPressed: 0 };
  await parts.places.go(cell.focus);
  // A field has to have the focus before an input method can be switched on in it.
  if (cell.focus.endsWith('field')) await engine.on();
  for (const length of lengths) {
    const before = await parts.places.look();
    const code = randomCode(length);
    const heard = await scanned(parts, code, cell);
    const after = await parts.places.look();
    const isTaken = isRight(heard, code);
    const hasChanged = after.text !== before.text || after.presses !== before.presses;
    sum.scans += 1;
    sum.wrong += wrongIn(heard, code);
    sum.missed += Number(!isTaken);
    sum.refused += Number(heard.some((one) => 'refused' in one));
    sum.leaked += Number(after.text !== before.text);
    sum.buttonsPressed += after.presses - before.presses;
    if (!isTaken) {
      seen.push(`${String(length)} digits: ${refusalsOf(heard).join(', ') || 'nothing heard'}`);
      const again = await scanned(parts, code, cell);
      sum.takenAgain += Number(isRight(again, code));
      sum.wrong += wrongIn(again, code);
    }
    if (!isTaken || hasChanged) await parts.places.go(cell.focus);
  }
  return { ...cell, engine: engine.name, ...sum, seen };
}

async function scanned({ tap, wire }: Parts, code: string, { speedMs }: Cell): Promise<readonly Heard[]> {
  await tap.clear();
  await wire.send(scanKeys(code, { gapsMs: () => speedMs }));
  await tap.heard();
  await pause(SETTLE_MS);
  return tap.clear();
}

const textsOf = (heard: readonly Heard[]): readonly string[] => heard.flatMap((one) => ('text' in one ? [one.text] : []));
const refusalsOf = (heard: readonly Heard[]): readonly string[] =>
  heard.flatMap((one) => ('refused' in one ? [one.refused] : []));
const isRight = (heard: readonly Heard[], code: string): boolean => textsOf(heard).join() === code;
const wrongIn = (heard: readonly Heard[], code: string): number => textsOf(heard).filter((text) => text !== code).length;

/** Longer than a key is ever held back. */
const SETTLE_MS = 120;

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** `us(dvorak)` is layout us, variant dvorak. */
async function useLayout(name: string, env: NodeJS.ProcessEnv): Promise<void> {
  const [layout = '', variant = ''] = name.replace(')', '').split('(');
  await run('setxkbmap', ['-layout', layout, ...(variant === '' ? [] : ['-variant', variant])], { env });
}

const randomCode = (length: number): string =>
  `28${Array.from({ length: length - 2 }, () => String(Math.floor(Math.random() * 10))).join('')}`;
