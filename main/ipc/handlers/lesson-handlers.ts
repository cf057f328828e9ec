import type { LessonsPage } from '../../../core/contract/lessons.ts';
import { LESSONS, type Lesson } from '../../../core/practice/lessons.ts';
import { RefusedError, type Handlers } from '../answer.ts';

/** The guided lessons as the page may use them. */
export type LessonsPort = {
  readonly view: () => LessonsPage;
  /** False when the practice gateway did not take its part; then no lesson begins. */
  readonly begin: (lesson: Lesson) => Promise<boolean>;
  readonly leave: () => Promise<void>;
  /** False where no lesson asks for it, or the practice printer did not answer. */
  readonly newRoll: () => Promise<boolean>;
};

/** The calls of the lessons. */
export type LessonHandlers = Pick<Handlers, Extract<keyof Handlers, `lessons.${string}`>>;

/** One function a call; null in live mode, where the page says where practice is. */
export function lessonHandlers(port: LessonsPort | null): LessonHandlers {
  return {
    'lessons.view': () => port?.view() ?? NOT_HERE,
    'lessons.begin': async ({ lesson }) => (done(await port?.begin(lesson)), {}),
    'lessons.leave': async () => (await port?.leave(), {}),
    'lessons.new-roll': async () => (done(await port?.newRoll()), {}),
  };
}

const NOT_HERE: LessonsPage = {
  isPractice: false,
  person: null,
  lessons: LESSONS.map((lesson) => ({ lesson, times: 0, lastAtMs: null })),
};

function done(isDone: boolean | undefined): void {
  if (isDone !== true) throw new RefusedError('not-now');
}
