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

/** Shifts lie end to end: each covers the rows behind the last one's `untilSequence`. */
export function checkShifts(fold: Fold, findings: Findings): ShiftCheck {
  const book: Book = { moved: [], open: new Set(), coveredTo: 0, findings };
  let count = 0;
  return {
    count: () => count,
    row: (row, body, moves) => {
      for (const move of moves) book.moved.push({ ...move, sequence: row.sequence });
      if (row.paymentRequestId !== null) keepOpen(book.open, fold, row.paymentRequestId);
      if (row.type !== 'shift-closed') return;
      count += 1;
      closeShift(book, row, body);
    },
  };
}

type Book = { moved: Moved[]; readonly open: Set<string>; coveredTo: number; readonly findings: Findings };

function closeShift(book: Book, { sequence }: Row, body: Body): void {
  const until = numberIn(body, 'untilSequence');
  const wrong = (what: string) => {
    book.findings.add('z-report', sequence, `Z report ${String(numberIn(body, 'number'))}: ${what}`);
  };
  const covered = String(book.coveredTo);
  if (numberIn(body, 'fromSequence') !== book.coveredTo + 1)
    wrong(`it does not begin behind row ${covered}, where the last one ended`);
  if (!(until >= book.coveredTo && until < sequence)) wrong('it ends at a row that it cannot know');
  const [told, found] = [tellTotals(body['totals']), tellMoves(book.moved.filter((move) => move.sequence <= until))];
  if (told !== found) wrong(`it says ${told || 'nothing'}, its rows say ${found || 'nothing'}`);
  // Rows behind the span may already have settled something.
  const isLast = until === sequence - 1;
  if (isLast && tellIds(body['unresolved']) !== tellIds([...book.open])) wrong('its open payments are not those of its rows');
  book.moved = book.moved.filter((move) => move.sequence > until);
  book.coveredTo = until;
}

function keepOpen(open: Set<string>, fold: Fold, id: string): void {
  const payment = fold.payments.get(id);
  if (payment !== undefined && !isSettled(payment)) open.add(id);
  else open.delete(id);
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
