import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../../core/journal/events.ts';
import { money } from '../../../core/money/money.ts';
import { openLedger, type LedgerFile } from '../../../main/ledger/ledger.ts';
import { RESERVE_BYTES } from '../../../main/ledger/reserve.ts';
import { MAYA, PAID, PENDING, submitted } from '../../builders/payments.ts';
import { virtualClock } from '../../builders/virtual-clock.ts';
import { canMount, smallDisk } from './disks.ts';
import { ownFolder } from './folder.ts';

const { file, closing } = ownFolder();
const DISK_BYTES = 8 * 1_048_576;
const FULL = { ok: false, fault: 'storage-full' };

const asked = (paymentRequestId: string, verdict = PENDING): JournalEvent => ({
  type: 'payment-answered',
  paymentRequestId,
  api: 'inquiryPayment',
  verdict,
});

const refund = (paymentRequestId: string, by: 'cashier' | 'paydesk', receiptNumber: number): JournalEvent => ({
  type: 'refund-requested',
  paymentRequestId,
  refundRequestId: `${paymentRequestId}-${by}`,
  amount: money('SGD', 1),
  reason: null,
  receiptNumber,
  actor: by === 'cashier' ? MAYA : { kind: 'paydesk' },
});

/** Takes what is left of the disk. */
function fill(folder: string): string {
  const filler = path.join(folder, 'filler');
  for (let bytes = DISK_BYTES; bytes >= 512; bytes = Math.floor(bytes / 2))
    for (let fits = true; fits;) {
      try {
        writeFileSync(filler, Buffer.alloc(bytes, 1), { flag: 'a' });
      } catch {
        fits = false;
      }
    }
  return filler;
}

async function inFlight(ledger: LedgerFile): Promise<string> {
  const event = submitted();
  expect(await ledger.append(event)).toMatchObject({ ok: true });
  return event.paymentRequestId;
}

describe.skipIf(!canMount)('a disk that is really full (needs root and tmpfs)', () => {
  it('refuses what is new, writes what is in flight to its end, and takes payments again when there is room', async () => {
    const folder = smallDisk(DISK_BYTES);
    const ledgerFile = path.join(folder, 'ledger.sqlite');
    const ledger = closing(openLedger(ledgerFile, virtualClock()));
    const first = await inFlight(ledger);
    ledger.tend();
    expect(statSync(`${ledgerFile}.reserve`).size).toBe(RESERVE_BYTES);
    const filler = fill(folder);
    // Until the log has to grow there is room for a row or two.
    for (let at = 0; at < 20 && ledger.trouble() === null; at += 1) await ledger.append(submitted());
    expect([await ledger.append(submitted()), ledger.trouble(), existsSync(`${ledgerFile}.reserve`)]).toEqual([
      FULL,
      'storage-full',
      false,
    ]);

    for (let at = 0; at < 500; at += 1) expect(await ledger.append(asked(first))).toMatchObject({ ok: true });
    expect(await ledger.append(asked(first, PAID))).toMatchObject({ ok: true });
    expect(await ledger.append(refund(first, 'cashier', 900_001))).toEqual(FULL);
    expect(await ledger.append(refund(first, 'paydesk', 900_002))).toMatchObject({ ok: true });
    expect(await ledger.append(submitted())).toEqual(FULL);

    rmSync(filler);
    ledger.tend();
    expect([ledger.trouble(), statSync(`${ledgerFile}.reserve`).size]).toEqual([null, RESERVE_BYTES]);
    expect(await ledger.append(submitted())).toMatchObject({ ok: true });
    expect(await ledger.entriesOf(first)).toHaveLength(503);
  });

  it('is opened by a start, which still writes what is in flight and refuses what is new', async () => {
    const folder = smallDisk(DISK_BYTES);
    const ledgerFile = path.join(folder, 'ledger.sqlite');
    const before = openLedger(ledgerFile, virtualClock());
    const first = await inFlight(before);
    before.tend();
    before.close();
    fill(folder);
    const ledger = closing(openLedger(ledgerFile, virtualClock()));
    expect(await ledger.unsettled()).toEqual([first]);
    expect(await ledger.append(asked(first, PAID))).toMatchObject({ ok: true });
    expect(await ledger.append(submitted())).toEqual(FULL);
    expect(await ledger.unsettled()).toEqual([]);
  });
});

describe('a disk that says it is full', () => {
  /** SQLite's "disk full", for as long as there is a reserve to free and `isFull`. */
  function fullDesk() {
    const ledgerFile = file();
    const disk = { isFull: false, evenWithout: false };
    const beforeCommit = (): void => {
      if (disk.isFull && (disk.evenWithout || existsSync(`${ledgerFile}.reserve`)))
        throw Object.assign(new Error('database or disk is full'), { errcode: 13 });
    };
    const ledger = closing(openLedger(ledgerFile, virtualClock(), { beforeCommit }));
    return { ledger, ledgerFile, disk };
  }

  it('costs the new payment, never the one that is in flight', async () => {
    const { ledger, disk } = fullDesk();
    const first = await inFlight(ledger);
    disk.isFull = true;
    expect(await ledger.append(submitted())).toEqual(FULL);
    expect(await ledger.append(asked(first, PAID))).toMatchObject({ ok: true });
  });

  it('costs nothing of an answer that meets it first: the reserve makes room', async () => {
    const { ledger, ledgerFile, disk } = fullDesk();
    const first = await inFlight(ledger);
    disk.isFull = true;
    expect(await ledger.append(asked(first, PAID))).toMatchObject({ ok: true });
    expect([existsSync(`${ledgerFile}.reserve`), ledger.trouble()]).toEqual([false, 'storage-full']);
  });

  it('is named when even the reserve was not enough, and forgotten when it is over', async () => {
    const { ledger, disk } = fullDesk();
    const first = await inFlight(ledger);
    Object.assign(disk, { isFull: true, evenWithout: true });
    expect(await ledger.append(asked(first, PAID))).toEqual(FULL);
    expect(ledger.trouble()).toBe('storage-full');
    Object.assign(disk, { isFull: false });
    ledger.tend();
    expect(ledger.trouble()).toBeNull();
    expect(await ledger.append(asked(first, PAID))).toMatchObject({ ok: true });
  });
});
