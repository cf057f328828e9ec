import { formatMoney, type Money } from '../money/money.ts';
import type { ReceiptBlock } from './block.ts';
import { clean, cleanFreeText } from './clean.ts';
import type { PaymentPaperFacts, ReceiptFacts, ReceiptKind, TestPageFacts } from './facts.ts';
import { formatReceiptNumber, receiptBarcode } from './receipt-number.ts';
import { taxPairs } from './tax.ts';
import type { ReceiptLanguage, ReceiptWords } from './words.ts';

/** A receipt as meaning: what stands on it and in which order. `isCopy` is true for everything but the original. */
export type ReceiptDocument = {
  readonly kind: ReceiptKind;
  readonly isCopy: boolean;
  readonly language: ReceiptLanguage;
  readonly direction: ReceiptWords['direction'];
  readonly blocks: readonly ReceiptBlock[];
};

/** The payment method's name, exactly so and never translated. */
export const BRAND_NAME = 'Alipay+';

/** The text form of the mark on printed paper; the licensed artwork replaces it where an image can be printed. */
export const BRAND_LINE = 'Alipay+ Partner';

/**
 * Builds the paper for the facts. Alipay+ demands two things of a receipt, its brand and the amount
 * (https://docs.alipayplus.com/alipayplus/alipayplus/integration_user_mode_acq/standard_output), so both are on every paper about a payment.
 */
export function buildReceipt(facts: ReceiptFacts, words: ReceiptWords): ReceiptDocument {
  const { language, direction } = words;
  const blocks = [...opening(facts, words), ...body(facts, words), ...closing(facts, words)];
  return { kind: facts.kind, isCopy: facts.copyOf !== undefined, language, direction, blocks };
}

function body(facts: ReceiptFacts, words: ReceiptWords): readonly ReceiptBlock[] {
  switch (facts.kind) {
    case 'test':
      return testBody(facts, words);
    case 'sale':
    case 'refund':
    case 'cancelled':
    case 'in-doubt':
      return paymentBody(facts, words);
  }
}

function opening(facts: ReceiptFacts, words: ReceiptWords): readonly ReceiptBlock[] {
  const logo: readonly ReceiptBlock[] = facts.shop.hasLogo === true ? [{ kind: 'logo' }] : [];
  const header = facts.shop.header.map((line, index) =>
    centered(cleanFreeText(line, words.hiddenCode), index === 0 ? 'bold' : 'normal'),
  );
  return [...logo, ...header, { kind: 'rule' }, ...copyMark(facts, words), centered(words.titles[facts.kind], 'large')];
}

function copyMark(facts: ReceiptFacts, words: ReceiptWords): readonly ReceiptBlock[] {
  if (facts.copyOf === undefined) return [];
  return [centered(words.copy, 'large'), pair(words.original, printedTime(facts.copyOf))];
}

function paymentBody(facts: PaymentPaperFacts, words: ReceiptWords): readonly ReceiptBlock[] {
  const amount = facts.kind === 'refund' ? facts.refunded : facts.amount;
  return [
    { kind: 'amount', label: words.amounts[facts.kind], value: shown(amount, words) },
    ...(facts.kind === 'sale' || facts.kind === 'refund' ? taxPairs(amount, facts.shop.taxes ?? [], words) : []),
    ...refundPairs(facts, words),
    ...meaning(facts, words),
    { kind: 'rule' },
    pair(words.method, BRAND_NAME),
    ...optional(words.wallet, facts.walletBrand, words),
    ...occasion(facts, words),
    ...optional(words.note, facts.note ?? null, words),
    pair(words.order, facts.orderNumber),
    pair(words.receipt, formatReceiptNumber(facts.receiptNumber)),
    ...identity(words.payment, facts.paymentId),
    ...identity(words.refundNumber, facts.kind === 'refund' ? facts.refundId : null),
    pair(words.request, facts.paymentRequestId),
    { kind: 'rule' },
    { kind: 'text', text: BRAND_LINE, align: 'center', style: 'bold', isBrand: true },
    { kind: 'barcode', digits: receiptBarcode(facts.receiptNumber) },
  ];
}

function testBody({ samples = [] }: TestPageFacts, words: ReceiptWords): readonly ReceiptBlock[] {
  return [
    centered(words.meanings.test, 'normal'),
    { kind: 'rule' },
    ...samples.map((text): ReceiptBlock => ({ kind: 'sample', text: clean(text) })),
    ...(samples.length === 0 ? [] : [{ kind: 'rule' } as const]),
  ];
}

function closing(facts: ReceiptFacts, words: ReceiptWords): readonly ReceiptBlock[] {
  const footer = facts.shop.footer.map((line) => centered(cleanFreeText(line, words.hiddenCode), 'normal'));
  const qr: readonly ReceiptBlock[] =
    facts.shop.footerQr === undefined ? [] : [{ kind: 'qr', text: cleanFreeText(facts.shop.footerQr, words.hiddenCode) }];
  const when = facts.kind === 'test' ? occasion(facts, words) : [];
  return [...when, ...footer, ...qr];
}

function occasion(facts: ReceiptFacts, words: ReceiptWords): readonly ReceiptBlock[] {
  return [
    pair(words.time, printedTime(facts.time)),
    ...optional(words.counter, facts.counter, words),
    ...optional(words.cashier, facts.cashier ?? null, words),
  ];
}

function refundPairs(facts: PaymentPaperFacts, words: ReceiptWords): readonly ReceiptBlock[] {
  if (facts.kind !== 'refund') return [];
  return [pair(words.originalAmount, shown(facts.amount, words)), pair(words.leftToRefund, shown(facts.remaining, words))];
}

function meaning(facts: PaymentPaperFacts, words: ReceiptWords): readonly ReceiptBlock[] {
  switch (facts.kind) {
    case 'sale':
    case 'refund':
      return [];
    case 'cancelled':
    case 'in-doubt':
      return [{ kind: 'text', text: words.meanings[facts.kind], align: 'start', style: 'normal' }];
  }
}

/** `2026-11-22T14:06:31+08:00` as `2026-11-22 14:06:31 +08:00`: the same everywhere, and the offset never lost. */
function printedTime(iso: string): string {
  const match = ISO_TIME.exec(clean(iso));
  if (match === null) return clean(iso);
  const [, day = '', time = '', offset = ''] = match;
  return `${day} ${time} ${offset === 'Z' ? '+00:00' : offset}`;
}

const ISO_TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const shown = (amount: Money, words: ReceiptWords): string => formatMoney(amount, words.grouping);
const centered = (text: string, style: 'normal' | 'bold' | 'large'): ReceiptBlock => ({
  kind: 'text',
  text,
  align: 'center',
  style,
});
const pair = (label: string, value: string): ReceiptBlock => ({ kind: 'pair', label, value: clean(value) });
const identity = (label: string, value: string | null): readonly ReceiptBlock[] => (value === null ? [] : [pair(label, value)]);
const optional = (label: string, value: string | null, words: ReceiptWords): readonly ReceiptBlock[] =>
  value === null || clean(value) === '' ? [] : [pair(label, cleanFreeText(value, words.hiddenCode))];
