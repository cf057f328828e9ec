import type { Slice } from './slice.ts';

/** Rows a chunk; growing by chunks never copies what is there, so memory has no peaks. */
const CHUNK_BITS = 16;
const CHUNK = 1 << CHUNK_BITS;
const MASK = CHUNK - 1;

type Numbers = Uint32Array | Float64Array;

/** A growing table of numbers, its columns side by side so that a row costs one look into memory; what was never set is 0. */
export type Table = {
  readonly get: (row: number, column: number) => number;
  readonly set: (row: number, column: number, value: number) => void;
};

/** Makes a table of `columns` columns; `make` gives one chunk of it. */
export function table(columns: number, make: (length: number) => Numbers): Table {
  const chunks: Numbers[] = [];
  return {
    get: (row, column) => chunks[row >>> CHUNK_BITS]?.[(row & MASK) * columns + column] ?? 0,
    set: (row, column, value) => {
      const at = row >>> CHUNK_BITS;
      let chunk = chunks[at];
      while (chunk === undefined) {
        chunks.push(make(CHUNK * columns));
        chunk = chunks[at];
      }
      chunk[(row & MASK) * columns + column] = value;
    },
  };
}

/** Ids longer than this, or with letters beyond Latin-1, are none of Alipay+'s and are kept as nothing. */
const TEXT_MAX = 250;
const TEXT_CHUNK_BITS = 20;
const TEXT_CHUNK = 1 << TEXT_CHUNK_BITS;
const TEXT_MASK = TEXT_CHUNK - 1;

/** Packed texts of one byte a letter: a million ids cost their letters and nothing else. Places are numbers below 2 ** 32. */
export type TextPool = {
  /** Keeps two texts and says where the first lies; one that the pool cannot keep exactly is kept as the empty text. */
  readonly addPair: (first: string, second: string) => number;
  /** Where the second of a pair lies, from where the first does. */
  readonly after: (at: number) => number;
  readonly get: (at: number) => string;
  readonly is: (at: number, text: string) => boolean;
  readonly isSlice: (at: number, slice: Slice) => boolean;
  /** The same number as `hashOf` of its bytes. */
  readonly hashAt: (at: number) => number;
};

/** Makes an empty pool. */
export function textPool(): TextPool {
  const chunks: Uint8Array[] = [];
  let used = TEXT_CHUNK;
  const chunkOf = (at: number): Uint8Array => chunks[at >>> TEXT_CHUNK_BITS] ?? NOTHING;
  const makeRoom = (bytes: number): void => {
    if (used + bytes <= TEXT_CHUNK) return;
    chunks.push(new Uint8Array(TEXT_CHUNK));
    used = 0;
  };
  const write = (text: string): number => {
    const chunk = chunks.at(-1) ?? NOTHING;
    const at = (chunks.length - 1) * TEXT_CHUNK + used;
    const length = text.length > TEXT_MAX ? 0 : text.length;
    let from = used + 1;
    for (let letter = 0; letter < length; letter += 1) {
      const code = text.charCodeAt(letter);
      if (code > 255) {
        from = used + 1;
        break;
      }
      chunk[from] = code;
      from += 1;
    }
    chunk[used] = from - used - 1;
    used = from;
    return at;
  };
  return {
    addPair: (first, second) => {
      makeRoom(2 * (TEXT_MAX + 1));
      const at = write(first);
      write(second);
      return at;
    },
    after: (at) => at + 1 + (chunkOf(at)[at & TEXT_MASK] ?? 0),
    get: (at) => {
      const chunk = chunkOf(at);
      const from = at & TEXT_MASK;
      return String.fromCharCode(...chunk.subarray(from + 1, from + 1 + (chunk[from] ?? 0)));
    },
    is: (at, text) => {
      const chunk = chunkOf(at);
      const from = at & TEXT_MASK;
      const length = text.length;
      if (chunk[from] !== length) return false;
      // Ids of one day begin alike and end apart.
      for (let letter = length; letter > 0; letter -= 1) if (chunk[from + letter] !== text.charCodeAt(letter - 1)) return false;
      return true;
    },
    isSlice: (at, slice) => holds(chunkOf(at), at & TEXT_MASK, slice),
    hashAt: (at) => {
      const chunk = chunkOf(at);
      const from = (at & TEXT_MASK) + 1;
      return hashOf(chunk, from, from + (chunk[from - 1] ?? 0));
    },
  };
}

const NOTHING = new Uint8Array(0);

function holds(chunk: Uint8Array, place: number, { bytes, from, until }: Slice): boolean {
  const length = until - from;
  if (chunk[place] !== length) return false;
  for (let letter = length; letter > 0; letter -= 1) if (chunk[place + letter] !== bytes[from + letter - 1]) return false;
  return true;
}

const START_SLOTS = 1 << 12;

/** An index from text to row number. Rows are only added, in their order, those without a text left out; the first row with a text is the one that is found. */
export type TextIndex = {
  readonly add: (row: number) => void;
  readonly find: (text: string) => number;
  readonly findSlice: (slice: Slice) => number;
};

/** Makes an index over texts of a pool; `textOf` says where the text of a row lies. Nothing found is -1. */
export function textIndex(texts: TextPool, textOf: (row: number) => number): TextIndex {
  let slots = new Int32Array(START_SLOTS);
  // The upper bits of the hash, so that most texts that are not meant are passed by without a look at them.
  let tags = new Uint8Array(START_SLOTS);
  let count = 0;
  let rows = 0;
  const asSlice = { bytes: new Uint8Array(TEXT_MAX), from: 0, until: 0 };
  const place = (hash: number, row: number): void => {
    const mask = slots.length - 1;
    let at = hash & mask;
    while (slots[at] !== 0) at = (at + 1) & mask;
    slots[at] = row + 1;
    tags[at] = hash >>> TAG_SHIFT;
  };
  const grow = (): void => {
    tags = new Uint8Array(slots.length * 2);
    slots = new Int32Array(slots.length * 2);
    // In the order of the rows: their texts lie in that order, and the first of two with one text must stay the first.
    for (let row = 0; row < rows; row += 1) if (!texts.is(textOf(row), '')) place(texts.hashAt(textOf(row)), row);
  };
  const findSlice = (slice: Slice): number => {
    const hash = hashOf(slice.bytes, slice.from, slice.until);
    const tag = hash >>> TAG_SHIFT;
    const mask = slots.length - 1;
    let at = hash & mask;
    for (let slot = slots[at] ?? 0; slot !== 0; slot = slots[at] ?? 0) {
      if (tags[at] === tag && texts.isSlice(textOf(slot - 1), slice)) return slot - 1;
      at = (at + 1) & mask;
    }
    return -1;
  };
  return {
    add: (row) => {
      count += 1;
      if (count * 2 > slots.length) grow();
      place(texts.hashAt(textOf(row)), row);
      rows = row + 1;
    },
    find: (text) => (turnTo(asSlice, text) ? findSlice(asSlice) : -1),
    findSlice,
  };
}

/** Turns a slice to the letters of a text; false for one that no pool keeps. */
function turnTo(slice: Slice, text: string): boolean {
  const { length } = text;
  if (length > TEXT_MAX) return false;
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 255) return false;
    slice.bytes[at] = code;
  }
  slice.until = length;
  return true;
}

/**
 * An index that is made when it is first asked: hardly a row of a report has to be looked up by our own id, because Alipay+'s
 * settles it. `rows` is how many rows there are.
 */
export function lateIndex(texts: TextPool, textOf: (row: number) => number, rows: () => number): TextIndex {
  let made: TextIndex | null = null;
  const make = (): TextIndex => {
    const index = textIndex(texts, textOf);
    for (let row = 0; row < rows(); row += 1) if (!texts.is(textOf(row), '')) index.add(row);
    return index;
  };
  return {
    add: (row) => made?.add(row),
    find: (text) => (made ??= make()).find(text),
    findSlice: (slice) => (made ??= make()).findSlice(slice),
  };
}

/** FNV-1a, 32 bits, mixed once more because ids that count up differ in their last letters only. */
function hashOf(bytes: Uint8Array, from: number, until: number): number {
  let hash = SEED;
  for (let at = from; at < until; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), PRIME);
  return mixed(hash);
}

const SEED = 0x811c9dc5;
const PRIME = 0x01000193;
const TAG_SHIFT = 24;

function mixed(hash: number): number {
  const folded = hash ^ (hash >>> 15);
  return Math.imul(folded, 0x2c1b3c6d) ^ (folded >>> 13);
}
