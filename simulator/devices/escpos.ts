import { commandLength, little16 } from './escpos-length.ts';

/** One thing a receipt printer was told. Bits of an image are rows of bytes, the left-most dot highest. */
export type PrinterOp =
  | { readonly kind: 'text'; readonly bytes: Uint8Array }
  | { readonly kind: 'newline' }
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'cut' }
  | { readonly kind: 'init' }
  | { readonly kind: 'align'; readonly to: 'left' | 'center' | 'right' }
  | { readonly kind: 'bold' | 'underline' | 'invert' | 'kanji'; readonly on: boolean }
  | { readonly kind: 'size'; readonly width: number; readonly height: number }
  | { readonly kind: 'codepage'; readonly page: number }
  | { readonly kind: 'barcode'; readonly system: string; readonly text: string }
  | { readonly kind: 'qr-store'; readonly text: string }
  | { readonly kind: 'qr-print' }
  | { readonly kind: 'image'; readonly widthDots: number; readonly heightDots: number; readonly bits: Uint8Array }
  | { readonly kind: 'drawer' }
  /** Questions. `status` is answered at once, the others when their turn comes. */
  | { readonly kind: 'status'; readonly which: number }
  | { readonly kind: 'sensor'; readonly which: number }
  | { readonly kind: 'process-id'; readonly id: Uint8Array }
  | { readonly kind: 'identify'; readonly which: number }
  | { readonly kind: 'auto-status'; readonly on: boolean }
  /** Star's questions: its status block, at once, and its counter, which turns in its turn. */
  | { readonly kind: 'star-status' | 'star-counter' }
  /** Understood as a command, of no effect on the practice paper. */
  | { readonly kind: 'ignored'; readonly bytes: Uint8Array };

/** Reads as many whole commands as there are; `rest` is the unfinished end, to be put in front of what comes next. */
export function readEscPos(bytes: Uint8Array): { readonly ops: readonly PrinterOp[]; readonly rest: Uint8Array } {
  const ops: PrinterOp[] = [];
  let at = 0;
  while (at < bytes.length) {
    const textEnd = endOfText(bytes, at);
    const length = textEnd > at ? textEnd - at : (nulsAt(bytes, at) ?? commandLength(bytes, at));
    if (length === null) break;
    const part = bytes.subarray(at, at + length);
    ops.push(...(textEnd > at ? [{ kind: 'text', bytes: part } as const] : readCommand(part)));
    at += length;
  }
  return { ops, rest: bytes.slice(at) };
}

function endOfText(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && (bytes[at] ?? 0) >= 0x20) at += 1;
  return at;
}

/** How many NULs stand between two commands, which do nothing and are read as one; null where there is none. */
export function nulsAt(bytes: Uint8Array, from: number): number | null {
  let at = from;
  while (bytes[at] === 0) at += 1;
  return at > from ? at - from : null;
}

function readCommand(part: Uint8Array): readonly PrinterOp[] {
  const name = String.fromCharCode(part[1] ?? 0);
  switch (part[0]) {
    case 0x09:
      return [{ kind: 'text', bytes: part }];
    case 0x0a:
      return [{ kind: 'newline' }];
    case 0x10:
      return part[1] === 0x04 ? [{ kind: 'status', which: part[2] ?? 0 }] : ignored(part);
    case 0x1b:
      return readEsc(name, part);
    case 0x1c:
      return readFs(name, part);
    case 0x1d:
      return readGs(name, part);
    default:
      return ignored(part);
  }
}

const ignored = (bytes: Uint8Array): readonly PrinterOp[] => [{ kind: 'ignored', bytes }];

/** FS C chooses between JIS and Shift JIS, whose first bytes speak for themselves: two-byte characters from then on. */
function readFs(name: string, part: Uint8Array): readonly PrinterOp[] {
  if (name === '&' || name === '.') return [{ kind: 'kanji', on: name === '&' }];
  return name === 'C' ? [{ kind: 'kanji', on: ((part[2] ?? 0) & 1) === 1 }] : ignored(part);
}

function readEsc(name: string, part: Uint8Array): readonly PrinterOp[] {
  const n = part[2] ?? 0;
  switch (name) {
    case '@':
      return [{ kind: 'init' }];
    case '!':
      return readMode(n);
    case '-':
      return [{ kind: 'underline', on: n % 48 !== 0 }];
    case 'E':
    case 'G':
      return [{ kind: 'bold', on: (n & 1) === 1 }];
    case 'a':
      return [{ kind: 'align', to: n % 48 === 1 ? 'center' : n % 48 === 2 ? 'right' : 'left' }];
    case 'd':
      return [{ kind: 'feed', lines: n }];
    case 'J':
      return n === 0 ? ignored(part) : [{ kind: 'newline' }];
    case 't':
      return [{ kind: 'codepage', page: n }];
    case 'p':
      return [{ kind: 'drawer' }];
    case 'i':
    case 'm':
      return [{ kind: 'cut' }];
    case '*':
      return [columnsToImage(part)];
    default:
      return ignored(part);
  }
}

const readMode = (n: number): readonly PrinterOp[] => [
  { kind: 'bold', on: (n & 0x08) !== 0 },
  { kind: 'size', width: (n & 0x20) === 0 ? 1 : 2, height: (n & 0x10) === 0 ? 1 : 2 },
  { kind: 'underline', on: (n & 0x80) !== 0 },
];

function readGs(name: string, part: Uint8Array): readonly PrinterOp[] {
  const n = part[2] ?? 0;
  switch (name) {
    case '!':
      return [{ kind: 'size', width: ((n >> 4) & 7) + 1, height: (n & 7) + 1 }];
    case 'B':
      return [{ kind: 'invert', on: (n & 1) === 1 }];
    case 'V':
      return [{ kind: 'cut' }];
    case 'k':
      return [readBarcode(part)];
    case 'v':
      return [
        { kind: 'image', widthDots: (little16(part, 4) ?? 0) * 8, heightDots: little16(part, 6) ?? 0, bits: part.slice(8) },
      ];
    case 'r':
      return [{ kind: 'sensor', which: n % 48 }];
    case 'I':
      return [{ kind: 'identify', which: n }];
    case 'a':
      return [{ kind: 'auto-status', on: n !== 0 }];
    case '(':
      return readFunction(String.fromCharCode(n), part.subarray(5), part);
    case '8':
      return readFunction('L', part.subarray(7), part);
    default:
      return ignored(part);
  }
}

const BARCODES: Readonly<Record<number, string>> = {
  0: 'upca',
  1: 'upce',
  2: 'ean13',
  3: 'ean8',
  4: 'code39',
  5: 'interleaved2of5',
  6: 'rationalizedCodabar',
  65: 'upca',
  66: 'upce',
  67: 'ean13',
  68: 'ean8',
  69: 'code39',
  70: 'interleaved2of5',
  71: 'rationalizedCodabar',
  72: 'code93',
  73: 'code128',
};

function readBarcode(part: Uint8Array): PrinterOp {
  const system = part[2] ?? 0;
  const data = latin(system < 65 ? part.subarray(3, -1) : part.subarray(4));
  return { kind: 'barcode', system: BARCODES[system] ?? 'code128', text: system === 73 ? plainCode128(data) : data };
}

/** Takes the set selectors (`{A`, `{B`, `{C`) out; in set C each byte stands for two digits. */
function plainCode128(data: string): string {
  let set = 'B';
  return data.replace(/\{([ABCS1234{])|([\s\S])/g, (_whole, selector: string | undefined, character: string | undefined) => {
    if (selector === '{') return '{';
    if (selector !== undefined) {
      if ('ABC'.includes(selector)) set = selector;
      return '';
    }
    return set === 'C' ? String(character?.charCodeAt(0) ?? 0).padStart(2, '0') : (character ?? '');
  });
}

/** `GS ( X`: QR codes, graphics, and the question whether everything before it was printed. */
function readFunction(name: string, data: Uint8Array, part: Uint8Array): readonly PrinterOp[] {
  switch (`${name} ${String(data[0])} ${String(data[1])}`) {
    case 'k 49 80':
      return [{ kind: 'qr-store', text: new TextDecoder().decode(data.subarray(3)) }];
    case 'k 49 81':
      return [{ kind: 'qr-print' }];
    case 'L 48 112':
      return [readGraphics(data)];
    default:
      return name === 'H' && data[0] === 48 ? [{ kind: 'process-id', id: data.slice(2, 6) }] : ignored(part);
  }
}

const readGraphics = (data: Uint8Array): PrinterOp => ({
  kind: 'image',
  widthDots: little16(data, 6) ?? 0,
  heightDots: little16(data, 8) ?? 0,
  bits: data.slice(10),
});

/** `ESC *` sends columns of 8 or 24 dots; the paper keeps rows. */
function columnsToImage(part: Uint8Array): PrinterOp {
  const columns = little16(part, 3) ?? 0;
  const bytesDown = (part[2] ?? 0) >= 32 ? 3 : 1;
  const across = Math.ceil(columns / 8);
  const bits = new Uint8Array(across * bytesDown * 8);
  for (let x = 0; x < columns; x += 1) {
    for (let y = 0; y < bytesDown * 8; y += 1) {
      const byte = part[5 + x * bytesDown + (y >> 3)] ?? 0;
      const cell = y * across + (x >> 3);
      if ((byte & (0x80 >> (y & 7))) !== 0) bits[cell] = (bits[cell] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return { kind: 'image', widthDots: across * 8, heightDots: bytesDown * 8, bits };
}

const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
