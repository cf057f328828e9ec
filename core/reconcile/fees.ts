import { locate, type Book, type BookRow } from './book.ts';
import type { Difference, PlainMoney } from './differences.ts';
import type { FeeRow } from './report-rows.ts';
import { percentOf, type Rounding } from './rounding.ts';
import type { Utc8Day } from './utc8.ts';

/**
 * One fee of the contract. Which fees there are, their rates and whether they come back with a refund stands in the contract and
 * nowhere in the public pages, so without rules fees are added up and not checked.
 */
export type FeeRule = {
  /** The text of the fee report, for example `SERVICE_FEE`. */
  readonly feeType: string;
  /** Percent of the settlement amount, as decimal text: `0.60`. */
  readonly percent: string;
  readonly fixedMinor: number;
  /** Whether a refund brings the fee back. */
  readonly onRefund: 'none' | 'returned';
};

/** One bit a rule is kept for each row. */
export const FEE_RULES_MAX = 8;

/** Where a fee item stands. Without all transactions of its cycle nobody can say that a fee has none. */
export type FeePlace = { readonly file: string; readonly day: Utc8Day; readonly knowsTransactions: boolean };

/** Checks fee items against the contract. */
export type FeeCheck = {
  /** What is wrong with one item; null when it is as the contract says, or when there is no contract to hold it against. */
  readonly item: (row: FeeRow, place: FeePlace) => Difference | null;
  /** The fees of a reported row that never came. */
  readonly missing: (index: number, day: Utc8Day) => readonly Difference[];
};

/** The fee of a row: minor units, and whether it comes back. Null when the rule's percent is no number. */
function feeOf(rule: FeeRule, kind: 'PAYMENT' | 'REFUND', settlementMinor: number, rounding: Rounding) {
  if (kind === 'REFUND' && rule.onRefund === 'none') return { amountMinor: 0, isCredit: false };
  const part = percentOf(settlementMinor, rule.percent, rounding);
  return part === null ? null : { amountMinor: part + rule.fixedMinor, isCredit: kind === 'REFUND' };
}

/** The settlement amount of a row whose line could not be read. */
export const UNREADABLE = -1;

/** A fee as a difference tells it: what the acquirer owes is above zero. */
const owed = (currency: string, amountMinor: number, isCredit: boolean): PlainMoney => ({
  currency,
  amountMinor: isCredit ? -amountMinor : amountMinor,
});

/** Makes the check for one run over one book. */
export function createFeeCheck(book: Book, rules: readonly FeeRule[], rounding: Rounding): FeeCheck {
  const places = new Map(rules.slice(0, FEE_RULES_MAX).map((rule, place) => [rule.feeType, place]));
  const expected = (index: number, rule: FeeRule) => {
    const { kind, settlement, amount } = book.look(index);
    const reportedMinor = book.reportedSettlement(index);
    const fee = reportedMinor === UNREADABLE ? null : feeOf(rule, kind, reportedMinor, rounding);
    return fee === null ? null : { ...fee, currency: settlement?.currency ?? amount.currency };
  };
  const isKnown = (index: number): boolean => index >= 0 && book.reportedIn(index) !== 0;
  /** The place of the rule that allows this item; null when the contract allows none, or the item came before. */
  const allowedBy = (index: number, feeType: string): number | null => {
    const place = places.get(feeType);
    if (place === undefined || !isKnown(index)) return null;
    return (book.feesSeen(index) & (1 << place)) === 0 ? place : null;
  };
  return {
    item: (row, where) => {
      const index = locate(book, row.alipayId, row.requestId);
      if (rules.length === 0 || (!where.knowsTransactions && !isKnown(index))) return null;
      const theirs = owed(row.currency, row.amountMinor, row.isCredit);
      const told = { row, file: where.file, day: where.day, theirs };
      const place = allowedBy(index, row.feeType);
      const rule = rules[place ?? -1];
      if (place === null || rule === undefined) return itemDifference('FEE_UNEXPECTED', told, null);
      book.seeFee(index, place);
      const fee = expected(index, rule);
      return fee === null ? null : judge(told, owed(fee.currency, fee.amountMinor, fee.isCredit));
    },
    missing: (index, day) =>
      rules.flatMap((rule, place) => {
        if ((book.feesSeen(index) & (1 << place)) !== 0) return [];
        const fee = expected(index, rule);
        return fee === null || fee.amountMinor === 0 ? [] : [missingFee(book.row(index), rule, day, fee)];
      }),
  };
}

type Told = { readonly row: FeeRow; readonly file: string; readonly day: Utc8Day; readonly theirs: PlainMoney };

function judge(told: Told, ours: PlainMoney): Difference | null {
  const { theirs } = told;
  const isSame = ours.amountMinor === theirs.amountMinor && (ours.currency === theirs.currency || ours.amountMinor === 0);
  return isSame ? null : itemDifference(ours.amountMinor === 0 ? 'FEE_UNEXPECTED' : 'FEE_MISMATCH', told, ours);
}

const itemDifference = (
  name: 'FEE_UNEXPECTED' | 'FEE_MISMATCH',
  { row, file, day, theirs }: Told,
  ours: PlainMoney | null,
): Difference => ({
  class: name,
  day,
  subject: `${row.alipayId || row.requestId}/${row.feeType}`,
  requestId: row.requestId || null,
  alipayId: row.alipayId || null,
  kind: null,
  ours,
  theirs,
  file,
  line: row.line,
});

const missingFee = (
  { alipayId, requestId, kind }: BookRow,
  { feeType }: FeeRule,
  day: Utc8Day,
  fee: { readonly amountMinor: number; readonly isCredit: boolean; readonly currency: string },
): Difference => ({
  class: 'FEE_MISSING',
  day,
  subject: `${alipayId ?? requestId}/${feeType}`,
  requestId,
  alipayId,
  kind,
  ours: owed(fee.currency, fee.amountMinor, fee.isCredit),
  theirs: null,
  file: null,
  line: null,
});
