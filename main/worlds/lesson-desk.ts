import type { LessonNote } from '../../core/contract/lessons.ts';
import type { PaymentView, Snapshot } from '../../core/contract/views.ts';
import { createTurns } from '../../core/payment/turns.ts';
import { arrangementAt, isRollWanted } from '../../core/practice/arrangement.ts';
import { isDone, lessonOf, stepsOf, type Lesson, type LessonPlace } from '../../core/practice/lessons.ts';
import { progressOf, withFinished } from '../../core/practice/progress.ts';
import { beginLesson, lookAt, type LessonRun, type Sight } from '../../core/practice/run.ts';
import type { LessonsPort } from '../ipc/handlers/lesson-handlers.ts';
import type { LessonFile } from '../practice/lesson-file.ts';
import type { LessonStage } from '../practice/lesson-stage.ts';

/** What the lessons stand on. `look` draws the counter as it is now. */
export type LessonDeskParts = {
  readonly stage: LessonStage;
  readonly file: LessonFile;
  readonly look: () => Snapshot;
  readonly wallMs: () => number;
  readonly changed: () => void;
};

/** The lessons of a practice counter. */
export type LessonDesk = LessonsPort & {
  readonly note: () => LessonNote | null;
  /** Looks at a picture for what really happened; true when the lesson moved, and the picture is an old one. */
  readonly saw: (picture: Snapshot) => boolean;
  /** Resolves once the practice world is as it was asked to be, and what was finished is on the disk. */
  readonly settled: () => Promise<void>;
};

/** Follows one lesson at a time. It reads pictures and asks the practice world; it never touches a payment. */
export function createLessonDesk({ stage, file, look, wallMs, changed }: LessonDeskParts): LessonDesk {
  const inTurn = createTurns();
  let run: LessonRun | null = null;
  const arrange = (place: LessonPlace | null): Promise<boolean> =>
    inTurn(async () => {
      const { part, isPaperOut } = place === null ? NOTHING_ASKED : arrangementAt(place);
      return (await stage.next(part)) && (await stage.paperOut(isPaperOut));
    });
  const finish = (lesson: Lesson, name: string): void => {
    void arrange(null);
    void file.change(({ version, people }) => ({ version, people: withFinished(people, name, lesson, wallMs()) }));
  };
  return {
    note: () => (run === null ? null : noteOf(run.place)),
    saw: (picture) => {
      if (run === null) return false;
      const before = run;
      run = lookAt(before, sightOf(picture));
      if (run.turn !== before.turn) void arrange(run.place);
      if (run.place === before.place) return false;
      if (isDone(run.place)) finish(lessonOf(run.place), nameIn(picture));
      return true;
    },
    view: () => {
      const name = nameIn(look());
      return {
        isPractice: true,
        person: name === '' ? null : name,
        lessons: progressOf(file.read().people, name).map((one) => ({ ...one })),
      };
    },
    begin: async (lesson) => {
      const next = beginLesson(lesson, sightOf(look()));
      if (!(await arrange(next.place))) return false;
      run = next;
      changed();
      return true;
    },
    leave: async () => {
      run = null;
      changed();
      await arrange(null);
    },
    newRoll: async () => {
      if (run === null || !isRollWanted(run.place)) return false;
      return inTurn(() => stage.paperOut(false));
    },
    settled: async () => {
      await inTurn(() => Promise.resolve());
      await file.settled();
    },
  };
}

const NOTHING_ASKED = { part: null, isPaperOut: false } as const;

function noteOf(place: LessonPlace): LessonNote {
  const lesson = lessonOf(place);
  const steps = stepsOf(lesson);
  return {
    lesson,
    place,
    // Beginning anew stands at the first step, and the end at the last.
    step: isDone(place) ? steps.length : Math.max(0, steps.indexOf(place)) + 1,
    steps: steps.length,
    isDone: isDone(place),
    isRollWanted: isRollWanted(place),
  };
}

/** Nobody signs in at most practice counters; then the progress is this PC's. */
const nameIn = ({ staff }: Snapshot): string => staff.person?.name ?? '';

function sightOf({ nowMs, stage, tray, lastFive }: Snapshot): Sight {
  const shown = stage.kind === 'payment' ? [stage.payment] : [];
  const all = new Map<string, PaymentView>([...lastFive, ...tray, ...shown].map((one) => [one.paymentRequestId, one]));
  return { nowMs, onStage: shown[0]?.paymentRequestId ?? null, payments: [...all.values()] };
}
