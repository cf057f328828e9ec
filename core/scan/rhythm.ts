/** Gaps left out of the mean: a busy machine stretches one or two of them in any scan. */
const LONGEST_LEFT_OUT = 2;

/** With fewer gaps than this every one counts. */
const GAPS_TO_TRIM = 10;

/** Mean gap in milliseconds, the two longest left out; 0 without gaps. */
export function meanGapMs(gapsMs: readonly number[]): number {
  const sorted = [...gapsMs].sort((a, b) => a - b);
  const kept = sorted.length < GAPS_TO_TRIM ? sorted : sorted.slice(0, -LONGEST_LEFT_OUT);
  return kept.length === 0 ? 0 : kept.reduce((sum, gap) => sum + gap, 0) / kept.length;
}

/** The gap in milliseconds that three quarters of the gaps stay within: a hand's is far above its mean, a scanner's is not. */
export function upperQuartileMs(gapsMs: readonly number[]): number {
  return [...gapsMs].sort((a, b) => a - b)[Math.floor(gapsMs.length * 0.75)] ?? 0;
}

/** No hand is expected to be quicker than this between two digits; 12 keys a second are 83 ms. */
const HAND_GAP_MS = 60;

const medianOf = (gapsMs: readonly number[]): number => [...gapsMs].sort((a, b) => a - b)[Math.floor(gapsMs.length / 2)] ?? 0;

/** True when the first gap is longer or shorter than a scanner's jitter makes it. */
export function isOffBeat(gapsMs: readonly number[]): boolean {
  const [first = 0, medianMs] = [gapsMs[0], medianOf(gapsMs)];
  return first > 1.5 * medianMs + 3 || first < 0.6 * medianMs - 3;
}

/** Slower than this, a scanner's rhythm hides rolled keys. */
const FAST_MS = 20;

/** True when typed keys may hide among the first of these gaps. */
export const isSlowOrUneven = (gapsMs: readonly number[]): boolean =>
  medianOf(gapsMs) > FAST_MS || [0, 1, 2, 3].some((at) => isOffBeat(gapsMs.slice(at)));

/** The longest gap that still belongs to the rhythm of these gaps. */
const rhythmMs = (gapsMs: readonly number[]): number => Math.max(HAND_GAP_MS, 1.5 * medianOf(gapsMs) + 20);

/** True when the gap before key `start` is a hand's and out of the rhythm of the keys from there on. */
export const isHandGap = (gapsMs: readonly number[], start: number): boolean =>
  (gapsMs[start - 1] ?? 0) > rhythmMs(gapsMs.slice(start));

/**
 * How many keys at the start stand alone, each followed by a gap that is a hand's and out of the run's rhythm.
 * A scanner pauses once at most, so two lone keys and more were typed before the scan.
 */
export function loneKeysAtStart(gapsMs: readonly number[]): number {
  const longestMs = rhythmMs(gapsMs);
  const first = gapsMs.findIndex((gap) => gap <= longestMs);
  return first === -1 ? 0 : first;
}
