import type { OpeningNote } from '../../core/contract/opening.ts';
import type { Snapshot } from '../../core/contract/views.ts';
import { hasPractised, openTasks, type OpeningTask } from '../../core/opening/tasks.ts';
import type { OpeningFile, OpeningKept } from '../opening/opening-file.ts';
import type { SettingsStore } from '../settings/store-port.ts';
import type { Round } from './round.ts';

/** The part of the guided set-up that every counter has: what is left of it, and what is done by doing it. */
export type Opening = {
  /** Its part of every picture. */
  readonly note: () => OpeningNote;
  /** Looks at a picture for what it proves: a person with a PIN, a practice payment with its slip. True when that was news. */
  readonly saw: (snapshot: Snapshot) => boolean;
  readonly mark: (task: OpeningTask, state: OpeningKept['tasks'][OpeningTask]) => Promise<void>;
  /** A practice payment of the set-up begins, or is over. */
  readonly practise: (isPractising: boolean) => void;
};

/** What it works on; `round` says whether this start is one of the set-up's own. */
export type OpeningParts = {
  readonly file: OpeningFile;
  readonly store: Pick<SettingsStore, 'read'>;
  readonly round: Round;
  readonly changed: () => void;
};

/** Follows the tasks of the set-up while the counter runs. */
export function createOpening({ file, store, round, changed }: OpeningParts): Opening {
  let isPractising = round.world === 'practice';
  let isPractised = false;
  const mark: Opening['mark'] = async (task, state) => {
    if (file.read().tasks[task] === state) return;
    await file.change((now) => ({ ...now, tasks: { ...now.tasks, [task]: state } }));
    changed();
  };
  const news = (task: OpeningTask): boolean => {
    const isNews = file.read().tasks[task] !== 'done';
    if (isNews) void mark(task, 'done');
    return isNews;
  };
  return {
    note: () => {
      const { isApplied } = file.read();
      return {
        isFirst: store.read() === null || (round.isAgain && round.world === 'own'),
        isSetUp: store.read() !== null,
        left: isApplied ? [...openTasks(tasksOf(file, store))] : [],
        isPractising,
        hasPractised: isPractised,
      };
    },
    saw: ({ mode, staff, lastFive }) => {
      if (store.read() === null) return false;
      if (mode === 'live') return staff.isSetUp && news('pin');
      if (isPractised || !hasPractised(lastFive)) return false;
      isPractised = true;
      news('practice');
      return true;
    },
    mark,
    practise: (next) => {
      isPractising = next;
      isPractised = false;
      changed();
    },
  };
}

/** What practice forgets at every start is no task of a counter that only practises. */
export function tasksOf(file: OpeningFile, store: Pick<SettingsStore, 'read'>): OpeningKept['tasks'] {
  const { tasks } = file.read();
  return store.read()?.mode === 'practice' ? { ...tasks, pin: 'later' } : tasks;
}
