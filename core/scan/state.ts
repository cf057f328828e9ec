import type { ScanConfig } from './config.ts';
import type { GarbledReason } from './judge.ts';
import type { KeyEvent } from './key-event.ts';
import { createPressed, type Pressed } from './pressed.ts';
import { emptyRun, type Run } from './run.ts';

/**
 * What the decoder makes of keys, in order.
 * - `scan`: a whole code, prefix and suffix stripped
 * - `garbled`: a scan that is refused whole; it is nobody's typing
 * - `typing`: keys somebody typed, released in the order they came, each exactly once
 * `takeBack` are the keys released last, in order, that belonged to the scan: the shell undoes what they did.
 */
export type Decoded<Key extends KeyEvent> =
  | { readonly kind: 'scan'; readonly text: string; readonly takeBack: readonly Key[] }
  | { readonly kind: 'garbled'; readonly reason: GarbledReason; readonly takeBack: readonly Key[] }
  | { readonly kind: 'typing'; readonly keys: readonly Key[] };

/**
 * What the decoder remembers.
 * `head`: digits just before the run, parted from it by a pause; `refused` are those among them that did not go out as typing.
 * `tail`: the suffix key of the last scan, whose echo (CR LF, or a suffix behind a known length) belongs to that scan.
 * `altDigits`: the number of a character, as far as it was pressed with Alt.
 */
export type State<Key extends KeyEvent> = {
  readonly config: ScanConfig;
  run: Run<Key>;
  readonly pressed: Pressed;
  suspectUntilMs: number;
  head: readonly Key[];
  readonly refused: WeakSet<Key>;
  tail: { readonly code: string | null; readonly untilMs: number } | null;
  altDigits: string;
};

/** A state with nothing held. */
export const initialState = <Key extends KeyEvent>(config: ScanConfig): State<Key> => ({
  config,
  run: emptyRun(false),
  pressed: createPressed(),
  suspectUntilMs: -Infinity,
  head: [],
  refused: new WeakSet(),
  tail: null,
  altDigits: '',
});

/** Adds released keys to the outputs, joining them to the typing that stands last. */
export function emitTyping<Key extends KeyEvent>(out: Decoded<Key>[], keys: readonly Key[]): void {
  if (keys.length === 0) return;
  const last = out.at(-1);
  if (last?.kind === 'typing') out[out.length - 1] = { kind: 'typing', keys: [...last.keys, ...keys] };
  else out.push({ kind: 'typing', keys });
}
