import { figuresView, shiftView } from '../../core/checkout/shift-view.ts';
import type { ShiftPage } from '../../core/contract/shift.ts';
import type { ChainedEntry, JournalEntry } from '../../core/journal/events.ts';
import type { JournalFault, JournalPort } from '../../core/journal/port.ts';
import type { Money } from '../../core/money/money.ts';
import type { Staff } from '../../core/people/staff-port.ts';
import type { Closed, Report } from '../../core/shift/paper.ts';
import { foldFigures, type Figures } from '../../core/shift/report.ts';
import { applyShift, nextRange, openShift, personName, type Shift } from '../../core/shift/shifts.ts';
import type { ShiftEvent } from '../../core/shift/events.ts';
import { PAST_ROWS, pastShifts } from './past-shifts.ts';

/** What the desk needs. `rows` are those of no payment that the ledger held at the start. */
export type ShiftDeskPorts = {
  readonly rows: readonly ChainedEntry[];
  readonly ledger: Pick<JournalPort, 'append' | 'between' | 'entriesOf' | 'head' | 'ofNoPayment'>;
  readonly staff: Pick<Staff, 'may' | 'actor' | 'hasPeople'>;
  readonly isBlind: () => boolean;
  readonly utcOffsetMinutes: () => number;
  readonly wallMs: () => number;
  readonly newId: () => string;
  /** False when this counter prints nothing. */
  readonly print: (report: Report, copyOfMs: number | null) => boolean;
  readonly began: () => void;
  readonly changed: () => void;
};

/** Why the desk did not do it. */
export type ShiftFault =
  | JournalFault
  | 'shift-open'
  | 'shift-not-open'
  | 'shift-not-yours'
  | 'shift-busy'
  | 'count-missing'
  | 'reason-missing'
  | 'sign-in-needed'
  | 'not-permitted'
  | 'not-now';

type Done = { readonly ok: true } | { readonly ok: false; readonly fault: ShiftFault };

/** The shifts of this counter. */
export type ShiftDesk = {
  readonly open: (float: Money) => Promise<Done>;
  readonly takeOver: (reason: string) => Promise<Done>;
  readonly close: (counted: Money | null) => Promise<Done>;
  readonly page: () => Promise<ShiftPage>;
  /** The X report of the shift that is running, or the Z report of one that ended: by its number, or null for the last. */
  readonly print: (report: 'x' | 'z', number: number | null) => Promise<Done>;
  readonly running: () => Shift | null;
  /** The first row that belongs to the shift that is running, or to the next one. */
  readonly from: () => number;
  /** Refunds and cancels of paid payments that a person asked for since the shift was opened. */
  readonly givenBack: () => number;
  /** Counts what earlier runs of this shift gave back. */
  readonly resume: () => Promise<void>;
};

type Self = ShiftDeskPorts & { readonly state: State };
type State = { shifts: readonly Shift[]; isBusy: boolean; givenBack: number };

/** Starts with the shifts that the ledger tells of. */
export function createShiftDesk(ports: ShiftDeskPorts): ShiftDesk {
  const state: State = { shifts: ports.rows.reduce<readonly Shift[]>(applyShift, []), isBusy: false, givenBack: 0 };
  const self: Self = { ...ports, state };
  const running = () => openShift(state.shifts);
  return {
    open: (float) => alone(state, () => open(self, float)),
    takeOver: (reason) => alone(state, () => takeOver(self, reason)),
    close: (counted) => alone(state, () => close(self, counted)),
    page: () => page(self),
    print: (report, number) => (report === 'x' ? printX(self) : printZ(self, number)),
    running,
    from: () => running()?.fromSequence ?? nextRange(state.shifts).fromSequence,
    givenBack: () => state.givenBack,
    resume: async () => {
      const shift = running();
      if (shift !== null) state.givenBack = countGivenBack(await ports.ledger.between(shift.fromSequence, null));
    },
  };
}

/** A second wish about shifts waits for nobody: it is refused while the first one is being written. */
async function alone(state: State, act: () => Promise<Done>): Promise<Done> {
  if (state.isBusy) return { ok: false, fault: 'shift-busy' };
  state.isBusy = true;
  try {
    return await act();
  } finally {
    state.isBusy = false;
  }
}

const countGivenBack = (rows: readonly JournalEntry[]): number =>
  rows.filter(
    ({ event }) => (event.type === 'refund-requested' || event.type === 'cancel-requested') && event.actor.kind === 'cashier',
  ).length;

type Permitted = { readonly ok: false; readonly fault: ShiftFault } | null;

function refused({ staff }: Self, act: Parameters<Staff['may']>[0]): Permitted {
  const may = staff.may(act);
  if (may === 'yes') return null;
  return { ok: false, fault: may === 'second-person' ? 'not-permitted' : may };
}

async function write(self: Self, event: ShiftEvent): Promise<Done & { readonly entry?: ChainedEntry }> {
  const appended = await self.ledger.append(event);
  if (!appended.ok) return { ok: false, fault: appended.fault };
  self.state.shifts = applyShift(self.state.shifts, appended.entry);
  self.changed();
  return { ok: true, entry: appended.entry };
}

async function open(self: Self, float: Money): Promise<Done> {
  const no = refused(self, 'shift-open');
  if (no !== null) return no;
  if (openShift(self.state.shifts) !== null) return { ok: false, fault: 'shift-open' };
  const number = (self.state.shifts.at(-1)?.number ?? 0) + 1;
  const utcOffsetMinutes = self.utcOffsetMinutes();
  const done = await write(self, {
    type: 'shift-opened',
    shiftId: self.newId(),
    number,
    float,
    utcOffsetMinutes,
    actor: self.staff.actor(),
  });
  if (done.ok) {
    self.state.givenBack = 0;
    self.began();
  }
  return done.ok ? { ok: true } : done;
}

async function takeOver(self: Self, reason: string): Promise<Done> {
  const no = refused(self, 'shift-take-over');
  if (no !== null) return no;
  const shift = openShift(self.state.shifts);
  if (shift === null) return { ok: false, fault: 'shift-not-open' };
  if (reason.trim() === '') return { ok: false, fault: 'reason-missing' };
  if (isHeldBy(self, shift)) return { ok: false, fault: 'not-now' };
  const done = await write(self, {
    type: 'shift-taken-over',
    shiftId: shift.shiftId,
    from: personName(shift.heldBy),
    reason: reason.trim(),
    actor: self.staff.actor(),
  });
  return done.ok ? { ok: true } : done;
}

/** Where nobody was set up when it was opened, or nobody is now, the shift is everybody's. */
function isHeldBy({ staff }: Self, { heldBy }: Shift): boolean {
  const actor = staff.actor();
  const holder = heldBy.kind === 'cashier' ? heldBy.personId : undefined;
  return holder === undefined || (actor.kind === 'cashier' && actor.personId === holder);
}

/**
 * The figures are those of every row up to the newest one at this moment; what is written while they are added up belongs to the
 * next shift, so that nothing is counted twice or not at all.
 */
async function close(self: Self, counted: Money | null): Promise<Done> {
  const no = refused(self, 'shift-close');
  if (no !== null) return no;
  const shift = openShift(self.state.shifts);
  if (shift === null) return { ok: false, fault: 'shift-not-open' };
  if (!isHeldBy(self, shift)) return { ok: false, fault: 'shift-not-yours' };
  const isBlind = self.isBlind();
  if (isBlind && counted === null) return { ok: false, fault: 'count-missing' };
  const { sequence: untilSequence } = await self.ledger.head();
  const { totals, unresolved } = await figuresOf(self, shift, untilSequence);
  const done = await write(self, {
    type: 'shift-closed',
    shiftId: shift.shiftId,
    number: shift.number,
    fromSequence: shift.fromSequence,
    untilSequence,
    counted,
    isBlind,
    totals,
    unresolved: unresolved.map(({ paymentRequestId }) => paymentRequestId),
    actor: self.staff.actor(),
  });
  if (!done.ok) return done;
  const closed = await lastClosed(self);
  if (closed !== null) self.print({ kind: 'z', ...closed }, null);
  return { ok: true };
}

/** Reads the rows of a shift, with the earlier rows of every payment that it touches or took over, and folds them. */
async function figuresOf({ ledger }: Self, shift: Shift, untilSequence: number): Promise<Figures> {
  const { fromSequence, carriedIn, utcOffsetMinutes } = shift;
  const rows = untilSequence < fromSequence ? [] : await ledger.between(fromSequence, untilSequence);
  const begun = new Set(rows.map(({ event }) => (event.type === 'payment-submitted' ? event.paymentRequestId : null)));
  const touched = rows.flatMap(({ event }) => ('paymentRequestId' in event ? [event.paymentRequestId] : []));
  const before = [...new Set([...carriedIn, ...touched])].filter((id) => !begun.has(id));
  const earlier = await Promise.all(before.map((id) => ledger.entriesOf(id)));
  return foldFigures([...earlier.flat().filter(({ sequence }) => sequence < fromSequence), ...rows], {
    fromSequence,
    untilSequence,
    utcOffsetMinutes,
  });
}

/** The last Z report, added up anew from the rows. */
async function lastClosed(self: Self): Promise<Closed | null> {
  const shift = self.state.shifts.findLast(({ closed }) => closed !== null);
  return shift === undefined ? null : closedOf(self, shift);
}

async function closedOf(self: Self, shift: Shift): Promise<Closed | null> {
  const { closed } = shift;
  if (closed === null) return null;
  const figures = await figuresOf(self, shift, closed.untilSequence);
  const [row] = await self.ledger.between(closed.sequence, closed.sequence);
  return row === undefined ? null : { shift, figures, head: { sequence: row.sequence, hash: row.hash } };
}

async function page(self: Self): Promise<ShiftPage> {
  const shift = openShift(self.state.shifts);
  const isBlind = self.isBlind();
  const maySee = self.staff.may(isBlind ? 'totals-when-blind' : 'totals') === 'yes';
  const figures = shift === null || !maySee ? null : await figuresOf(self, shift, (await self.ledger.head()).sequence);
  const closed = await lastClosed(self);
  const past = pastShifts(await self.ledger.ofNoPayment(PAST_ROWS));
  return {
    open: shift === null ? null : shiftView(shift),
    isYours: shift !== null && isHeldBy(self, shift),
    isBlind,
    figures: figures === null ? null : figuresView(figures),
    mayTakeOver: shift !== null && !isHeldBy(self, shift) && self.staff.may('shift-take-over') === 'yes',
    lastClosed: closed === null ? null : closedView(closed),
    past: past.flatMap(pastView),
  };
}

function closedView({ shift, figures, head }: Closed): ShiftPage['lastClosed'] {
  const { closed } = shift;
  if (closed === null) return null;
  const { atMs, counted, isBlind, actor } = closed;
  return {
    shift: shiftView(shift),
    closedAtMs: atMs,
    closedBy: personName(actor),
    counted,
    isBlind,
    figures: figuresView(figures),
    head,
  };
}

const pastView = ({ number, closed }: Shift): ShiftPage['past'] =>
  closed === null ? [] : [{ number, closedAtMs: closed.atMs, closedBy: personName(closed.actor) }];

/** A second print of what the rows say; the bytes are those of the first but for the mark that it is a copy. */
async function printZ(self: Self, number: number | null): Promise<Done> {
  const closed = number === null ? await lastClosed(self) : await pastClosed(self, number);
  if (closed === null) return { ok: false, fault: 'not-now' };
  return self.print({ kind: 'z', ...closed }, closed.shift.closed?.atMs ?? null) ? { ok: true } : { ok: false, fault: 'not-now' };
}

async function pastClosed(self: Self, number: number): Promise<Closed | null> {
  const shift = pastShifts(await self.ledger.ofNoPayment(PAST_ROWS)).find((past) => past.number === number);
  return shift === undefined ? null : closedOf(self, shift);
}

async function printX(self: Self): Promise<Done> {
  const no = refused(self, self.isBlind() ? 'totals-when-blind' : 'totals');
  if (no !== null) return no;
  const shift = openShift(self.state.shifts);
  if (shift === null) return { ok: false, fault: 'shift-not-open' };
  const figures = await figuresOf(self, shift, (await self.ledger.head()).sequence);
  return self.print({ kind: 'x', shift, figures, atMs: self.wallMs() }, null) ? { ok: true } : { ok: false, fault: 'not-now' };
}
