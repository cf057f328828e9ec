import type { TimelineWhat } from '../../api/types.ts';
import type { Words } from '../../words/shape.ts';
import { isKeyOf } from './advice.ts';

/** One line of a payment's history; an event of a newer version is still shown, with its own name in the small print. */
export function timelineText(words: Words, what: string): string {
  const table: Readonly<Record<TimelineWhat | 'other', string>> = words.timeline;
  return isKeyOf(table, what) ? table[what] : table.other;
}
