import type { JournalEntry } from '../journal/events.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { Money } from '../money/money.ts';
import { applyEntry, isSettled, type PaymentRecord } from '../payment/record.ts';
import type { CurrencyTotal, Tally } from './events.ts';
import { personName } from './shifts.ts';

/** One line of a breakdown: a wallet, a cashier or an hour, in one currency. */
export type Line = CurrencyTotal & { readonly name: string };

/** A payment that the shift leaves open. */
export type Unresolved = {
  readonly paymentRequestId: string;
  readonly orderNumber: string;
  readonly amount: Money;
  readonly submittedAtMs: number;
  readonly isRefund: boolean;
};

/** What happened without moving money, or beside it. */
export type Counts = {
  readonly notPaid: number;
  /** Given up before anything was paid. */
  readonly cancelled: number;
  readonly refundsRefused: number;
  /** Payments of which something was not known at some moment of the shift. */
  readonly inDoubt: number;
  readonly approvals: number;
  readonly wrongPins: number;
  readonly ownerResets: number;
};

/** What a shift did: nothing but a fold of its rows. */
export type Figures = {
  readonly totals: readonly CurrencyTotal[];
  readonly byWallet: readonly Line[];
  readonly byCashier: readonly Line[];
  readonly byHour: readonly Line[];
  readonly counts: Counts;
  /** Oldest first. */
  readonly unresolved: readonly Unresolved[];
};

/** The rows of a report: those of its span, and before them the earlier rows of every payment that is touched or carried in. */
export type Span = { readonly fromSequence: number; readonly untilSequence: number; readonly utcOffsetMinutes: number };

/**
 * Folds rows into figures. Money counts in the shift in which Alipay+ said so: a sale when it became paid, a cancel of a paid payment
 * or a refund when it was confirmed. The same rows give the same figures whenever they are folded.
 */
export function foldFigures(rows: readonly JournalEntry[], span: Span): Figures {
  const fold = createFold(span);
  for (const row of [...rows].sort((a, b) => a.sequence - b.sequence)) if (row.sequence <= span.untilSequence) fold.row(row);
  return fold.figures();
}

type Move = { readonly kind: 'sales' | 'cancels' | 'refunds'; readonly record: PaymentRecord; readonly amountMinor: number };

type Fold = {
  readonly span: Span;
  readonly records: Map<string, PaymentRecord>;
  readonly doubts: Set<string>;
  readonly tables: Readonly<Record<'total' | 'wallet' | 'cashier' | 'hour', Map<string, Line>>>;
  readonly counts: Record<keyof Counts, number>;
};

function createFold(span: Span): { readonly row: (row: JournalEntry) => void; readonly figures: () => Figures } {
  const fold: Fold = {
    span,
    records: new Map(),
    doubts: new Set(),
    tables: { total: new Map(), wallet: new Map(), cashier: new Map(), hour: new Map() },
    counts: { notPaid: 0, cancelled: 0, refundsRefused: 0, inDoubt: 0, approvals: 0, wrongPins: 0, ownerResets: 0 },
  };
  return {
    row: (row) => {
      takeRow(fold, row);
    },
    figures: () => ({
      totals: sorted(fold.tables.total).map(({ name: _name, ...total }) => total),
      byWallet: sorted(fold.tables.wallet),
      byCashier: sorted(fold.tables.cashier),
      byHour: sorted(fold.tables.hour),
      counts: { ...fold.counts, inDoubt: fold.doubts.size },
      unresolved: [...fold.records.values()].filter((record) => !isSettled(record)).map(unresolved),
    }),
  };
}

const unresolved = ({ paymentRequestId, orderNumber, amount, submittedAtMs, paid, state }: PaymentRecord): Unresolved => ({
  paymentRequestId,
  orderNumber,
  amount,
  submittedAtMs,
  isRefund: paid !== null && state === 'paid',
});

function takeRow(fold: Fold, row: JournalEntry): void {
  const isInside = row.sequence >= fold.span.fromSequence;
  const { event } = row;
  if (!('paymentRequestId' in event)) {
    if (isInside) countHouse(fold, event.type);
    return;
  }
  const before = fold.records.get(event.paymentRequestId) ?? null;
  const after = applyEntry(before, row);
  if (after === null) return;
  fold.records.set(event.paymentRequestId, after);
  if (!isInside) return;
  if ('approver' in event) fold.counts.approvals += 1;
  if (isDoubt(after)) fold.doubts.add(event.paymentRequestId);
  countEnd(fold, before, after);
  for (const move of movesOf(before, after)) book(fold, move, row.wallMs);
}

function countHouse(fold: Fold, type: JournalEntry['event']['type']): void {
  if (type === 'credential-refused') fold.counts.wrongPins += 1;
  if (type === 'owner-reset') fold.counts.ownerResets += 1;
}

const isDoubt = ({ state, refunds }: PaymentRecord): boolean =>
  state === 'unknown' || state === 'contested' || refunds.some((refund) => refund.state === 'unknown');

function countEnd(fold: Fold, before: PaymentRecord | null, after: PaymentRecord): void {
  if (before?.state === after.state) return;
  if (after.state === 'notPaid') fold.counts.notPaid += 1;
  if (after.state === 'cancelled' && !holds(before)) fold.counts.cancelled += 1;
}

/** Whether the customer's money is, as far as is known, with the shop: paid, or paid with a cancel on its way. */
const holds = (record: PaymentRecord | null): boolean => (record?.paid ? HOLDING.has(record.state) : false);

const HOLDING: ReadonlySet<PaymentRecord['state']> = new Set(['paid', 'cancelling', 'cancelRefused']);

function movesOf(before: PaymentRecord | null, after: PaymentRecord): readonly Move[] {
  const amountMinor = after.amount.amountMinor;
  const moves: Move[] = [];
  if (!holds(before) && holds(after)) moves.push({ kind: 'sales', record: after, amountMinor });
  if (holds(before) && !holds(after)) moves.push({ kind: 'cancels', record: after, amountMinor });
  const known = new Set(
    before?.refunds.filter(({ state }) => state === 'refunded').map(({ refundRequestId }) => refundRequestId),
  );
  for (const refund of after.refunds)
    if (refund.state === 'refunded' && !known.has(refund.refundRequestId))
      moves.push({ kind: 'refunds', record: after, amountMinor: refund.amountMinor });
  return moves;
}

const NO_WALLET = '-';

function book({ tables, span }: Fold, { kind, record, amountMinor }: Move, atMs: number): void {
  const { currency } = record.amount;
  add(tables.total, '', currency, kind, amountMinor);
  add(tables.wallet, record.paid?.walletBrandName ?? NO_WALLET, currency, kind, amountMinor);
  add(tables.cashier, personName(record.actor), currency, kind, amountMinor);
  add(tables.hour, hourOf(atMs, span.utcOffsetMinutes), currency, kind, amountMinor);
}

const NOTHING: Tally = { count: 0, amountMinor: 0 };

function add(table: Map<string, Line>, name: string, currency: CurrencyCode, kind: Move['kind'], amountMinor: number): void {
  const key = `${currency} ${name}`;
  const line = table.get(key) ?? { name, currency, sales: NOTHING, cancels: NOTHING, refunds: NOTHING };
  const tally = line[kind];
  table.set(key, { ...line, [kind]: { count: tally.count + 1, amountMinor: tally.amountMinor + amountMinor } });
}

/** `2026-11-28 14h` at the shop. */
function hourOf(atMs: number, utcOffsetMinutes: number): string {
  const local = new Date(atMs + utcOffsetMinutes * 60_000).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 13)}h`;
}

/** By currency and name in the order of their code units, which is the same on every machine. */
const sorted = (table: ReadonlyMap<string, Line>): readonly Line[] =>
  [...table.entries()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, line]) => line);

/** What is left of the sales, minor units; below zero when more was given back than taken. */
export const netMinor = ({ sales, cancels, refunds }: CurrencyTotal): number =>
  sales.amountMinor - cancels.amountMinor - refunds.amountMinor;
