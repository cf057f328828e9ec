const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const DLE = 0x10;

/** Parameter bytes of the commands whose length is fixed, by the byte behind ESC, FS or GS. */
const FIXED: Readonly<Record<number, Readonly<Record<string, number>>>> = {
  [ESC]: {
    ' ': 1,
    '!': 1,
    $: 2,
    '%': 1,
    '-': 1,
    '2': 0,
    '3': 1,
    '=': 1,
    '?': 1,
    '@': 0,
    E: 1,
    G: 1,
    J: 1,
    K: 1,
    L: 0,
    M: 1,
    R: 1,
    S: 0,
    T: 1,
    U: 1,
    V: 1,
    W: 8,
    '\\': 2,
    a: 1,
    c: 2,
    d: 1,
    e: 1,
    i: 0,
    m: 0,
    p: 3,
    r: 1,
    t: 1,
    u: 1,
    v: 0,
    '{': 1,
  },
  [FS]: { '!': 1, '&': 0, '-': 1, '.': 0, C: 1, S: 2, W: 1, p: 2 },
  [GS]: {
    '!': 1,
    '#': 1,
    $: 2,
    '/': 1,
    ':': 0,
    B: 1,
    H: 1,
    I: 1,
    L: 2,
    P: 2,
    T: 1,
    W: 2,
    '\\': 2,
    '^': 3,
    a: 1,
    b: 1,
    c: 0,
    f: 1,
    h: 1,
    r: 1,
    w: 1,
    z: 3,
  },
};

/** How many bytes the command or character at `at` takes; null while some of them have not come yet. */
export function commandLength(bytes: Uint8Array, at: number): number | null {
  const have = bytes.length - at;
  const lead = bytes[at] ?? 0;
  if (lead !== ESC && lead !== FS && lead !== GS && lead !== DLE) return 1;
  if (have < 2) return null;
  const length = lead === DLE ? realTimeLength(bytes, at) : namedLength(bytes, at, lead);
  return length === null || have < length ? null : length;
}

function realTimeLength(bytes: Uint8Array, at: number): number | null {
  switch (bytes[at + 1]) {
    case 0x04: {
      const n = bytes[at + 2];
      return n === undefined ? null : n === 7 || n === 8 || n === 18 ? 4 : 3;
    }
    case 0x05:
      return 3;
    case 0x14: {
      const fn = bytes[at + 2];
      return fn === undefined ? null : fn === 8 ? 10 : 5;
    }
    default:
      return 1;
  }
}

function namedLength(bytes: Uint8Array, at: number, lead: number): number | null {
  const name = String.fromCharCode(bytes[at + 1] ?? 0);
  const fixed = FIXED[lead]?.[name];
  if (fixed !== undefined) return 2 + fixed;
  if (lead === ESC) return escLength(bytes, at, name);
  if (lead === GS) return gsLength(bytes, at, name);
  return name === '(' ? withLength16(bytes, at + 3, 5) : 2;
}

function escLength(bytes: Uint8Array, at: number, name: string): number | null {
  if (name === 'D') return untilZero(bytes, at + 2, at);
  if (name !== '*') return 2;
  const mode = bytes[at + 2];
  const columns = little16(bytes, at + 3);
  return mode === undefined || columns === null ? null : 5 + columns * (mode >= 32 ? 3 : 1);
}

function gsLength(bytes: Uint8Array, at: number, name: string): number | null {
  switch (name) {
    case '(':
      return withLength16(bytes, at + 3, 5);
    case '8':
      return graphicsLength(bytes, at);
    case 'V':
      return cutLength(bytes, at);
    case 'k':
      return barcodeLength(bytes, at);
    case 'v':
      return rasterLength(bytes, at);
    case 'g':
      return 6;
    case '*':
      return withProduct(bytes, at);
    default:
      return 2;
  }
}

function cutLength(bytes: Uint8Array, at: number): number | null {
  const mode = bytes[at + 2];
  return mode === undefined ? null : mode >= 65 ? 4 : 3;
}

function barcodeLength(bytes: Uint8Array, at: number): number | null {
  const system = bytes[at + 2];
  if (system === undefined) return null;
  if (system < 65) return untilZero(bytes, at + 3, at);
  const count = bytes[at + 3];
  return count === undefined ? null : 4 + count;
}

function rasterLength(bytes: Uint8Array, at: number): number | null {
  const across = little16(bytes, at + 4);
  const down = little16(bytes, at + 6);
  return across === null || down === null ? null : 8 + across * down;
}

function graphicsLength(bytes: Uint8Array, at: number): number | null {
  const low = little16(bytes, at + 3);
  const high = little16(bytes, at + 5);
  return low === null || high === null ? null : 7 + low + high * 65_536;
}

function withProduct(bytes: Uint8Array, at: number): number | null {
  const [across, down] = [bytes[at + 2], bytes[at + 3]];
  return across === undefined || down === undefined ? null : 4 + across * down * 8;
}

function withLength16(bytes: Uint8Array, at: number, head: number): number | null {
  const length = little16(bytes, at);
  return length === null ? null : head + length;
}

function untilZero(bytes: Uint8Array, from: number, start: number): number | null {
  const end = bytes.indexOf(0, from);
  return end < 0 ? null : end - start + 1;
}

/** Two bytes, the low one first; null when they have not come yet. */
export function little16(bytes: Uint8Array, at: number): number | null {
  const [low, high] = [bytes[at], bytes[at + 1]];
  return low === undefined || high === undefined ? null : low + high * 256;
}
