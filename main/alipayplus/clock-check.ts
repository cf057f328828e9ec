/*
 * Is a verified answer fresh, and how wrong is this PC's clock?
 *
 * 1. While nothing was measured yet, an answer is fresh when its Response-Time lies within the window of the PC's clock.
 * 2. From then on the gateway's clock is known relative to the monotonic clock, so a PC clock that is set right or wrong
 *    later changes nothing. A sleeping PC stops the monotonic clock on some systems, so while the two clocks of this PC have
 *    gone apart by more than the window nobody can tell which of them is right: nothing is fresh then without rule 3.
 * 3. An answer outside is stale and is not believed, but remembered. When the next stale one shows a Response-Time that moved
 *    on exactly as the monotonic clock did, it was the PC's clock: the gateway's clock is measured anew and that answer is fresh.
 *    An answer that is replayed again and again does not move on and so never gets there.
 * 4. Nothing older than the newest verified Response-Time (or `newestMs` handed in at the start) by more than the window is
 *    ever fresh or confirms anything, so no chain of old answers can walk the clock backwards.
 * What remains: somebody inside the TLS connection with two recorded answers of the right paths and distance, to a till that
 * has verified nothing newer. The window itself is assumed (5 minutes): Alipay+ documents none.
 */

/** When a call ran, on this PC's two clocks; `startedWallMs` is epoch ms, the others are monotonic. */
export type Exchange = { readonly startedWallMs: number; readonly startedMs: number; readonly endedMs: number };

/** Gateway time minus monotonic time lies in `[lowMs, highMs]`; `wallLeadMs` is wall minus monotonic when it was measured. */
type Measure = { readonly lowMs: number; readonly highMs: number; readonly wallLeadMs: number };
type Doubt = Measure & { readonly startedMs: number; readonly endedMs: number };

/** What is known about the gateway's clock. */
export type ClockState = { readonly known: Measure | null; readonly doubt: Doubt | null; readonly newestMs: number };

/** The reading of one verified answer. */
export type Reading = { readonly isFresh: boolean; readonly state: ClockState };

/** Response-Time has whole seconds in the samples, so it may lie this much behind the gateway's clock. */
const STAMP_GRAIN_MS = 1_000;

/** Nothing measured; `newestMs` is the newest Response-Time verified in an earlier run, 0 when there is none. */
export const unknownClock = (newestMs = 0): ClockState => ({ known: null, doubt: null, newestMs });

/** Judges one verified answer; the returned state is to be kept whether it was fresh or not. */
export function readClock(state: ClockState, exchange: Exchange, responseTimeMs: number, windowMs: number): Reading {
  const measure = measureOf(exchange, responseTimeMs);
  const isOld = responseTimeMs < state.newestMs - windowMs;
  if (!isOld && isExpected(state, measure, windowMs)) return { isFresh: true, state: learn(state, measure, responseTimeMs) };
  if (isOld) return { isFresh: false, state };
  return confirm(state, { ...measure, startedMs: exchange.startedMs, endedMs: exchange.endedMs }, responseTimeMs);
}

/**
 * Whether a message that Alipay+ sent by itself is fresh. It is held against what answers to our own questions have taught and
 * teaches nothing itself: whoever reaches the listener must not move the clock with recorded messages.
 */
export function isTimely(
  state: ClockState,
  now: { readonly wallMs: number; readonly monotonicMs: number },
  requestTimeMs: number,
  windowMs: number,
): boolean {
  const exchange: Exchange = { startedWallMs: now.wallMs, startedMs: now.monotonicMs, endedMs: now.monotonicMs };
  return requestTimeMs >= state.newestMs - windowMs && isExpected(state, measureOf(exchange, requestTimeMs), windowMs);
}

/**
 * Gateway time minus this PC's time in ms; null while nothing was measured.
 * When the PC's clock jumped since, either it was corrected or the PC slept: the reading that finds the PC's clock less wrong is taken.
 */
export function skewOf(state: ClockState, wallMs: number, monotonicMs: number): number | null {
  if (state.known === null) return null;
  const lead = middle(state.known.lowMs, state.known.highMs);
  const ifCorrected = Math.round(lead + monotonicMs - wallMs);
  const ifSlept = Math.round(lead - state.known.wallLeadMs);
  return Math.abs(ifCorrected) <= Math.abs(ifSlept) ? ifCorrected : ifSlept;
}

const middle = (a: number, b: number): number => (a + b) / 2;

const measureOf = ({ startedWallMs, startedMs, endedMs }: Exchange, responseTimeMs: number): Measure => ({
  lowMs: responseTimeMs - endedMs,
  highMs: responseTimeMs + STAMP_GRAIN_MS - startedMs,
  wallLeadMs: startedWallMs - startedMs,
});

/** True when the clock that has earned trust predicted this Response-Time within the window, and no other clock denies it. */
function isExpected({ known }: ClockState, measure: Measure, windowMs: number): boolean {
  const wentApartMs = known === null ? 0 : measure.wallLeadMs - known.wallLeadMs;
  if (Math.abs(wentApartMs) > windowMs) return false;
  const lead = known === null ? measure.wallLeadMs : middle(known.lowMs, known.highMs);
  const predictions = [lead, lead + wentApartMs];
  return predictions.some((predicted) => measure.lowMs <= predicted + windowMs && measure.highMs >= predicted - windowMs);
}

/** Narrows what is known; measures that no longer overlap (drift, sleep) are replaced by the newest. */
function learn(state: ClockState, measure: Measure, responseTimeMs: number): ClockState {
  const lowMs = Math.max(measure.lowMs, state.known?.lowMs ?? measure.lowMs);
  const highMs = Math.min(measure.highMs, state.known?.highMs ?? measure.highMs);
  const known = lowMs <= highMs ? { lowMs, highMs, wallLeadMs: measure.wallLeadMs } : measure;
  return { known, doubt: null, newestMs: Math.max(state.newestMs, responseTimeMs) };
}

/** Two stale answers prove a running clock when both fit it and lie too far apart to be one answer sent twice. */
function confirm(state: ClockState, doubt: Doubt, responseTimeMs: number): Reading {
  const first = state.doubt;
  if (first === null) return { isFresh: false, state: { ...state, doubt } };
  if (doubt.startedMs - first.endedMs <= STAMP_GRAIN_MS) return { isFresh: false, state };
  const isOneClock = first.lowMs <= doubt.highMs && doubt.lowMs <= first.highMs;
  if (!isOneClock) return { isFresh: false, state: { ...state, doubt } };
  return { isFresh: true, state: learn({ ...state, known: null }, doubt, responseTimeMs) };
}
