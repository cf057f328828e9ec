import { little16 } from './escpos-length.ts';

const ESC = 0x1b;
const RS = 0x1e;

/** Whole lengths of the commands that begin with ESC and are always as long, by the byte behind it. */
const FIXED: Readonly<Record<string, number>> = {
  '\x06': 3,
  '\x07': 4,
  $: 3,
  '-': 3,
  '0': 2,
  '4': 2,
  '5': 2,
  '=': 3,
  '?': 4,
  '@': 2,
  E: 2,
  F: 2,
  a: 3,
  d: 3,
  i: 4,
  p: 3,
  z: 3,
  '\x1e': 4,
};

/** The same for ESC GS and one more byte. */
const EXTENDED: Readonly<Record<string, number>> = { t: 4, a: 4, '\x19': 7 };

/** How many bytes the command or character at `at` takes; null while some of them have not come yet. */
export function starLength(bytes: Uint8Array, at: number): number | null {
  if (bytes[at] !== ESC) return 1;
  const have = bytes.length - at;
  const name = bytes[at + 1];
  if (name === undefined) return null;
  const length = name === 0x1d ? extendedLength(bytes, at) : escLength(bytes, at, String.fromCharCode(name));
  return length === null || have < length ? null : length;
}

function escLength(bytes: Uint8Array, at: number, name: string): number | null {
  const fixed = FIXED[name];
  if (fixed !== undefined) return fixed;
  if (name === 'k') {
    const across = little16(bytes, at + 2);
    return across === null ? null : 4 + across * 24;
  }
  if (name !== 'b') return 2;
  const end = bytes.indexOf(RS, at + 6);
  return end < 0 ? null : end - at + 1;
}

/** QR commands (ESC GS y): settings, the data with its length, print. */
function extendedLength(bytes: Uint8Array, at: number): number | null {
  const name = bytes[at + 2];
  if (name === undefined) return null;
  if (name !== 0x79) return EXTENDED[String.fromCharCode(name)] ?? 3;
  switch (bytes[at + 3]) {
    case undefined:
      return null;
    case 0x50:
      return 4;
    case 0x44: {
      const size = little16(bytes, at + 6);
      return size === null ? null : 8 + size;
    }
    default:
      return 6;
  }
}
