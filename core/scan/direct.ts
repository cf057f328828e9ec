import { altCodedKey, isAltEnding, isAltReturn } from './alt-code.ts';
import { completeAtLongest, conclude, endRun, forget, lookAtTime, verdictOf } from './ending.ts';
import type { Verdict } from './judge.ts';
import { classify, isModifier, type KeyEvent } from './key-event.ts';
import { countKey, directRun, isFresh, type Direct, type Run } from './run.ts';
import { emitTyping, type Decoded, type State } from './state.ts';
import { usCharacterOf } from './us-layout.ts';

/** Lets a key of a direct run, or the first of one, go to its page at once. */
export function pass<Key extends KeyEvent>(state: State<Key>, key: Key, out: Decoded<Key>[]): Direct<Key> {
  const direct = state.run.direct ?? startDirect(state, key.atMs);
  direct.passed.push(key);
  emitTyping(out, [key]);
  return direct;
}

function startDirect<Key extends KeyEvent>(state: State<Key>, atMs: number): Direct<Key> {
  const direct: Direct<Key> = {
    startMs: atMs,
    passed: [],
    pending: null,
    isComposed: false,
    isDoubtful: false,
    isAltCoded: false,
  };
  state.run = directRun(state.run.isHoled || atMs <= state.suspectUntilMs, direct);
  return direct;
}

/** Takes a key that goes down untouched into a direct run; it counts when it comes up. */
export function passUntouched<Key extends KeyEvent>(state: State<Key>, key: Key, out: Decoded<Key>[]): void {
  const direct = pass(state, key, out);
  direct.isAltCoded = false;
  direct.pending = key.code;
}

/**
 * Takes a pad digit pressed with Alt. The one that makes a carriage return behind a whole code is kept from the page: the system turns
 * the number into an Enter of its own when Alt comes up, which would press a button.
 */
export function passAltDigit<Key extends KeyEvent>(state: State<Key>, key: Key, out: Decoded<Key>[]): void {
  if (!isFresh(state.run) && state.run.direct === null) endRun(state, out, false);
  state.altDigits += key.code.slice(-1);
  const verdict = isAltReturn(state.altDigits) ? verdictOf(state) : TYPING;
  if (verdict.kind === 'typing') pass(state, key, out);
  else {
    state.altDigits = '';
    conclude(state, verdict, out);
    state.tail = echoOf(state, key);
  }
}

const echoOf = <Key extends KeyEvent>({ config }: State<Key>, { atMs }: Key): State<Key>['tail'] => ({
  code: null,
  untilMs: atMs + config.holdMs,
});

const TYPING: Verdict = { kind: 'typing' };

/** Takes a key that comes up. */
export function keyUp<Key extends KeyEvent>(state: State<Key>, key: Key, out: Decoded<Key>[]): void {
  const downMs = state.pressed.up(key);
  if (isAlt(key.code)) endAltCode(state, key, out);
  if (isModifier(key.code)) return;
  lookAtTime(state, key.atMs, out);
  const { run } = state;
  if (run.direct === null) swallowed(state, key, downMs, out);
  else directUp(state, run, run.direct, key, downMs, out);
}

/** True for the key whose release ends a character by its number. */
export const isAlt = (code: string): boolean => code === 'AltLeft' || code === 'AltRight';

const isText = (key: KeyEvent): boolean => usCharacterOf(key.code, false) !== null;

/** A key that comes up without having gone down was swallowed on its way down. */
function swallowed<Key extends KeyEvent>(state: State<Key>, key: Key, downMs: number | null, out: Decoded<Key>[]): void {
  if (downMs !== null || !isText(key)) return;
  if (!isFresh(state.run)) state.run.isHoled = true;
  else if (key.mayCompose) {
    const direct = startDirect(state, key.atMs);
    directUp(state, state.run, direct, key, null, out);
  }
}

/** Counts the key that comes up; one that was pressed before the run leaves a doubt. */
function directUp<Key extends KeyEvent>(
  state: State<Key>,
  run: Run<Key>,
  direct: Direct<Key>,
  key: Key,
  downMs: number | null,
  out: Decoded<Key>[],
): void {
  if (key.hasAlt || key.hasCtrl || key.hasMeta) return;
  if (direct.pending === key.code) direct.pending = null;
  direct.isDoubtful ||= key.isDoubtful;
  if (downMs === null) hiddenUp(state, direct, key, out);
  else if (!isText(key)) return;
  else if (downMs < direct.startMs) run.isHoled = true;
  else count(state, key, out);
}

/** Takes a key that the input method had on its way down. */
function hiddenUp<Key extends KeyEvent>(state: State<Key>, direct: Direct<Key>, key: Key, out: Decoded<Key>[]): void {
  direct.isComposed = true;
  if (isText(key)) count(state, key, out);
  else if (classify({ ...key, down: true }, state.config) === 'suffix') suffixUp(state, out);
  else endRun(state, out, false);
}

function suffixUp<Key extends KeyEvent>(state: State<Key>, out: Decoded<Key>[]): void {
  const verdict = verdictOf(state);
  if (verdict.kind === 'typing') forget(state);
  else conclude(state, verdict, out);
}

/**
 * The end of a character by its number: it counts like a key that went down. Alt comes up, or the next key shows that it did, where its
 * release was hidden.
 */
export function endAltCode<Key extends KeyEvent>(state: State<Key>, key: Key, out: Decoded<Key>[]): void {
  const digits = state.altDigits;
  const { run } = state;
  state.altDigits = '';
  if (digits === '' || run.direct === null) return;
  const usKey = altCodedKey(digits);
  if (usKey === null) {
    run.isHoled = true;
    return;
  }
  if (isAltEnding(digits)) {
    suffixUp(state, out);
    state.tail = echoOf(state, key);
    return;
  }
  if (run.keys.length === 0) run.direct.isAltCoded = true;
  count(state, { ...key, ...usKey, hasAlt: false }, out);
}

function count<Key extends KeyEvent>(state: State<Key>, key: Key, out: Decoded<Key>[]): void {
  countKey(state.run, key);
  if (state.run.keys.length > state.config.maxKeys) endRun(state, out, true);
  else completeAtLongest(state, key.atMs, out);
}
