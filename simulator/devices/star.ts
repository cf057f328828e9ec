import { nulsAt, type PrinterOp } from './escpos.ts';
import { starLength } from './star-length.ts';

/** Reads as many whole commands of Star Line mode as there are; `rest` is the unfinished end, to be put in front of what comes next. */
export function readStar(bytes: Uint8Array): { readonly ops: readonly PrinterOp[]; readonly rest: Uint8Array } {
  const ops: PrinterOp[] = [];
  let at = 0;
  while (at < bytes.length) {
    const textEnd = endOfText(bytes, at);
    const length = textEnd > at ? textEnd - at : (nulsAt(bytes, at) ?? starLength(bytes, at));
    if (length === null) break;
    const part = bytes.subarray(at, at + length);
    ops.push(textEnd > at ? { kind: 'text', bytes: part } : readCommand(part));
    at += length;
  }
  return { ops, rest: bytes.slice(at) };
}

function endOfText(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && (bytes[at] ?? 0) >= 0x20) at += 1;
  return at;
}

function readCommand(part: Uint8Array): PrinterOp {
  switch (part[0]) {
    case 0x0a:
      return { kind: 'newline' };
    case 0x07:
      return { kind: 'drawer' };
    case 0x17:
      return { kind: 'star-counter' };
    case 0x1b:
      return part[1] === 0x1d ? readExtended(part) : readEsc(part);
    default:
      return { kind: 'ignored', bytes: part };
  }
}

function readEsc(part: Uint8Array): PrinterOp {
  const n = part[2] ?? 0;
  switch (String.fromCharCode(part[1] ?? 0)) {
    case '\x06':
      return n === 1 ? { kind: 'star-status' } : { kind: 'ignored', bytes: part };
    case '@':
      return { kind: 'init' };
    case '$':
      return { kind: 'kanji', on: (n & 1) === 1 };
    case 'E':
    case 'F':
      return { kind: 'bold', on: part[1] === 0x45 };
    case 'i':
      return { kind: 'size', width: (part[3] ?? 0) + 1, height: n + 1 };
    case 'd':
      return { kind: 'cut' };
    case 'b':
      return { kind: 'barcode', system: 'code128', text: String.fromCharCode(...part.subarray(6, -1)) };
    case 'k':
      return { kind: 'image', widthDots: n * 8, heightDots: 24, bits: part.slice(4) };
    default:
      return { kind: 'ignored', bytes: part };
  }
}

function readExtended(part: Uint8Array): PrinterOp {
  const n = part[3] ?? 0;
  switch (String.fromCharCode(part[2] ?? 0)) {
    case 't':
      return { kind: 'codepage', page: 0 };
    case 'a':
      return { kind: 'align', to: n % 48 === 1 ? 'center' : n % 48 === 2 ? 'right' : 'left' };
    case 'y':
      return readQr(part);
    default:
      return { kind: 'ignored', bytes: part };
  }
}

function readQr(part: Uint8Array): PrinterOp {
  switch (part[3]) {
    case 0x50:
      return { kind: 'qr-print' };
    case 0x44:
      return { kind: 'qr-store', text: new TextDecoder().decode(part.subarray(8)) };
    default:
      return { kind: 'ignored', bytes: part };
  }
}
