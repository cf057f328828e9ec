import type { Fault } from './fault.ts';
import type { Piece } from './framing.ts';
import { GARBAGE, pageAnswer, redirectAnswer } from './pages.ts';

/** What the shell does next with one direction of a connection; it does one after the other. */
export type Act =
  | { readonly do: 'pass'; readonly bytes: Buffer }
  | { readonly do: 'wait'; readonly ms: number }
  /** Both sides lose the connection. */
  | { readonly do: 'cut'; readonly how: 'reset' | 'end' }
  /** From now on nothing passes either way, and nobody is told. */
  | { readonly do: 'mute' }
  /** Nobody gets through the proxy at all for this long. */
  | { readonly do: 'partition'; readonly forMs: number }
  | { readonly do: 'refuse'; readonly forMs: number; readonly drop: boolean }
  /** The client gets these bytes as its answer. */
  | { readonly do: 'answer'; readonly bytes: Buffer }
  /** The gateway gets these bytes on a second connection. */
  | { readonly do: 'twin'; readonly bytes: Buffer; readonly isLast: boolean; readonly delayMs: number }
  /** The whole answer is here: another one goes out in its place. */
  | { readonly do: 'swap'; readonly forMs: number }
  | { readonly do: 'replay'; readonly of: string | null }
  /** The whole answer once more. */
  | { readonly do: 'again' };

/** What becomes of some bytes on their way to the gateway; pure. Without a fault they pass. */
export function planRequest(fault: Fault | null, piece: Piece): readonly Act[] {
  if (fault === null) return [pass(piece.bytes)];
  switch (fault.name) {
    case 'refuse':
      return first(piece, [{ do: 'refuse', forMs: fault.forMs, drop: fault.drop }], [pass(piece.bytes)]);
    case 'partition':
      return first(piece, [{ do: 'partition', forMs: fault.forMs }], [pass(piece.bytes)]);
    case 'reset-at-once':
      return [{ do: 'cut', how: 'reset' }];
    case 'hang':
      return [{ do: 'mute' }];
    case 'duplicate':
      return [{ do: 'twin', bytes: piece.bytes, isLast: piece.isLast, delayMs: fault.delayMs }, pass(piece.bytes)];
    case 'garbage':
    case 'page-5xx':
    case 'redirect':
    case 'replay':
      if (fault.reaches) return [pass(piece.bytes)];
      return piece.isLast ? [insteadOf(fault)] : [];
    case 'black-hole':
    case 'cut':
    case 'delay':
    case 'trickle':
    case 'flip':
      return fault.direction === 'request' ? planBytes(fault, piece) : [pass(piece.bytes)];
    case 'swap':
    case 'close-after':
    case 'extra-bytes':
      return [pass(piece.bytes)];
  }
}

/** What becomes of some bytes on their way to the client; pure. */
export function planAnswer(fault: Fault | null, piece: Piece): readonly Act[] {
  if (fault === null) return [pass(piece.bytes)];
  switch (fault.name) {
    case 'garbage':
    case 'page-5xx':
    case 'redirect':
    case 'replay':
      return piece.isLast ? [insteadOf(fault)] : [];
    case 'swap':
      return piece.isLast ? [{ do: 'swap', forMs: fault.forMs }] : [];
    case 'close-after':
      return [pass(piece.bytes), ...(piece.isLast ? [{ do: 'cut', how: 'end' } as const] : [])];
    case 'extra-bytes':
      return [pass(piece.bytes), ...(piece.isLast ? [extra(fault.text)] : [])];
    case 'black-hole':
    case 'cut':
    case 'delay':
    case 'trickle':
    case 'flip':
      return fault.direction === 'answer' ? planBytes(fault, piece) : [pass(piece.bytes)];
    case 'refuse':
    case 'partition':
    case 'reset-at-once':
    case 'hang':
    case 'duplicate':
      return [pass(piece.bytes)];
  }
}

const pass = (bytes: Buffer): Act => ({ do: 'pass', bytes });

const first = (piece: Piece, before: readonly Act[], then: readonly Act[]): readonly Act[] =>
  piece.at === 0 ? [...before, ...then] : then;

const extra = (text: string | null): Act => (text === null ? { do: 'again' } : pass(Buffer.from(text, 'utf8')));

function insteadOf(fault: Extract<Fault, { readonly reaches: boolean }>): Act {
  switch (fault.name) {
    case 'garbage':
      return { do: 'answer', bytes: GARBAGE };
    case 'page-5xx':
      return { do: 'answer', bytes: pageAnswer(fault.status) };
    case 'redirect':
      return { do: 'answer', bytes: redirectAnswer(fault.location) };
    case 'replay':
      return { do: 'replay', of: fault.of };
  }
}

type ByteFault = Extract<Fault, { readonly name: 'black-hole' | 'cut' | 'delay' | 'trickle' | 'flip' }>;

function planBytes(fault: ByteFault, piece: Piece): readonly Act[] {
  switch (fault.name) {
    case 'black-hole':
      return untilByte(fault.atByte, piece, { do: 'mute' });
    case 'cut':
      return untilByte(fault.atByte, piece, { do: 'cut', how: fault.how });
    case 'delay':
      return first(piece, [{ do: 'wait', ms: fault.delayMs }], [pass(piece.bytes)]);
    case 'trickle':
      return inDrops(piece.bytes, fault.bytes, fault.everyMs);
    case 'flip':
      return [pass(flipped(piece, fault.atByte))];
  }
}

/** Where the fault strikes inside this piece, 0 to its length; null when it strikes later, or struck before. */
function strikesAt(atByte: number, piece: Piece): number | null {
  const target = targetIn(atByte, piece);
  if (target === null) return null;
  const inside = target - piece.at;
  // A byte on the border belongs to the piece before it when that one ends the message, else to the next.
  const last = piece.isLast ? piece.bytes.length : piece.bytes.length - 1;
  return inside >= 0 && inside <= last ? inside : null;
}

/** The offset in the message, once it can be told: counting from the end needs to know where that is. */
function targetIn(atByte: number, { at, bytes, isLast, length }: Piece): number | null {
  const whole = length ?? (isLast ? at + bytes.length : null);
  if (whole === null) return atByte < 0 ? null : atByte;
  return atByte < 0 ? Math.max(0, whole + atByte) : Math.min(atByte, whole);
}

function untilByte(atByte: number, piece: Piece, then: Act): readonly Act[] {
  const inside = strikesAt(atByte, piece);
  if (inside === null) return [pass(piece.bytes)];
  return inside === 0 ? [then] : [pass(piece.bytes.subarray(0, inside)), then];
}

function flipped(piece: Piece, atByte: number): Buffer {
  const inside = strikesAt(atByte, piece);
  const byte = inside === null ? undefined : piece.bytes[inside];
  if (inside === null || byte === undefined) return piece.bytes;
  const bytes = Buffer.from(piece.bytes);
  bytes[inside] = byte ^ 0x01;
  return bytes;
}

function inDrops(bytes: Buffer, size: number, everyMs: number): readonly Act[] {
  const drops: Act[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    drops.push(pass(bytes.subarray(at, at + size)), { do: 'wait', ms: everyMs });
  }
  return drops;
}
