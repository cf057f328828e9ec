import type { ChainedEntry, JournalEvent } from '../../core/journal/events.ts';
import type { ExchangeRecord } from '../../main/alipayplus/options.ts';
import { INVARIANTS } from './invariants/all.ts';
import type { Facts, Invariant } from './invariants/facts.ts';
import type { Exchange } from './line.ts';
import { createMind } from './mind.ts';
import type { Paper } from './press.ts';

/** A promise that was broken, and how. */
export type Breach = { readonly invariant: string; readonly what: string; readonly atMs: number };

/** Holds every happening of the world against the invariants. */
export type Watch = {
  readonly request: (exchange: Exchange) => void;
  readonly row: (entry: ChainedEntry) => void;
  /** The program asked for a row in this run and was told what became of it. */
  readonly appended: (run: number, event: JournalEvent, isDurable: boolean) => void;
  readonly paper: (paper: Paper) => void;
  readonly log: (record: ExchangeRecord) => void;
  readonly booksChanged: () => void;
  readonly screenChanged: () => void;
  /** Looks at what changed since the last step. */
  readonly endOfStep: () => void;
  readonly quiet: () => void;
  /** Says that something else is wrong, which no single check could see. */
  readonly complain: (invariant: string, what: string) => void;
  readonly breaches: readonly Breach[];
};

/** Watches from the first moment on, the screen while there is one. Each invariant is reported once a world. */
export function createWatch(facts: Facts, nowMs: () => number, note: (line: string) => void, hasScreen: () => boolean): Watch {
  const breaches: Breach[] = [];
  let booksAreNew = false;
  let screenIsNew = false;
  const complain = (invariant: string, what: string): void => {
    if (breaches.some((breach) => breach.invariant === invariant)) return;
    breaches.push({ invariant, what, atMs: nowMs() });
    note(`BROKEN ${invariant}: ${what}`);
  };
  const hold = (check: (invariant: Invariant) => string | null | undefined): void => {
    for (const invariant of INVARIANTS) {
      const what = check(invariant);
      if (what !== null && what !== undefined) complain(invariant.name, what);
    }
  };
  const mind = createMind(complain);
  const lookAtScreen = (): void => {
    const till = facts.till();
    if (till !== null) mind.looked(till.run.number, till.counter.resolver.open());
    if (till === null || !till.isResumed() || !hasScreen()) return;
    screenIsNew = false;
    const screen = till.counter.snapshot();
    hold(({ onScreen }) => onScreen?.(facts, screen));
  };
  return {
    breaches,
    complain,
    request: (exchange) => {
      hold(({ onRequest }) => onRequest?.(facts, exchange));
    },
    row: (entry) => {
      booksAreNew = true;
      hold(({ onRow }) => onRow?.(facts, entry));
    },
    appended: mind.appended,
    paper: (paper) => {
      hold(({ onPaper }) => onPaper?.(facts, paper));
    },
    log: (record) => {
      const line = JSON.stringify(record);
      hold(({ onLog }) => onLog?.(facts, line));
    },
    booksChanged: () => {
      booksAreNew = true;
    },
    screenChanged: () => {
      screenIsNew = true;
    },
    endOfStep: () => {
      if (booksAreNew) hold(({ onBooks }) => onBooks?.(facts));
      booksAreNew = false;
      if (screenIsNew) lookAtScreen();
    },
    quiet: () => {
      hold(({ onQuiet }) => onQuiet?.(facts));
    },
  };
}
