import { lessonOf, type Lesson, type LessonPlace } from './lessons.ts';

/** How the practice gateway takes the next payment; its own names for it are in the simulator. */
export type LessonPart = 'paid-at-once' | 'paid-after-a-while' | 'in-doubt-then-paid';

/** What the practice world has to be like at a place of a lesson. */
type Arrangement = { readonly part: LessonPart; readonly isPaperOut: boolean };

const PARTS: Readonly<Record<Lesson, LessonPart>> = {
  pay: 'paid-after-a-while',
  cancel: 'paid-at-once',
  refund: 'paid-at-once',
  doubt: 'in-doubt-then-paid',
  paper: 'paid-at-once',
};

/** What a lesson that begins, or begins anew, at this place asks of the practice world. */
export const arrangementAt = (place: LessonPlace): Arrangement => {
  const lesson = lessonOf(place);
  return { part: PARTS[lesson], isPaperOut: lesson === 'paper' };
};

/** True where the person puts a new roll into the practice printer. */
export const isRollWanted = (place: LessonPlace): boolean => place === 'paper-roll';
