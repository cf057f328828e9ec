import { closeSync, copyFileSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../../core/journal/events.ts';
import { foldPayment } from '../../../core/payment/record.ts';
import { openLedger } from '../../../main/ledger/ledger.ts';
import { LedgerOpenError } from '../../../main/ledger/open-fault.ts';
import { PAID, submitted } from '../../builders/payments.ts';
import { virtualClock } from '../../builders/virtual-clock.ts';
import { canFreeze, canMount, freeze, readOnlyView } from './disks.ts';
import { ownFolder } from './folder.ts';

const { file, closing } = ownFolder();

const paid = (paymentRequestId: string): JournalEvent => ({
  type: 'payment-answered',
  paymentRequestId,
  api: 'inquiryPayment',
  verdict: PAID,
});

const refusal = (ledgerFile: string): string => {
  try {
    closing(openLedger(ledgerFile, virtualClock()));
    return 'opened';
  } catch (cause) {
    return cause instanceof LedgerOpenError ? cause.code : String(cause);
  }
};

/** A closed ledger with so many open payments, each with a long note, so that they lie on many pages. */
async function closedLedgerWith(payments: number): Promise<{ readonly ledgerFile: string; readonly ids: readonly string[] }> {
  const ledgerFile = file();
  const ledger = openLedger(ledgerFile, virtualClock());
  const ids: string[] = [];
  for (let at = 0; at < payments; at += 1) {
    const event = submitted({ note: 'n'.repeat(600) });
    ids.push(event.paymentRequestId);
    expect(await ledger.append(event)).toMatchObject({ ok: true });
  }
  ledger.close();
  return { ledgerFile, ids };
}

/** Overwrites one page in the middle of a table or index, as a dying disk would. */
function damage(ledgerFile: string, name: string): void {
  const db = new DatabaseSync(ledgerFile);
  const sql = "SELECT pageno, pgsize FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path";
  const pages = db.prepare(sql).all(name) as readonly { readonly pageno: number; readonly pgsize: number }[];
  db.close();
  const page = pages[Math.floor(pages.length / 2)];
  if (page === undefined || pages.length < 3) throw new Error(`${name} has too few pages`);
  const handle = openSync(ledgerFile, 'r+');
  writeSync(handle, Buffer.alloc(page.pgsize, 0xa5), 0, page.pgsize, (page.pageno - 1) * page.pgsize);
  closeSync(handle);
}

describe('a damaged page', () => {
  it('among the rows costs only the payments on it: the others go on, nothing new is begun, and it is told', async () => {
    const { ledgerFile, ids } = await closedLedgerWith(60);
    damage(ledgerFile, 'events');
    const bytes = readFileSync(ledgerFile);
    const ledger = closing(openLedger(ledgerFile, virtualClock()));
    const open = await ledger.unsettled();
    expect(open).toEqual(ids);
    const isReadable = (id: string): boolean => {
      try {
        return foldPayment(ledger.entries(id)) !== null;
      } catch {
        return false;
      }
    };
    const readable = open.filter(isReadable);
    expect(readable.length).toBeGreaterThan(40);
    expect(readable.length).toBeLessThan(60);
    expect(ledger.trouble()).toBe('storage-corrupt');
    for (const id of readable) expect(await ledger.append(paid(id))).toMatchObject({ ok: true });
    for (const id of open.filter((one) => !readable.includes(one)))
      expect(await ledger.append(paid(id))).toEqual({ ok: false, fault: 'storage-corrupt' });
    expect(await ledger.append(submitted())).toEqual({ ok: false, fault: 'storage-corrupt' });
    expect(ledger.recent(60)).toHaveLength(readable.length);
    expect(bytes.length).toBeLessThanOrEqual(readFileSync(ledgerFile).length);
  });

  it('in the list of open payments costs none of them', async () => {
    const { ledgerFile, ids } = await closedLedgerWith(900);
    damage(ledgerFile, 'payments_unsettled');
    const ledger = closing(openLedger(ledgerFile, virtualClock()));
    expect([(await ledger.unsettled()).length, ledger.trouble()]).toEqual([ids.length, 'storage-corrupt']);
  }, 60_000);

  it('in the table of payments costs only those on it', async () => {
    const { ledgerFile, ids } = await closedLedgerWith(60);
    damage(ledgerFile, 'payments');
    const ledger = closing(openLedger(ledgerFile, virtualClock()));
    const open = await ledger.unsettled();
    expect(open.length).toBeGreaterThan(40);
    expect(open.length).toBeLessThan(60);
    expect(open).toEqual(ids.filter((id) => open.includes(id)));
    expect(ledger.trouble()).toBe('storage-corrupt');
  });
});

describe('a file that cannot be used', () => {
  it('that is somebody else’s database is left as it is', () => {
    const ledgerFile = file();
    const db = new DatabaseSync(ledgerFile);
    db.exec('CREATE TABLE invoices (number TEXT)');
    db.close();
    const before = readFileSync(ledgerFile);
    expect([refusal(ledgerFile), readFileSync(ledgerFile).equals(before)]).toEqual(['ledger-not-database', true]);
  });

  it('that is a folder, or lies in a folder that does not exist, is a code', () => {
    const ledgerFile = file();
    mkdirSync(ledgerFile);
    expect(refusal(ledgerFile)).toBe('ledger-failed');
    expect(refusal(path.join(path.dirname(ledgerFile), 'nowhere', 'ledger.sqlite'))).toBe('ledger-failed');
  });

  it.skipIf(!canMount)('on a file system that may only be read is a code (needs root and mounts)', async () => {
    const { ledgerFile } = await closedLedgerWith(1);
    const view = readOnlyView(path.dirname(ledgerFile));
    expect(refusal(path.join(view, 'ledger.sqlite'))).toBe('ledger-read-only');
    expect(refusal(path.join(view, 'none.sqlite'))).toBe('ledger-read-only');
    expect(refusal(ledgerFile)).toBe('opened');
  });

  it.skipIf(!canFreeze)('that may not be changed is a code, and opens when it may (needs root and chattr)', async () => {
    const { ledgerFile } = await closedLedgerWith(1);
    const thaw = freeze(ledgerFile);
    expect(refusal(ledgerFile)).toBe('ledger-read-only');
    thaw();
    expect(refusal(ledgerFile)).toBe('opened');
  });

  it.skipIf(!canFreeze)(
    'that becomes read-only while Paydesk runs costs rows until it is not (needs root and chattr)',
    async () => {
      const ledgerFile = file();
      const ledger = closing(openLedger(ledgerFile, virtualClock()));
      const first = submitted();
      await ledger.append(first);
      const thaw = freeze(ledgerFile, `${ledgerFile}-wal`);
      const fault = { ok: false, fault: 'storage-read-only' };
      expect([await ledger.append(submitted()), await ledger.append(paid(first.paymentRequestId))]).toEqual([fault, fault]);
      expect(ledger.trouble()).toBe('storage-read-only');
      thaw();
      ledger.tend();
      expect(ledger.trouble()).toBeNull();
      expect(await ledger.append(paid(first.paymentRequestId))).toMatchObject({ ok: true });
      const cut = path.join(path.dirname(ledgerFile), 'cut.sqlite');
      copyFileSync(ledgerFile, cut);
      copyFileSync(`${ledgerFile}-wal`, `${cut}-wal`);
      expect(await closing(openLedger(cut, virtualClock())).entriesOf(first.paymentRequestId)).toHaveLength(2);
    },
  );
});
