import type { Book, Looked, Moved } from './book.ts';
import type { Difference, DifferenceClass } from './differences.ts';
import { UNREADABLE } from './fees.ts';
import { counterOf } from './local-row.ts';
import type { PlainRow } from './plain-rows.ts';
import type { TransactionRow } from './report-rows.ts';
import { dayOf, type Utc8Day } from './utc8.ts';

/** The file that a row stands in. `cycleDay` is the day it clears; null where nothing says it. */
export type RowPlace = { readonly fileNumber: number; readonly file: string; readonly cycleDay: Utc8Day | null };

/** What a match knows of the shop and its contract. */
export type MatchSettings = {
  readonly counterId: string;
  /** How far a settlement amount may be off, minor units; 0 unless the owner allows more. */
  readonly toleranceMinor: number;
};

/** Where a row belongs: its own counter, one whose ledger was imported, or a counter nobody told us of. */
export type RowOwner = 'own' | 'imported' | 'other';

/** What came of one row. */
export type RowMatch = { readonly owner: RowOwner; readonly counter: string | null; readonly isUnchecked: boolean };

/** Matches report rows against a book, one after the other. */
export type Matcher = {
  readonly row: (row: TransactionRow, place: RowPlace) => RowMatch;
  /** Takes a row that is exactly as one of our own that no report spoke of yet; null when it is not, and then nothing is done. */
  readonly exactly: (row: PlainRow, place: RowPlace) => RowMatch | null;
};

/**
 * Rows are found by Alipay+'s id first, then by our request id, and both must agree where both are there.
 * https://docs.alipayplus.com/alipayplus/alipayplus/integration_cashier_acq_tile_1.3.0_beta/how_to_reconcile
 */
export function createMatcher(book: Book, settings: MatchSettings, emit: (difference: Difference) => void): Matcher {
  const asOurs: RowMatch = { owner: 'own', counter: settings.counterId, isUnchecked: false };
  const isNew = (index: number): boolean => book.ownerOf(index) === 'own' && book.reportedIn(index) === 0;
  const exactly: Matcher['exactly'] = (row, place) => {
    const index = book.findBoth(row.alipayId, row.requestId);
    if (index < 0 || !isNew(index) || !isAsOurs(book, index, row, place)) return null;
    book.report(index, place.fileNumber, row.settlementMinor);
    return asOurs;
  };
  const careful: Matcher['row'] = (row, place) => {
    const found = book.find(row.alipayId, row.requestId);
    const index = found.byAlipay >= 0 ? found.byAlipay : found.byRequest;
    if (index < 0) return unknownRow(book, settings, emit, row, place);
    const owner = book.ownerOf(index);
    if (isNew(index) && isWhole(found) && isAsOurs(book, index, row, place)) {
      book.report(index, place.fileNumber, row.settlementMinor);
      return asOurs;
    }
    const counter = owner === 'own' ? settings.counterId : counterOf(row.requestId);
    const isUnchecked = knownRow(book, index, found.byAlipay >= 0 ? found.byRequest : index, {
      settings,
      emit,
      row,
      place,
      found,
    });
    return { owner: owner === 'foreign' ? 'other' : owner, counter, isUnchecked };
  };
  return { row: careful, exactly };
}

type Seen = {
  readonly settings: MatchSettings;
  readonly emit: (difference: Difference) => void;
  readonly row: TransactionRow;
  readonly place: RowPlace;
  readonly found: { readonly byAlipay: number; readonly byRequest: number };
};

/** Takes a row that the book knows; `other` is the row that its request id names. True when its settlement cannot be checked. */
function knownRow(book: Book, index: number, other: number, { settings, emit, row, place, found }: Seen): boolean {
  if (book.reportedIn(index) !== 0) {
    emit(difference('DUPLICATE_ROW', row, place, null));
    return false;
  }
  book.report(index, place.fileNumber, row.settlementMinor);
  if (isWhole(found) && isAsOurs(book, index, row, place)) return false;
  const local = book.look(index);
  // Which fee a row of the wrong type carries nobody can say.
  if (local.kind !== row.kind) book.report(index, place.fileNumber, UNREADABLE);
  if (idsAgree(local, row, found.byAlipay, found.byRequest)) return !compare(local, row, place, settings, emit);
  if (other >= 0) book.report(other, place.fileNumber, row.settlementMinor);
  const { requestId, alipayId } = book.row(index);
  emit(difference('ID_MISMATCH', row, place, local, `${requestId} / ${alipayId ?? '-'}`, idsOf(row)));
  return false;
}

/** True when both ids name one row. */
const isWhole = ({ byAlipay, byRequest }: Seen['found']): boolean => byAlipay === byRequest;

/** True for a row without any difference but its ids: nearly every one, and for those of our own nothing is made. */
const isAsOurs = (book: Book, index: number, row: Moved & Pick<TransactionRow, 'isCredit' | 'atMs'>, place: RowPlace): boolean =>
  row.isCredit === (row.kind === 'PAYMENT') &&
  book.isExactly(index, row) &&
  dayOf(book.atMsOf(index)) === (place.cycleDay ?? dayOf(row.atMs));

const idsOf = (row: TransactionRow): string => `${row.requestId || '-'} / ${row.alipayId || '-'}`;

function idsAgree(local: Looked, row: TransactionRow, byAlipay: number, byRequest: number): boolean {
  if (byAlipay >= 0 && byRequest >= 0) return byAlipay === byRequest;
  if (byAlipay >= 0) return row.requestId === '';
  return !local.hasAlipayId || row.alipayId === '';
}

/** A row that no ledger at hand knows. It is remembered, so that a second one with the same key is found. */
function unknownRow(
  book: Book,
  { counterId }: MatchSettings,
  emit: (difference: Difference) => void,
  row: TransactionRow,
  place: RowPlace,
): RowMatch {
  const id = row.requestId === '' ? row.originalRequestId : row.requestId;
  const counter = counterOf(id);
  const isOwn = id === '' || counter === counterId;
  const index = book.add(
    {
      kind: row.kind,
      requestId: row.requestId,
      alipayId: row.alipayId === '' ? null : row.alipayId,
      state: 'done',
      amount: { currency: row.currency, amountMinor: row.amountMinor },
      atMs: row.atMs,
      settlement: { currency: row.settlementCurrency, amountMinor: row.settlementMinor },
    },
    'foreign',
  );
  book.report(index, place.fileNumber, row.settlementMinor);
  if (isOwn) emit(difference('MISSING_LOCALLY', row, place, null, null, moneyOf(row)));
  return { owner: isOwn ? 'own' : 'other', counter: isOwn ? counterId : counter, isUnchecked: false };
}

const moneyOf = (row: TransactionRow) => ({ currency: row.currency, amountMinor: row.amountMinor });

/** Holds a row against its counterpart; false when nothing says what its settlement amount must be. */
function compare(
  local: Looked,
  row: TransactionRow,
  place: RowPlace,
  { toleranceMinor }: MatchSettings,
  emit: (difference: Difference) => void,
): boolean {
  if (local.kind !== row.kind) {
    emit(difference('TYPE_MISMATCH', row, place, local, local.kind, row.kind));
    return true;
  }
  if (local.state !== 'done') emit(difference('STATUS_MISMATCH', row, place, local, local.state, row.kind));
  if (local.amount.currency !== row.currency) {
    emit(difference('CURRENCY_MISMATCH', row, place, local, local.amount, moneyOf(row)));
  } else if (local.amount.amountMinor !== row.amountMinor) {
    emit(difference('AMOUNT_MISMATCH', row, place, local, local.amount, moneyOf(row)));
  }
  if (local.state === 'done' && dayOf(local.atMs) !== (place.cycleDay ?? dayOf(row.atMs))) {
    emit(difference('DATE_SHIFT', row, place, local, String(dayOf(local.atMs)), String(place.cycleDay ?? dayOf(row.atMs))));
  }
  return compareSettlement(local, row, place, toleranceMinor, emit);
}

function compareSettlement(
  local: Looked,
  row: TransactionRow,
  place: RowPlace,
  toleranceMinor: number,
  emit: (difference: Difference) => void,
): boolean {
  const ours = local.settlement ?? (row.settlementCurrency === local.amount.currency ? local.amount : null);
  if (ours === null) return false;
  const isRightWay = row.isCredit === (row.kind === 'PAYMENT');
  const off = Math.abs(ours.amountMinor - row.settlementMinor);
  if (ours.currency === row.settlementCurrency && off <= toleranceMinor && isRightWay) return true;
  const theirs = { currency: row.settlementCurrency, amountMinor: isRightWay ? row.settlementMinor : -row.settlementMinor };
  emit(difference('SETTLEMENT_AMOUNT_MISMATCH', row, place, local, ours, theirs));
  return true;
}

function difference(
  name: DifferenceClass,
  row: TransactionRow,
  place: RowPlace,
  local: Looked | null,
  ours: Difference['ours'] = null,
  theirs: Difference['theirs'] = null,
): Difference {
  return {
    class: name,
    day: local === null ? (place.cycleDay ?? dayOf(row.atMs)) : dayOf(local.atMs),
    subject: row.alipayId || row.requestId,
    requestId: row.requestId || null,
    alipayId: row.alipayId || null,
    kind: row.kind,
    ours,
    theirs,
    file: place.file,
    line: row.line,
  };
}
