/** Rows a chunk; growing by chunks never copies what is there, so memory has no peaks. */
const CHUNK_BITS = 16;
const CHUNK = 1 << CHUNK_BITS;
const MASK = CHUNK - 1;

type Numbers = Uint8Array | Uint16Array | Int32Array | Float64Array;

/** A growing column of numbers; what was never set is 0. */
export type Column = { readonly get: (index: number) => number; readonly set: (index: number, value: number) => void };

/** Makes a column; `make` gives one chunk of it. */
export function column(make: (length: number) => Numbers): Column {
  const chunks: Numbers[] = [];
  return {
    get: (index) => chunks[index >>> CHUNK_BITS]?.[index & MASK] ?? 0,
    set: (index, value) => {
      const at = index >>> CHUNK_BITS;
      let chunk = chunks[at];
      while (chunk === undefined) {
        chunks.push(make(CHUNK));
        chunk = chunks[at];
      }
      chunk[index & MASK] = value;
    },
  };
}

/** Ids longer than this, or with letters beyond Latin-1, are none of Alipay+'s and are kept as nothing. */
const TEXT_MAX = 250;
const TEXT_CHUNK = 1 << 20;

/** Packed texts of one byte a letter: a million ids cost their letters and nothing else. */
export type TextPool = {
  /** Keeps a text and says where; the empty text is kept as well. */
  readonly add: (text: string) => number;
  readonly get: (at: number) => string;
  readonly is: (at: number, text: string) => boolean;
};

/** True when the pool can keep the text exactly. */
export function isPoolText(text: string): boolean {
  if (text.length > TEXT_MAX) return false;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 255) return false;
  return true;
}

/** Makes an empty pool; texts must pass `isPoolText`. */
export function textPool(): TextPool {
  const chunks: Uint8Array[] = [];
  let used = TEXT_CHUNK;
  const start = (at: number) => ({ chunk: chunks[Math.floor(at / TEXT_CHUNK)] ?? NOTHING, from: at % TEXT_CHUNK });
  return {
    add: (text) => {
      if (used + text.length + 1 > TEXT_CHUNK) {
        chunks.push(new Uint8Array(TEXT_CHUNK));
        used = 0;
      }
      const chunk = chunks.at(-1) ?? NOTHING;
      const at = (chunks.length - 1) * TEXT_CHUNK + used;
      chunk[used] = text.length;
      for (let letter = 0; letter < text.length; letter += 1) chunk[used + 1 + letter] = text.charCodeAt(letter);
      used += text.length + 1;
      return at;
    },
    get: (at) => {
      const { chunk, from } = start(at);
      const length = chunk[from] ?? 0;
      return String.fromCharCode(...chunk.subarray(from + 1, from + 1 + length));
    },
    is: (at, text) => {
      const { chunk, from } = start(at);
      if (chunk[from] !== text.length) return false;
      for (let letter = 0; letter < text.length; letter += 1)
        if (chunk[from + 1 + letter] !== text.charCodeAt(letter)) return false;
      return true;
    },
  };
}

const NOTHING = new Uint8Array(0);

const START_SLOTS = 1 << 12;

/** An index from text to row number. Rows are only added; the first row with a text is the one that is found. */
export type TextIndex = { readonly add: (text: string, row: number) => void; readonly find: (text: string) => number };

/** Makes an index over texts that lie elsewhere; `textOf` compares the text of a row. `find` answers -1 for none. */
export function textIndex(isText: (row: number, text: string) => boolean): TextIndex {
  let slots = new Int32Array(START_SLOTS);
  let hashes = new Int32Array(START_SLOTS);
  let count = 0;
  const place = (table: Int32Array, keys: Int32Array, hash: number, row: number): void => {
    let at = hash & (table.length - 1);
    while (table[at] !== 0) at = (at + 1) & (table.length - 1);
    table[at] = row + 1;
    keys[at] = hash;
  };
  const grow = (): void => {
    const bigger = new Int32Array(slots.length * 2);
    const keys = new Int32Array(slots.length * 2);
    slots.forEach((row, at) => {
      if (row !== 0) place(bigger, keys, hashes[at] ?? 0, row - 1);
    });
    [slots, hashes] = [bigger, keys];
  };
  return {
    add: (text, row) => {
      count += 1;
      if (count * 2 > slots.length) grow();
      place(slots, hashes, hashOf(text), row);
    },
    find: (text) => {
      const hash = hashOf(text);
      let at = hash & (slots.length - 1);
      for (let slot = slots[at] ?? 0; slot !== 0; slot = slots[at] ?? 0) {
        if (hashes[at] === hash && isText(slot - 1, text)) return slot - 1;
        at = (at + 1) & (slots.length - 1);
      }
      return -1;
    },
  };
}

/** FNV-1a, 32 bits, mixed once more because ids that count up differ in their last letters only. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) ^ (hash >>> 13);
}
