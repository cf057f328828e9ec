const GS = 0x1d;
const ESC = 0x1b;

/**
 * Commands for a QR code, sized by bytes. The library sizes it by UTF-16 length, which corrupts the rest of the job for any
 * non-ASCII text, and for Star it leaves the data command out. ESC/POS `GS ( k` (cn 49: fn 65 model 2, 67 module size,
 * 69 error correction M, 80 store, 81 print); Star Line mode `ESC GS y` (S0, S1, S2, D1, P).
 */
export function qrBytes(text: string, dialect: 'epson' | 'star', moduleDots: number): Uint8Array {
  const data = new TextEncoder().encode(text);
  return dialect === 'epson' ? epsonQr(data, moduleDots) : starQr(data, moduleDots);
}

/**
 * ESC/POS Code 128 for an even number of digits (`GS k 73`), with the digits printed below. Code set C holds two digits in a
 * symbol, so that the code fits 58 mm paper; a module is 3 dots wide where the paper allows it, else 2. SECURITY: the pair 16 would be the byte DLE, which the printer may take as a real-time
 * command in the middle of the code (DLE DC4 opens the drawer), so it goes as two characters of code set B.
 */
export function epsonCode128(digits: string, paperDots: number): Uint8Array {
  if (!/^(\d\d){1,60}$/.test(digits)) throw new RangeError('code 128 takes an even number of digits here');
  const mixed = mixedSets(digits);
  const onlyB = [0x7b, 0x42, ...ascii(digits)];
  const data = symbolCount(mixed) <= digits.length + 1 ? mixed : onlyB;
  const moduleDots = codeModules(data) * 3 + 2 * QUIET_DOTS <= paperDots ? 3 : 2;
  return Uint8Array.of(GS, 0x48, 2, GS, 0x66, 0, GS, 0x77, moduleDots, GS, 0x68, 80, GS, 0x6b, 73, data.length, ...data);
}

function epsonQr(data: Uint8Array, moduleDots: number): Uint8Array {
  const size = data.length + 3;
  const store = [GS, 0x28, 0x6b, size & 0xff, size >> 8, 0x31, 0x50, 0x30, ...data];
  const setting = (...rest: number[]): number[] => [GS, 0x28, 0x6b, rest.length + 1, 0, 0x31, ...rest];
  return Uint8Array.from([
    ...setting(0x41, 0x32, 0),
    ...setting(0x43, moduleDots),
    ...setting(0x45, 0x31),
    ...store,
    ...setting(0x51, 0x30),
  ]);
}

function starQr(data: Uint8Array, moduleDots: number): Uint8Array {
  const setting = (which: number, value: number): number[] => [ESC, GS, 0x79, 0x53, which, value];
  const store = [ESC, GS, 0x79, 0x44, 0x31, 0, data.length & 0xff, data.length >> 8, ...data];
  return Uint8Array.from([...setting(0x30, 2), ...setting(0x31, 1), ...setting(0x32, moduleDots), ...store, ESC, GS, 0x79, 0x50]);
}

/** Pairs in set C but `16` in set B, with `{C` and `{B` where the set changes. */
function mixedSets(digits: string): readonly number[] {
  const bytes: number[] = [];
  let set = '';
  for (const pair of digits.match(/\d\d/g) ?? []) {
    const needed = pair === '16' ? 'B' : 'C';
    if (needed !== set) bytes.push(0x7b, needed.charCodeAt(0));
    bytes.push(...(needed === 'B' ? ascii(pair) : [Number(pair)]));
    set = needed;
  }
  return bytes;
}

/** How many bars it takes: a change of set is two bytes and one symbol. No pair is 123, so `{` is always a change. */
const symbolCount = (data: readonly number[]): number => data.length - data.filter((byte) => byte === 0x7b).length;
/** Each symbol is 11 modules, the check symbol too, and the stop 13. */
const codeModules = (data: readonly number[]): number => 11 * (symbolCount(data) + 1) + 13;
const QUIET_DOTS = 20;
const ascii = (text: string): readonly number[] => Array.from(text, (character) => character.charCodeAt(0));
