import * as z from 'zod';
import { LESSON_PLACES, LESSONS } from '../practice/lessons.ts';

const lesson = z.enum(LESSONS);

/** The page of the lessons. */
export const lessonsPageSchema = z.strictObject({
  /** False in live mode, where there are none. */
  isPractice: z.boolean(),
  /** Whose progress this is; null at a counter where nobody signs in. */
  person: z.string().nullable(),
  lessons: z.array(z.strictObject({ lesson, times: z.int(), lastAtMs: z.number().nullable() })),
});

export const beginLessonSchema = z.strictObject({ lesson });

/** The lesson's part of every picture of practice. */
export const lessonNoteSchema = z.strictObject({
  lesson,
  place: z.enum(LESSON_PLACES),
  /** Which step this is, from 1, of how many. */
  step: z.int(),
  steps: z.int(),
  isDone: z.boolean(),
  /** The person puts a new roll into the practice printer here. */
  isRollWanted: z.boolean(),
});

export type LessonsPage = z.infer<typeof lessonsPageSchema>;
export type LessonNote = z.infer<typeof lessonNoteSchema>;
