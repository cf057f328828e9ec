import { anchorText } from '../journal/chain.ts';
import { formatMoney, money, type Money } from '../money/money.ts';
import { cleanFreeText } from '../receipt/clean.ts';
import type { ReceiptBlock } from '../receipt/block.ts';
import type { ReceiptDocument } from '../receipt/document.ts';
import type { ReceiptWords } from '../receipt/words.ts';
import type { CurrencyTotal, Tally } from './events.ts';
import { netMinor, type Counts, type Figures, type Line } from './report.ts';
import { personName, type Shift } from './shifts.ts';

/** A closed shift with everything its paper says: nothing of it comes from anywhere but the rows. */
export type Closed = {
  readonly shift: Shift;
  readonly figures: Figures;
  readonly head: { readonly sequence: number; readonly hash: string };
};

/** What a report is printed from; `atMs` of an X report is the moment at which it was asked for. */
export type Report =
  | ({ readonly kind: 'z' } & Closed)
  | { readonly kind: 'x'; readonly shift: Shift; readonly figures: Figures; readonly atMs: number };

/** What stands around the figures: the shop's own lines and the counter's name. */
export type ReportFrame = { readonly header: readonly string[]; readonly counter: string; readonly words: ReceiptWords };

/** The report as a document. `copyOf`: the ISO time of the paper that this one repeats; null for the first. */
export function reportDocument(report: Report, frame: ReportFrame, copyOf: string | null): ReceiptDocument {
  const mark: readonly ReceiptBlock[] =
    copyOf === null ? [] : [centered(frame.words.copy, 'large'), pair(frame.words.report.original, copyOf)];
  return {
    kind: `${report.kind}-report`,
    isCopy: copyOf !== null,
    language: frame.words.language,
    direction: frame.words.direction,
    blocks: [...mark, ...reportBlocks(report, frame)],
  };
}

/** The paper of a report: unsettled payments first, then money, breakdowns and counts, and on a Z the head of the chain as a QR code. */
function reportBlocks(report: Report, { header, counter, words }: ReportFrame): readonly ReceiptBlock[] {
  const { shift, figures } = report;
  return [
    ...header.map((line, at) => centered(cleanFreeText(line, words.hiddenCode), at === 0 ? 'bold' : 'normal')),
    RULE,
    centered(words.titles[`${report.kind}-report`], 'large'),
    pair(words.report.number, String(shift.number)),
    pair(words.counter, counter),
    pair(words.report.opened, timeOf(shift.openedAtMs, shift)),
    pair(words.report.openedBy, personName(shift.openedBy)),
    ...shift.takeOvers.flatMap(({ atMs, to, reason }) => [
      pair(words.report.takenOver, timeOf(atMs, shift)),
      pair(words.cashier, to),
      ...(reason === null ? [] : [text(cleanFreeText(reason, words.hiddenCode))]),
    ]),
    ...(report.kind === 'z' ? closing(shift, words) : [pair(words.report.printed, timeOf(report.atMs, shift))]),
    ...unresolved(figures, words),
    ...figures.totals.flatMap((total) => totalBlocks(total, words)),
    ...breakdown(words.report.byWallet, figures.byWallet, words),
    ...breakdown(words.report.byCashier, figures.byCashier, words),
    ...breakdown(words.report.byHour, figures.byHour, words),
    ...counts(figures.counts, words),
    ...(report.kind === 'z' ? anchor(report.head, words) : [RULE, centered(words.meanings['x-report'], 'normal')]),
  ];
}

const RULE: ReceiptBlock = { kind: 'rule' };
const text = (line: string): ReceiptBlock => ({ kind: 'text', text: line, align: 'start', style: 'normal' });
const bold = (line: string): ReceiptBlock => ({ kind: 'text', text: line, align: 'start', style: 'bold' });
const pair = (label: string, value: string): ReceiptBlock => ({ kind: 'pair', label, value });
const centered = (line: string, style: 'normal' | 'bold' | 'large'): ReceiptBlock => ({
  kind: 'text',
  text: line,
  align: 'center',
  style,
});

/** `2026-11-28 14:06:31`, at the shop, by the offset that the shift was opened with. */
const timeOf = (atMs: number, { utcOffsetMinutes }: Shift): string =>
  new Date(atMs + utcOffsetMinutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');

function closing(shift: Shift, words: ReceiptWords): readonly ReceiptBlock[] {
  const { closed, float } = shift;
  if (closed === null) return [];
  const { counted } = closed;
  return [
    pair(words.report.closed, timeOf(closed.atMs, shift)),
    pair(words.report.closedBy, personName(closed.actor)),
    RULE,
    pair(words.report.float, shown(float, words)),
    pair(words.report.counted, counted === null ? words.report.notCounted : shown(counted, words)),
    ...(counted === null
      ? []
      : [pair(words.report.difference, signed(counted.currency, counted.amountMinor - float.amountMinor, words))]),
  ];
}

function unresolved({ unresolved: payments }: Figures, words: ReceiptWords): readonly ReceiptBlock[] {
  if (payments.length === 0) return [RULE, text(words.report.allSettled)];
  return [
    RULE,
    bold(words.report.open),
    ...payments.flatMap(({ orderNumber, amount, paymentRequestId, isRefund }) => [
      pair(isRefund ? `${orderNumber} ${words.report.refundOpen}` : orderNumber, shown(amount, words)),
      text(paymentRequestId),
    ]),
  ];
}

const totalBlocks = (total: CurrencyTotal, words: ReceiptWords): readonly ReceiptBlock[] => [
  RULE,
  ...tallies(total, words),
  { kind: 'amount', label: words.report.net, value: signed(total.currency, netMinor(total), words) },
];

const tallies = (total: CurrencyTotal, words: ReceiptWords): readonly ReceiptBlock[] => [
  tallyPair(words.report.paid, total, total.sales, words),
  tallyPair(words.report.cancelled, total, total.cancels, words),
  tallyPair(words.report.refunded, total, total.refunds, words),
];

const tallyPair = (
  label: string,
  { currency }: CurrencyTotal,
  { count, amountMinor }: Tally,
  words: ReceiptWords,
): ReceiptBlock => pair(`${label} (${String(count)})`, shown(money(currency, amountMinor), words));

function breakdown(title: string, lines: readonly Line[], words: ReceiptWords): readonly ReceiptBlock[] {
  if (lines.length === 0) return [];
  return [
    RULE,
    bold(title),
    ...lines.map((line) => {
      const name = line.name === '-' ? words.report.otherWallet : cleanFreeText(line.name, words.hiddenCode);
      return pair(`${name} (${String(line.sales.count)})`, signed(line.currency, netMinor(line), words));
    }),
  ];
}

const counts = (all: Counts, words: ReceiptWords): readonly ReceiptBlock[] => [
  RULE,
  bold(words.report.counts),
  ...(Object.keys(words.report.count) as (keyof Counts)[]).map((name) => pair(words.report.count[name], String(all[name]))),
];

/** Whoever keeps the paper can prove every later change of a row up to this one. */
const anchor = (head: Closed['head'], words: ReceiptWords): readonly ReceiptBlock[] => [
  RULE,
  centered(words.report.head, 'bold'),
  { kind: 'qr', text: anchorText(head) },
  pair(words.report.row, String(head.sequence)),
  text(head.hash),
];

const shown = (amount: Money, words: ReceiptWords): string => formatMoney(amount, words.grouping);

const signed = (currency: Money['currency'], amountMinor: number, words: ReceiptWords): string =>
  `${amountMinor < 0 ? '-' : ''}${formatMoney(money(currency, Math.abs(amountMinor)), words.grouping)}`;
