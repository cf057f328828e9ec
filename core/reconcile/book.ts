import { column, isPoolText, textIndex, textPool } from './columns.ts';
import type { LocalRow, LocalState, MoveKind } from './local-row.ts';

/** Where a row of the book comes from: this counter, another counter's ledger export, or a report about a counter nobody told us of. */
export type Owner = 'own' | 'imported' | 'foreign';

/** A row of the book beside what it was added with. */
export type BookRow = Omit<LocalRow, 'paymentRequestId'> & { readonly owner: Owner };

/** A row without its ids; `hasAlipayId` is whether Alipay+'s was ever told. */
export type Looked = Omit<BookRow, 'requestId' | 'alipayId'> & { readonly hasAlipayId: boolean };

/**
 * Ledger rows packed for matching: a million rows take about 150 MB. Rows have numbers from 0 on, and remember what reports said of
 * them.
 */
export type Book = {
  readonly add: (row: Omit<LocalRow, 'paymentRequestId'>, owner: Owner) => number;
  readonly size: () => number;
  readonly row: (index: number) => BookRow;
  /** A row without its texts, which cost more than the rest together. */
  readonly look: (index: number) => Looked;
  /** The state alone and the time alone, for walking over all rows. */
  readonly stateOf: (index: number) => LocalState;
  readonly atMsOf: (index: number) => number;
  readonly ownerOf: (index: number) => Owner;
  /** The rows with these ids; an empty id, like an unknown one, finds -1. */
  readonly find: (alipayId: string, requestId: string) => { readonly byAlipay: number; readonly byRequest: number };
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

/** The columns of a book. */
function createColumns() {
  const wide = () => column((length) => new Float64Array(length));
  const narrow = () => column((length) => new Uint16Array(length));
  return {
    alipayAt: wide(),
    requestAt: wide(),
    amounts: wide(),
    times: wide(),
    settlements: wide(),
    reported: wide(),
    currency: narrow(),
    files: narrow(),
    traits: column((length) => new Uint8Array(length)),
    fees: column((length) => new Uint8Array(length)),
  };
}

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

type Columns = ReturnType<typeof createColumns>;
type Codes = ReturnType<typeof createCodes>;

const traitsOf = (row: Omit<BookRow, 'owner'>, owner: Owner): number =>
  STATES.indexOf(row.state) | (OWNERS.indexOf(owner) << 2) | (KINDS.indexOf(row.kind) << 4);
const stateIn = (traits: number): LocalState => STATES[traits & 3] ?? 'open';
const ownerIn = (traits: number): Owner => OWNERS[(traits >>> 2) & 3] ?? 'own';
const kindIn = (traits: number): MoveKind => KINDS[(traits >>> 4) & 1] ?? 'PAYMENT';

function write(columns: Columns, codes: Codes, index: number, row: Omit<BookRow, 'owner'>, owner: Owner): void {
  columns.traits.set(index, traitsOf(row, owner));
  columns.amounts.set(index, row.amount.amountMinor);
  columns.times.set(index, row.atMs);
  columns.settlements.set(index, row.settlement?.amountMinor ?? UNKNOWN);
  columns.currency.set(index, codes.of(row.amount.currency) | (codes.of(row.settlement?.currency ?? row.amount.currency) << 8));
}

function read(columns: Columns, codes: Codes, index: number): Omit<BookRow, 'requestId' | 'alipayId'> {
  const traits = columns.traits.get(index);
  const pair = columns.currency.get(index);
  const settlementMinor = columns.settlements.get(index);
  return {
    kind: kindIn(traits),
    state: stateIn(traits),
    owner: ownerIn(traits),
    // What was put in was money, and comes out as it was.
    amount: { currency: codes.name(pair & 255), amountMinor: columns.amounts.get(index) } as BookRow['amount'],
    atMs: columns.times.get(index),
    settlement: settlementMinor === UNKNOWN ? null : { currency: codes.name(pair >>> 8), amountMinor: settlementMinor },
  };
}

/** An empty book. */
export function createBook(): Book {
  const columns = createColumns();
  const codes = createCodes();
  const texts = textPool();
  const { alipayAt, requestAt, traits, files, reported, fees } = columns;
  const alipayIds = textIndex((row, text) => texts.is(alipayAt.get(row), text));
  const requestIds = textIndex((row, text) => texts.is(requestAt.get(row), text));
  let size = 0;
  const keep = (text: string): number => texts.add(isPoolText(text) ? text : '');
  return {
    add: (row, owner) => {
      const index = size;
      size += 1;
      alipayAt.set(index, keep(row.alipayId ?? ''));
      requestAt.set(index, keep(row.requestId));
      write(columns, codes, index, row, owner);
      if (row.alipayId !== null && row.alipayId !== '') alipayIds.add(row.alipayId, index);
      if (row.requestId !== '') requestIds.add(row.requestId, index);
      return index;
    },
    size: () => size,
    row: (index) => {
      const alipayId = texts.get(alipayAt.get(index));
      const requestId = texts.get(requestAt.get(index));
      return { ...read(columns, codes, index), requestId, alipayId: alipayId === '' ? null : alipayId };
    },
    look: (index) => ({ ...read(columns, codes, index), hasAlipayId: !texts.is(alipayAt.get(index), '') }),
    stateOf: (index) => stateIn(traits.get(index)),
    ownerOf: (index) => ownerIn(traits.get(index)),
    atMsOf: columns.times.get,
    find: (alipayId, requestId) => {
      const byAlipay = alipayId === '' ? -1 : alipayIds.find(alipayId);
      return { byAlipay, byRequest: requestId === '' ? -1 : requestIds.find(requestId) };
    },
    reportedIn: files.get,
    reportedSettlement: reported.get,
    report: (index, fileNumber, settlementMinor) => {
      files.set(index, fileNumber + 1);
      reported.set(index, settlementMinor);
    },
    feesSeen: fees.get,
    seeFee: (index, rule) => {
      fees.set(index, fees.get(index) | (1 << rule));
    },
  };
}

/** The row that two ids speak of, Alipay+'s id first; -1 for none. */
export function locate(book: Book, alipayId: string, requestId: string): number {
  const { byAlipay, byRequest } = book.find(alipayId, requestId);
  return byAlipay >= 0 ? byAlipay : byRequest;
}
