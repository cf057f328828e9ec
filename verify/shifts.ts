import type { Findings } from './finding.ts';
import { isSettled, type Fold, type Move } from './fold.ts';
import { numberIn, objectIn, textIn, type Body, type Row } from './row.ts';

/** Adds up what moved in each shift, and compares it with what the shift's closing row says. */
export type ShiftCheck = {
  readonly row: (row: Row, body: Body, moves: readonly Move[]) => void;
  /** How many closed shifts were compared. */
  readonly count: () => number;
};

type Moved = Move & { readonly sequence: number };
type Tallies = Readonly<Record<Move['kind'], { count: number; amountMinor: number }>>;

/**
 * Shifts lie end to end: the first begins with the row that opened it, each later one behind the last one's `untilSequence`. A payment
 * is open at the end of a shift when its rows up to there do not settle it and one of them lies in this shift or an earlier one.
 */
export function checkShifts(fold: Fold, findings: Findings): ShiftCheck {
  const book: Book = { moved: [], changed: [], open: new Set(), running: null, coveredTo: null, number: 0, findings };
  let count = 0;
  return {
    count: () => count,
    row: (row, body, moves) => {
      if (row.type === 'shift-opened') openShift(book, row, body);
      // What was taken before there were shifts belongs to none of them.
      if (book.coveredTo === null) return;
      for (const move of moves) book.moved.push({ ...move, sequence: row.sequence });
      noteChange(book, fold, row);
      if (row.type !== 'shift-closed') return;
      count += 1;
      closeShift(book, row, body);
    },
  };
}

type Change = { readonly sequence: number; readonly id: string; readonly isOpen: boolean };
type Running = { readonly shiftId: string; readonly number: number };

type Book = {
  moved: Moved[];
  changed: Change[];
  readonly open: Set<string>;
  running: Running | null;
  /** The last row of the last shift; null before the first shift. */
  coveredTo: number | null;
  number: number;
  readonly findings: Findings;
};

type Wrong = (what: string) => void;

const wrongOf =
  ({ findings }: Book, sequence: number, number: number): Wrong =>
  (what) => {
    findings.add('z-report', sequence, `Z report ${String(number)}: ${what}`);
  };

function openShift(book: Book, { sequence }: Row, body: Body): void {
  if (book.running !== null) return;
  const number = numberIn(body, 'number');
  if (number !== book.number + 1) wrongOf(book, sequence, number)(`it follows shift ${String(book.number)}`);
  book.number = number;
  book.running = { shiftId: textIn(body, 'shiftId'), number };
  book.coveredTo ??= sequence - 1;
}

function closeShift(book: Book, { sequence }: Row, body: Body): void {
  const until = numberIn(body, 'untilSequence');
  const wrong = wrongOf(book, sequence, numberIn(body, 'number'));
  checkSpan(book, sequence, body, wrong);
  const [told, found] = [tellTotals(body['totals']), tellMoves(book.moved.filter((move) => move.sequence <= until))];
  if (told !== found) wrong(`it says ${told || 'nothing'}, its rows say ${found || 'nothing'}`);
  takeChanges(book, until);
  if (tellIds(body['unresolved']) !== tellIds([...book.open])) wrong('its open payments are not those of its rows');
  book.moved = book.moved.filter((move) => move.sequence > until);
  book.running = null;
  book.coveredTo = until;
}

/** The shift that was open, from where the last one ended to a row that was there already. */
function checkSpan({ running, coveredTo }: Book, sequence: number, body: Body, wrong: Wrong): void {
  const [from, until, last] = [numberIn(body, 'fromSequence'), numberIn(body, 'untilSequence'), coveredTo ?? 0];
  if (running?.shiftId !== textIn(body, 'shiftId') || running.number !== numberIn(body, 'number'))
    wrong('the shift that it closes is not the one that was open');
  if (from !== last + 1) wrong(`it does not begin behind row ${String(last)}, where the last one ended`);
  if (!(until >= last && until < sequence)) wrong('it ends at a row that it cannot know');
}

/** Rows behind the span may already have settled something; they belong to the next shift. */
function takeChanges(book: Book, until: number): void {
  for (const { sequence, id, isOpen } of book.changed) {
    if (sequence > until) continue;
    if (isOpen) book.open.add(id);
    else book.open.delete(id);
  }
  book.changed = book.changed.filter(({ sequence }) => sequence > until);
}

function noteChange({ changed }: Book, fold: Fold, { sequence, paymentRequestId: id }: Row): void {
  const payment = id === null ? undefined : fold.payments.get(id);
  if (id !== null && payment !== undefined) changed.push({ sequence, id, isOpen: !isSettled(payment) });
}

const tellIds = (value: unknown): string => (Array.isArray(value) ? value.map(String).sort().join(' ') : 'nothing readable');

const tell = (currency: string, { sales, cancels, refunds }: Tallies): string =>
  `${currency} ${[sales, cancels, refunds].map(({ count, amountMinor }) => `${String(count)}:${String(amountMinor)}`).join(' ')}`;

function tellMoves(moves: readonly Moved[]): string {
  const totals = new Map<string, Tallies>();
  for (const { kind, currency, amountMinor } of moves) {
    const tallies = totals.get(currency) ?? nothing();
    tallies[kind].count += 1;
    tallies[kind].amountMinor += amountMinor;
    totals.set(currency, tallies);
  }
  return [...totals.entries()]
    .map(([currency, tallies]) => tell(currency, tallies))
    .sort()
    .join(', ');
}

const nothing = (): Tallies => ({
  sales: { count: 0, amountMinor: 0 },
  cancels: { count: 0, amountMinor: 0 },
  refunds: { count: 0, amountMinor: 0 },
});

function tellTotals(value: unknown): string {
  if (!Array.isArray(value)) return 'nothing readable';
  return (value as readonly Body[])
    .map((total) => tell(textIn(total, 'currency'), talliesIn(total)))
    .sort()
    .join(', ');
}

function talliesIn(total: Body): Tallies {
  const tally = (kind: Move['kind']) => {
    const one = objectIn(total, kind);
    return { count: numberIn(one, 'count'), amountMinor: numberIn(one, 'amountMinor') };
  };
  return { sales: tally('sales'), cancels: tally('cancels'), refunds: tally('refunds') };
}
