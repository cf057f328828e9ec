import type { ScanConfig } from './config.ts';
import { isAllDigitKeys, isPaymentCode, judge, type GarbledReason, type Verdict } from './judge.ts';
import { classify, type KeyClass, type KeyEvent } from './key-event.ts';
import { addKey, emptyRun, isHolding, releasedFrom, takeHeld, type Run } from './run.ts';
import { usCharacterOf } from './us-layout.ts';

/**
 * What the decoder makes of keys, in order.
 * - `scan`: a whole code, prefix and suffix stripped
 * - `garbled`: a scan that is refused whole; it is nobody's typing
 * - `typing`: keys somebody typed, released in the order they came, each exactly once
 * `alreadyReleased` is how many of the keys released last belonged to the scan: the shell takes them back.
 */
export type Decoded<Key extends KeyEvent> =
  | { readonly kind: 'scan'; readonly text: string; readonly alreadyReleased: number }
  | { readonly kind: 'garbled'; readonly reason: GarbledReason; readonly alreadyReleased: number }
  | { readonly kind: 'typing'; readonly keys: readonly Key[] };

/** The answer to one key or tick; `holdUntilMs` is when the shell must call `tick`, null when nothing is held. */
export type DecoderStep<Key extends KeyEvent> = {
  readonly outputs: readonly Decoded<Key>[];
  readonly holdUntilMs: number | null;
};

/** The decoder: keys and times in, scans and typing out. It has no clock and no timer of its own. */
export type Decoder<Key extends KeyEvent> = {
  /** Takes one key; constant work but for the key that ends a run, which costs as much as the run is long. */
  readonly feed: (key: Key) => DecoderStep<Key>;
  /** Tells the time; releases the keys that have been held long enough. */
  readonly tick: (atMs: number) => DecoderStep<Key>;
  /** Releases everything that is held, for a window that closes. */
  readonly flush: () => DecoderStep<Key>;
};

/** Starts a decoder with nothing held. It never throws, whatever keys come. */
export function createDecoder<Key extends KeyEvent>(config: ScanConfig): Decoder<Key> {
  const state: State<Key> = { config, run: emptyRun(false), pressed: new Set(), suspectUntilMs: -Infinity, tail: null, head: [] };
  const step = (act: (out: Decoded<Key>[]) => void): DecoderStep<Key> => {
    const outputs: Decoded<Key>[] = [];
    act(outputs);
    return { outputs, holdUntilMs: holdUntilMs(state) };
  };
  return {
    feed: (key) =>
      step((out) => {
        if (key.down) keyDown(state, key, out);
        else keyUp(state, key);
      }),
    tick: (atMs) =>
      step((out) => {
        expire(state, atMs, out);
      }),
    flush: () =>
      step((out) => {
        emitTyping(out, takeHeld(state.run));
      }),
  };
}

/**
 * `head`: digits that went out as typing just before the run, parted from it by a pause.
 * `tail`: the suffix key of the last scan, whose echo (CR LF, or a suffix behind a known length) belongs to that scan.
 */
type State<Key extends KeyEvent> = {
  readonly config: ScanConfig;
  run: Run<Key>;
  readonly pressed: Set<string>;
  suspectUntilMs: number;
  head: readonly Key[];
  tail: { readonly code: string | null; readonly untilMs: number } | null;
};

function keyDown<Key extends KeyEvent>(state: State<Key>, key: Key, out: Decoded<Key>[]): void {
  state.pressed.add(key.code);
  expire(state, key.atMs, out);
  const last = state.run.keys.at(-1);
  if (last !== undefined && key.atMs - last.atMs > state.config.pauseMs) pause(state, key.atMs - last.atMs, out);
  const kind = classify(key, state.config);
  if (kind === 'modifier') {
    emitTyping(out, [key]);
    return;
  }
  if (isEcho(state, key)) return;
  state.tail = null;
  if (kind === 'suffix') suffix(state, key, out);
  else if (kind === 'other') interrupt(state, key, out);
  else candidate(state, key, kind, out);
}

/** A key that comes up without having gone down was swallowed on its way down. */
function keyUp<Key extends KeyEvent>(state: State<Key>, key: Key): void {
  const wasPressed = state.pressed.delete(key.code);
  if (!wasPressed && state.run.keys.length > 0 && usCharacterOf(key.code, false) !== null) state.run.isHoled = true;
}

function isEcho<Key extends KeyEvent>(state: State<Key>, key: Key): boolean {
  if (state.tail === null) return false;
  if (key.isRepeat) return key.code === state.tail.code;
  return key.atMs <= state.tail.untilMs && classify(key, state.config) === 'suffix';
}

function candidate<Key extends KeyEvent>(state: State<Key>, key: Key, kind: KeyClass, out: Decoded<Key>[]): void {
  const { config } = state;
  if (state.run.keys.length >= config.maxKeys) endRun(state, out, true);
  if (state.run.keys.length === 0) state.run = emptyRun(state.run.isHoled || key.atMs <= state.suspectUntilMs);
  const run = state.run;
  const wasHolding = isHolding(run);
  addKey(run, key, config.burstKeys, config.holdMs);
  // A typed letter may be the first of an input method's word, so letters wait only behind held keys or in a burst.
  const isFree = kind === 'text' && !wasHolding && !run.isBurst;
  if (key.isComposing || isFree) emitTyping(out, takeHeld(run));
  const longest = Math.max(...config.completeLengths);
  if (isLength(run.keys.length, longest, config)) completeByLength(state, key.atMs, [longest], out);
}

/** Ends the run at a pause, and remembers its digits: if only they make what follows a payment code, the scan was cut. */
function pause<Key extends KeyEvent>(state: State<Key>, pauseMs: number, out: Decoded<Key>[]): void {
  const { run, config } = state;
  endRun(state, out, false);
  const isHead = pauseMs <= config.headMs && run.released === run.keys.length && isAllDigitKeys(run.keys);
  state.head = isHead ? [...state.head, ...run.keys].slice(-config.maxDigits) : [];
}

function isCutHead<Key extends KeyEvent>({ head, run, config }: State<Key>): boolean {
  return head.length > 0 && isPaymentCode([...head, ...run.keys], config) && !isPaymentCode(run.keys, config);
}

function suffix<Key extends KeyEvent>(state: State<Key>, key: Key, out: Decoded<Key>[]): void {
  const isCut = isCutHead(state);
  const verdict =
    state.run.keys.length === 0 ? TYPING : judge({ ...state.run, isHoled: state.run.isHoled || isCut }, state.config);
  if (!isCut) state.head = [];
  if (verdict.kind === 'typing') {
    emitTyping(out, [...takeHeld(state.run), key]);
    state.suspectUntilMs = -Infinity;
  } else {
    conclude(state, verdict, out);
    state.tail = { code: key.code, untilMs: key.atMs + state.config.holdMs };
  }
  state.head = [];
  state.run = emptyRun(false);
}

const TYPING: Verdict = { kind: 'typing' };

/** A key that no code contains, in the middle of a run: whatever follows at once may be the rest of a scan that it broke. */
function interrupt<Key extends KeyEvent>(state: State<Key>, key: Key, out: Decoded<Key>[]): void {
  if (state.run.keys.length > 0) {
    endRun(state, out, false);
    state.suspectUntilMs = key.atMs + state.config.pauseMs;
  }
  state.head = [];
  emitTyping(out, [key]);
}

/** True when a run of this many keys can be a code of `length` digits, with a prefix or without. */
const isLength = (keys: number, length: number, config: ScanConfig): boolean =>
  keys === length || config.prefixes.some((prefix) => keys === length + prefix.length);

function completeByLength<Key extends KeyEvent>(
  state: State<Key>,
  atMs: number,
  lengths: readonly number[],
  out: Decoded<Key>[],
): void {
  if (isCutHead(state)) return;
  const verdict = judge(state.run, state.config);
  if (verdict.kind !== 'scan' || !lengths.includes(verdict.text.length)) return;
  conclude(state, verdict, out);
  state.tail = { code: null, untilMs: atMs + state.config.pauseMs };
  state.run = emptyRun(false);
}

function conclude<Key extends KeyEvent>(
  state: State<Key>,
  verdict: Exclude<Verdict, { kind: 'typing' }>,
  out: Decoded<Key>[],
): void {
  if (verdict.kind === 'garbled') {
    out.push({ kind: 'garbled', reason: verdict.reason, alreadyReleased: state.head.length + releasedFrom(state.run, 0) });
    return;
  }
  emitTyping(out, takeHeld(state.run, verdict.start));
  out.push({ kind: 'scan', text: verdict.text, alreadyReleased: releasedFrom(state.run, verdict.start) });
}

/** Ends the run without a suffix: a long burst of digits is a cut scan, everything else was typed. */
function endRun<Key extends KeyEvent>(state: State<Key>, out: Decoded<Key>[], isHoled: boolean): void {
  if (isCutScan(state)) out.push({ kind: 'garbled', reason: 'unfinished', alreadyReleased: releasedFrom(state.run, 0) });
  else emitTyping(out, takeHeld(state.run));
  state.run = emptyRun(isHoled);
}

const isLongBurst = <Key extends KeyEvent>({ run, config }: State<Key>): boolean =>
  run.isBurst && run.keys.length >= config.machineKeys;

const isCutScan = <Key extends KeyEvent>(state: State<Key>): boolean =>
  isLongBurst(state) && isHolding(state.run) && isAllDigitKeys(state.run.keys);

function holdUntilMs<Key extends KeyEvent>(state: State<Key>): number | null {
  const { run, config } = state;
  const waiting = run.isBurst ? run.keys.at(-1) : run.keys[run.released];
  if (waiting === undefined || !isHolding(run)) return null;
  return waiting.atMs + (isLongBurst(state) ? config.pauseMs : config.holdMs);
}

/** Releases what is due; called with every key too, so that a late timer changes nothing. */
function expire<Key extends KeyEvent>(state: State<Key>, atMs: number, out: Decoded<Key>[]): void {
  for (let dueMs = holdUntilMs(state); dueMs !== null && dueMs <= atMs; dueMs = holdUntilMs(state)) {
    const { run, config } = state;
    const isLast = run.isBurst || run.released + 1 === run.keys.length;
    if (isLast && config.completeLengths.length > 0) completeByLength(state, atMs, config.completeLengths, out);
    if (state.run !== run) return;
    if (isCutScan(state)) {
      endRun(state, out, false);
      state.head = [];
      state.suspectUntilMs = dueMs + config.pauseMs;
      return;
    }
    emitTyping(out, takeHeld(run, run.isBurst ? run.keys.length : run.released + 1));
    run.isBurst = false;
  }
}

function emitTyping<Key extends KeyEvent>(out: Decoded<Key>[], keys: readonly Key[]): void {
  if (keys.length === 0) return;
  const last = out.at(-1);
  if (last?.kind === 'typing') out[out.length - 1] = { kind: 'typing', keys: [...last.keys, ...keys] };
  else out.push({ kind: 'typing', keys });
}
