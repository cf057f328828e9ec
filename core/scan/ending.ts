import type { ScanConfig } from './config.ts';
import { isAllDigitKeys, isPaymentCode, isSteady, judge, type FinishedRun, type Verdict } from './judge.ts';
import type { KeyEvent } from './key-event.ts';
import { emptyRun, isFresh, isHolding, lastMsOf, releasedFrom, takeHeld, type Direct } from './run.ts';
import { emitTyping, type Decoded, type State } from './state.ts';

const TYPING: Verdict = { kind: 'typing' };

/** What the run would be if it ended here. */
export function verdictOf<Key extends KeyEvent>(state: State<Key>): Verdict {
  const { run, config } = state;
  if (isFresh(run)) return TYPING;
  const isCut = isCutHead(state);
  const about = { ...run, isHoled: run.isHoled || isCut, isRest: isCut && isRest(state), isComposed: false, isAltCoded: false };
  return run.direct === null ? judge(about, config) : judgeDirect(about, run.direct, config);
}

function judgeDirect<Key extends KeyEvent>(run: FinishedRun, direct: Direct<Key>, config: ScanConfig): Verdict {
  const { passed, pending, isComposed, isDoubtful, isAltCoded } = direct;
  // A key that is still down has not been counted; an input method that converts a digit key's character may have added others.
  const about = { ...run, isHoled: run.isHoled || pending !== null || (isComposed && isDoubtful), isComposed, isAltCoded };
  const verdict = judge(about, config);
  if (verdict.kind !== 'typing' || !isComposed) return verdict;
  // Where the releases were hidden as well, the keys that went down still show that this was a scan.
  const gapsMs = passed.slice(1).map((key, at) => key.atMs - (passed[at]?.atMs ?? key.atMs));
  return judge({ ...about, keys: passed, gapsMs, isHoled: true }, config);
}

/** Gives out what the verdict says and forgets the run. */
export function conclude<Key extends KeyEvent>(
  state: State<Key>,
  verdict: Exclude<Verdict, { kind: 'typing' }>,
  out: Decoded<Key>[],
): void {
  const { run } = state;
  const { start } = verdict;
  const head =
    verdict.kind === 'garbled' && start === 0 && isCutHead(state) ? state.head.filter((key) => !state.refused.has(key)) : [];
  emitTyping(out, takeHeld(run, start));
  const takeBack = [...head, ...releasedFrom(run, start)];
  out.push(
    verdict.kind === 'scan'
      ? { kind: 'scan', text: verdict.text, takeBack }
      : { kind: 'garbled', reason: verdict.reason, takeBack },
  );
  forget(state);
}

/** Starts afresh behind a suffix. */
export function forget<Key extends KeyEvent>(state: State<Key>): void {
  state.head = [];
  state.run = emptyRun(false);
}

/** Ends the run without a suffix: a long burst of digits is a cut scan, everything else was typed. */
export function endRun<Key extends KeyEvent>(state: State<Key>, out: Decoded<Key>[], isHoled: boolean): void {
  if (isCutScan(state)) out.push({ kind: 'garbled', reason: 'unfinished', takeBack: releasedFrom(state.run, 0) });
  else emitTyping(out, takeHeld(state.run));
  state.run = emptyRun(isHoled);
}

/** Ends the run at once when it is as long as the longest code that is known to be complete without a suffix. */
export function completeAtLongest<Key extends KeyEvent>(state: State<Key>, atMs: number, out: Decoded<Key>[]): void {
  const longest = Math.max(0, ...state.config.completeLengths);
  if (longest > 0 && state.run.keys.length >= longest) complete(state, atMs, [longest], out);
}

/** Releases what is due, and ends the run if the time since its last key is a pause; called with every key, so that a late timer changes nothing. */
export function lookAtTime<Key extends KeyEvent>(state: State<Key>, atMs: number, out: Decoded<Key>[]): void {
  expire(state, atMs, out);
  const lastMs = lastMsOf(state.run);
  if (lastMs !== null && atMs - lastMs > state.config.pauseMs) pause(state, atMs - lastMs, out);
}

/** Releases what is due. */
export function expire<Key extends KeyEvent>(state: State<Key>, atMs: number, out: Decoded<Key>[]): void {
  for (let dueMs = holdUntilMs(state); dueMs !== null && dueMs <= atMs; dueMs = holdUntilMs(state)) {
    const { run, config } = state;
    const isPause = dueMs - (lastMsOf(run) ?? dueMs) >= config.pauseMs;
    if (isPause && endsByPause(state)) complete(state, atMs, config.completeLengths, out);
    if (state.run !== run) return;
    if (isCutScan(state)) {
      refuseCut(state, dueMs, out);
      return;
    }
    if (!isHolding(run)) {
      pause(state, config.pauseMs, out);
      return;
    }
    emitTyping(out, takeHeld(run, run.isBurst ? run.keys.length : run.released + 1));
    run.isBurst = false;
  }
}

/** Refuses a scan that stopped. The rest may come yet: too few digits to be refused by themselves, with an Enter behind them. */
function refuseCut<Key extends KeyEvent>(state: State<Key>, dueMs: number, out: Decoded<Key>[]): void {
  const { keys } = state.run;
  endRun(state, out, false);
  state.head = [...state.head, ...keys].slice(-state.config.maxDigits);
  for (const key of keys) state.refused.add(key);
  state.suspectUntilMs = dueMs + state.config.pauseMs;
}

/** When something is due; null when nothing waits. */
export function holdUntilMs<Key extends KeyEvent>(state: State<Key>): number | null {
  const { run, config } = state;
  if (!isHolding(run)) return endsByPause(state) ? (run.keys.at(-1)?.atMs ?? 0) + config.pauseMs : null;
  const waiting = run.isBurst ? run.keys.at(-1) : run.keys[run.released];
  return waiting === undefined ? null : waiting.atMs + (isLongBurst(state) ? config.pauseMs : config.holdMs);
}

/** True when a pause may be all that ends this run: no suffix is sent, or a shorter code than the longest is complete as well. */
function endsByPause<Key extends KeyEvent>({ run, config }: State<Key>): boolean {
  const { suffixes, completeLengths } = config;
  if (suffixes.length > 0 && completeLengths.length === 0) return false;
  return run.keys.length >= Math.min(config.machineKeys, ...completeLengths);
}

/** Ends the run as a scan if it is one, of one of these lengths; any length will do when none is known. */
function complete<Key extends KeyEvent>(state: State<Key>, atMs: number, lengths: readonly number[], out: Decoded<Key>[]): void {
  if (isCutHead(state)) return;
  const verdict = verdictOf(state);
  if (verdict.kind !== 'scan' || (lengths.length > 0 && !lengths.includes(verdict.text.length))) return;
  conclude(state, verdict, out);
  state.tail = { code: null, untilMs: atMs + state.config.pauseMs };
}

/** Ends the run at a pause, and remembers its digits: if only they make what follows a payment code, the scan was cut. */
function pause<Key extends KeyEvent>(state: State<Key>, pauseMs: number, out: Decoded<Key>[]): void {
  const { run, config } = state;
  endRun(state, out, false);
  const isHead = pauseMs <= config.headMs && !isHolding(run) && isAllDigitKeys(run.keys);
  state.head = isHead ? [...state.head, ...releasedFrom(run, 0)].slice(-config.maxDigits) : [];
}

/** Digits that follow each other like this were no hand's. */
const MACHINE_HEAD_MS = 30;

function isCutHead<Key extends KeyEvent>({ head, run, config }: State<Key>): boolean {
  const [last, next] = [head.at(-1), run.keys[0]];
  if (last === undefined || next === undefined) return false;
  if (next.atMs - last.atMs > config.headMs || !isPaymentCode([...head, ...run.keys], config)) return false;
  return isMachine(head, config) || !isPaymentCode(run.keys, config);
}

/** True for digits that no hand typed: very fast ones, or several in a slow scanner's rhythm. */
function isMachine(head: readonly KeyEvent[], config: ScanConfig): boolean {
  const [first, last] = [head[0], head.at(-1)];
  if (first === undefined || last === undefined || head.length < 2) return false;
  const isFast = (last.atMs - first.atMs) / (head.length - 1) <= MACHINE_HEAD_MS;
  return isFast || (head.length >= config.burstKeys && isSteady({ gapsMs: gapsWithin(head, config) }, config));
}

/** Nobody types so many digits this evenly but for one pause, so the digits on both sides of it are one slow scan. */
const isRest = <Key extends KeyEvent>({ head, run, config }: State<Key>): boolean =>
  isSteady({ gapsMs: gapsWithin([...head, ...run.keys], config) }, config);

/** The gaps without the pauses. */
const gapsWithin = (keys: readonly KeyEvent[], { pauseMs }: ScanConfig): readonly number[] =>
  keys.slice(1).flatMap(({ atMs }, at) => {
    const gapMs = atMs - (keys[at]?.atMs ?? atMs);
    return gapMs > pauseMs ? [] : [gapMs];
  });

const isLongBurst = <Key extends KeyEvent>({ run, config }: State<Key>): boolean =>
  run.isBurst && run.keys.length >= config.machineKeys;

const isCutScan = <Key extends KeyEvent>(state: State<Key>): boolean =>
  isLongBurst(state) && isHolding(state.run) && isAllDigitKeys(state.run.keys);
