import type { FiguresView, ShiftView } from '../contract/shift.ts';
import { netMinor, type Figures, type Line } from '../shift/report.ts';
import { markOf } from '../shift/mark.ts';
import { personName, type Shift } from '../shift/shifts.ts';

/** A shift as lists and the rail show it. */
export const shiftView = ({ shiftId, number, openedAtMs, openedBy, heldBy, float, takeOvers }: Shift): ShiftView => ({
  number,
  openedAtMs,
  openedBy: personName(openedBy),
  heldBy: personName(heldBy),
  float,
  mark: markOf(shiftId),
  takeOvers: takeOvers.map((takeOver) => ({ ...takeOver })),
});

/** The figures with what is left of each, for the shift page. */
export const figuresView = (figures: Figures): FiguresView => ({
  totals: figures.totals.map((total) => ({ ...total, netMinor: netMinor(total) })),
  byWallet: figures.byWallet.map(lineView),
  byCashier: figures.byCashier.map(lineView),
  byHour: figures.byHour.map(lineView),
  counts: { ...figures.counts },
  unresolved: figures.unresolved.map((payment) => ({ ...payment })),
});

const lineView = (line: Line): FiguresView['byWallet'][number] => ({ ...line, netMinor: netMinor(line) });
