/** When keys were heard, for the marks of the evidence and the scanner's health meter; which keys is not kept. */
export type KeyTimes = {
  readonly heard: (input: { readonly type: string; readonly key: string }) => void;
  readonly lastKeyMs: () => number;
  /** Mean time between the last `keys` keys and the one that ended them; null when fewer were heard. */
  readonly msPerKey: (keys: number) => number | null;
};

/** As many as the longest code and its prefix have. */
const KEPT = 64;
const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'Meta', 'CapsLock', 'NumLock']);

/** Starts with nothing heard; `nowMs` is monotonic. */
export function createKeyTimes(nowMs: () => number): KeyTimes {
  let lastKeyMs = 0;
  let downs: readonly number[] = [];
  return {
    heard: ({ type, key }) => {
      lastKeyMs = nowMs();
      if (type === 'keyDown' && !MODIFIERS.has(key)) downs = [...downs.slice(1 - KEPT), lastKeyMs];
    },
    lastKeyMs: () => lastKeyMs,
    msPerKey: (keys) => {
      const first = downs.at(-keys);
      return first === undefined || keys < 2 ? null : (lastKeyMs - first) / (keys - 1);
    },
  };
}
