import { readFileSync } from 'node:fs';
import { DatabaseSync } from '@photostructure/sqlite';
import { isOfPayment, paymentIdOf, type JournalEntry } from '../../core/journal/events.ts';
import { foldPayment, type PaymentRecord } from '../../core/payment/record.ts';
import { createQueries } from '../../main/ledger/queries.ts';
import type { LedgerPayment, LedgerView } from '../../simulator/gateway/ledger.ts';
import type { TillPayment } from './faults-till-protocol.ts';

/** The promises, each with its number in the words of a violation. */
export type Books = {
  /** The till has just shown this: a final word must be true at the gateway this moment, and is never taken back. */
  readonly shown: (payment: TillPayment) => void;
  /** Compares the ledger file of a till that is gone with the gateway's books; answers its rows. */
  readonly compare: (ledgerFile: string) => readonly JournalEntry[];
  readonly violations: readonly string[];
};

/** What the cashier wanted, as far as it decides what may be taken back. */
export type Wishes = { readonly cancelsPaid: boolean; readonly salesMax: number; readonly codes: readonly string[] };

/** Compares against the gateway whose books `ledger` reads. */
export function openBooks(ledger: () => LedgerView, wishes: Wishes): Books {
  const violations: string[] = [];
  const last = new Map<string, TillPayment['state']>();
  const say = (words: string): void => {
    if (!violations.includes(words)) violations.push(words);
  };
  return {
    violations,
    shown: ({ id, state, amountMinor }) => {
      const before = last.get(id);
      last.set(id, state);
      const row = ledger().payments.find(({ paymentRequestId }) => paymentRequestId === id);
      const lie = finalLie(state, row);
      if (lie !== null) say(`${String(amountMinor)}: the till says ${state}, the gateway ${lie}`);
      if (before !== undefined && isTakenBack(before, state, wishes)) say(`${String(amountMinor)}: ${before} became ${state}`);
    },
    compare: (ledgerFile) => {
      const view = ledger();
      const entries = readEntries(ledgerFile);
      for (const words of [...compareBooks(entries, view, wishes), ...codesOnDisk(ledgerFile, wishes.codes)]) say(words);
      return entries;
    },
  };
}

/** What the gateway holds instead of the final state that the till shows; null when it agrees, or the state is not final. */
function finalLie(state: TillPayment['state'], row: LedgerPayment | undefined): string | null {
  switch (state) {
    case 'paid':
      return row !== undefined && row.chargedMinor > 0 ? null : `has ${row?.status ?? 'no such payment'}`;
    case 'notPaid':
    case 'cancelled':
      return row === undefined || (row.netMinor === 0 && row.status !== 'waiting') ? null : `has ${row.status}`;
    default:
      return null;
  }
}

/** A final word stays, but for a paid payment that the cashier cancels. */
function isTakenBack(before: TillPayment['state'], now: TillPayment['state'], { cancelsPaid }: Wishes): boolean {
  if (before === now) return false;
  if (before === 'notPaid' || before === 'cancelled') return true;
  return before === 'paid' && !cancelsPaid;
}

/** All rows of the file, oldest first. */
function readEntries(ledgerFile: string): readonly JournalEntry[] {
  const db = new DatabaseSync(ledgerFile);
  try {
    return createQueries(db).between(1, null);
  } finally {
    db.close();
  }
}

function recordsIn(entries: readonly JournalEntry[]): readonly PaymentRecord[] {
  const ids = [...new Set(entries.map(({ event }) => paymentIdOf(event)))];
  return ids
    .map((id) => foldPayment(entries.filter(({ event }) => paymentIdOf(event) === id)))
    .filter((record) => record !== null);
}

/** Both books to the minor unit; empty when they agree. */
export function compareBooks(entries: readonly JournalEntry[], view: LedgerView, wishes: Wishes): readonly string[] {
  const records = recordsIn(entries);
  const known = new Set(records.map(({ paymentRequestId }) => paymentRequestId));
  const lost = view.payments.filter(({ paymentRequestId }) => !known.has(paymentRequestId));
  return [
    ...lost.map((row) => `lost: the gateway has ${row.status} ${row.amount.value}, the till has no such payment`),
    ...records.flatMap((record) => compareRecord(record, view)),
    ...compareCodes(view, wishes),
    ...brokenOrder(entries),
  ];
}

function compareRecord(record: PaymentRecord, view: LedgerView): readonly string[] {
  const { paymentRequestId: id, state, amount } = record;
  const row = view.payments.find(({ paymentRequestId }) => paymentRequestId === id);
  const refunds = record.refunds.filter((refund) => refund.state === 'refunded');
  const back = refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const kept = state === 'paid' ? amount.amountMinor - back : 0;
  const booked = view.refunds.filter((refund) => refund.paymentRequestId === id && refund.resultCode === 'SUCCESS');
  const same = sameList(
    refunds.map(nameOf),
    booked.map(({ refundRequestId, amount: { value } }) => `${refundRequestId} ${value}`),
  );
  const broken: readonly (readonly [isBroken: boolean, words: string])[] = [
    [kept !== netOf(row), `the till keeps ${String(kept)}, the gateway ${String(netOf(row))}`],
    [chargesOf(row) > 1, `charged ${String(chargesOf(row))} times`],
    [back > amount.amountMinor, `${String(back)} went back`],
    [!same, 'the refunds differ'],
    [record.alarms.includes('contradiction'), 'alarm contradiction'],
  ];
  return broken.filter(([isBroken]) => isBroken).map(([, words]) => `${String(amount.amountMinor)} ${state}: ${words}`);
}

const netOf = (row: LedgerPayment | undefined): number => row?.netMinor ?? 0;
const chargesOf = (row: LedgerPayment | undefined): number => row?.moves.filter(({ kind }) => kind === 'charge').length ?? 0;
const nameOf = ({ refundRequestId, amountMinor }: { readonly refundRequestId: string; readonly amountMinor: number }): string =>
  `${refundRequestId} ${String(amountMinor)}`;
const sameList = (one: readonly string[], other: readonly string[]): boolean =>
  [...one].sort().join() === [...other].sort().join();

/** A code belongs to one payment, and there are not more sales than the cashier made. */
function compareCodes(view: LedgerView, { salesMax }: Wishes): readonly string[] {
  const codes = view.payments.map(({ code }) => code);
  return [
    ...(new Set(codes).size === codes.length ? [] : ['one code was charged under two ids']),
    ...(codes.length <= salesMax ? [] : [`${String(codes.length)} payments for ${String(salesMax)} sales`]),
  ];
}

/** Nothing about a payment is known before its intent; nothing of it is answered that was not asked. */
function brokenOrder(entries: readonly JournalEntry[]): readonly string[] {
  const begun = new Set<string>();
  const asked = new Set<string>();
  return entries.flatMap(({ event }) => {
    if (event.type === 'payment-submitted') begun.add(event.paymentRequestId);
    if (event.type === 'refund-requested') asked.add(event.refundRequestId);
    if (isOfPayment(event) && !begun.has(event.paymentRequestId)) return [`${event.type} before its payment`];
    return event.type === 'refund-answered' && !asked.has(event.refundRequestId)
      ? ['a refund was answered before it was asked for']
      : [];
  });
}

/** A payment code is a bearer secret and never reaches the disk. */
function codesOnDisk(ledgerFile: string, codes: readonly string[]): readonly string[] {
  const disk = ['', '-wal'].map((suffix) => readOrNothing(`${ledgerFile}${suffix}`)).join('');
  return codes.filter((code) => disk.includes(code)).map(() => 'a payment code is on the disk');
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
