import { chunkedEnd, type ChunkedEnd } from './chunked.ts';

/** Some bytes of one message. A head always comes in one piece, because it must be read before anything of it may pass. */
export type Piece = {
  readonly bytes: Buffer;
  /** Offset of these bytes in their message. */
  readonly at: number;
  /** The start line on the first piece of a message, null on every other and on bytes that are no HTTP. */
  readonly startLine: string | null;
  readonly isLast: boolean;
  /** The whole message's length where its head tells it. */
  readonly length: number | null;
};

/** Cuts one direction of a connection into HTTP/1 messages. What is no HTTP (TLS, garbage) comes out as one endless message. */
export type Framer = (chunk: Buffer) => readonly Piece[];

/** Longer heads are no heads. */
const HEAD_MAX_BYTES = 64 * 1024;
const START_LINE = {
  request: /^[A-Z]{1,16} \S{1,8192} HTTP\/1\.[01]$/,
  answer: /^HTTP\/1\.[01] \d{3}(?: .*)?$/,
} as const;

type Body =
  | { readonly kind: 'sized'; left: number }
  | { readonly kind: 'chunked'; readonly end: ChunkedEnd }
  /** Until the connection ends. */
  | { readonly kind: 'endless' };

type State = { head: Buffer; body: Body | null; at: number; length: number | null };

/** `isBodyless` is asked when an answer's head has come: true for the answer to HEAD. */
export function createFramer(side: keyof typeof START_LINE, isBodyless: () => boolean = () => false): Framer {
  const state: State = { head: Buffer.alloc(0), body: null, at: 0, length: null };
  return (chunk) => {
    const pieces: Piece[] = [];
    let rest = chunk;
    while (rest.length > 0) {
      const step = state.body === null ? takeHead(state, rest, side, isBodyless) : takeBody(state, state.body, rest);
      if (step.piece !== null) pieces.push(step.piece);
      rest = step.rest;
    }
    return pieces;
  };
}

type Taken = { readonly piece: Piece | null; readonly rest: Buffer };

const NOTHING = Buffer.alloc(0);

function takeHead(state: State, bytes: Buffer, side: keyof typeof START_LINE, isBodyless: () => boolean): Taken {
  const all = Buffer.concat([state.head, bytes]);
  const startLine = startLineOf(all);
  if (
    startLine === null
      ? all.length > HEAD_MAX_BYTES || !/^[A-Z]/.test(all.toString('latin1', 0, 1))
      : !START_LINE[side].test(startLine)
  )
    return opaque(state, all);
  const end = all.indexOf('\r\n\r\n');
  if (end === -1) {
    if (all.length > HEAD_MAX_BYTES) return opaque(state, all);
    state.head = all;
    return { piece: null, rest: NOTHING };
  }
  const headLength = end + 4;
  const body = bodyOf(side, startLine ?? '', all.toString('latin1', 0, end), isBodyless);
  const length = body.kind === 'sized' ? headLength + body.left : null;
  const isLast = body.kind === 'sized' && body.left === 0;
  const piece: Piece = { bytes: all.subarray(0, headLength), at: 0, startLine, isLast, length };
  begin(state, isLast ? null : body, headLength, length);
  return { piece, rest: all.subarray(headLength) };
}

/** The first line, or null while it has not ended. */
function startLineOf(bytes: Buffer): string | null {
  const end = bytes.indexOf(0x0a);
  return end === -1 ? null : bytes.toString('latin1', 0, end).replace(/\r$/, '');
}

function begin(state: State, body: Body | null, at: number, length: number | null): void {
  state.head = NOTHING;
  state.body = body;
  state.at = body === null ? 0 : at;
  state.length = body === null ? null : length;
}

function opaque(state: State, bytes: Buffer): Taken {
  begin(state, { kind: 'endless' }, bytes.length, null);
  return { piece: { bytes, at: 0, startLine: null, isLast: false, length: null }, rest: NOTHING };
}

function takeBody(state: State, body: Body, bytes: Buffer): Taken {
  const own = ownBytes(body, bytes);
  const taken = bytes.subarray(0, own.count);
  const piece: Piece = { bytes: taken, at: state.at, startLine: null, isLast: own.isLast, length: state.length };
  state.at += taken.length;
  if (own.isLast) begin(state, null, 0, null);
  return { piece, rest: bytes.subarray(own.count) };
}

/** How many of these bytes still belong to the message. */
function ownBytes(body: Body, bytes: Buffer): { readonly count: number; readonly isLast: boolean } {
  switch (body.kind) {
    case 'sized': {
      const count = Math.min(body.left, bytes.length);
      body.left -= count;
      return { count, isLast: body.left === 0 };
    }
    case 'chunked': {
      const count = body.end(bytes);
      return { count: count ?? bytes.length, isLast: count !== null };
    }
    case 'endless':
      return { count: bytes.length, isLast: false };
  }
}

function bodyOf(side: keyof typeof START_LINE, startLine: string, head: string, isBodyless: () => boolean): Body {
  if (side === 'answer' && (/^\S+ (?:1\d\d|204|304)\b/.test(startLine) || isBodyless())) return { kind: 'sized', left: 0 };
  if (/\r\ntransfer-encoding:[^\r]*chunked/i.test(head)) return { kind: 'chunked', end: chunkedEnd() };
  const length = /\r\ncontent-length:\s*(\d{1,15})\s*(?:\r|$)/i.exec(head)?.[1];
  if (length !== undefined) return { kind: 'sized', left: Number(length) };
  return side === 'request' ? { kind: 'sized', left: 0 } : { kind: 'endless' };
}
