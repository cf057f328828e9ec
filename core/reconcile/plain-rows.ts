import type { Moved } from './book.ts';
import type { ColumnMap, Layout } from './column-map.ts';
import { kindOf } from './report-rows.ts';
import { createSlice, isNegative, magnitudeOf, wordReader, type Slice } from './slice.ts';
import { timeReader } from './utc8.ts';

/** A row of the transaction report as its line of bytes says it; the same object for every row. */
export type PlainRow = Moved & {
  readonly alipayId: Slice;
  readonly requestId: Slice;
  readonly atMs: number;
  readonly isCredit: boolean;
};

/**
 * Takes the line that begins at `from` and says where the next one begins; 0 when the line was not taken and has to be read with
 * care. The bytes are whole lines without a quotation mark.
 */
export type PlainLines = (bytes: Uint8Array, from: number) => number;

/**
 * Reads rows without making a text of them, which is most of the time that a report takes. Only lines without any surprise get to
 * `take`; all others, and those that it answers with false, are left to the careful reader, which knows what is wrong with them.
 */
export function plainReader(layout: Layout, values: ColumnMap['values'], take: (row: PlainRow) => boolean): PlainLines {
  const line = createLine();
  const cells: { readonly slice: Slice; readonly column: number }[] = [];
  const cellOf = (column: number): Slice => {
    const slice = createSlice();
    // A column that the report does not have reads as an empty cell.
    if (column >= 0) cells.push({ slice, column });
    return slice;
  };
  const field = (name: string): Slice => cellOf(layout[name] ?? -1);
  const first = cellOf(0);
  const row: { -readonly [Part in keyof PlainRow]: PlainRow[Part] } = {
    alipayId: field('alipayId'),
    requestId: field('requestId'),
    kind: 'PAYMENT',
    atMs: 0,
    amountMinor: 0,
    currency: '',
    settlementMinor: 0,
    settlementCurrency: '',
    isCredit: true,
  };
  const [type, time, direction] = [field('type'), field('time'), field('direction')];
  const [amount, settlement] = [field('amount'), field('settlementAmount')];
  const [currency, settlementCurrency] = [field('currency'), field('settlementCurrency')];
  const [typeIn, currencyIn, settledIn, directionIn] = [wordReader(), wordReader(), wordReader(), wordReader()];
  const timeIn = timeReader();
  const turn = (bytes: Uint8Array): boolean => {
    for (const { slice, column } of cells) if (!line.turn(bytes, slice, column)) return false;
    return first.bytes[first.from] !== MARK;
  };
  const fill = (): boolean => {
    const kind = kindOf(values, typeIn(type));
    row.atMs = timeIn(time);
    row.amountMinor = magnitudeOf(amount);
    row.settlementMinor = magnitudeOf(settlement);
    if (kind === null || Number.isNaN(row.atMs + row.amountMinor + row.settlementMinor)) return false;
    row.kind = kind;
    row.currency = currencyIn(currency);
    row.settlementCurrency = settledIn(settlementCurrency);
    const way = directionIn(direction);
    const isCredit = values.credit.includes(way);
    const isTold = isCredit || values.debit.includes(way);
    row.isCredit = isTold ? isCredit : kind === 'PAYMENT' && !isNegative(settlement);
    return isTold || way === '';
  };
  return (bytes, from) => {
    const next = line.cut(bytes, from);
    return turn(bytes) && fill() && take(row) ? next : 0;
  };
}

/** What a mark such as `<END>` begins with. */
const MARK = 0x3c;
const COMMA = 0x2c;
const LF = 0x0a;
const NOT_ASCII = 0x80;

/** Columns beyond this, and cells longer than this, are for the careful reader. */
const COLUMNS_MAX = 64;
const CELL_MAX = 250;

/** A line cut into cells, whose places are kept until the next one. */
function createLine() {
  const starts = new Uint32Array(COLUMNS_MAX);
  const ends = new Uint32Array(COLUMNS_MAX);
  /** All bits of a cell, so that one that is not ASCII is known without a second look. */
  const bits = new Uint8Array(COLUMNS_MAX);
  let count = 0;
  const keep = (start: number, end: number, seen: number): void => {
    if (count === COLUMNS_MAX) return;
    starts[count] = start;
    ends[count] = end;
    bits[count] = seen;
    count += 1;
  };
  return {
    cut: (bytes: Uint8Array, from: number): number => {
      const { length } = bytes;
      count = 0;
      let start = from;
      let seen = 0;
      for (let at = from; at < length; at += 1) {
        const byte = bytes[at] ?? 0;
        if (byte !== COMMA && byte !== LF) {
          seen |= byte;
          continue;
        }
        keep(start, at, seen);
        if (byte === LF) return at + 1;
        start = at + 1;
        seen = 0;
      }
      keep(start, length, seen);
      return length;
    },
    /** Turns the slice to a cell without the blanks around it; false when the careful reader has to look at it. */
    turn: (bytes: Uint8Array, slice: Slice, column: number): boolean => {
      if (column >= count || (bits[column] ?? 0) >= NOT_ASCII) return false;
      let from = starts[column] ?? 0;
      let until = ends[column] ?? 0;
      while (from < until && isBlank(bytes[from])) from += 1;
      while (from < until && isBlank(bytes[until - 1])) until -= 1;
      slice.bytes = bytes;
      slice.from = from;
      slice.until = until;
      return until - from <= CELL_MAX;
    },
  };
}

/** What `trim` takes away, as far as it is ASCII. */
const isBlank = (byte: number | undefined): boolean => byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d);
