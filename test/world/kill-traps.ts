import type { Killing, Plan, Trap } from './plan.ts';

/** Ends the program at a certain row or mark of it. */
export type KillTraps = {
  readonly row: (isSynced: boolean) => void;
  readonly mark: (name: string) => void;
  /** No trap springs any more. */
  readonly disarm: () => void;
};

/** The plan's traps; `spring` kills. */
export function createKillTraps({ traps }: Plan, spring: (killing: Killing, words: string) => void): KillTraps {
  const counts = new Map<string, number>();
  let isArmed = true;
  const count = (name: string): number => {
    const next = (counts.get(name) ?? 0) + 1;
    counts.set(name, next);
    return next;
  };
  const fits = (trap: Trap, on: 'row' | 'mark', nth: number, detail: string | boolean): boolean =>
    trap.on === on && trap.nth === nth && (trap.on === 'row' ? trap.synced : trap.name) === detail;
  const hit = (on: 'row' | 'mark', detail: string | boolean, words: string): void => {
    const nth = count(`${on} ${String(detail)}`);
    const trap = !isArmed ? undefined : traps.find((each) => fits(each, on, nth, detail));
    if (trap?.on === 'row' || trap?.on === 'mark') spring(trap.kill, words);
  };
  return {
    disarm: () => {
      isArmed = false;
    },
    row: (isSynced) => {
      hit('row', isSynced, isSynced ? 'between a sync and the word of it' : 'while a row is synced');
    },
    mark: (name) => {
      hit('mark', name, `at the mark ${name}`);
    },
  };
}
