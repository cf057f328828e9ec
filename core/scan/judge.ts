import type { ScanConfig } from './config.ts';
import type { KeyEvent } from './key-event.ts';
import { loneKeysAtStart, meanGapMs, upperQuartileMs } from './rhythm.ts';
import { digitOf, usCharacterOf } from './us-layout.ts';

/**
 * Why a scan is refused whole.
 * - `missing-key`: a key of it was swallowed, repeated or put in between
 * - `mixed`: typed digits and the code cannot be told apart with certainty
 * - `too-long`: more digits than any code has
 * - `unfinished`: the scanner stopped without its suffix
 */
export type GarbledReason = 'missing-key' | 'mixed' | 'too-long' | 'unfinished';

/** What a finished run of keys is; `start` is the first key of the scan, the ones before it were typed. */
export type Verdict =
  | { readonly kind: 'typing' }
  | { readonly kind: 'scan'; readonly start: number; readonly text: string }
  | { readonly kind: 'garbled'; readonly reason: GarbledReason };

/** Keys that followed one another without a longer pause; `gapsMs[i]` lies between key i and key i + 1. */
export type FinishedRun = {
  readonly keys: readonly KeyEvent[];
  readonly gapsMs: readonly number[];
  /** Something shows that a key before or inside this run is not in it. */
  readonly isHoled: boolean;
};

/** Decides what a run is that a suffix, a known length or a pause has ended. Form first, timing second. */
export function judge(run: FinishedRun, config: ScanConfig): Verdict {
  const text = decode(run.keys, config.prefixes);
  const isScan = isScanLike(text, run, config);
  if (run.isHoled || isHoledByInputMethod(run.keys, isCode(text, config))) {
    return isScan || isRemnant(run, config) ? { kind: 'garbled', reason: 'missing-key' } : { kind: 'typing' };
  }
  return isScan ? wholeScan(run, text, config) : { kind: 'typing' };
}

/** True when these keys spell the form of a payment code. */
export const isPaymentCode = (keys: readonly KeyEvent[], config: ScanConfig): boolean =>
  isCode(decode(keys, config.prefixes), config);

/** True when every key of the run is a digit key. */
export const isAllDigitKeys = (keys: readonly KeyEvent[]): boolean => keys.every((key) => digitOf(key.code) !== null);

function wholeScan(run: FinishedRun, text: string, config: ScanConfig): Verdict {
  const start = startOf(run, text, config);
  if (start === null) return { kind: 'garbled', reason: 'mixed' };
  const code = start === 0 ? text : decode(run.keys.slice(start), config.prefixes);
  return isDigits(code) && code.length > config.maxDigits
    ? { kind: 'garbled', reason: 'too-long' }
    : { kind: 'scan', start, text: code };
}

/** Less than a scan is the rest of one when what came before is known to be elsewhere: few digits as fast as a burst, or more keys at machine speed. */
function isRemnant(run: FinishedRun, config: ScanConfig): boolean {
  const speedMs = meanGapMs(run.gapsMs);
  if (run.keys.length >= config.machineKeys && speedMs <= config.machineGapMs) return true;
  return isAllDigitKeys(run.keys) && run.keys.length >= config.burstKeys && speedMs <= config.holdMs / (config.burstKeys - 1);
}

/** A slow scanner's gaps may be this much over its slowest mean; a quick hand's longer gaps are. */
const UNSTEADY = 1.2;

function isScanLike(text: string, run: FinishedRun, config: ScanConfig): boolean {
  const speedMs = meanGapMs(run.gapsMs);
  const isFast = speedMs <= config.machineGapMs;
  if (!isDigits(text)) return isFast && run.keys.length >= config.minDigits;
  if (text.length < config.minDigits) return isFast && run.keys.length >= config.machineKeys;
  return isFast || (speedMs <= config.codeGapMs && upperQuartileMs(run.gapsMs) <= UNSTEADY * config.codeGapMs);
}

/** Where the scan begins, or null when refusing is the only safe answer. */
function startOf(run: FinishedRun, text: string, config: ScanConfig): number | null {
  const lone = loneKeysAtStart(run.gapsMs);
  if (lone === 0) return 0;
  const isCodeFrom = (start: number): boolean => isCode(decode(run.keys.slice(start), config.prefixes), config);
  // The last typed digit may stand so close to the scan that its gap shows nothing.
  const isCloser = isCodeFrom(lone + 1);
  // One lone key is a typed digit, or the first key of a scan that stalled.
  if (lone === 1) return isCodeFrom(lone) || isCloser ? null : 0;
  return isCodeFrom(lone) && !isCloser && !isCode(text, config) ? lone : null;
}

const isCode = (text: string, config: ScanConfig): boolean =>
  isDigits(text) &&
  text.length >= config.minDigits &&
  text.length <= config.maxDigits &&
  config.codeStarts.some((start) => text.startsWith(start));

const isDigits = (text: string): boolean => /^\d+$/.test(text);

function decode(keys: readonly KeyEvent[], prefixes: readonly string[]): string {
  // A held Shift makes no symbol out of a digit code: no code consists of the symbols above the digits alone.
  const isIgnoringShift = isAllDigitKeys(keys);
  const text = keys.map((key) => usCharacterOf(key.code, key.hasShift && !isIgnoringShift) ?? '').join('');
  const prefix = prefixes.find((candidate) => text.toLowerCase().startsWith(candidate.toLowerCase()));
  return prefix === undefined ? text : text.slice(prefix.length);
}

/**
 * An input method that has a letter, or that starts inside the run, may have swallowed others unseen.
 * Digits alone pass it whole, but only the form of a payment code is proof enough of that.
 */
function isHoledByInputMethod(keys: readonly KeyEvent[], hasCodeForm: boolean): boolean {
  const composing = keys.filter((key) => key.isComposing);
  if (composing.length === 0) return false;
  const hasStartedInside = keys.some((key, at) => key.isComposing && keys[at - 1]?.isComposing === false);
  return hasStartedInside || !hasCodeForm;
}
