import { LESSONS, type Lesson } from './lessons.ts';

/** How often one lesson was finished, and when last; epoch ms. */
type Finished = { readonly times: number; readonly lastAtMs: number };

/** What one person has finished; '' stands for whoever is at a counter where nobody signs in. */
type PersonProgress = { readonly name: string; readonly lessons: Readonly<Partial<Record<Lesson, Finished>>> };

/** Everybody's, the newest first. */
export type Progress = readonly PersonProgress[];

/** As many people as are remembered; whoever has not practised for longest is forgotten. */
const PEOPLE_MAX = 200;

/** One lesson more for this person. */
export function withFinished(progress: Progress, name: string, lesson: Lesson, atMs: number): Progress {
  const before = progress.find((person) => person.name === name)?.lessons ?? {};
  const lessons = { ...before, [lesson]: { times: (before[lesson]?.times ?? 0) + 1, lastAtMs: atMs } };
  return [{ name, lessons }, ...progress.filter((person) => person.name !== name)].slice(0, PEOPLE_MAX);
}

/** Every lesson in its order, with how often this person finished it. */
export const progressOf = (
  progress: Progress,
  name: string,
): readonly { readonly lesson: Lesson; readonly times: number; readonly lastAtMs: number | null }[] => {
  const done = progress.find((person) => person.name === name)?.lessons ?? {};
  return LESSONS.map((lesson) => ({ lesson, times: done[lesson]?.times ?? 0, lastAtMs: done[lesson]?.lastAtMs ?? null }));
};
