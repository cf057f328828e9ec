/** A source of chance that gives the same row of numbers for the same seed, on every machine. */
export type Random = {
  /** A whole number from `min` to `max`, both included. */
  readonly int: (min: number, max: number) => number;
  /** True with this probability. */
  readonly chance: (probability: number) => boolean;
  readonly pick: <Value>(values: readonly Value[]) => Value;
  /** Picks by weight. */
  readonly weighted: <Value>(rows: readonly (readonly [number, Value])[]) => Value;
  readonly bytes: (count: number) => Uint8Array;
};

/** sfc32, seeded through splitmix32 so that neighbouring seeds have nothing in common. */
export function createRandom(seed: number, stream = 0): Random {
  const next = sfc32(seed, stream);
  const fraction = (): number => next() / 4_294_967_296;
  const int = (min: number, max: number): number => min + Math.floor(fraction() * (max - min + 1));
  const pick = <Value>(values: readonly Value[]): Value => {
    const value = values[int(0, values.length - 1)];
    if (value === undefined) throw new Error('nothing to pick from');
    return value;
  };
  return {
    int,
    pick,
    chance: (probability) => fraction() < probability,
    weighted: (rows) => {
      let left = fraction() * rows.reduce((sum, [weight]) => sum + weight, 0);
      const found = rows.find(([weight]) => (left -= weight) < 0) ?? rows.at(-1);
      if (found === undefined) throw new Error('nothing to pick from');
      return found[1];
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => next() & 0xff),
  };
}

function sfc32(seed: number, stream: number): () => number {
  const start = splitmix32(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(stream + 1, 0xc2b2ae35));
  let [a, b, c, counter] = [start(), start(), start(), 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let turn = 0; turn < 12; turn += 1) next();
  return next;
}

function splitmix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    const mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    const again = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return again ^ (again >>> 15);
  };
}
