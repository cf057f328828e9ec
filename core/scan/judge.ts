import type { ScanConfig } from './config.ts';
import { isShortProductCode } from './check-digit.ts';
import type { KeyEvent } from './key-event.ts';
import { isHandGap, isOffBeat, isSlowOrUneven, loneKeysAtStart, meanGapMs, upperQuartileMs } from './rhythm.ts';
import { digitOf, usCharacterOf, usKeyOf } from './us-layout.ts';

/**
 * Why a scan is refused whole.
 * - `missing-key`: a key of it was swallowed, repeated or put in between
 * - `mixed`: typed digits and the code cannot be told apart with certainty
 * - `too-long`: more digits than any code has
 * - `unfinished`: the scanner stopped without its suffix
 */
export type GarbledReason = 'missing-key' | 'mixed' | 'too-long' | 'unfinished';

/** What a finished run of keys is; `start` is the first key of the scan, whole or not; the ones before it were typed. */
export type Verdict =
  | { readonly kind: 'typing' }
  | { readonly kind: 'scan'; readonly start: number; readonly text: string }
  | { readonly kind: 'garbled'; readonly reason: GarbledReason; readonly start: number };

/** Keys that followed one another without a longer pause; `gapsMs[i]` lies between key i and key i + 1. */
export type FinishedRun = {
  readonly keys: readonly KeyEvent[];
  readonly gapsMs: readonly number[];
  /** Something shows that a key before or inside this run is not in it. */
  readonly isHoled: boolean;
  /** With the digits before the pause in front of it this is a payment code in one scanner's rhythm. */
  readonly isRest: boolean;
  /** An input method took part. */
  readonly isComposed: boolean;
  /** Every character came by its number, with Alt. */
  readonly isAltCoded: boolean;
};

/** Decides what a run is that a suffix, a known length or a pause has ended. Form first, timing second. */
export function judge(run: FinishedRun, config: ScanConfig): Verdict {
  const text = decode(run.keys, config.prefixes);
  if (isCode(text, config) && isScanLike(text, run, config)) {
    return isTypedInFront(run, config) ? { kind: 'garbled', reason: 'mixed', start: 0 } : judgeFrom(run, 0, config);
  }
  const behind = scanBehind(run, config);
  if (behind === null) return judgeFrom(run, 0, config);
  return behind.isApart ? apartFrom(run, behind.start, config) : closeBehind(run, text, behind.start, config);
}

/**
 * True when gaps at the start of a whole code are a hand's and another code begins behind one of them. A scanner pauses once at most,
 * so behind its first pause the other code has to begin at once; behind more of them typed digits may follow in its rhythm.
 */
function isTypedInFront(run: FinishedRun, config: ScanConfig): boolean {
  const ends = run.gapsMs.slice(0, config.minDigits).flatMap((_, at) => (isHandGap(run.gapsMs, at + 1) ? [at + 1] : []));
  return ends.some((end, before) => end > 1 && hasCodeWithin(run, end, [0, before === 0 ? 1 : MOST_CLOSE], config));
}

/** True when a payment code begins so many keys behind this one. */
function hasCodeWithin(
  { keys }: FinishedRun,
  start: number,
  [least, most]: readonly [number, number],
  config: ScanConfig,
): boolean {
  return keys.some((_, at) => at >= start + least && at <= start + most && isPaymentCode(keys.slice(at), config));
}

function apartFrom(run: FinishedRun, start: number, config: ScanConfig): Verdict {
  // The last typed digits may stand so close to the scan that their gaps show nothing.
  const isCloser = isSlowOrUneven(run.gapsMs.slice(start)) && hasCodeWithin(run, start, [1, MOST_CLOSE], config);
  const isUnsure = isCloser || isMaybeStalled(run, start, config) || isTypedInFront(from(run, start), config);
  return isUnsure ? { kind: 'garbled', reason: 'mixed', start } : judgeFrom(run, start, config);
}

/** More typed digits than these, in a scanner's rhythm, are none. */
const MOST_CLOSE = 4;

/** A payment code so close behind other keys is refused: several letters at a hand's pace were typed, of digits nobody can tell. */
function closeBehind(run: FinishedRun, text: string, start: number, config: ScanConfig): Verdict {
  const isLetters = !isAllDigitKeys(run.keys);
  const isTyped = isLetters && start > 1 && meanGapMs(run.gapsMs.slice(0, start - 1)) > config.machineGapMs;
  if (isTyped) return { kind: 'garbled', reason: 'mixed', start };
  const verdict = judgeFrom(run, 0, config);
  const isFar = start > MOST_CLOSE && !run.gapsMs.slice(0, start).some((_, at) => isHandGap(run.gapsMs, at + 1));
  const isOther = isLetters || isFar || isForeign(text, config);
  return verdict.kind === 'typing' || !isOther ? { kind: 'garbled', reason: 'mixed', start: 0 } : verdict;
}

/** Digits at a scanner's speed behind something typed: where they begin, and whether a hand's gap parts them from it. */
function scanBehind(run: FinishedRun, config: ScanConfig): { readonly start: number; readonly isApart: boolean } | null {
  const first = Math.max(1, run.keys.findLastIndex((key) => digitOf(key.code) === null) + 1);
  const starts = Array.from({ length: Math.max(0, run.keys.length - config.minDigits - first + 1) }, (_, at) => first + at);
  const isScanFrom = (start: number): boolean => {
    const rest = from(run, start);
    return isScanLike(decode(rest.keys, config.prefixes), rest, config);
  };
  const isCodeFrom = (start: number): boolean => isPaymentCode(run.keys.slice(start), config) && isScanFrom(start);
  const parted = starts.filter((start) => isHandGap(run.gapsMs, start));
  const [apartCode, closeCode] = [parted.find(isCodeFrom), starts.find(isCodeFrom)];
  if (apartCode !== undefined) return { start: apartCode, isApart: true };
  if (closeCode !== undefined) return { start: closeCode, isApart: false };
  const other = isScanFrom(0) ? undefined : parted.find(isScanFrom);
  return other === undefined ? null : { start: other, isApart: true };
}

/** True when the digits before the gap came like a scanner's too, so that it may be a pause inside another scan. */
function isMaybeStalled({ keys, gapsMs }: FinishedRun, start: number, config: ScanConfig): boolean {
  if (!isAllDigitKeys(keys.slice(0, start))) return false;
  return start === 1 || meanGapMs(gapsMs.slice(0, start - 1)) <= config.codeGapMs;
}

const from = (run: FinishedRun, start: number): FinishedRun =>
  start === 0 ? run : { ...run, keys: run.keys.slice(start), gapsMs: run.gapsMs.slice(start) };

function judgeFrom(whole: FinishedRun, start: number, config: ScanConfig): Verdict {
  const run = from(whole, start);
  const text = decode(run.keys, config.prefixes);
  const isScan = isScanLike(text, run, config);
  // The case of letters and what is no payment code are not certain enough when an input method was in between.
  if (run.isHoled || (run.isComposed && !isCode(text, config))) {
    return isScan || isRemnant(run, config) ? { kind: 'garbled', reason: 'missing-key', start } : TYPING;
  }
  return isScan ? wholeScan(run, text, start, config) : TYPING;
}

const TYPING: Verdict = { kind: 'typing' };

/** True when these keys spell the form of a payment code. */
export const isPaymentCode = (keys: readonly KeyEvent[], config: ScanConfig): boolean =>
  isCode(decode(keys, config.prefixes), config);

/** True when every key of the run is a digit key. */
export const isAllDigitKeys = (keys: readonly KeyEvent[]): boolean => keys.every((key) => digitOf(key.code) !== null);

function wholeScan(run: FinishedRun, text: string, typed: number, config: ScanConfig): Verdict {
  const start = startOf(run, text, config);
  if (start === null) return { kind: 'garbled', reason: 'mixed', start: typed };
  const code = start === 0 ? text : decode(run.keys.slice(start), config.prefixes);
  return isDigits(code) && code.length > config.maxDigits
    ? { kind: 'garbled', reason: 'too-long', start: typed }
    : { kind: 'scan', start: typed + start, text: code };
}

/** Less than a scan is the rest of one when what came before is known to be elsewhere: few digits as fast as a burst, or more keys at machine speed. */
function isRemnant(run: FinishedRun, config: ScanConfig): boolean {
  const speedMs = meanGapMs(run.gapsMs);
  if (run.isRest) return true;
  if (run.keys.length >= config.machineKeys && speedMs <= config.machineGapMs) return true;
  return isAllDigitKeys(run.keys) && run.keys.length >= config.burstKeys && speedMs <= config.holdMs / (config.burstKeys - 1);
}

/** A slow scanner's gaps may be this much over its slowest mean; a quick hand's longer gaps are. */
const UNSTEADY = 1.2;

function isScanLike(text: string, run: FinishedRun, config: ScanConfig): boolean {
  const isFast = meanGapMs(run.gapsMs) <= config.machineGapMs;
  if (!isDigits(text)) return isFast && run.keys.length >= config.minDigits;
  if (text.length < config.minDigits) return isFast && (run.keys.length >= config.machineKeys || isShortProductCode(text));
  // Nobody types sixteen characters by their numbers, however slowly the scanner does.
  return isFast || run.isAltCoded || isSteady(run, config);
}

/** True when these gaps are a scanner's, however slow it is. */
export const isSteady = ({ gapsMs }: Pick<FinishedRun, 'gapsMs'>, { codeGapMs }: ScanConfig): boolean =>
  meanGapMs(gapsMs) <= codeGapMs && upperQuartileMs(gapsMs) <= UNSTEADY * codeGapMs;

/** Where the scan begins, or null when refusing is the only safe answer. */
function startOf(run: FinishedRun, text: string, config: ScanConfig): number | null {
  const lone = loneKeysAtStart(run.gapsMs);
  const isCodeFrom = (start: number): boolean => isPaymentCode(run.keys.slice(start), config);
  if (lone === 0) return isCodeBehindOne(run, text, config) ? null : 0;
  // The last typed digit may stand so close to the scan that its gap shows nothing.
  const isCloser = isCodeFrom(lone + 1);
  // One lone key is a typed digit, or the first key of a scan that stalled.
  if (lone === 1) return isCodeFrom(lone) || isCloser ? null : 0;
  return isCodeFrom(lone) && !isCloser && !isCode(text, config) ? lone : null;
}

/** True when one digit in front of a payment code was most likely typed: its gap is out of rhythm, or no other wallet's code begins so. */
function isCodeBehindOne({ keys, gapsMs }: FinishedRun, text: string, config: ScanConfig): boolean {
  if (isCode(text, config) || !isPaymentCode(keys.slice(1), config)) return false;
  return isOffBeat(gapsMs) || !isForeign(text, config);
}

const isForeign = (text: string, { foreignForms }: ScanConfig): boolean =>
  foreignForms.some(({ start, digits }) => text.startsWith(start) && text.length === digits);

const isCode = (text: string, config: ScanConfig): boolean =>
  isDigits(text) &&
  text.length >= config.minDigits &&
  text.length <= config.maxDigits &&
  config.codeStarts.some((start) => text.startsWith(start));

const isDigits = (text: string): boolean => /^\d+$/.test(text);

function decode(keys: readonly KeyEvent[], prefixes: readonly string[]): string {
  const code = keys.slice(prefixLength(keys, prefixes));
  // A held Shift makes no symbol out of a digit code: no code consists of the symbols above the digits alone.
  const isIgnoringShift = isAllDigitKeys(code);
  return code.map((key) => characterOf(key, key.hasShift && !isIgnoringShift)).join('');
}

/** A blank stands for itself, so that a code with blanks is never taken for the digits between them. */
const characterOf = ({ code }: KeyEvent, hasShift: boolean): string =>
  code === 'Space' ? ' ' : (usCharacterOf(code, hasShift) ?? '');

/** How many keys in front are the configured prefix or an AIM identifier; by their places, so that Shift and Caps Lock do not matter. */
function prefixLength(keys: readonly KeyEvent[], prefixes: readonly string[]): number {
  const isAt = (character: string, at: number): boolean => {
    const code = keys[at]?.code ?? '';
    return digitOf(code) === character || usKeyOf(character)?.code === code;
  };
  const prefix = prefixes.find((candidate) => candidate !== '' && Array.from(candidate).every(isAt));
  if (prefix !== undefined) return prefix.length;
  const isAim = isAt(']', 0) && keys[1]?.code.startsWith('Key') === true && digitOf(keys[2]?.code ?? '') !== null;
  return isAim ? AIM_LENGTH : 0;
}

/** `]`, a letter for the symbology, a digit (ISO/IEC 15424): no payment or receipt code begins like that. */
const AIM_LENGTH = 3;
