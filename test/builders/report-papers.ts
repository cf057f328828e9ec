import { anchorText } from '../../core/journal/chain.ts';
import { money } from '../../core/money/money.ts';
import type { ReceiptDocument } from '../../core/receipt/document.ts';
import type { ReceiptLanguage } from '../../core/receipt/words.ts';
import { RECEIPT_WORDS } from '../../core/receipt/words/all.ts';
import type { CurrencyTotal } from '../../core/shift/events.ts';
import { reportDocument } from '../../core/shift/paper.ts';
import type { Figures } from '../../core/shift/report.ts';
import type { Shift } from '../../core/shift/shifts.ts';
import { localSale } from './receipt-papers.ts';

const HEAD = { sequence: 4_711, hash: '3f1c9a7be2d84c05'.repeat(4) };
const OPENED_MS = Date.parse('2026-11-22T08:00:00+08:00');
const CLOSED_MS = Date.parse('2026-11-22T14:06:31+08:00');

/** What stands in the QR code of `localReport(language, 'z')`. */
export const LOCAL_REPORT_HEAD = anchorText(HEAD);

/** What the whole shift of `localReport` took. */
export const localTotal = (language: ReceiptLanguage): CurrencyTotal => {
  const { currency, amountMinor } = localSale(language).amount;
  const tally = (count: number, share: number) => ({ count, amountMinor: Math.floor(amountMinor * share) });
  return { currency, sales: tally(12, 3), cancels: tally(1, 0.5), refunds: tally(2, 1) };
};

/** The report of a shift in the script of a language: taken over with a reason, counted, and with a payment that is not known yet. */
export function localReport(language: ReceiptLanguage, kind: 'x' | 'z'): ReceiptDocument {
  const { shop, counter } = localSale(language);
  const [shift, figures] = [localShift(language), localFigures(language)];
  const frame = { header: shop.header, counter, words: RECEIPT_WORDS[language] };
  return kind === 'z'
    ? reportDocument({ kind, shift, figures, head: HEAD }, frame, null)
    : reportDocument({ kind, shift, figures, atMs: CLOSED_MS }, frame, null);
}

function localShift(language: ReceiptLanguage): Shift {
  const { cashier = '', note = '', amount } = localSale(language);
  const actor = { kind: 'cashier', name: cashier } as const;
  const float = money(amount.currency, 15_000);
  return {
    shiftId: 's-17',
    number: 17,
    openedAtMs: OPENED_MS,
    openedBy: actor,
    heldBy: actor,
    takeOvers: [{ atMs: OPENED_MS + 3_600_000, from: cashier, to: cashier, reason: note }],
    float,
    utcOffsetMinutes: 480,
    fromSequence: 1,
    carriedIn: [],
    closed: {
      type: 'shift-closed',
      shiftId: 's-17',
      number: 17,
      fromSequence: 1,
      untilSequence: HEAD.sequence - 1,
      counted: money(amount.currency, 14_950),
      isBlind: false,
      totals: [localTotal(language)],
      unresolved: [],
      actor,
      atMs: CLOSED_MS,
      sequence: HEAD.sequence,
    },
  };
}

function localFigures(language: ReceiptLanguage): Figures {
  const { amount, walletBrand, cashier = '' } = localSale(language);
  const total = localTotal(language);
  return {
    totals: [total],
    byWallet: [
      { ...total, name: walletBrand ?? '' },
      { ...total, name: '-' },
    ],
    byCashier: [{ ...total, name: cashier }],
    byHour: [{ ...total, name: '2026-11-22 14h' }],
    counts: { notPaid: 3, cancelled: 2, refundsRefused: 1, inDoubt: 4, approvals: 5, wrongPins: 6, ownerResets: 0 },
    unresolved: [
      {
        paymentRequestId: 'TILL2-aa1c9a7be2d84c05b6d1a3f2c4e59781',
        orderNumber: 'TILL2-1051',
        amount,
        submittedAtMs: CLOSED_MS,
        isRefund: true,
      },
    ],
  };
}
