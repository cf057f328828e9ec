import { useEffect, useRef, useState } from 'react';
import type { PaymentView, Res } from '../../api/types.ts';
import { ask } from '../../state/acts.ts';
import type { Zone } from '../wording/time.ts';

/** Waits for a pause in the typing before main is asked. */
const PAUSE_MS = 120;
/** Fewer rows than this after a page: main is asked to look further back at once, because nobody sees an end to scroll to. */
const ENOUGH_ROWS = 12;

/** What was found so far; `older` asks for more, null while there is none or it is being looked for. */
export type Found = {
  readonly rows: readonly PaymentView[];
  readonly older: (() => void) | null;
  readonly isLooking: boolean;
  /** Everything was looked through. */
  readonly isDone: boolean;
};

type Answer = Res<'history.search'>;
type Cursor = Answer['next'];
type Sofar = {
  readonly rows: readonly PaymentView[];
  readonly next: Cursor;
  readonly isLooking: boolean;
  readonly isDone: boolean;
};

const NOTHING_YET: Sofar = { rows: [], next: null, isLooking: false, isDone: false };

/** Asks main, page by page. Only the answer to the latest question counts: an earlier one may come later. */
export function useSearch(text: string, zone: Zone): Found {
  const [sofar, setSofar] = useState(NOTHING_YET);
  const latest = useRef(0);
  const search = async (before: Cursor, kept: readonly PaymentView[]): Promise<void> => {
    const mine = ++latest.current;
    let rows = kept;
    let next = before;
    do {
      setSofar({ rows, next: null, isLooking: true, isDone: false });
      const found: Answer | null = await ask('history.search', { text: text.trim(), zone, before: next });
      if (found === null || mine !== latest.current) return;
      rows = [...rows, ...found.rows];
      next = found.next;
    } while (next !== null && rows.length - kept.length < ENOUGH_ROWS);
    setSofar({ rows, next, isLooking: false, isDone: next === null });
  };
  useEffect(() => {
    const timer = setTimeout(() => {
      void search(null, []);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [text, zone]);
  const { rows, next, isLooking, isDone } = sofar;
  const older = (): void => {
    void search(next, rows);
  };
  return { rows, isLooking, isDone, older: next === null ? null : older };
}
