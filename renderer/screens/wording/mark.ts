import type { Snapshot } from '../../api/types.ts';
import type { Words } from '../../words/shape.ts';

/** The shift's word and colour. */
export type Mark = NonNullable<Snapshot['shift']>['mark'];

/** `purple river`, as the language puts the two. */
export function markText({ sounds }: Words, { word, colour }: Mark): string {
  const words: Readonly<Record<Mark['word'], string>> = sounds.markWords;
  const colours: Readonly<Record<Mark['colour'], string>> = sounds.markColours;
  return sounds.mark(colours[colour], words[word]);
}
