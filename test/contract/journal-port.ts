import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChainedEntry, JournalEvent } from '../../core/journal/events.ts';
import type { HouseRows, JournalPort } from '../../core/journal/port.ts';
import { money } from '../../core/money/money.ts';
import { foldPayment } from '../../core/payment/record.ts';
import { intent, PAID, PENDING, submitted } from '../builders/payments.ts';

/** A journal under test; `reopened` is what the next run of Paydesk would find. */
export type JournalBench = {
  readonly journal: JournalPort;
  readonly reopened: () => Promise<JournalPort>;
  readonly close: () => Promise<void> | void;
};

const inquired = (paymentRequestId: string, verdict = PAID): JournalEvent => ({
  type: 'payment-answered',
  paymentRequestId,
  api: 'inquiryPayment',
  verdict,
});

let numbers = 700_000;

const refund = (paymentRequestId: string, refundRequestId: string, amountMinor: number): JournalEvent => ({
  type: 'refund-requested',
  paymentRequestId,
  refundRequestId,
  amount: money('SGD', amountMinor),
  reason: null,
  receiptNumber: (numbers += 1),
  actor: { kind: 'paydesk' },
});

const refundSaid = (paymentRequestId: string, refundRequestId: string, isDone: boolean): JournalEvent => ({
  type: 'refund-answered',
  paymentRequestId,
  refundRequestId,
  verdict: isDone
    ? { kind: 'refunded', refundId: 'R', refundTime: null, settlementAmount: null, settlementQuote: null }
    : { kind: 'refused', resultCode: 'PROCESS_FAIL' },
});

/** The promises of `JournalPort`, for the model and for SQLite alike. */
export function journalConformance(name: string, open: () => Promise<JournalBench>): void {
  describe(`${name} honours JournalPort`, () => {
    let bench: JournalBench;
    beforeEach(async () => {
      bench = await open();
    });
    afterEach(async () => {
      await bench.close();
    });
    const append = (event: JournalEvent) => bench.journal.append(event);
    const paid = async (): Promise<string> => {
      const first = submitted();
      await append(first);
      await append(inquired(first.paymentRequestId));
      return first.paymentRequestId;
    };

    it('a row comes back as it was written, with a growing number and both times', async () => {
      const first = submitted({ note: 'table 4 — “größe”, 中文, 🙂' });
      const appended = await append(first);
      expect(appended).toMatchObject({ ok: true, entry: { event: first } });
      if (appended.ok)
        expect([appended.entry.sequence, appended.entry.wallMs, appended.entry.monotonicMs].every(Number.isFinite)).toBe(true);
      expect(await bench.journal.entriesOf(first.paymentRequestId)).toEqual(appended.ok ? [appended.entry] : []);
    });

    it("rows of one payment come back in the order in which they were appended, without anybody else's", async () => {
      const [one, two] = [submitted(), submitted()];
      for (const event of [
        one,
        two,
        inquired(two.paymentRequestId, PENDING),
        inquired(one.paymentRequestId, PENDING),
        inquired(one.paymentRequestId),
      ])
        await append(event);
      const rows = await bench.journal.entriesOf(one.paymentRequestId);
      expect(rows.map(({ event }) => event)).toEqual([
        one,
        inquired(one.paymentRequestId, PENDING),
        inquired(one.paymentRequestId),
      ]);
      expect(rows.map(({ sequence }) => sequence)).toEqual([...rows.map(({ sequence }) => sequence)].sort((a, b) => a - b));
      expect(await bench.journal.entriesOf('nobody')).toEqual([]);
    });

    it('many rows asked for at once each get a number of their own', async () => {
      const all = await Promise.all(Array.from({ length: 50 }, () => append(submitted())));
      expect(new Set(all.map((appended) => (appended.ok ? appended.entry.sequence : appended.fault))).size).toBe(50);
      expect(all.every(({ ok }) => ok)).toBe(true);
    });

    it('what was acknowledged is there for the next run', async () => {
      const id = await paid();
      const before = await bench.journal.entriesOf(id);
      const next = await bench.reopened();
      expect(await next.entriesOf(id)).toEqual(before);
      expect(foldPayment(await next.entriesOf(id))?.state).toBe('paid');
    });

    it('a payment code is never sent under two ids, not even by the next run', async () => {
      const first = submitted();
      await append(first);
      const again = submitted({ codeHash: first.codeHash });
      expect(await append(again)).toEqual({ ok: false, fault: 'code-already-sent' });
      expect(await bench.journal.entriesOf(again.paymentRequestId)).toEqual([]);
      expect(await (await bench.reopened()).append(again)).toEqual({ ok: false, fault: 'code-already-sent' });
    });

    it.each(['paymentRequestId', 'orderNumber', 'receiptNumber'] as const)('a %s is used once', async (field) => {
      const first = intent();
      await append({ type: 'payment-submitted', ...first });
      const second = { ...intent(), [field]: first[field] };
      expect(await append({ type: 'payment-submitted', ...second })).toEqual({ ok: false, fault: 'id-already-used' });
      expect(await bench.journal.entriesOf(first.paymentRequestId)).toHaveLength(1);
    });

    it('one version of a sale is charged once, another version of it again', async () => {
      const first = submitted();
      await append(first);
      const { saleId, saleVersion } = first;
      expect(await append(submitted({ saleId, saleVersion }))).toEqual({ ok: false, fault: 'id-already-used' });
      expect(await append(submitted({ saleId, saleVersion: saleVersion + 1 }))).toMatchObject({ ok: true });
    });

    it('a refundRequestId is used once', async () => {
      const [one, two] = [await paid(), await paid()];
      expect(await append(refund(one, 'r-same', 1))).toMatchObject({ ok: true });
      expect(await append(refund(two, 'r-same', 1))).toEqual({ ok: false, fault: 'id-already-used' });
      expect(await bench.journal.entriesOf(two)).toHaveLength(2);
    });

    it('refunds that would exceed the payment are refused by the journal itself; a refused one gives its amount free', async () => {
      const id = await paid();
      expect(await append(refund(id, `${id}-a`, 4_000))).toMatchObject({ ok: true });
      expect(await append(refund(id, `${id}-b`, 251))).toEqual({ ok: false, fault: 'over-refund' });
      expect(await append(refund(id, `${id}-c`, 250))).toMatchObject({ ok: true });
      expect(await append(refund(id, `${id}-d`, 1))).toEqual({ ok: false, fault: 'over-refund' });
      await append(refundSaid(id, `${id}-a`, false));
      expect(await append(refund(id, `${id}-e`, 4_000))).toMatchObject({ ok: true });
    });

    it('a refused row leaves no trace, and the journal goes on', async () => {
      const id = await paid();
      const before = await bench.journal.entriesOf(id);
      await append(refund(id, `${id}-x`, 99_999));
      expect(await bench.journal.entriesOf(id)).toEqual(before);
      expect(await append(refund(id, `${id}-y`, 4_250))).toMatchObject({ ok: true });
    });

    it('every row names the hash of the row before it, who made it happen, who allowed it, and why', async () => {
      const first = submitted();
      const head = await bench.journal.head();
      const { paymentRequestId } = first;
      const anna = { kind: 'cashier', name: 'Anna' } as const;
      const events: readonly JournalEvent[] = [
        first,
        { ...inquired(paymentRequestId) },
        { type: 'cancel-requested', paymentRequestId, reason: 'cashier', actor: first.actor, approver: anna },
      ];
      const rows: ChainedEntry[] = [];
      for (const event of events) {
        const appended = await append(event);
        if (appended.ok) rows.push(appended.entry);
      }
      expect(rows.map(({ previousHash }) => previousHash)).toEqual([head.hash, ...rows.slice(0, -1).map(({ hash }) => hash)]);
      expect(rows.every(({ hash }) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
      expect(rows.map(({ actor, approver, cause }) => ({ actor, approver, cause }))).toEqual([
        { actor: first.actor, approver: null, cause: 'person' },
        { actor: { kind: 'paydesk' }, approver: null, cause: 'answer' },
        { actor: first.actor, approver: anna, cause: 'person' },
      ]);
      expect(await bench.journal.entriesOf(paymentRequestId)).toEqual(rows);
      const next = await bench.reopened();
      expect(await next.head()).toEqual({ sequence: 3, hash: rows.at(-1)?.hash });
      expect(await next.entriesOf(paymentRequestId)).toEqual(rows);
    });

    it('a refused row is no link, and the chain goes on without it', async () => {
      const id = await paid();
      const head = await bench.journal.head();
      expect(await append(refund(id, `${id}-x`, 99_999))).toEqual({ ok: false, fault: 'over-refund' });
      expect(await bench.journal.head()).toEqual(head);
      expect(await append(refund(id, `${id}-y`, 1))).toMatchObject({ ok: true, entry: { previousHash: head.hash } });
    });

    it('a row that belongs to no payment is a link like any other and disturbs no payment', async () => {
      const id = await paid();
      const of = await bench.journal.entriesOf(id);
      const event: JournalEvent = {
        type: 'notes-erased',
        scope: { beforeMs: 1 },
        notes: 0,
        actor: { kind: 'cashier', name: 'Owner' },
      };
      const appended = await append(event);
      expect(appended).toMatchObject({ ok: true, entry: { sequence: 3, cause: 'person', previousHash: of.at(-1)?.hash } });
      const entry = appended.ok ? [appended.entry] : [];
      expect(await bench.journal.ofNoPayment({ 'notes-erased': null })).toEqual(entry);
      expect(await bench.journal.between(1, null)).toEqual([...of, ...entry]);
      expect(await bench.journal.between(2, 2)).toEqual(of.slice(1));
      expect([await bench.journal.entriesOf(id), await bench.journal.unsettled()]).toEqual([of, []]);
      expect(await (await bench.reopened()).ofNoPayment({ 'notes-erased': null })).toEqual(entry);
    });

    it('of the rows of no payment only the wanted ones are read: by type, the newest of each, oldest first', async () => {
      const actor = { kind: 'cashier', name: 'Owner' } as const;
      const erased = (beforeMs: number): JournalEvent => ({ type: 'notes-erased', scope: { beforeMs }, notes: 0, actor });
      const left = (personId: string): JournalEvent => ({ type: 'person-left', personId, actor });
      for (const event of [erased(1), left('a'), erased(2), left('b'), erased(3)]) await append(event);
      const sequences = async (wanted: HouseRows) => (await bench.journal.ofNoPayment(wanted)).map(({ sequence }) => sequence);
      expect(await sequences({ 'notes-erased': 2, 'person-left': null })).toEqual([2, 3, 4, 5]);
      expect(await sequences({ 'person-left': 1, 'signed-in': null })).toEqual([4]);
      expect(await sequences({})).toEqual([]);
    });

    it('unsettled names the payments with anything open, oldest first, and only those', async () => {
      const [waiting, settled, refunding, refunded] = [submitted(), await paid(), await paid(), await paid()];
      await append(waiting);
      await append(refund(refunding, `${refunding}-a`, 1));
      await append(refund(refunded, `${refunded}-a`, 1));
      await append(refundSaid(refunded, `${refunded}-a`, true));
      const open = await bench.journal.unsettled();
      expect(open).toEqual([refunding, waiting.paymentRequestId]);
      expect(open).not.toContain(settled);
      await append({ type: 'cancel-requested', paymentRequestId: settled, reason: 'cashier', actor: { kind: 'paydesk' } });
      expect(await bench.journal.unsettled()).toEqual([settled, refunding, waiting.paymentRequestId]);
      expect(await (await bench.reopened()).unsettled()).toEqual([settled, refunding, waiting.paymentRequestId]);
    });
  });
}
