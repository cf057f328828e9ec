import type { Face } from '../../api/types.ts';
import type { Words } from '../../words/shape.ts';

/** One answer of the help. */
export type HelpAnswer = { readonly id: string; readonly title: string; readonly text: string };

/** What the help knows, the states first. */
export function helpAnswers({ face, meaning }: Words): readonly HelpAnswer[] {
  const states = (Object.keys(meaning.faces) as Face[]).map((id) => ({ id, title: face[id].word, text: meaning.faces[id] }));
  return [...states, ...Object.entries(meaning.topics).map(([id, topic]) => ({ id, ...topic }))];
}

/** Those that hold every word that was typed; titles count before texts. */
export function foundAnswers(answers: readonly HelpAnswer[], typed: string): readonly HelpAnswer[] {
  const parts = typed
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter((part) => part !== '');
  const holds = (text: string): boolean => parts.every((part) => text.toLocaleLowerCase().includes(part));
  const byTitle = answers.filter(({ title }) => holds(title));
  return [...byTitle, ...answers.filter((answer) => !byTitle.includes(answer) && holds(`${answer.title} ${answer.text}`))];
}
