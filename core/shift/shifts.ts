import type { Actor, JournalEntry } from '../journal/events.ts';
import type { Money } from '../money/money.ts';
import type { ShiftEvent } from './events.ts';

/** Somebody took a shift over from somebody else; `reason` is null once the owner erased it. */
export type TakeOver = { readonly atMs: number; readonly from: string; readonly to: string; readonly reason: string | null };

/** One shift as its rows tell it. */
export type Shift = {
  readonly shiftId: string;
  readonly number: number;
  readonly openedAtMs: number;
  readonly openedBy: Actor;
  /** Whoever answers for it now. */
  readonly heldBy: Actor;
  readonly takeOvers: readonly TakeOver[];
  readonly float: Money;
  readonly utcOffsetMinutes: number;
  readonly fromSequence: number;
  /** What the shift before left open. */
  readonly carriedIn: readonly string[];
  readonly closed: (Extract<ShiftEvent, { type: 'shift-closed' }> & { readonly atMs: number; readonly sequence: number }) | null;
};

/** One more row; one that is not about shifts, or about a shift that is not open, changes nothing. */
export function applyShift(shifts: readonly Shift[], { event, wallMs, sequence }: JournalEntry): readonly Shift[] {
  const last = shifts.at(-1);
  switch (event.type) {
    case 'shift-opened':
      return last?.closed === null ? shifts : [...shifts, opened(event, wallMs, sequence, last)];
    case 'shift-taken-over':
      return edit(shifts, event.shiftId, (shift) => ({
        ...shift,
        heldBy: event.actor,
        takeOvers: [...shift.takeOvers, { atMs: wallMs, from: event.from, to: personName(event.actor), reason: event.reason }],
      }));
    case 'shift-closed':
      return edit(shifts, event.shiftId, (shift) => ({ ...shift, closed: { ...event, atMs: wallMs, sequence } }));
    default:
      return shifts;
  }
}

/** The shift that is running; null between two of them. */
export const openShift = (shifts: readonly Shift[]): Shift | null => {
  const last = shifts.at(-1);
  return last?.closed === null ? last : null;
};

/** Where the next report begins, and what it takes over. */
export function nextRange(shifts: readonly Shift[]): Pick<Shift, 'fromSequence' | 'carriedIn'> {
  const closed = shifts.findLast((shift) => shift.closed !== null)?.closed ?? null;
  return { fromSequence: (closed?.untilSequence ?? 0) + 1, carriedIn: closed?.unresolved ?? [] };
}

/** The name that stands on paper for whoever did something. */
export const personName = (actor: Actor): string => (actor.kind === 'cashier' ? actor.name : 'Paydesk');

const opened = (
  { shiftId, number, float, utcOffsetMinutes, actor }: Extract<ShiftEvent, { type: 'shift-opened' }>,
  openedAtMs: number,
  sequence: number,
  last: Shift | undefined,
): Shift => ({
  shiftId,
  number,
  openedAtMs,
  openedBy: actor,
  heldBy: actor,
  takeOvers: [],
  float,
  utcOffsetMinutes,
  // What was taken before there were shifts belongs to none of them.
  fromSequence: last?.closed ? last.closed.untilSequence + 1 : sequence,
  carriedIn: last?.closed?.unresolved ?? [],
  closed: null,
});

const edit = (shifts: readonly Shift[], shiftId: string, change: (shift: Shift) => Shift): readonly Shift[] =>
  shifts.map((shift) => (shift.shiftId === shiftId && shift.closed === null ? change(shift) : shift));
