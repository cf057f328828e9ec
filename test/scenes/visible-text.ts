/** A text that somebody reads or hears, and where it stands. */
export type SeenText = { readonly text: string; readonly place: string };

/**
 * Every text of a page that a table has to say: what is written, and what only a screen reader says. It names nothing of this file,
 * because it is also sent into a real page.
 */
export function seenTexts(root: Element): readonly SeenText[] {
  const spoken = ['aria-label', 'title', 'placeholder', 'alt', 'aria-description', 'aria-valuetext'];
  // What stands as it is in every language says so itself: a command to copy, a language's own name.
  const ownLanguage = '[translate=no], option[lang]';
  const placeOf = (element: Element): string =>
    `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}[${element.closest('[data-testid]')?.getAttribute('data-testid') ?? ''}]`;
  const elements = [root, ...root.querySelectorAll('*')].filter((element) => element.closest(ownLanguage) === null);
  return elements.flatMap((element) => [
    ...[...element.childNodes]
      .filter((node) => node.nodeType === 3)
      .map((node) => ({ text: node.textContent ?? '', place: placeOf(element) })),
    ...spoken.map((name) => ({ text: element.getAttribute(name) ?? '', place: `${placeOf(element)}@${name}` })),
  ]);
}

/** What is left of a disguised text without what a table said, the data of the scene, and what no language changes. */
export function undisguised(text: string, data: readonly string[]): string {
  const own = withoutBrackets(text).replaceAll(UNTRANSLATED, ' ');
  const rest = data.reduce((left, datum) => withoutWord(left, datum), own);
  return rest.replaceAll(/[^\p{L}]+/gu, ' ').trim();
}

/** Takes a datum out where it stands as a word of its own: a currency's letter must not hide a text that has the same letter. */
function withoutWord(text: string, datum: string): string {
  const at = text.indexOf(datum);
  if (at < 0) return text;
  const [before, after] = [text.slice(0, at), text.slice(at + datum.length)];
  const isWord = !/\p{L}$/u.test(before) && !/^\p{L}/u.test(after);
  return `${before}${isWord ? ' ' : datum}${withoutWord(after, datum)}`;
}

/** Names of keys, currencies and units stand as they are in every language; a month's name comes from the system's own tables. */
const UNTRANSLATED = /\b(?:F\d{1,2}|Ctrl [A-Z]|Esc|Enter|SGD|USD|IDR|Nov|kB)\b/g;

function withoutBrackets(text: string): string {
  let depth = 0;
  let rest = '';
  for (const character of text) {
    if (character === '⟦') depth += 1;
    else if (character === '⟧') depth -= 1;
    else if (depth === 0) rest += character;
  }
  return rest;
}

/** Every text of a value, longest first, so that one inside another does not cut it to pieces. */
export function textsOf(value: unknown): readonly string[] {
  const texts = new Set<string>();
  const visit = (one: unknown): void => {
    if (typeof one === 'string' && /\p{L}/u.test(one)) texts.add(one);
    else if (typeof one === 'object' && one !== null) Object.values(one).forEach(visit);
  };
  visit(value);
  return [...texts].sort((a, b) => b.length - a.length);
}
