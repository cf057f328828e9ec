import type { HouseRows } from '../../core/journal/port.ts';

/** Enough of the last shifts for the one that runs, the last Z report, and what each of them took over. */
const SHIFTS = 4;
const TAKE_OVERS = 200;
const REFUSALS = 1_000;

/**
 * What a counter reads at its start of the rows that belong to no payment. Who came and went, and the shifts of past years, are left in
 * the ledger, so that a start takes as long after ten years as on the first day. Spent challenges are all read: none may come again.
 */
export const HOUSE_ROWS: HouseRows = {
  'person-added': null,
  'person-changed': null,
  'person-left': null,
  'credential-set': null,
  'credential-dropped': null,
  'credential-refused': REFUSALS,
  // Never more than there are wrong tries, so none of those that count is left out.
  'refusals-forgotten': REFUSALS,
  'challenge-spent': null,
  'owner-reset': null,
  'shift-opened': SHIFTS,
  'shift-closed': SHIFTS,
  'shift-taken-over': TAKE_OVERS,
};
