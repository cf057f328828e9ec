import { lateIndex, table, textIndex, textPool, type Table } from './columns.ts';
import type { LocalRow, LocalState, MoveKind } from './local-row.ts';
import type { Slice } from './slice.ts';

/** Where a row of the book comes from: this counter, another counter's ledger export, or a report about a counter nobody told us of. */
export type Owner = 'own' | 'imported' | 'foreign';

/**
 * A row to be added: of a ledger, or what a report says of a payment that no ledger here knows. Its amounts are figures to compare,
 * in whatever currency they were written.
 */
export type NewRow = Omit<LocalRow, 'paymentRequestId' | 'amount'> & {
  readonly amount: { readonly currency: string; readonly amountMinor: number };
};

/** A row of the book beside what it was added with. */
export type BookRow = NewRow & { readonly owner: Owner };

/** What a report says of one payment or refund. */
export type Moved = {
  readonly kind: MoveKind;
  readonly amountMinor: number;
  readonly currency: string;
  readonly settlementMinor: number;
  readonly settlementCurrency: string;
};

/** A row without its ids; `hasAlipayId` is whether Alipay+'s was ever told. */
export type Looked = Omit<BookRow, 'requestId' | 'alipayId'> & { readonly hasAlipayId: boolean };

/**
 * Ledger rows packed for matching: a million rows take about 150 MB. Rows have numbers from 0 on, and remember what reports said of
 * them.
 */
export type Book = {
  readonly add: (row: NewRow, owner: Owner) => number;
  readonly size: () => number;
  readonly row: (index: number) => BookRow;
  /** A row without its texts, which cost more than the rest together. */
  readonly look: (index: number) => Looked;
  /** One thing of a row alone, for walking over all rows. */
  readonly stateOf: (index: number) => LocalState;
  readonly atMsOf: (index: number) => number;
  readonly ownerOf: (index: number) => Owner;
  readonly kindOf: (index: number) => MoveKind;
  readonly amountOf: (index: number) => number;
  readonly currencyOf: (index: number) => string;
  /** True when the row came to its end with money and is of this kind, with these amounts to the minor unit. */
  readonly isExactly: (index: number, moved: Moved) => boolean;
  /** The rows with these ids; an empty id, like an unknown one, finds -1. */
  readonly find: (alipayId: string, requestId: string) => { readonly byAlipay: number; readonly byRequest: number };
  /** The row that has both ids; -1 where none has, or where one of them is empty. */
  readonly findBoth: (alipayId: Slice, requestId: Slice) => number;
  /** The file number + 1 of the report row that was matched first; 0 while none was. */
  readonly reportedIn: (index: number) => number;
  /** Settlement amount that the report gave, minor units, and what fee items were seen so far, as bits. */
  readonly reportedSettlement: (index: number) => number;
  readonly report: (index: number, fileNumber: number, settlementMinor: number) => void;
  readonly feesSeen: (index: number) => number;
  readonly seeFee: (index: number, rule: number) => void;
};

const STATES: readonly LocalState[] = ['done', 'open', 'over'];
const OWNERS: readonly Owner[] = ['own', 'imported', 'foreign'];
const KINDS: readonly MoveKind[] = ['PAYMENT', 'REFUND'];
const UNKNOWN = -1;

/** Columns of the wide table (times and amounts) and of the narrow one (places, small numbers, bits). */
const AT_MS = 0;
const AMOUNT = 1;
const SETTLEMENT = 2;
const REPORTED = 3;
const WIDE_COLUMNS = 4;
const TEXTS = 0;
const CURRENCIES = 1;
const FILE = 2;
const TRAITS = 3;
const FEES = 4;
const NARROW_COLUMNS = 5;

type Columns = { readonly wide: Table; readonly narrow: Table };

const createColumns = (): Columns => ({
  wide: table(WIDE_COLUMNS, (length) => new Float64Array(length)),
  narrow: table(NARROW_COLUMNS, (length) => new Uint32Array(length)),
});

/** Small numbers for currency codes. */
function createCodes() {
  const names: string[] = [];
  return {
    of: (name: string): number => {
      const known = names.indexOf(name);
      return known < 0 ? names.push(name) - 1 : known;
    },
    name: (code: number): string => names[code] ?? '',
  };
}

type Codes = ReturnType<typeof createCodes>;

const traitsOf = (row: NewRow, owner: Owner): number =>
  STATES.indexOf(row.state) | (OWNERS.indexOf(owner) << 2) | (KINDS.indexOf(row.kind) << 4);
const stateIn = (traits: number): LocalState => STATES[traits & 3] ?? 'open';
const ownerIn = (traits: number): Owner => OWNERS[(traits >>> 2) & 3] ?? 'own';
const kindIn = (traits: number): MoveKind => KINDS[(traits >>> 4) & 1] ?? 'PAYMENT';

function write({ wide, narrow }: Columns, codes: Codes, index: number, row: NewRow, owner: Owner): void {
  narrow.set(index, TRAITS, traitsOf(row, owner));
  wide.set(index, AMOUNT, row.amount.amountMinor);
  wide.set(index, AT_MS, row.atMs);
  wide.set(index, SETTLEMENT, row.settlement?.amountMinor ?? UNKNOWN);
  const settledIn = row.settlement?.currency ?? row.amount.currency;
  narrow.set(index, CURRENCIES, codes.of(row.amount.currency) | (codes.of(settledIn) << 8));
}

function read({ wide, narrow }: Columns, codes: Codes, index: number): Omit<BookRow, 'requestId' | 'alipayId'> {
  const traits = narrow.get(index, TRAITS);
  const pair = narrow.get(index, CURRENCIES);
  const settlementMinor = wide.get(index, SETTLEMENT);
  return {
    kind: kindIn(traits),
    state: stateIn(traits),
    owner: ownerIn(traits),
    amount: { currency: codes.name(pair & 255), amountMinor: wide.get(index, AMOUNT) },
    atMs: wide.get(index, AT_MS),
    settlement: settlementMinor === UNKNOWN ? null : { currency: codes.name(pair >>> 8), amountMinor: settlementMinor },
  };
}

function isExactly({ wide, narrow }: Columns, codes: Codes, index: number, moved: Moved): boolean {
  const traits = narrow.get(index, TRAITS);
  const pair = narrow.get(index, CURRENCIES);
  return (
    wide.get(index, AMOUNT) === moved.amountMinor &&
    wide.get(index, SETTLEMENT) === moved.settlementMinor &&
    kindIn(traits) === moved.kind &&
    stateIn(traits) === 'done' &&
    codes.name(pair & 255) === moved.currency &&
    codes.name(pair >>> 8) === moved.settlementCurrency
  );
}

/** An empty book. */
export function createBook(): Book {
  const columns = createColumns();
  const { wide, narrow } = columns;
  const codes = createCodes();
  const texts = textPool();
  const alipayAt = (index: number): number => narrow.get(index, TEXTS);
  const requestAt = (index: number): number => texts.after(alipayAt(index));
  const alipayIds = textIndex(texts, alipayAt);
  let size = 0;
  const requestIds = lateIndex(texts, requestAt, () => size);
  return {
    add: (row, owner) => {
      const index = size;
      size += 1;
      narrow.set(index, TEXTS, texts.addPair(row.alipayId ?? '', row.requestId));
      write(columns, codes, index, row, owner);
      if (row.alipayId !== null && row.alipayId !== '') alipayIds.add(index);
      if (row.requestId !== '') requestIds.add(index);
      return index;
    },
    size: () => size,
    row: (index) => {
      const alipayId = texts.get(alipayAt(index));
      return {
        ...read(columns, codes, index),
        requestId: texts.get(requestAt(index)),
        alipayId: alipayId === '' ? null : alipayId,
      };
    },
    look: (index) => ({ ...read(columns, codes, index), hasAlipayId: !texts.is(alipayAt(index), '') }),
    stateOf: (index) => stateIn(narrow.get(index, TRAITS)),
    ownerOf: (index) => ownerIn(narrow.get(index, TRAITS)),
    kindOf: (index) => kindIn(narrow.get(index, TRAITS)),
    amountOf: (index) => wide.get(index, AMOUNT),
    currencyOf: (index) => codes.name(narrow.get(index, CURRENCIES) & 255),
    isExactly: (index, moved) => isExactly(columns, codes, index, moved),
    atMsOf: (index) => wide.get(index, AT_MS),
    find: (alipayId, requestId) => {
      const byAlipay = alipayId === '' ? -1 : alipayIds.find(alipayId);
      if (requestId === '') return { byAlipay, byRequest: -1 };
      // Nearly every row of a report has both ids of one payment, and looking at its text is cheaper than looking it up.
      const isSame = byAlipay >= 0 && texts.is(requestAt(byAlipay), requestId);
      return { byAlipay, byRequest: isSame ? byAlipay : requestIds.find(requestId) };
    },
    findBoth: (alipayId, requestId) => {
      if (alipayId.from === alipayId.until || requestId.from === requestId.until) return -1;
      const index = alipayIds.findSlice(alipayId);
      return index >= 0 && texts.isSlice(requestAt(index), requestId) ? index : -1;
    },
    reportedIn: (index) => narrow.get(index, FILE),
    reportedSettlement: (index) => wide.get(index, REPORTED),
    report: (index, fileNumber, settlementMinor) => {
      narrow.set(index, FILE, fileNumber + 1);
      wide.set(index, REPORTED, settlementMinor);
    },
    feesSeen: (index) => narrow.get(index, FEES),
    seeFee: (index, rule) => {
      narrow.set(index, FEES, narrow.get(index, FEES) | (1 << rule));
    },
  };
}

/** The row that two ids speak of, Alipay+'s id first; -1 for none. */
export function locate(book: Book, alipayId: string, requestId: string): number {
  const { byAlipay, byRequest } = book.find(alipayId, requestId);
  return byAlipay >= 0 ? byAlipay : byRequest;
}
