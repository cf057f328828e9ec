import type { MoveKind } from './local-row.ts';
import type { RowOwner } from './match.ts';
import type { Utc8Day } from './utc8.ts';

/** Payments and refunds added up, minor units of one currency. */
export type Moves = {
  readonly payments: number;
  readonly paidMinor: number;
  readonly refunds: number;
  readonly refundedMinor: number;
};

/** One day in one payment currency: what our ledgers hold, what Alipay+ reported of it, and what it reported of other counters. */
export type DayFigures = {
  readonly day: Utc8Day;
  readonly currency: string;
  readonly sold: Moves;
  readonly reported: Moves;
  readonly others: Moves;
};

type Mutable = { payments: number; paidMinor: number; refunds: number; refundedMinor: number };
type Side = 'sold' | 'reported' | 'others';
type Row = { readonly day: Utc8Day; readonly currency: string } & Readonly<Record<Side, Mutable>>;

/** Adds up days. */
export type Figures = {
  readonly add: (side: Side, day: Utc8Day, currency: string, kind: MoveKind, amountMinor: number) => void;
  readonly days: () => readonly DayFigures[];
};

/** The side on which a reported row counts. */
export const sideOf = (owner: RowOwner): Side => (owner === 'other' ? 'others' : 'reported');

/** Nothing added up. */
export function createFigures(): Figures {
  const rows = new Map<string, Row>();
  let last: Row | null = null;
  const none = (): Mutable => ({ payments: 0, paidMinor: 0, refunds: 0, refundedMinor: 0 });
  const rowOf = (day: Utc8Day, currency: string): Row => {
    // Rows of a report stand together by day and currency, so most look-ups find the last one.
    if (last?.day === day && last.currency === currency) return last;
    const key = `${String(day)}|${currency}`;
    const row = rows.get(key) ?? { day, currency, sold: none(), reported: none(), others: none() };
    rows.set(key, row);
    last = row;
    return row;
  };
  return {
    add: (side, day, currency, kind, amountMinor) => {
      const moves = rowOf(day, currency)[side];
      if (kind === 'PAYMENT') {
        moves.payments += 1;
        moves.paidMinor += amountMinor;
      } else {
        moves.refunds += 1;
        moves.refundedMinor += amountMinor;
      }
    },
    days: () => [...rows.values()].sort((a, b) => a.day - b.day || (a.currency < b.currency ? -1 : 1)),
  };
}
