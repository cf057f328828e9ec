import type { ScanConfig } from './config.ts';
import { isShortProductCode } from './check-digit.ts';
import type { KeyEvent } from './key-event.ts';
import { isHandGap, loneKeysAtStart, meanGapMs, upperQuartileMs } from './rhythm.ts';
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
  /** An input method took part. */
  readonly isComposed: boolean;
  /** Every character came by its number, with Alt. */
  readonly isAltCoded: boolean;
};

/** Decides what a run is that a suffix, a known length or a pause has ended. Form first, timing second. */
export function judge(run: FinishedRun, config: ScanConfig): Verdict {
  const start = codeBehindLetters(run, config);
  const verdict = judgeFrom(run, start !== null && isHandGap(run.gapsMs, start) ? start : 0, config);
  if (start === null || verdict.kind !== 'typing') return verdict;
  // Letters and a payment code so close behind them are no typing; several letters at a hand's pace were typed all the same.
  const isTyped = start > 1 && meanGapMs(run.gapsMs.slice(0, start - 1)) > config.machineGapMs;
  return { kind: 'garbled', reason: 'mixed', start: isTyped ? start : 0 };
}

/** Where the digits of a payment code at a scanner's speed begin behind a key that is no digit; null where there are none. */
function codeBehindLetters(run: FinishedRun, config: ScanConfig): number | null {
  const start = run.keys.findLastIndex((key) => digitOf(key.code) === null) + 1;
  if (start === 0 || !isPaymentCode(run.keys.slice(start), config)) return null;
  const { gapsMs } = run;
  return isScanLike(
    decode(run.keys.slice(start), config.prefixes),
    { ...run, keys: run.keys.slice(start), gapsMs: gapsMs.slice(start) },
    config,
  )
    ? start
    : null;
}

function judgeFrom(whole: FinishedRun, from: number, config: ScanConfig): Verdict {
  const run = from === 0 ? whole : { ...whole, keys: whole.keys.slice(from), gapsMs: whole.gapsMs.slice(from) };
  const text = decode(run.keys, config.prefixes);
  const isScan = isScanLike(text, run, config);
  // The case of letters and what is no payment code are not certain enough when an input method was in between.
  if (run.isHoled || (run.isComposed && !isCode(text, config))) {
    return isScan || isRemnant(run, config) ? { kind: 'garbled', reason: 'missing-key', start: from } : TYPING;
  }
  return isScan ? wholeScan(run, text, from, config) : TYPING;
}

const TYPING: Verdict = { kind: 'typing' };

/** True when these keys spell the form of a payment code. */
export const isPaymentCode = (keys: readonly KeyEvent[], config: ScanConfig): boolean =>
  isCode(decode(keys, config.prefixes), config);

/** True when every key of the run is a digit key. */
export const isAllDigitKeys = (keys: readonly KeyEvent[]): boolean => keys.every((key) => digitOf(key.code) !== null);

function wholeScan(run: FinishedRun, text: string, from: number, config: ScanConfig): Verdict {
  const start = startOf(run, text, config);
  if (start === null) return { kind: 'garbled', reason: 'mixed', start: from };
  const code = start === 0 ? text : decode(run.keys.slice(start), config.prefixes);
  return isDigits(code) && code.length > config.maxDigits
    ? { kind: 'garbled', reason: 'too-long', start: from }
    : { kind: 'scan', start: from + start, text: code };
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
  const isFast = meanGapMs(run.gapsMs) <= config.machineGapMs;
  if (!isDigits(text)) return isFast && run.keys.length >= config.minDigits;
  if (text.length < config.minDigits) return isFast && (run.keys.length >= config.machineKeys || isShortProductCode(text));
  // Nobody types sixteen characters by their numbers, however slowly the scanner does.
  return isFast || run.isAltCoded || isSteady(run, config);
}

const isSteady = ({ gapsMs }: FinishedRun, { codeGapMs }: ScanConfig): boolean =>
  meanGapMs(gapsMs) <= codeGapMs && upperQuartileMs(gapsMs) <= UNSTEADY * codeGapMs;

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
  const code = keys.slice(prefixLength(keys, prefixes));
  // A held Shift makes no symbol out of a digit code: no code consists of the symbols above the digits alone.
  const isIgnoringShift = isAllDigitKeys(code);
  return code.map((key) => usCharacterOf(key.code, key.hasShift && !isIgnoringShift) ?? '').join('');
}

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
