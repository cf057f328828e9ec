import type { Words } from './shape.ts';

/** A table whose sentences are changed by `put` when they are said, such as to name other keys; what is put into a sentence, say a person's note, stays as it is. */
export const putThrough = (words: Words, put: (text: string) => string): Words => changed(words, put) as Words;

type Say = (...inputs: readonly unknown[]) => unknown;

function changed(value: unknown, put: (text: string) => string): unknown {
  if (typeof value === 'string') return put(value);
  if (typeof value === 'function') return (...inputs: readonly unknown[]) => said(value as Say, inputs, put);
  if (Array.isArray(value)) return value.map((one) => changed(one, put));
  return Object.fromEntries(Object.entries(value as object).map(([name, text]) => [name, changed(text, put)]));
}

/** Capitals F and C of what is put in stand as signs of nobody's alphabet meanwhile, so that no key's name is seen in it. */
const HIDDEN: readonly (readonly [string, string])[] = [
  ['F', '\uE0F0'],
  ['C', '\uE0C0'],
];

function said(say: Say, inputs: readonly unknown[], put: (text: string) => string): string {
  const hidden = inputs.map((input) =>
    typeof input === 'string' && KEY_LIKE.test(input)
      ? HIDDEN.reduce((text, [sign, mask]) => text.replaceAll(sign, mask), input)
      : input,
  );
  return HIDDEN.reduce((text, [sign, mask]) => text.replaceAll(mask, sign), put(String(say(...hidden))));
}

/** Only texts with a key's name in them are masked: others may be names that the sentence itself looks up. */
const KEY_LIKE = /F\d|Ctrl /;
