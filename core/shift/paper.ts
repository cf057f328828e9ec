import { anchorText } from '../journal/chain.ts';
import { formatMoney, money, type Money } from '../money/money.ts';
import { cleanFreeText } from '../receipt/clean.ts';
import type { ReceiptBlock } from '../receipt/block.ts';
import type { ReceiptDocument } from '../receipt/document.ts';
import type { CurrencyTotal, Tally } from './events.ts';
import { netMinor, type Counts, type Figures, type Line } from './report.ts';
import { personName, type Shift } from './shifts.ts';
import type { ReportWords } from './words.ts';

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
export type ReportFrame = { readonly header: readonly string[]; readonly counter: string; readonly words: ReportWords };

/** The report as a document. `copyOf`: the ISO time of the paper that this one repeats; null for the first. */
export function reportDocument(report: Report, frame: ReportFrame, copyOf: string | null): ReceiptDocument {
  const mark: readonly ReceiptBlock[] =
    copyOf === null ? [] : [centered(frame.words.copy, 'large'), pair(frame.words.original, copyOf)];
  return {
    kind: `${report.kind}-report`,
    isCopy: copyOf !== null,
    language: 'en',
    direction: 'ltr',
    blocks: [...mark, ...reportBlocks(report, frame)],
  };
}

/** The paper of a report: unsettled payments first, then money, breakdowns and counts, and on a Z the head of the chain as a QR code. */
function reportBlocks(report: Report, { header, counter, words }: ReportFrame): readonly ReceiptBlock[] {
  const { shift, figures } = report;
  return [
    ...header.map((line, at) => centered(cleanFreeText(line, words.hiddenCode), at === 0 ? 'bold' : 'normal')),
    RULE,
    centered(report.kind === 'z' ? words.zTitle : words.xTitle, 'large'),
    pair(words.number, String(shift.number)),
    pair(words.counter, counter),
    pair(words.opened, timeOf(shift.openedAtMs, shift)),
    pair(words.openedBy, personName(shift.openedBy)),
    ...shift.takeOvers.flatMap(({ atMs, to, reason }) => [
      pair(words.takenOver, `${timeOf(atMs, shift)} ${to}`),
      ...(reason === null ? [] : [text(cleanFreeText(reason, words.hiddenCode))]),
    ]),
    ...(report.kind === 'z' ? closing(shift, words) : [pair(words.printed, timeOf(report.atMs, shift))]),
    ...unresolved(figures, words),
    ...figures.totals.flatMap((total) => totalBlocks(total, words)),
    ...breakdown(words.byWallet, figures.byWallet, words),
    ...breakdown(words.byCashier, figures.byCashier, words),
    ...breakdown(words.byHour, figures.byHour, words),
    ...counts(figures.counts, words),
    ...(report.kind === 'z' ? anchor(report.head, words) : [RULE, centered(words.notFinal, 'normal')]),
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

function closing(shift: Shift, words: ReportWords): readonly ReceiptBlock[] {
  const { closed, float } = shift;
  if (closed === null) return [];
  const { counted } = closed;
  return [
    pair(words.closed, timeOf(closed.atMs, shift)),
    pair(words.closedBy, personName(closed.actor)),
    RULE,
    pair(words.float, shown(float, words)),
    pair(words.counted, counted === null ? words.notCounted : shown(counted, words)),
    ...(counted === null
      ? []
      : [pair(words.difference, signed(counted.currency, counted.amountMinor - float.amountMinor, words))]),
  ];
}

function unresolved({ unresolved: payments }: Figures, words: ReportWords): readonly ReceiptBlock[] {
  if (payments.length === 0) return [RULE, text(words.allSettled)];
  return [
    RULE,
    bold(words.unresolved),
    ...payments.flatMap(({ orderNumber, amount, paymentRequestId, isRefund }) => [
      pair(isRefund ? `${orderNumber} ${words.refundOpen}` : orderNumber, shown(amount, words)),
      text(paymentRequestId),
    ]),
  ];
}

const totalBlocks = (total: CurrencyTotal, words: ReportWords): readonly ReceiptBlock[] => [
  RULE,
  ...tallies(total, words),
  { kind: 'amount', label: words.net, value: signed(total.currency, netMinor(total), words) },
];

const tallies = (total: CurrencyTotal, words: ReportWords): readonly ReceiptBlock[] => [
  tallyPair(words.sales, total, total.sales, words),
  tallyPair(words.cancels, total, total.cancels, words),
  tallyPair(words.refunds, total, total.refunds, words),
];

const tallyPair = (label: string, { currency }: CurrencyTotal, { count, amountMinor }: Tally, words: ReportWords): ReceiptBlock =>
  pair(`${label} (${String(count)})`, shown(money(currency, amountMinor), words));

function breakdown(title: string, lines: readonly Line[], words: ReportWords): readonly ReceiptBlock[] {
  if (lines.length === 0) return [];
  return [
    RULE,
    bold(title),
    ...lines.map((line) => {
      const name = line.name === '-' ? words.noWallet : cleanFreeText(line.name, words.hiddenCode);
      return pair(`${name} (${String(line.sales.count)})`, signed(line.currency, netMinor(line), words));
    }),
  ];
}

const counts = (all: Counts, words: ReportWords): readonly ReceiptBlock[] => [
  RULE,
  bold(words.counts),
  ...(Object.keys(words.count) as (keyof Counts)[]).map((name) => pair(words.count[name], String(all[name]))),
];

/** Whoever keeps the paper can prove every later change of a row up to this one. */
const anchor = (head: Closed['head'], words: ReportWords): readonly ReceiptBlock[] => [
  RULE,
  centered(words.head, 'bold'),
  { kind: 'qr', text: anchorText(head) },
  pair(words.row, String(head.sequence)),
  text(head.hash),
];

const shown = (amount: Money, words: ReportWords): string => formatMoney(amount, words.grouping);

const signed = (currency: Money['currency'], amountMinor: number, words: ReportWords): string =>
  `${amountMinor < 0 ? '-' : ''}${formatMoney(money(currency, Math.abs(amountMinor)), words.grouping)}`;
