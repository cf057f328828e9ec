import type { Lesson, LessonsPage } from '../api/types.ts';
import { act, ask } from './acts.ts';
import { goTo } from './view-store.ts';

/** Begins a lesson and shows the checkout, where it is done; a refusal stays on the page of the lessons. */
export async function beginLesson(lesson: Lesson): Promise<void> {
  if (await act('lessons.begin', { lesson })) goTo({ kind: 'checkout' });
}

/** What the page of the lessons shows; null when main would not say. */
export const loadLessons = (): Promise<LessonsPage | null> => ask('lessons.view', {});
