import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../core/journal/events.ts';
import { parseSearch, type SearchCursor } from '../../core/journal/search.ts';
import { money } from '../../core/money/money.ts';
import { foldPayment } from '../../core/payment/record.ts';
import { RECENT_KEPT, type Ledger, type SearchPage, type Taken } from '../../main/ledger/port.ts';
import { PAID, submitted } from '../builders/payments.ts';
import { MORNING_MS, type VirtualClock } from '../builders/virtual-clock.ts';

/** A ledger under test; `reopened` is what the next run of Paydesk would find, `told` resolves at its next word. */
export type LedgerBench = {
  readonly clock: VirtualClock;
  readonly ledger: Ledger;
  readonly told: () => Promise<void>;
  readonly reopened: () => Promise<Ledger>;
  readonly close: () => Promise<void>;
};

const DAY_MS = 86_400_000;
const TOKYO = 540;

/** The questions that a counter asks its ledger, for the model and for SQLite alike. */
export function ledgerConformance(name: string, open: () => Promise<LedgerBench>): void {
  describe(`${name} answers what a counter asks`, () => {
    let bench: LedgerBench;
    beforeEach(async () => {
      bench = await open();
    });
    afterEach(async () => {
      await bench.close();
    });
    const wrote = async (...events: readonly JournalEvent[]): Promise<void> => {
      for (const event of events) expect(await bench.ledger.append(event)).toMatchObject({ ok: true });
    };
    const paid = async (responseTimeMs?: number): Promise<string> => {
      const first = submitted();
      const { paymentRequestId } = first;
      const time = responseTimeMs === undefined ? {} : { responseTimeMs };
      await wrote(first, { type: 'payment-answered', paymentRequestId, api: 'pay', verdict: PAID, ...time });
      return paymentRequestId;
    };
    const refunded = (paymentRequestId: string, amountMinor: number, isDone: boolean): readonly JournalEvent[] => {
      const refundRequestId = `${paymentRequestId}-${String(amountMinor)}`;
      return [
        {
          type: 'refund-requested',
          paymentRequestId,
          refundRequestId,
          amount: money('SGD', amountMinor),
          reason: null,
          receiptNumber: bench.ledger.nextReceiptNumber() + 5_000_000,
          actor: { kind: 'paydesk' },
        },
        {
          type: 'refund-answered',
          paymentRequestId,
          refundRequestId,
          verdict: isDone
            ? { kind: 'refunded', refundId: 'R', refundTime: null, settlementAmount: null, settlementQuote: null }
            : { kind: 'refused', resultCode: 'PROCESS_FAIL' },
        },
      ];
    };
    /** A span that was never asked for may need a moment. */
    const taken = async (ledger: Ledger, fromMs: number, untilMs: number, currency = 'SGD'): Promise<Taken> => {
      const first = ledger.taken(currency, fromMs, untilMs);
      await bench.told();
      return first.payments > 0 ? first : ledger.taken(currency, fromMs, untilMs);
    };

    it('the newest payments come newest first, as their rows say, and no more than are kept', async () => {
      const ids: string[] = [];
      for (let at = 0; at < RECENT_KEPT + 3; at += 1) ids.push(await paid());
      const newest = ids.toReversed();
      expect(bench.ledger.recent(3).map(({ paymentRequestId }) => paymentRequestId)).toEqual(newest.slice(0, 3));
      expect(bench.ledger.recent(1_000)).toHaveLength(RECENT_KEPT);
      const again = await bench.reopened();
      const [first] = again.recent(1);
      expect(again.recent(3).map(({ paymentRequestId }) => paymentRequestId)).toEqual(newest.slice(0, 3));
      expect(first).toEqual(foldPayment(await again.entriesOf(newest[0] ?? '')));
    });

    it('what was taken counts paid payments of the span and currency, less what was refunded for sure', async () => {
      const [plain, part] = [await paid(), await paid()];
      await wrote(submitted(), ...refunded(part, 1_000, true), ...refunded(part, 2_000, false));
      expect(plain).not.toBe(part);
      expect(await taken(bench.ledger, MORNING_MS, MORNING_MS + DAY_MS)).toEqual({ payments: 2, amountMinor: 2 * 4_250 - 1_000 });
      expect(await taken(bench.ledger, MORNING_MS - DAY_MS, MORNING_MS)).toEqual({ payments: 0, amountMinor: 0 });
      expect(await taken(bench.ledger, MORNING_MS, MORNING_MS + DAY_MS, 'JPY')).toEqual({ payments: 0, amountMinor: 0 });
      const again = await bench.reopened();
      expect(await taken(again, MORNING_MS, MORNING_MS + DAY_MS)).toEqual({ payments: 2, amountMinor: 2 * 4_250 - 1_000 });
    });

    it('receipt numbers go on behind the largest one that was written, also in the next run', async () => {
      const first = bench.ledger.nextReceiptNumber();
      expect(bench.ledger.nextReceiptNumber()).toBe(first + 1);
      await wrote(submitted({ receiptNumber: 8_000_000 }));
      expect((await bench.reopened()).nextReceiptNumber()).toBe(8_000_001);
    });

    it('a receipt number leads to its payment, on the sale and on a refund, also in the next run', async () => {
      const sale = submitted({ receiptNumber: 41 });
      await wrote(sale, { type: 'payment-answered', paymentRequestId: sale.paymentRequestId, api: 'pay', verdict: PAID });
      const [wish, answer] = refunded(sale.paymentRequestId, 1_000, true);
      if (wish?.type !== 'refund-requested' || answer === undefined) throw new Error('a refund was expected');
      await wrote({ ...wish, receiptNumber: 42 }, answer);
      const owners = async (ledger: Ledger) => Promise.all([41, 42, 43].map(ledger.receiptOwner));
      const { paymentRequestId } = sale;
      expect(await owners(bench.ledger)).toEqual([paymentRequestId, paymentRequestId, null]);
      expect(await owners(await bench.reopened())).toEqual([paymentRequestId, paymentRequestId, null]);
    });

    it('after a restore receipt numbers go on above those that the lost rows may have used', async () => {
      await wrote(submitted({ receiptNumber: 12 }), {
        type: 'ledger-restored',
        replaced: null,
        lastReceiptNumber: 9_000_000,
        actor: { kind: 'cashier', name: 'Owner' },
      });
      expect((await bench.reopened()).nextReceiptNumber()).toBe(9_000_001);
    });

    it('the same code has the same hash in every run, and another code another', async () => {
      const hash = bench.ledger.hashCode('281006020000000000125733');
      expect(bench.ledger.hashCode('281006020000000000125734')).not.toBe(hash);
      expect(hash).not.toContain('2810060');
      expect((await bench.reopened()).hashCode('281006020000000000125733')).toBe(hash);
    });

    it('the newest verified time is kept, so that nothing much older is believed by the next run', async () => {
      expect(bench.ledger.newestResponseTimeMs()).toBeNull();
      await paid(MORNING_MS + 5_000);
      await paid(MORNING_MS + 1_000);
      await paid();
      expect(bench.ledger.newestResponseTimeMs()).toBe(MORNING_MS + 5_000);
      expect((await bench.reopened()).newestResponseTimeMs()).toBe(MORNING_MS + 5_000);
    });

    it('a search finds by order number, id, note, amount, day and time of day, newest first, page by page', async () => {
      const table = submitted({ note: 'Table 4', orderNumber: 'T1-900001' });
      await wrote(table);
      await bench.clock.advance(3 * 60_000);
      const dear = submitted({ amount: money('SGD', 77_700) });
      await wrote(dear);
      const find = async (text: string, before: SearchCursor | null = null, limit = 10) =>
        (await bench.ledger.search(parseSearch(text, 'SGD', TOKYO), before, limit, TOKYO)).records.map(
          (row) => row.paymentRequestId,
        );
      expect(await find('900001')).toEqual([table.paymentRequestId]);
      expect(await find('table')).toEqual([table.paymentRequestId]);
      expect(await find('777')).toEqual([dear.paymentRequestId]);
      expect(await find('10:00')).toEqual([table.paymentRequestId]);
      expect(await find('2026-03-02')).toEqual([dear.paymentRequestId, table.paymentRequestId]);
      expect(await find('2026-03-03')).toEqual([]);
      expect(await find('100%')).toEqual([]);
      const first = await bench.ledger.search(null, null, 1, TOKYO);
      expect(first.records.map(({ paymentRequestId }) => paymentRequestId)).toEqual([dear.paymentRequestId]);
      expect(await find('2026-03-02', first.next)).toEqual([table.paymentRequestId]);
    });

    it('a time of day is that of the clock as it stood on each day, before and after it was moved', async () => {
      const offsets = [
        { fromMs: 0, minutes: 540 },
        { fromMs: MORNING_MS + DAY_MS, minutes: 600 },
        { fromMs: MORNING_MS + 9 * DAY_MS, minutes: 540 },
      ];
      const times: string[] = [];
      for (let day = 0; day < 3; day += 1) {
        const payment = submitted();
        await wrote(payment);
        times.push(payment.paymentRequestId);
        await bench.clock.advance(5 * DAY_MS);
      }
      const find = async (text: string) =>
        (await bench.ledger.search(parseSearch(text, 'SGD', TOKYO), null, 10, offsets)).records.map(
          ({ paymentRequestId }) => paymentRequestId,
        );
      expect(await find('10:00')).toEqual([times[2], times[0]]);
      expect(await find('11:00')).toEqual([times[1]]);
      expect(await find('99:99')).toEqual([]);
    });

    it('a search is narrowed by amounts, days, wallet, cashier, state and note, also by two Chinese characters', async () => {
      const noted = submitted({ note: '牛肉面, window seat' });
      await wrote(noted);
      await bench.clock.advance(2 * DAY_MS);
      const [gcash, back] = [await paid(), await paid()];
      await wrote(...refunded(back, 1_000, true));
      const others = submitted({ amount: money('SGD', 900), actor: { kind: 'cashier', name: 'Anna Lim' } });
      await wrote(others);
      const find = async (typed: string) => {
        const ids: string[] = [];
        for (let before: SearchCursor | null = null; ;) {
          const page: SearchPage = await bench.ledger.search(parseSearch(typed, 'SGD', TOKYO), before, 2, TOKYO);
          ids.push(...page.records.map(({ paymentRequestId }) => paymentRequestId));
          if (page.next === null) return ids;
          before = page.next;
        }
      };
      const newestFirst = [others.paymentRequestId, back, gcash, noted.paymentRequestId];
      expect(await find('amount:1-10')).toEqual([others.paymentRequestId]);
      expect(await find('amount:42.50')).toEqual(newestFirst.slice(1));
      expect(await find('wallet:gc')).toEqual([back, gcash]);
      expect(await find('state:refunded')).toEqual([back]);
      expect(await find('state:open')).toEqual([others.paymentRequestId, noted.paymentRequestId]);
      expect(await find('cashier:"anna lim"')).toEqual([others.paymentRequestId]);
      expect(await find('note:牛肉')).toEqual([noted.paymentRequestId]);
      expect(await find('note:面')).toEqual([noted.paymentRequestId]);
      expect(await find('WINDOW')).toEqual([noted.paymentRequestId]);
      expect(await find('note:肉牛')).toEqual([]);
      expect(await find('to:2026-03-03')).toEqual([noted.paymentRequestId]);
      expect(await find('from:2026-03-03 state:paid')).toEqual([back, gcash]);
      expect(await find('state:paid 42.50')).toEqual([back, gcash]);
      expect(await find('state:payed')).toEqual([]);
    });

    it('a closed ledger refuses rows with a code and never throws', async () => {
      await bench.ledger.close();
      expect(await bench.ledger.append(submitted())).toEqual({ ok: false, fault: 'storage-failed' });
    });
  });
}
