import type { ChainedEntry } from '../../core/journal/events.ts';
import type { HouseRows } from '../../core/journal/port.ts';
import { applyShift, type Shift } from '../../core/shift/shifts.ts';

/** How many shifts are listed: two months of one a day. */
const LISTED = 62;
const TAKE_OVERS = 400;

/** The rows of which the list is made; one shift more, because each begins where the one before ended. */
export const PAST_ROWS: HouseRows = {
  'shift-opened': LISTED + 1,
  'shift-closed': LISTED + 1,
  'shift-taken-over': TAKE_OVERS,
};

/** The shifts that ended, newest first. One whose predecessor is not among the rows is left out: what it took over is not known. */
export const pastShifts = (rows: readonly ChainedEntry[]): readonly Shift[] =>
  rows
    .reduce<readonly Shift[]>(applyShift, [])
    .filter(({ closed, number }, at) => closed !== null && (at > 0 || number === 1))
    .toReversed();
