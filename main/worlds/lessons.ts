import path from 'node:path';
import type { LessonNote } from '../../core/contract/lessons.ts';
import type { Snapshot } from '../../core/contract/views.ts';
import type { Counter } from '../counter/counter.ts';
import type { LessonsPort } from '../ipc/handlers/lesson-handlers.ts';
import { systemClock } from '../lifecycle/clock.ts';
import type { Scope } from '../lifecycle/scope.ts';
import type { World } from './world.ts';

/** Where the lessons stand. `counter` is asked for once there is one. */
export type LessonsParts = {
  readonly dataDir: string;
  readonly world: World;
  readonly scope: Scope;
  readonly counter: () => Pick<Counter, 'snapshot'>;
  readonly changed: () => void;
};

/** The guided lessons of one start. */
export type Lessons = {
  readonly note: () => LessonNote | null;
  /** The picture that goes to the page; what it proves of a lesson is in it already. */
  readonly seen: (draw: () => Snapshot) => Snapshot;
  /** Null in live mode, where there is nothing to ask for a part. */
  readonly port: LessonsPort | null;
};

/** Opens the lessons of a practice world; elsewhere nothing of them is loaded. */
export async function openLessons({ dataDir, world, scope, counter, changed }: LessonsParts): Promise<Lessons> {
  const { lessonStage: stage } = world;
  if (stage === undefined) return NO_LESSONS;
  const [{ createLessonDesk }, { openLessonFile }] = await Promise.all([
    import('./lesson-desk.ts'),
    import('../practice/lesson-file.ts'),
  ]);
  const file = await openLessonFile(path.join(dataDir, 'practice-lessons.json'));
  const desk = createLessonDesk({ stage, file, look: () => counter().snapshot(), wallMs: systemClock.wallMs, changed });
  scope.own('lessons', desk.settled);
  return {
    note: desk.note,
    seen: (draw) => {
      const picture = draw();
      return desk.saw(picture) ? draw() : picture;
    },
    port: desk,
  };
}

const NO_LESSONS: Lessons = { note: () => null, seen: (draw) => draw(), port: null };
