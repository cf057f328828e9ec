import type { Framing } from './framing.ts';
import type { WireRead } from './hid-pos.ts';

/** Puts the bytes of a serial scanner together. It has no clock: times come in. */
export type SerialLines = {
  readonly bytes: (chunk: Uint8Array, atMs: number) => readonly WireRead[];
  /** Tells the time; ends a code whose scanner sends nothing behind it. */
  readonly tick: (atMs: number) => readonly WireRead[];
  /** When `tick` must be called; null while nothing is begun. */
  readonly dueMs: () => number | null;
};

/** Bytes of one code follow each other at line speed: 9600 baud sends one every millisecond, USB sends them in one piece. */
const SILENCE_MS = 100;
/** A code whose end never came is given up after this. */
const GIVE_UP_MS = 500;
/** The longest text any symbol is taken for. */
const TEXT_MAX = 4_096;

/** CR, LF, Tab and the controls that frame a message (STX, ETX); no payment or receipt code contains one. */
const ENDS: ReadonlySet<string> = new Set(['\r', '\n', '\t', '\u0002', '\u0003']);

/**
 * Starts with an empty line. Whatever the settings say, a control character ends a code at once; only for a scanner that sends none
 * a silence does. Text that stops without its end is refused whole, because a cut code can look like a shorter one.
 */
export function createSerialLines({ suffix }: Pick<Framing, 'suffix'>): SerialLines {
  let line = '';
  let lastMs = 0;
  const dueMs = (): number | null => (line === '' ? null : lastMs + (suffix === 'none' ? SILENCE_MS : GIVE_UP_MS));
  const tick = (atMs: number): readonly WireRead[] => {
    const due = dueMs();
    if (due === null || atMs < due) return [];
    const text = line;
    line = '';
    return [suffix === 'none' ? codeOf(text) : { kind: 'garbled', reason: 'unfinished' }];
  };
  return {
    dueMs,
    tick,
    bytes: (chunk, atMs) => {
      const late = tick(atMs);
      lastMs = atMs;
      const parts = partsOf(line + textOf(chunk));
      line = parts.pop() ?? '';
      const reads = parts.filter((text) => text !== '').map(codeOf);
      if (line.length <= TEXT_MAX) return [...late, ...reads];
      line = '';
      return [...late, ...reads, { kind: 'garbled', reason: 'too-long' }];
    },
  };
}

/** The texts between the ends; the last one may go on. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (!ENDS.has(text.charAt(at))) continue;
    parts.push(text.slice(from, at));
    from = at + 1;
  }
  return [...parts, text.slice(from)];
}

const codeOf = (text: string): WireRead =>
  text.length > TEXT_MAX ? { kind: 'garbled', reason: 'too-long' } : { kind: 'code', text, aim: null };

const textOf = (chunk: Uint8Array): string => Array.from(chunk, (byte) => String.fromCharCode(byte)).join('');
