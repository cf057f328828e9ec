import { copyFileSync, writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { parseSearch } from '../../../core/journal/search.ts';
import { LedgerOpenError } from '../../../main/ledger/open-fault.ts';
import { LedgerReadError, RECENT_KEPT, type Ledger } from '../../../main/ledger/port.ts';
import { openLedger as openFile } from '../../../main/ledger/ledger.ts';
import { PAID, submitted } from '../../builders/payments.ts';
import { virtualClock } from '../../builders/virtual-clock.ts';
import { ownFolder } from './folder.ts';
import { moodyThreads } from './moody-thread.ts';

const { file } = ownFolder();
const thread = moodyThreads();
const SLOW_MS = 1_500;

async function opened(path = file()) {
  const moody = thread();
  const changed = vi.fn();
  const ledger = await moody.openLedger(path, changed);
  onTestFinished(() => ledger.close());
  return { ...moody, path, ledger, changed };
}

const taken = (ledger: Ledger) => ledger.taken('SGD', 0, Number.MAX_SAFE_INTEGER);

describe('the ledger on its thread', () => {
  it('keeps what a picture needs in step with every acknowledged row, and finds it again after a restart', async () => {
    const { ledger, path, changed } = await opened();
    expect(taken(ledger)).toEqual({ payments: 0, amountMinor: 0 });
    const first = submitted({ receiptNumber: ledger.nextReceiptNumber() });
    await ledger.append(first);
    await vi.waitFor(() => {
      expect(changed).toHaveBeenCalled();
    });
    const { paymentRequestId } = first;
    const answer = { type: 'payment-answered', paymentRequestId, api: 'pay', verdict: PAID, responseTimeMs: 77 } as const;
    expect(await ledger.append(answer)).toMatchObject({ ok: true });
    expect([taken(ledger), ledger.recent(5).map(({ state }) => state), ledger.newestResponseTimeMs()]).toEqual([
      { payments: 1, amountMinor: 4_250 },
      ['paid'],
      77,
    ]);
    for (let at = 0; at < RECENT_KEPT + 3; at += 1) await ledger.append(submitted());
    const newest = ledger.recent(RECENT_KEPT).map(({ sequence }) => sequence);
    const hash = ledger.hashCode('281010897274821897274821');
    await ledger.close();

    const again = await opened(path);
    expect(again.ledger.recent(RECENT_KEPT).map(({ sequence }) => sequence)).toEqual(newest);
    expect([again.ledger.newestResponseTimeMs(), again.ledger.hashCode('281010897274821897274821')]).toEqual([77, hash]);
    taken(again.ledger);
    await vi.waitFor(() => {
      expect(taken(again.ledger)).toEqual({ payments: 1, amountMinor: 4_250 });
    });
  });

  it('answers searches, and rows and questions come back in the order in which they were asked', async () => {
    const { ledger } = await opened();
    const events = [submitted({ orderNumber: 'T1-FIND' }), submitted(), submitted()];
    const order: string[] = [];
    const asked = events.map((event) => ledger.append(event).then(() => order.push(event.paymentRequestId)));
    const found = ledger.search(parseSearch('T1-FIND', 'SGD', 0), null, 50, 0).then(({ records }) => {
      order.push('search');
      return records.map(({ orderNumber }) => orderNumber);
    });
    await Promise.all([...asked, found]);
    expect([await found, order]).toEqual([['T1-FIND'], [...events.map(({ paymentRequestId }) => paymentRequestId), 'search']]);
  });

  it('a sync that takes seconds stops nobody else, and is told', async () => {
    const { ledger, syncTakes, changed } = await opened();
    syncTakes(SLOW_MS);
    const from = performance.now();
    const row = ledger.append(submitted());
    const gaps: number[] = [];
    let last = from;
    const beat = setInterval(() => {
      gaps.push(performance.now() - last);
      last = performance.now();
    }, 5);
    await vi.waitFor(() => {
      expect(ledger.trouble()).toBe('storage-slow');
    }, SLOW_MS * 4);
    expect(changed).toHaveBeenCalled();
    expect(await row).toMatchObject({ ok: true });
    clearInterval(beat);
    expect(performance.now() - from).toBeGreaterThan(SLOW_MS * 0.9);
    expect(Math.max(...gaps)).toBeLessThan(SLOW_MS / 2);
    expect(ledger.trouble()).toBeNull();
  });

  it('closing waits for the rows that were handed in, and afterwards the file alone holds them', async () => {
    const { ledger, syncTakes, path } = await opened();
    syncTakes(100);
    const events = [submitted(), submitted(), submitted()];
    const rows = events.map((event) => ledger.append(event));
    await ledger.close();
    expect((await Promise.all(rows)).map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(await ledger.append(submitted())).toEqual({ ok: false, fault: 'storage-failed' });
    await expect(ledger.unsettled()).rejects.toBeInstanceOf(LedgerReadError);
    const again = openFile(path, virtualClock());
    expect(again.unsettledIds()).toEqual(events.map(({ paymentRequestId }) => paymentRequestId));
    again.close();
  });

  it('a thread that dies leaves nobody waiting, says so, and loses no acknowledged row', async () => {
    const { ledger, dieAtNextRow, path, changed } = await opened();
    const kept = submitted();
    await ledger.append(kept);
    dieAtNextRow();
    const lost = [ledger.append(submitted()), ledger.append(submitted())];
    const question = ledger.unsettled();
    expect(await Promise.all(lost)).toEqual([
      { ok: false, fault: 'storage-failed' },
      { ok: false, fault: 'storage-failed' },
    ]);
    await expect(question).rejects.toMatchObject({ fault: 'storage-failed' });
    expect([ledger.trouble(), changed.mock.calls.length > 0]).toEqual(['storage-failed', true]);
    expect(await ledger.append(submitted())).toEqual({ ok: false, fault: 'storage-failed' });
    await ledger.close();
    const again = openFile(path, virtualClock());
    expect(again.unsettledIds()).toEqual([kept.paymentRequestId]);
    again.close();
  });

  it('what keeps the file from being opened comes back as its code', async () => {
    const path = file();
    writeFileSync(path, 'this is not a database, only some text that is long enough to be read as a header of one');
    const refused = thread().openLedger(path, () => undefined);
    await expect(refused).rejects.toBeInstanceOf(LedgerOpenError);
    await expect(refused).rejects.toMatchObject({ code: 'ledger-not-database' });
  });

  it('folds its log in by itself once nobody is at the counter', async () => {
    const { ledger, path } = await opened();
    for (let at = 0; at < 40; at += 1) await ledger.append(submitted());
    await vi.waitFor(() => {
      expect(paymentsInFileAlone(path)).toBe(40);
    }, 10_000);
  });
});

/** The payments in a copy of the file without its log. */
function paymentsInFileAlone(path: string): number {
  copyFileSync(path, `${path}.alone`);
  const db = new DatabaseSync(`${path}.alone`);
  const { payments } = db.prepare('SELECT count(*) AS payments FROM payments').get() as { readonly payments: number };
  db.close();
  return payments;
}
