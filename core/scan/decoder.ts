import type { ScanConfig } from './config.ts';
import { endAltCode, isAlt, keyUp, pass, passAltDigit, passUntouched } from './direct.ts';
import { completeAtLongest, conclude, endRun, expire, forget, holdUntilMs, lookAtTime, verdictOf } from './ending.ts';
import { classify, isAltDigit, isModifier, type KeyClass, type KeyEvent } from './key-event.ts';
import { isAllDigitKeys } from './judge.ts';
import { addKey, emptyRun, isFresh, isHolding, lastMsOf, takeHeld } from './run.ts';
import { meanGapMs } from './rhythm.ts';
import { emitTyping, initialState, type Decoded, type State } from './state.ts';

/** The answer to one key or tick; `holdUntilMs` is when the shell must call `tick`, null when nothing waits. */
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
  const state = initialState<Key>(config);
  const step = (act: (out: Decoded<Key>[]) => void): DecoderStep<Key> => {
    const outputs: Decoded<Key>[] = [];
    act(outputs);
    return { outputs, holdUntilMs: holdUntilMs(state) };
  };
  return {
    feed: (key) =>
      step((out) => {
        if (key.down) keyDown(state, key, out);
        else keyUp(state, key, out);
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

function keyDown<Key extends KeyEvent>(state: State<Key>, key: Key, out: Decoded<Key>[]): void {
  lookAtTime(state, key.atMs, out);
  if (key.isComposing && (state.run.direct !== null || isFresh(state.run))) {
    // An input method gives wrong names to the keys it has, so nothing is made of the name.
    pass(state, key, out).isComposed = true;
    return;
  }
  state.pressed.down(key);
  if (isAltDigit(key)) {
    passAltDigit(state, key, out);
    return;
  }
  endAltCodeBefore(state, key, out);
  const kind = classIn(state, key);
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

/** The next key shows that Alt came up, where its release was hidden; other modifiers show nothing. */
function endAltCodeBefore<Key extends KeyEvent>(state: State<Key>, key: Key, out: Decoded<Key>[]): void {
  if (!key.isRepeat && (isAlt(key.code) || !isModifier(key.code))) endAltCode(state, key, out);
}

/** No hand has the space bar down this soon after another key, but for one that rolls over it, whose blank is given back in its place. */
const BLANK_GAP_MS = 20;

/** What the key can mean behind the ones before it. */
const classIn = <Key extends KeyEvent>(state: State<Key>, key: Key): KeyClass =>
  isBlankInside(state, key) ? 'text' : classify(key, state.config);

/** True for a blank that a scanner sent inside a product's code: such a code is one scan, or its parts would be typed. */
function isBlankInside<Key extends KeyEvent>({ run }: State<Key>, key: Key): boolean {
  const isBlank = key.code === 'Space' && !key.isRepeat && !key.hasCtrl && !key.hasAlt && !key.hasMeta;
  const lastMs = run.direct === null ? run.keys.at(-1)?.atMs : undefined;
  return isBlank && lastMs !== undefined && key.atMs - lastMs <= BLANK_GAP_MS;
}

function isEcho<Key extends KeyEvent>(state: State<Key>, key: Key): boolean {
  if (state.tail === null) return false;
  if (key.isRepeat) return key.code === state.tail.code;
  return key.atMs <= state.tail.untilMs && classify(key, state.config) === 'suffix';
}

function candidate<Key extends KeyEvent>(state: State<Key>, key: Key, kind: KeyClass, out: Decoded<Key>[]): void {
  if (state.run.keys.length >= state.config.maxKeys) endRun(state, out, true);
  const isStart = isFresh(state.run);
  if (state.run.direct !== null || (isStart && key.isDoubtful)) {
    passUntouched(state, key, out);
    return;
  }
  if (isStart) state.run = emptyRun(state.run.isHoled || key.atMs <= state.suspectUntilMs);
  hold(state, key, kind, out);
  completeAtLongest(state, key.atMs, out);
}

/** Adds the key to the run and lets go of what cannot wait. */
function hold<Key extends KeyEvent>({ run, config }: State<Key>, key: Key, kind: KeyClass, out: Decoded<Key>[]): void {
  const wasHolding = isHolding(run);
  // An input method that starts inside the run may have taken keys before it unseen.
  if (key.isComposing) run.isHoled = true;
  addKey(run, key, config.burstKeys, config.holdMs);
  // A typed letter may be the first of an input method's word, so letters wait only behind held keys or in a burst.
  const isFree = kind === 'text' && !wasHolding && !run.isBurst;
  if (key.isComposing || isFree) emitTyping(out, takeHeld(run));
}

function suffix<Key extends KeyEvent>(state: State<Key>, key: Key, out: Decoded<Key>[]): void {
  const verdict = verdictOf(state);
  if (verdict.kind === 'typing') {
    emitTyping(out, [...takeHeld(state.run), key]);
    state.suspectUntilMs = -Infinity;
    forget(state);
  } else {
    conclude(state, verdict, out);
    state.tail = { code: key.code, untilMs: key.atMs + state.config.holdMs };
  }
}

/** A key that no code contains, in the middle of a run: whatever follows at once may be the rest of a scan that it broke. */
function interrupt<Key extends KeyEvent>(state: State<Key>, key: Key, out: Decoded<Key>[]): void {
  const suspectUntilMs = nextKeyMs(state);
  if (!isFresh(state.run)) {
    endRun(state, out, false);
    state.suspectUntilMs = suspectUntilMs;
  }
  state.head = [];
  emitTyping(out, [key]);
}

/** The longest a scanner's next key takes, jitter and a busy PC included. */
const NEXT_KEY_MS = 120;

/** Until when the next key of the run would have come if it were a scanner's; letters and keys that came more slowly are none. */
function nextKeyMs<Key extends KeyEvent>({ run, config }: State<Key>): number {
  const isSlow = meanGapMs(run.gapsMs.slice(-config.burstKeys)) > NEXT_KEY_MS / 1.5;
  return isSlow || !isAllDigitKeys(run.keys) ? -Infinity : (lastMsOf(run) ?? -Infinity) + NEXT_KEY_MS;
}
