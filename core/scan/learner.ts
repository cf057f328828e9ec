import { splitAim } from './aim.ts';
import { DEFAULT_SCAN_CONFIG } from './config.ts';
import type { Framing, Suffix } from './framing.ts';
import type { KeyEvent } from './key-event.ts';
import { meanGapMs } from './rhythm.ts';
import { SHEET } from './sheet.ts';
import { digitOf, usCharacterOf } from './us-layout.ts';

/** A key that went down while the set-up listens; lone modifiers are left out. */
export type RunKey = Pick<KeyEvent, 'code' | 'hasShift' | 'hasCtrl' | 'atMs'> & {
  /** The character came by its number, with Alt: `code` is the key that would have made it. */
  readonly isAltCoded?: true;
};

/**
 * Why a scan teaches nothing.
 * - `not-the-sheet`: something else was scanned or typed
 * - `same-symbol`: this symbol was scanned already; the next one of the sheet is wanted
 * - `keys-missing`: digits of the symbol did not arrive: an input method, or a scanner that is too fast for this PC
 * - `too-slow`: slower than any scan can be told from typing
 * - `prefix-unusable`, `suffix-unusable`: a key before or behind the code that Paydesk cannot use
 * - `prefix-differs`, `suffix-differs`, `aim-differs`: two scans contradict each other; the set-up begins anew
 */
export type LearnProblem =
  | 'not-the-sheet'
  | 'same-symbol'
  | 'keys-missing'
  | 'too-slow'
  | 'prefix-unusable'
  | 'suffix-unusable'
  | 'prefix-differs'
  | 'suffix-differs'
  | 'aim-differs';

/** One understood scan of the sheet. */
export type Reading = Framing & { readonly symbol: number; readonly msPerKey: number };

/** Where the set-up stands after a scan; `learnt` once three different symbols agree. */
export type Lesson = {
  readonly readings: readonly Reading[];
  readonly problem: LearnProblem | null;
  readonly learnt: { readonly framing: Framing; readonly msPerKey: number } | null;
};

/** Nothing scanned yet. */
export const FIRST_LESSON: Lesson = { readings: [], problem: null, learnt: null };

/** Fewer keys than this are somebody touching the keyboard. */
const KEYS_MIN = 6;

/** Takes one run of keys between two silences. A run that contradicts an earlier one is refused, and so are the earlier ones. */
export function learn(lesson: Lesson, run: readonly RunKey[]): Lesson {
  if (lesson.learnt !== null || run.length < KEYS_MIN) return lesson;
  const read = readRun(run);
  if (typeof read === 'string') return { ...lesson, problem: read };
  if (lesson.readings.some(({ symbol }) => symbol === read.symbol)) return { ...lesson, problem: 'same-symbol' };
  const problem = contradiction(lesson.readings[0], read);
  if (problem !== null) return { ...FIRST_LESSON, problem };
  const readings = [...lesson.readings, read];
  return { readings, problem: null, learnt: readings.length < SHEET.length ? null : conclusion(readings) };
}

function conclusion(readings: readonly Reading[]): Lesson['learnt'] {
  const [first] = readings;
  if (first === undefined) return null;
  const msPerKey = Math.max(...readings.map((reading) => reading.msPerKey));
  return { framing: { prefix: first.prefix, suffix: first.suffix, hasAim: first.hasAim }, msPerKey };
}

function contradiction(first: Reading | undefined, read: Reading): LearnProblem | null {
  if (first === undefined) return null;
  if (first.hasAim !== read.hasAim) return 'aim-differs';
  if (first.prefix !== read.prefix) return 'prefix-differs';
  return first.suffix === read.suffix ? null : 'suffix-differs';
}

/** Stands for a key without a character, so that text and keys keep the same places. */
const NO_CHARACTER = '\u0000';

function readRun(run: readonly RunKey[]): Reading | LearnProblem {
  const text = run.map(characterOf).join('');
  const symbol = SHEET.findIndex(({ digits }) => text.includes(digits));
  const digits = SHEET[symbol]?.digits;
  if (digits === undefined) return SHEET.some((one) => isMostOf(text, one.digits)) ? 'keys-missing' : 'not-the-sheet';
  const start = text.indexOf(digits);
  const before = beforeCode(run.slice(0, start).map(exactCharacterOf).join(''));
  if (before === null) return 'prefix-unusable';
  const suffix = suffixOf(run.slice(start + digits.length));
  if (suffix === null) return 'suffix-unusable';
  const code = run.slice(start, start + digits.length);
  const msPerKey = meanGapMs(gapsOf(code));
  return msPerKey > slowestMs(code) ? 'too-slow' : { ...before, suffix, symbol, msPerKey };
}

/** A character by its number takes four keys and more, and nobody types sixteen of them: only a pause ends such a scan. */
const slowestMs = (code: readonly RunKey[]): number =>
  code.every(({ isAltCoded }) => isAltCoded === true) ? DEFAULT_SCAN_CONFIG.pauseMs / 1.5 : DEFAULT_SCAN_CONFIG.codeGapMs;

/** A held Shift does not hide the digits of a symbol; in a prefix it makes another character. */
const characterOf = (key: RunKey): string => (key.hasCtrl ? null : digitOf(key.code)) ?? exactCharacterOf(key);

const exactCharacterOf = ({ code, hasShift, hasCtrl }: RunKey): string =>
  (hasCtrl ? null : usCharacterOf(code, hasShift)) ?? NO_CHARACTER;

const PREFIX_MAX = 8;

function beforeCode(text: string): Pick<Reading, 'prefix' | 'hasAim'> | null {
  const at = text.lastIndexOf(']');
  const hasAim = at >= 0 && splitAim(text.slice(at)).text === '';
  const prefix = hasAim ? text.slice(0, at) : text;
  return prefix.includes(NO_CHARACTER) || prefix.length > PREFIX_MAX ? null : { prefix, hasAim };
}

const ENTER = new Set(['Enter', 'NumpadEnter']);

function suffixOf(keys: readonly RunKey[]): Suffix | null {
  const [first, ...rest] = keys.map(({ code, hasCtrl }) => (hasCtrl ? `Control+${code}` : code));
  if (first === undefined) return 'none';
  const suffix = ENTER.has(first) ? 'enter' : (OTHER_ENDS[first] ?? null);
  // CR LF and Tab CR are one end: the decoder takes the second key as the echo of the first.
  return rest.every((name) => ENTER.has(name) || name in OTHER_ENDS) ? suffix : null;
}

const OTHER_ENDS: Readonly<Record<string, Suffix>> = { Tab: 'tab', 'Control+KeyJ': 'line-feed', ArrowDown: 'line-feed' };

const gapsOf = (keys: readonly RunKey[]): readonly number[] =>
  keys.slice(1).map(({ atMs }, at) => atMs - (keys[at]?.atMs ?? atMs));

/** True when these digits are the symbol's with some left out, and at least half are there. */
function isMostOf(text: string, digits: string): boolean {
  const got = text.replace(/\D/g, '');
  let at = 0;
  for (const digit of digits) if (digit === got[at]) at += 1;
  return at === got.length && got.length * 2 >= digits.length && got.length < digits.length;
}
