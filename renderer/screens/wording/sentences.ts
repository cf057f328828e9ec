import type { Words } from '../../words/shape.ts';

const ENDED = /[.!?:。！？：…؟]["”’」]?$/u;

/** Puts sentences behind one another as the language writes them; one that has no full stop yet gets it when another follows. */
export function sentences({ sentence }: Pick<Words, 'sentence'>, parts: readonly string[]): string {
  const said = parts.filter((part) => part !== '');
  return said
    .map((part, at) => (at === said.length - 1 || ENDED.test(part) ? part : `${part}${sentence.end}`))
    .join(sentence.gap);
}

/** Things behind one another: `too old, of another shift`. */
export const list = ({ sentence }: Pick<Words, 'sentence'>, parts: readonly string[]): string => parts.join(sentence.comma);
