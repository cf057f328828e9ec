import { expect, test } from 'vitest';
import type { JournalEntry, JournalEvent } from '../../../core/journal/events.ts';
import { money } from '../../../core/money/money.ts';
import { layoutReceipt } from '../../../core/receipt/layout.ts';
import { toText } from '../../../core/receipt/to-text.ts';
import { reportDocument } from '../../../core/shift/paper.ts';
import { foldFigures } from '../../../core/shift/report.ts';
import { applyShift, nextRange, openShift, type Shift } from '../../../core/shift/shifts.ts';
import { RECEIPT_LANGUAGES } from '../../../core/receipt/words.ts';
import { RECEIPT_WORDS } from '../../../core/receipt/words/all.ts';
import type { ReceiptDocument } from '../../../core/receipt/document.ts';
import { ENGLISH } from '../../../core/receipt/words/en.ts';
import { localReport } from '../../builders/report-papers.ts';
import { entriesFor, LOST, MAYA, PAID, submitted } from '../../builders/payments.ts';

const FLOAT = money('SGD', 15_000);

/** A shift with two sales, a refund, a cancel, one payment in doubt, and its end. */
function rowsOfShift(): readonly JournalEntry[] {
  const [first, second, third, open] = [submitted(), submitted(), submitted(), submitted()];
  const answered = (of: typeof first, verdict: typeof PAID): JournalEvent => ({
    type: 'payment-answered',
    paymentRequestId: of.paymentRequestId,
    api: 'pay',
    verdict,
  });
  return entriesFor([
    { type: 'shift-opened', shiftId: 's1', number: 1, float: FLOAT, utcOffsetMinutes: 480, actor: MAYA },
    first,
    answered(first, PAID),
    second,
    answered(second, PAID),
    {
      type: 'refund-requested',
      paymentRequestId: second.paymentRequestId,
      refundRequestId: 'r1',
      amount: money('SGD', 1_000),
      reason: 'returned',
      receiptNumber: 77,
      actor: MAYA,
      approver: { kind: 'cashier', name: 'Sam', personId: 'sam', how: 'pin' },
    },
    {
      type: 'refund-answered',
      paymentRequestId: second.paymentRequestId,
      refundRequestId: 'r1',
      verdict: { kind: 'refunded', refundId: 'R', refundTime: null, settlementAmount: null, settlementQuote: null },
    },
    third,
    answered(third, PAID),
    { type: 'cancel-requested', paymentRequestId: third.paymentRequestId, reason: 'cashier', actor: MAYA },
    { type: 'cancel-answered', paymentRequestId: third.paymentRequestId, verdict: { kind: 'cancelled' } },
    open,
    answered(open, LOST),
  ]);
}

const shiftsOf = (rows: readonly JournalEntry[]): readonly Shift[] => rows.reduce<readonly Shift[]>(applyShift, []);
const spanOf = (rows: readonly JournalEntry[]) => ({ fromSequence: 1, untilSequence: rows.length, utcOffsetMinutes: 480 });

/** The document of the Z report, and with `isOnPaper` its lines. */
function printed(rows: readonly JournalEntry[], isOnPaper: boolean): string {
  const [shift] = shiftsOf(rows);
  if (shift === undefined) throw new Error('no shift');
  const figures = foldFigures(rows, spanOf(rows));
  const head = { sequence: rows.length, hash: 'ab'.repeat(32) };
  const frame = { header: ['Bright Lane Bakery'], counter: 'Till 2', words: ENGLISH };
  const document = reportDocument({ kind: 'z', shift, figures, head }, frame, null);
  return isOnPaper ? toText(layoutReceipt(document, 48)) : JSON.stringify(document);
}

test('a Z report has the same bytes over 1,000 recomputations, in whatever order its rows are read', () => {
  const rows = rowsOfShift();
  const [document, paper] = [printed(rows, false), printed(rows, true)];
  const [opening, ...rest] = rows;
  if (opening === undefined) throw new Error('no rows');
  for (let turn = 0; turn < 1_000; turn += 1) {
    const turned = [opening, ...rest.slice(turn % rest.length), ...rest.slice(0, turn % rest.length)];
    expect(printed(turned, false)).toBe(document);
    if (turn % 100 === 0) expect(printed(turned, true)).toBe(paper);
  }
  expect(paper).toContain('NOT KNOWN YET: look into these');
});

test('a Z report speaks the language of the receipts, and its figures and its head are the same in each of them', () => {
  const english = localReport('en', 'z');
  const qr = ({ blocks }: ReceiptDocument) => blocks.filter(({ kind }) => kind === 'qr');
  for (const language of RECEIPT_LANGUAGES) {
    const document = localReport(language, 'z');
    expect([document.language, document.direction]).toEqual([language, RECEIPT_WORDS[language].direction]);
    expect(document.blocks.map(({ kind }) => kind)).toEqual(english.blocks.map(({ kind }) => kind));
    expect(qr(document)).toEqual(qr(english));
    if (language !== 'en') expect(JSON.stringify(document.blocks)).not.toMatch(/Opened|Counted|By hour|Wrong|Copy|Row/);
  }
});

test('money counts when Alipay+ said so: sales, cancels of paid payments and refunds, by wallet, cashier and hour', () => {
  const figures = foldFigures(rowsOfShift(), spanOf(rowsOfShift()));
  const total = {
    currency: 'SGD',
    sales: { count: 3, amountMinor: 12_750 },
    cancels: { count: 1, amountMinor: 4_250 },
    refunds: { count: 1, amountMinor: 1_000 },
  };
  expect(figures.totals).toEqual([total]);
  expect(figures.byWallet).toEqual([{ ...total, name: 'GCASH' }]);
  expect(figures.byCashier).toEqual([{ ...total, name: 'Maya' }]);
  expect(figures.byHour).toHaveLength(1);
  expect(figures.counts).toMatchObject({ approvals: 1, inDoubt: 1, notPaid: 0 });
});

test('what is not settled is carried over by id, and counts in the shift in which it is', () => {
  const rows = rowsOfShift();
  const { unresolved } = foldFigures(rows, spanOf(rows));
  const [id = ''] = unresolved.map(({ paymentRequestId }) => paymentRequestId);
  expect(unresolved).toHaveLength(1);
  const end = rows.length;
  const later: readonly JournalEvent[] = [
    {
      type: 'shift-closed',
      shiftId: 's1',
      number: 1,
      fromSequence: 1,
      untilSequence: end,
      counted: null,
      isBlind: false,
      totals: [],
      unresolved: [id],
      actor: MAYA,
    },
    { type: 'payment-answered', paymentRequestId: id, api: 'inquiryPayment', verdict: PAID },
  ];
  const all = [...rows, ...entriesFor(later).map((row) => ({ ...row, sequence: row.sequence + end }))];
  const shifts = shiftsOf(all);
  expect(openShift(shifts)).toBeNull();
  expect(nextRange(shifts)).toEqual({ fromSequence: end + 1, carriedIn: [id] });
  const next = foldFigures(all, { fromSequence: end + 1, untilSequence: all.length, utcOffsetMinutes: 480 });
  expect(next.totals).toMatchObject([{ sales: { count: 1, amountMinor: 4_250 } }]);
  expect(next.unresolved).toEqual([]);
});
