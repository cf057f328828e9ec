import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../../core/journal/events.ts';
import { money } from '../../../core/money/money.ts';
import type { PaymentVerdict } from '../../../core/payment/verdict.ts';
import type { LocalRow } from '../../../core/reconcile/local-row.ts';
import { DAY_MS, dayStartMs, parseReportTime } from '../../../core/reconcile/utc8.ts';
import { openLedger } from '../../../main/ledger/ledger.ts';
import { dealPieces, openLedgerReader, type LocalPieces, type RowSpan } from '../../../main/ledger/local-pieces.ts';
import { readLocalRows } from '../../../main/ledger/local-rows.ts';
import { threadPieces } from '../../../main/ledger/pieces-thread.ts';
import { makeLarge } from '../../drive/reconcile-make.ts';
import { dayRows, FIRST_DAY } from '../../builders/report-month.ts';
import { MAYA, NOT_PAID, PAID_FACTS, PENDING, submitted } from '../../builders/payments.ts';
import { MORNING_MS, virtualClock } from '../../builders/virtual-clock.ts';
import { buildScript } from './build-script.ts';
import { ownFolder } from './folder.ts';

const { file, closing } = ownFolder();
const outDir = mkdtempSync(path.join(tmpdir(), 'paydesk-pieces-'));
let script = '';
beforeAll(async () => {
  script = await buildScript('../../../main/ledger/pieces-worker.ts', outDir);
}, 30_000);
afterAll(() => {
  rmSync(outDir, { recursive: true });
});

const isoAt = (atMs: number): string => `${new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

/** A ledger that is written event by event, with a clock that a test turns. */
function shop() {
  const ledgerFile = file();
  const clock = virtualClock();
  const ledger = closing(openLedger(ledgerFile, clock));
  const write = async (...events: readonly JournalEvent[]): Promise<void> => {
    for (const event of events) expect(await ledger.append(event)).toMatchObject({ ok: true });
  };
  const sell = async (verdict: PaymentVerdict | null): Promise<string> => {
    const first = submitted();
    const { paymentRequestId } = first;
    await write(first);
    if (verdict !== null) await write({ type: 'payment-answered', paymentRequestId, api: 'pay', verdict });
    return paymentRequestId;
  };
  const paid = (changes: Partial<typeof PAID_FACTS> = {}): PaymentVerdict => ({
    kind: 'paid',
    facts: { ...PAID_FACTS, paymentTime: isoAt(clock.wallMs()), ...changes },
  });
  let refunds = 0;
  const ask = async (paymentRequestId: string): Promise<string> => {
    refunds += 1;
    const refundRequestId = `T1-R-${String(refunds).padStart(32, '0')}`;
    const amount = money('SGD', 1_000);
    await write({
      type: 'refund-requested',
      paymentRequestId,
      refundRequestId,
      amount,
      reason: null,
      receiptNumber: 900_000 + refunds,
      actor: MAYA,
    });
    return refundRequestId;
  };
  const giveBack = async (paymentRequestId: string): Promise<string> => {
    const refundRequestId = await ask(paymentRequestId);
    const refundTime = isoAt(clock.wallMs());
    const settlementAmount = money('USD', 740);
    const verdict = {
      kind: 'refunded',
      refundId: `A-${refundRequestId}`,
      refundTime,
      settlementAmount,
      settlementQuote: null,
    } as const;
    await write({ type: 'refund-answered', paymentRequestId, refundRequestId, verdict });
    return refundRequestId;
  };
  return { ledgerFile, clock, write, sell, paid, ask, giveBack };
}

/** One US dollar is 1.35 of ours. */
const QUOTE = { quoteId: 'Q1', pair: 'USD/SGD', price: '1.35' };

const DAY: RowSpan = { fromMs: MORNING_MS - DAY_MS, untilMs: MORNING_MS + DAY_MS };

describe.each<[string, (ledgerFile: string, span: RowSpan) => LocalPieces]>([
  ['in the same thread', (ledgerFile, span) => dealPieces([openLedgerReader(ledgerFile, span)], 0)],
  ['from a thread of its own', (ledgerFile, span) => threadPieces(script, ledgerFile, span)],
])('ledger rows for reports, read %s', (_, open) => {
  async function rowsOf(ledgerFile: string, span: RowSpan = DAY): Promise<readonly LocalRow[]> {
    const pieces = open(ledgerFile, span);
    const rows: LocalRow[] = [];
    try {
      await readLocalRows(pieces, span, 'half-even', (row) => rows.push(row));
    } finally {
      await pieces.close();
    }
    return rows;
  }

  it('tells what was paid, what is open and what came to nothing, each with what a report must say of it', async () => {
    const { ledgerFile, clock, sell, paid } = shop();
    const done = await sell(paid({ paymentId: 'A-1' }));
    const quoted = await sell(paid({ paymentId: 'A-2', settlementAmount: null, settlementQuote: QUOTE }));
    const bare = await sell(paid({ paymentId: 'A-3', settlementAmount: null, settlementQuote: null }));
    const open_ = await sell(PENDING);
    const over = await sell(NOT_PAID);
    const silent = await sell(null);
    const atMs = clock.wallMs();
    const amount = money('SGD', 4_250);
    const row = { kind: 'PAYMENT', amount, atMs } as const;
    const of = (id: string, rest: Pick<LocalRow, 'alipayId' | 'state' | 'settlement'>): LocalRow => ({
      ...row,
      requestId: id,
      paymentRequestId: id,
      ...rest,
    });
    const told = await rowsOf(ledgerFile);
    expect(told).toHaveLength(6);
    expect(told).toEqual(
      expect.arrayContaining([
        of(done, { alipayId: 'A-1', state: 'done', settlement: { currency: 'USD', amountMinor: 3_145 } }),
        of(quoted, { alipayId: 'A-2', state: 'done', settlement: { currency: 'USD', amountMinor: 3_148 } }),
        of(bare, { alipayId: 'A-3', state: 'done', settlement: null }),
        of(open_, { alipayId: null, state: 'open', settlement: null }),
        of(over, { alipayId: null, state: 'over', settlement: null }),
        of(silent, { alipayId: null, state: 'open', settlement: null }),
      ]),
    );
  });

  it('tells a refund once: by the answer that made it, or as open and over as it stands', async () => {
    const { ledgerFile, write, sell, paid, ask, giveBack } = shop();
    const payment = await sell(paid());
    const made = await giveBack(payment);
    const refused = await ask(payment);
    const verdict = { kind: 'refused', resultCode: 'PROCESS_FAIL' } as const;
    await write({ type: 'refund-answered', paymentRequestId: payment, refundRequestId: refused, verdict });
    const asked = await ask(await sell(paid({ paymentId: 'A-2' })));
    const refunds = (await rowsOf(ledgerFile)).filter(({ kind }) => kind === 'REFUND');
    expect(refunds.map(({ requestId, state, alipayId, settlement }) => [requestId, state, alipayId, settlement])).toEqual([
      [made, 'done', `A-${made}`, { currency: 'USD', amountMinor: 740 }],
      [refused, 'over', null, null],
      [asked, 'open', null, null],
    ]);
    expect(refunds.map(({ paymentRequestId }) => paymentRequestId)).toContain(payment);
  });

  it('reads a day on which money was only given back, long after the last payment', async () => {
    const { ledgerFile, clock, sell, paid, giveBack } = shop();
    const payment = await sell(paid());
    await clock.advance(9 * DAY_MS);
    const refund = await giveBack(payment);
    const span = { fromMs: clock.wallMs() - DAY_MS, untilMs: clock.wallMs() + DAY_MS };
    expect((await rowsOf(ledgerFile, span)).map(({ requestId }) => requestId)).toEqual([refund]);
  });

  it('finds the answer to a payment that was found out only weeks later, and puts it on the day on which it was paid', async () => {
    const { ledgerFile, clock, write, sell, paid } = shop();
    const paymentTime = isoAt(clock.wallMs());
    const payment = await sell(null);
    await clock.advance(20 * DAY_MS);
    await sell(paid({ paymentId: 'A-2' }));
    const verdict = paid({ paymentTime, paymentId: 'A-1' });
    await write({ type: 'payment-answered', paymentRequestId: payment, api: 'inquiryPayment', verdict });
    const told = await rowsOf(ledgerFile);
    expect(told.map(({ requestId, alipayId, atMs }) => [requestId, alipayId, atMs])).toEqual([
      [payment, 'A-1', parseReportTime(paymentTime)],
    ]);
  });

  it('tells every row of a month exactly once, over all pieces', async () => {
    const ledgerFile = file();
    const root = path.dirname(ledgerFile);
    makeLarge(root, ledgerFile, 7_000);
    const span = { fromMs: dayStartMs(FIRST_DAY), untilMs: dayStartMs(FIRST_DAY + 25) };
    const told = (await rowsOf(ledgerFile, span)).map(({ requestId }) => requestId);
    const sold = Array.from({ length: 25 }, (__, at) => dayRows(FIRST_DAY + at, 267).slice(0, 280)).flat();
    expect([...told].sort()).toEqual(sold.map(({ requestId }) => requestId).sort());
    const oneDay = { fromMs: dayStartMs(FIRST_DAY + 7), untilMs: dayStartMs(FIRST_DAY + 8) };
    expect(await rowsOf(ledgerFile, oneDay)).toHaveLength(280);
  });

  it('says so when a file is no ledger', async () => {
    const stranger = file('holiday.sqlite');
    writeFileSync(stranger, 'not a database, but long enough to look at it twice'.repeat(20));
    await expect((async () => rowsOf(stranger))()).rejects.toThrow(/not a database/);
    await expect((async () => rowsOf(file('absent.sqlite')))()).rejects.toThrow();
  });
});

it('a reading thread that dies is told to whoever waits, and to whoever asks afterwards', async () => {
  const ledgerFile = file();
  makeLarge(path.dirname(ledgerFile), ledgerFile, 2_000);
  const pieces = threadPieces(script, ledgerFile, { fromMs: 0, untilMs: Date.UTC(2030, 0, 1) });
  const waiting = pieces.answersTo(['nobody']);
  await pieces.close();
  await expect(waiting).rejects.toThrow('the thread that reads the ledger has ended');
  await expect(pieces.answersTo([])).rejects.toThrow('the thread that reads the ledger has ended');
});
