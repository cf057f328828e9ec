import type { RunKey } from '../../../core/scan/learner.ts';

/** A text that a US-set scanner types, or one named key (`Enter`, `Control+KeyJ`). */
export type Typed = string | { readonly code: string };

const SHIFTED: Readonly<Record<string, string>> = { ']': 'BracketRight', '#': 'Digit3', '~': 'Backquote', '[': 'BracketLeft' };

/** The keys of a scanner that types these, `perKeyMs` apart. */
export const runOf = (perKeyMs: number, ...typed: readonly Typed[]): readonly RunKey[] =>
  typed
    .flatMap((one) => (typeof one === 'string' ? Array.from(one, keyOf) : [named(one.code)]))
    .map((key, at) => ({ ...key, atMs: 1_000 + at * perKeyMs }));

type Key = Omit<RunKey, 'atMs'>;

function keyOf(character: string): Key {
  if (/\d/.test(character)) return { code: `Digit${character}`, hasShift: false, hasCtrl: false };
  if (/[a-z]/i.test(character))
    return { code: `Key${character.toUpperCase()}`, hasShift: character !== character.toLowerCase(), hasCtrl: false };
  const code = SHIFTED[character];
  if (code === undefined) throw new Error(`no key for ${character}`);
  return { code, hasShift: character === '#' || character === '~', hasCtrl: false };
}

const named = (name: string): Key => ({
  code: name.replace('Control+', ''),
  hasShift: false,
  hasCtrl: name.startsWith('Control+'),
});
