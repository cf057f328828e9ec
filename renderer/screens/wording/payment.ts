import type { Face, PaymentView } from '../../api/types.ts';
import { secondsLeft } from '../../state/clock.ts';
import type { Words } from '../../words/shape.ts';
import { adviceOf, doubtOf } from './advice.ts';
import { sayMoney, sayNumber } from './money.ts';
import { sentences } from './sentences.ts';
import { slipOf } from './printer.ts';
import { clockTime, exactTime } from './time.ts';

/** What one payment's panel says: the word, the sentence that matters most, the sentences below, what to tell the customer. */
export type PaymentText = {
  readonly word: string;
  readonly lead: string;
  readonly lines: readonly string[];
  readonly say: string;
  /** Code and count for whoever helps on the phone. */
  readonly small: string;
};

/** Puts a payment into words as of `nowMs` (main's clock). */
export function paymentText(words: Words, payment: PaymentView, nowMs: number): PaymentText {
  const { lead, lines } = LINES[payment.face](words, payment, nowMs);
  return {
    word: words.face[payment.face].word,
    lead,
    lines,
    say: words.face[payment.face].say,
    small: smallPrint(words, payment),
  };
}

/** One line for lists: time, how it stands, and what went back. */
export function paymentLine(words: Words, payment: PaymentView): string {
  const end = payment.face === 'paid' ? (payment.walletBrandName ?? words.face.paid.short) : words.face[payment.face].short;
  const back = payment.refunded.amountMinor === 0 ? [] : [words.rail.back(sayNumber(payment.refunded))];
  return [clockTime(payment.submittedAtMs), end, ...back].join(' · ');
}

/** What the tray says is happening to an unsettled payment, with the seconds to the next question. */
export function trayLine(words: Words, payment: PaymentView, nowMs: number): string {
  const word = isOnlyRefundOpen(payment) ? words.rail.refundOpen : words.face[payment.face].word;
  return payment.nextAskAtMs === null ? word : sentences(words, [word, nextAsk(words, payment.nextAskAtMs, nowMs)]);
}

/** True for a settled payment that is in the tray because of its refund. */
export const isOnlyRefundOpen = ({ face, refundsInDoubt }: PaymentView): boolean =>
  refundsInDoubt > 0 && (face === 'paid' || face === 'not-paid' || face === 'cancelled');

type Lines = { readonly lead: string; readonly lines: readonly string[] };
type Say = (words: Words, payment: PaymentView, nowMs: number) => Lines;

const LINES: Readonly<Record<Face, Say>> = {
  asking: ({ about }) => ({ lead: about.asking, lines: [] }),
  waiting: ({ about }, { deadlineAtMs }, nowMs) => ({
    lead: deadlineAtMs === null ? about.waiting : about.waitingUntil(secondsLeft(deadlineAtMs, nowMs)),
    lines: [],
  }),
  paid: (words, payment) => ({
    lead: paidLead(words, payment),
    lines: [...refundLines(words, payment), slipOf(words, payment.slip)],
  }),
  'not-paid': (words, payment) => {
    const { happened, money, now } = adviceOf(words, payment.advice);
    return { lead: happened, lines: [money, now] };
  },
  unknown: (words, payment, nowMs) => ({
    lead: words.about.doNotCharge,
    lines: [doubtOf(words, payment), askingLine(words, payment, nowMs), ...deadlineLine(words, payment, nowMs)],
  }),
  cancelling: (words, payment, nowMs) => ({ lead: words.about.cancelling, lines: [askingLine(words, payment, nowMs)] }),
  cancelled: (words, payment) => ({
    lead: words.about.cancelled,
    lines: payment.slip === null ? [] : [slipOf(words, payment.slip)],
  }),
};

const paidLead = ({ about }: Words, { amount, walletBrandName }: PaymentView): string =>
  walletBrandName === null ? about.paid(sayMoney(amount)) : about.paidWith(sayMoney(amount), walletBrandName);

/** What went back, or may have; empty where no refund was asked for. */
export function refundLines({ about }: Words, { refunded, refundsInDoubt }: PaymentView): readonly string[] {
  if (refundsInDoubt > 0) return [about.refundDoubt];
  return refunded.amountMinor === 0 ? [] : [about.refundedPart(sayMoney(refunded))];
}

const askingLine = (words: Words, { nextAskAtMs }: PaymentView, nowMs: number): string =>
  nextAskAtMs === null ? words.about.keepsAsking : nextAsk(words, nextAskAtMs, nowMs);

const nextAsk = ({ about }: Words, atMs: number, nowMs: number): string => about.nextAsk(secondsLeft(atMs, nowMs));

const deadlineLine = ({ about }: Words, { deadlineAtMs }: PaymentView, nowMs: number): readonly string[] =>
  deadlineAtMs === null || deadlineAtMs <= nowMs ? [] : [about.cancelAt(exactTime(deadlineAtMs))];

/** Paid needs no small print: its code and its tries help nobody. */
function smallPrint({ about }: Words, { face, resultCode, tries, doubt }: PaymentView): string {
  if (face === 'paid' || face === 'asking') return '';
  const code = face === 'unknown' ? (doubt ?? resultCode) : resultCode;
  const isOpen = face === 'waiting' || face === 'unknown' || face === 'cancelling';
  return [code, isOpen && tries > 0 ? about.tries(tries) : null].filter((part) => part !== null).join(' · ');
}
