import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../../core/journal/events.ts';
import { parseSearch, type SearchCursor } from '../../../core/journal/search.ts';
import type { SearchPage } from '../../../main/ledger/port.ts';
import { money } from '../../../core/money/money.ts';
import { openLedger, type LedgerFile } from '../../../main/ledger/ledger.ts';
import { journalFault } from '../../../main/ledger/faults.ts';
import { intent, MAYA, PAID, PAID_FACTS, submitted } from '../../builders/payments.ts';
import { MORNING_MS, virtualClock, type VirtualClock } from '../../builders/virtual-clock.ts';
import { ownFolder } from './folder.ts';

const { file, closing } = ownFolder();
const TOKYO = 540;
const DAY_MS = 86_400_000;

type Desk = { readonly path: string; readonly ledger: LedgerFile; readonly clock: VirtualClock };

function desk(): Desk {
  const path = file();
  const clock = virtualClock();
  return { path, clock, ledger: closing(openLedger(path, clock)) };
}

async function wrote(ledger: LedgerFile, ...events: readonly JournalEvent[]): Promise<void> {
  for (const event of events) expect(await ledger.append(event)).toMatchObject({ ok: true });
}

const answered = (paymentRequestId: string, verdict = PAID): JournalEvent => ({
  type: 'payment-answered',
  paymentRequestId,
  api: 'pay',
  verdict,
});

describe('appending', () => {
  it('a thousand payments in a row fold to what their rows say, also beyond what is kept in memory', async () => {
    const { ledger } = desk();
    const first = submitted();
    await wrote(ledger, first);
    for (let at = 0; at < 300; at += 1) await wrote(ledger, submitted());
    await wrote(ledger, answered(first.paymentRequestId));
    expect(await ledger.unsettled()).toHaveLength(300);
    expect(await ledger.unsettled()).not.toContain(first.paymentRequestId);
  });

  it('a file that another process holds is a fault, nothing of the row is there, and the ledger goes on afterwards', async () => {
    const { ledger, path } = desk();
    const other = closing(new DatabaseSync(path));
    await wrote(ledger, submitted());
    other.exec('PRAGMA busy_timeout = 0');
    other.exec('BEGIN IMMEDIATE');
    const refused = submitted();
    expect(await ledger.append(refused)).toEqual({ ok: false, fault: 'storage-locked' });
    other.exec('ROLLBACK');
    expect(await ledger.entriesOf(refused.paymentRequestId)).toEqual([]);
    await wrote(ledger, refused);
  });

  it('a closed ledger refuses rows with a code and never throws', async () => {
    const ledger = openLedger(file(), virtualClock());
    ledger.close();
    expect(await ledger.append(submitted())).toEqual({ ok: false, fault: 'storage-failed' });
  });

  it('numbers are never used twice, not even after a restart, and refunds share them', async () => {
    const { ledger, path, clock } = desk();
    const first = submitted({ receiptNumber: ledger.nextReceiptNumber() });
    await wrote(ledger, first, answered(first.paymentRequestId));
    await wrote(ledger, {
      type: 'refund-requested',
      paymentRequestId: first.paymentRequestId,
      refundRequestId: 'r',
      amount: money('SGD', 1),
      reason: null,
      receiptNumber: ledger.nextReceiptNumber(),
      actor: MAYA,
    });
    ledger.close();
    expect(closing(openLedger(path, clock)).nextReceiptNumber()).toBe(3);
  });
});

describe('faults', () => {
  it.each([
    [{ errcode: 13 }, 'storage-full'],
    [{ errcode: 5 }, 'storage-locked'],
    [{ errcode: 517 }, 'storage-locked'],
    [{ errcode: 8 }, 'storage-read-only'],
    [{ errcode: 1_544 }, 'storage-read-only'],
    [{ errcode: 11 }, 'storage-corrupt'],
    [{ errcode: 26 }, 'storage-corrupt'],
    [{ errcode: 10 }, 'storage-failed'],
    [{ errcode: 14 }, 'storage-failed'],
    [new Error('anything'), 'storage-failed'],
    [null, 'storage-failed'],
    ['text', 'storage-failed'],
    [undefined, 'storage-failed'],
    [Object.assign(new Error('UNIQUE constraint failed: payments.code_hash'), { errcode: 2_067 }), 'code-already-sent'],
    [Object.assign(new Error('UNIQUE constraint failed: payments.order_number'), { errcode: 2_067 }), 'id-already-used'],
    [Object.assign(new Error('over-refund'), { errcode: 1_811 }), 'over-refund'],
  ] as const)('%o is %s', (cause, fault) => {
    expect(journalFault(cause)).toBe(fault);
  });
});

describe('searching', () => {
  async function three(): Promise<Desk & { readonly ids: readonly string[] }> {
    const made = desk();
    const { ledger, clock } = made;
    const one = submitted({ orderNumber: 'T1-000901', amount: money('SGD', 4_250), note: 'Table 7, 100%_off' });
    const two = submitted({ orderNumber: 'T1-000902', amount: money('SGD', 1_200) });
    const three = submitted({ orderNumber: 'T1-000903', amount: money('SGD', 4_250) });
    await wrote(
      ledger,
      one,
      answered(one.paymentRequestId, { kind: 'paid', facts: { ...PAID_FACTS, paymentId: 'A20260302XYZ' } }),
    );
    await clock.advance(DAY_MS);
    await wrote(ledger, two);
    await clock.advance(4 * 3_600_000 + 6 * 60_000);
    await wrote(ledger, three);
    return { ...made, ids: [one, two, three].map(({ paymentRequestId }) => paymentRequestId) };
  }

  it('finds by amount, order number, payment id, request id, note, day and time of day', async () => {
    const { ledger, ids } = await three();
    const [one, two, last] = ids;
    const found = (typed: string) =>
      ledger.search(parseSearch(typed, 'SGD', TOKYO), null, 50, TOKYO).records.map(({ paymentRequestId }) => paymentRequestId);
    expect({
      amount: found('42.50'),
      order: found('#T1-000902'),
      part: found('000903'),
      paymentId: found('a20260302'),
      requestId: found(one ?? ''),
      note: found('table 7'),
      percent: found('100%_'),
      day: found('2026-03-03'),
      firstDay: found('2026-03-02'),
      time: found('14:06'),
      nothing: found('zzz'),
    }).toEqual({
      amount: [last, one],
      order: [two],
      part: [last],
      paymentId: [one],
      requestId: [one],
      note: [one],
      percent: [one],
      day: [last, two],
      firstDay: [one],
      time: [last],
      nothing: [],
    });
  });

  it('signs that mean something to the database are text here', async () => {
    const { ledger } = await three();
    for (const typed of ['%', '_', '\\', "'; DROP TABLE events; --", '%_%', '0%1']) {
      const found = ledger.search(parseSearch(typed, 'SGD', TOKYO), null, 50, TOKYO).records.length;
      expect([typed, found]).toEqual([typed, ['%', '_'].includes(typed) ? 1 : 0]);
    }
  });

  it('pages backwards without gap or repetition', async () => {
    const { ledger } = desk();
    for (let at = 0; at < 7; at += 1) await wrote(ledger, submitted());
    const seen: number[] = [];
    for (let before: SearchCursor | null = null; ;) {
      const page: SearchPage = ledger.search(null, before, 3, TOKYO);
      seen.push(...page.records.map(({ sequence }) => sequence));
      if (page.next === null) break;
      before = page.next;
    }
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(ledger.recent(2).map(({ sequence }) => sequence)).toEqual([7, 6]);
  });
});

describe('a payment with very many rows', () => {
  it('makes a page shorter and never slower, and nothing behind it is passed over', async () => {
    const { ledger } = desk();
    const [old, long, newest] = [submitted(), submitted(), submitted()];
    await wrote(ledger, old, long);
    const { paymentRequestId } = long;
    for (let at = 0; at < 130; at += 1) await wrote(ledger, { type: 'pay-repeated', paymentRequestId });
    await wrote(ledger, newest);
    const first = ledger.search(null, null, 2, TOKYO);
    expect(first.records.map(({ sequence }) => sequence)).toEqual([133, 2]);
    const behind = ledger.search(null, { atMs: MORNING_MS, sequence: 133 }, 2, TOKYO);
    expect(behind.records.map(({ sequence, paySends }) => [sequence, paySends])).toEqual([[2, 131]]);
    expect(ledger.search(null, behind.next, 2, TOKYO).records.map(({ sequence }) => sequence)).toEqual([1]);
  });
});

describe('today', () => {
  it('counts what is paid in its span and currency, less what was given back, and nothing in doubt', async () => {
    const { ledger } = desk();
    const pay = async (changes: Parameters<typeof intent>[0]) => {
      const first = submitted(changes);
      await wrote(ledger, first, answered(first.paymentRequestId));
      return first.paymentRequestId;
    };
    const id = await pay({});
    await pay({ amount: money('SGD', 1_000) });
    await pay({ amount: money('JPY', 599) });
    await wrote(ledger, submitted());
    const refund = (name: string, amountMinor: number, receiptNumber: number): JournalEvent => ({
      type: 'refund-requested',
      paymentRequestId: id,
      refundRequestId: name,
      amount: money('SGD', amountMinor),
      reason: null,
      receiptNumber,
      actor: MAYA,
    });
    await wrote(ledger, refund('r1', 250, 800_001), refund('r2', 100, 800_002), {
      type: 'refund-answered',
      paymentRequestId: id,
      refundRequestId: 'r1',
      verdict: { kind: 'refunded', refundId: null, refundTime: null, settlementAmount: null, settlementQuote: null },
    });
    const taken = (currency: string, fromMs = MORNING_MS) => ledger.taken(currency, fromMs, fromMs + DAY_MS);
    expect([taken('SGD'), taken('JPY'), taken('USD'), taken('SGD', MORNING_MS + 1), taken('SGD', MORNING_MS - DAY_MS)]).toEqual([
      { payments: 2, amountMinor: 5_000 },
      { payments: 1, amountMinor: 599 },
      { payments: 0, amountMinor: 0 },
      { payments: 0, amountMinor: 0 },
      { payments: 0, amountMinor: 0 },
    ]);
  });

  it('a payment that was voided is not taken any more', async () => {
    const { ledger } = desk();
    const first = submitted();
    const { paymentRequestId } = first;
    await wrote(ledger, first, answered(paymentRequestId), {
      type: 'cancel-requested',
      paymentRequestId,
      reason: 'cashier',
      actor: MAYA,
    });
    expect(ledger.taken('SGD', MORNING_MS, MORNING_MS + DAY_MS)).toEqual({ payments: 0, amountMinor: 0 });
    await wrote(ledger, { type: 'cancel-answered', paymentRequestId, verdict: { kind: 'cancelled' } });
    expect(ledger.taken('SGD', MORNING_MS, MORNING_MS + DAY_MS)).toEqual({ payments: 0, amountMinor: 0 });
  });
});
