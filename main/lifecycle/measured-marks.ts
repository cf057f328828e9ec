import type { Marks } from './marks.ts';

/** The same marks, which a meter hears as well; it hears them first, because a mark may be ordered to halt. */
export const measuredMarks = (marks: Marks, hear: (point: string, atMs: number) => void, monotonicMs: () => number): Marks => ({
  mark: (name) => {
    hear(name, monotonicMs());
    marks.mark(name);
  },
  at: (name, atMs) => {
    hear(name, atMs);
    marks.at(name, atMs);
  },
});
