import type { ChainedEntry, EventOfPayment } from '../../core/journal/events.ts';
import { money } from '../../core/money/money.ts';
import {
  AMOUNT,
  answered,
  cancelAsked,
  cancelSaid,
  entriesFor,
  LOST,
  MAYA,
  NOT_FOUND,
  NOT_PAID,
  PAID,
  PENDING,
  refundSaid,
  submitted,
  type Happened,
} from '../builders/payments.ts';
import { seededRandom, type Random } from './random.ts';

/** What can still happen to a payment that is under way, in its order. */
type Flow = { readonly paymentRequestId: string; readonly ahead: Happened[] };

const CUSTOMERS_AT_ONCE = 4;

/**
 * A busy counter: payments paid, declined, cancelled, refunded and left open, several at once. The same seed tells the same story,
 * so the process that writes it and the one that checks it need not talk; `rows` only says where it stops.
 */
export function story(rows: number, seed: number): readonly ChainedEntry[] {
  const random = seededRandom(seed);
  const events: EventOfPayment[] = [];
  const open: Flow[] = [];
  let started = 0;
  while (events.length < rows) {
    if (open.length === 0 || (open.length < CUSTOMERS_AT_ONCE && random.chance(0.3))) {
      const first = intentOf((started += 1), random);
      events.push(first);
      open.push({ paymentRequestId: first.paymentRequestId, ahead: courseOf(started, random) });
      continue;
    }
    const flow = open[random.below(open.length)];
    const happened = flow?.ahead.shift();
    if (flow !== undefined && happened !== undefined) events.push({ ...happened, paymentRequestId: flow.paymentRequestId });
    if (flow?.ahead.length === 0) open.splice(open.indexOf(flow), 1);
  }
  return entriesFor(events);
}

/** Some notes are long enough to need a page, or several, of their own. */
const NOTE_LENGTHS = [0, 0, 12, 30, 30, 200, 1_800, 6_500];

function intentOf(number: number, random: Random) {
  const name = String(number).padStart(5, '0');
  const length = NOTE_LENGTHS[random.below(NOTE_LENGTHS.length)] ?? 0;
  return submitted({
    paymentRequestId: `T1-P-${name}`,
    saleId: `sale-${name}`,
    orderNumber: `T1-${name}`,
    receiptNumber: number * 10,
    codeHash: `hash-${name}`,
    note: length === 0 ? null : `${name} größe 店 `.repeat(length).slice(0, length),
  });
}

const COURSES: readonly ((number: number) => readonly Happened[])[] = [
  () => [answered(PAID, 'pay'), slip('sale')],
  () => [answered(PENDING, 'pay'), answered(PENDING), answered(PAID, 'notifyPayment'), slip('sale')],
  () => [answered(NOT_PAID, 'pay')],
  () => [answered(LOST, 'pay'), answered(NOT_FOUND), cancelAsked(), cancelSaid('doubt'), cancelSaid('cancelled')],
  () => [answered(PENDING, 'pay'), cancelAsked('cashier'), cancelSaid('cancelled'), slip('cancelled')],
  () => [answered(LOST, 'pay'), cancelAsked(), cancelSaid('window-exceeded'), answered(PAID), { type: 'refund-instead' }],
  (number) => [answered(PAID, 'pay'), slip('sale'), ...refund(number, 1, 1_000, 'refunded')],
  (number) => [answered(PAID, 'pay'), ...refund(number, 1, 4_000, 'refused'), ...refund(number, 2, 4_250, 'refunded')],
  (number) => [answered(PAID, 'pay'), ...refund(number, 1, 250, 'doubt')],
  () => [answered(LOST, 'pay'), { type: 'pay-repeated' }, answered(PENDING, 'pay')],
];

const courseOf = (number: number, random: Random): Happened[] => [...(COURSES[random.below(COURSES.length)]?.(number) ?? [])];

const slip = (document: 'sale' | 'cancelled'): Happened => ({
  type: 'slip',
  document,
  paper: document,
  copy: false,
  outcome: 'printed',
  reason: null,
});

function refund(number: number, nth: number, amountMinor: number, kind: 'refunded' | 'refused' | 'doubt'): readonly Happened[] {
  const refundRequestId = `T1-R-${String(number)}-${String(nth)}`;
  return [
    {
      type: 'refund-requested',
      refundRequestId,
      amount: money(AMOUNT.currency, amountMinor),
      reason: null,
      receiptNumber: number * 10 + nth,
      actor: MAYA,
    },
    refundSaid(refundRequestId, kind),
  ];
}
