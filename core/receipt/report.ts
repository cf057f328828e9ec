import { formatMoney, money } from '../money/money.ts';
import { cleanFreeText } from './clean.ts';
import type { ReceiptBlock } from './block.ts';
import type { ReportFacts, ReportSum } from './facts.ts';
import type { ReceiptWords } from './words.ts';

/** What the document lends its report: how times are printed, and the lines that say where and when. */
type Frame = { readonly time: (iso: string) => string; readonly occasion: readonly ReceiptBlock[] };

/** The body of an X or Z report: figures first, then by wallet and cashier, and every payment that is not known yet by its id. */
export function reportBody(facts: ReportFacts, words: ReceiptWords, frame: Frame): readonly ReceiptBlock[] {
  const { report } = words;
  const { currency } = facts.paid.amount;
  const net = `${facts.netMinor < 0 ? '-' : ''}${formatMoney(money(currency, Math.abs(facts.netMinor)), words.grouping)}`;
  return [
    ...(facts.kind === 'x-report' ? [text(words.meanings['x-report'])] : []),
    pair(report.number, String(facts.reportNumber)),
    pair(report.opened, frame.time(facts.openedAt)),
    ...(facts.closedAt === null ? [] : [pair(report.closed, frame.time(facts.closedAt))]),
    ...frame.occasion,
    RULE,
    sum(report.paid, facts.paid, words),
    sum(report.refunded, facts.refunded, words),
    sum(report.cancelled, facts.cancelled, words),
    { kind: 'amount', label: report.net, value: net },
    ...part(
      report.byWallet,
      facts.byWallet.map((row) => sum(row.walletBrand ?? report.otherWallet, row, words)),
    ),
    ...part(
      report.byCashier,
      facts.byCashier.map((row) => sum(row.cashier, row, words)),
    ),
    ...part(
      report.open,
      facts.open.flatMap((row) => [pair(row.orderNumber, formatMoney(row.amount, words.grouping)), text(row.paymentRequestId)]),
    ),
    RULE,
  ];
}

const RULE: ReceiptBlock = { kind: 'rule' };
const text = (line: string): ReceiptBlock => ({ kind: 'text', text: line, align: 'start', style: 'normal' });
const pair = (label: string, value: string): ReceiptBlock => ({ kind: 'pair', label, value });

/** A part with its heading; nothing when it has no rows. */
const part = (heading: string, rows: readonly ReceiptBlock[]): readonly ReceiptBlock[] =>
  rows.length === 0 ? [] : [RULE, { kind: 'text', text: heading, align: 'start', style: 'bold' }, ...rows];

const sum = (label: string, { count, amount }: ReportSum, words: ReceiptWords): ReceiptBlock =>
  pair(`${cleanFreeText(label, words.hiddenCode)} (${String(count)})`, formatMoney(amount, words.grouping));
