import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../../core/journal/events.ts';
import { filesOf, rescuedFiles } from '../../../main/ledger/files.ts';
import { openLedger, type LedgerFile } from '../../../main/ledger/ledger.ts';
import { LedgerOpenError } from '../../../main/ledger/open-fault.ts';
import { PAID, submitted } from '../../builders/payments.ts';
import { virtualClock } from '../../builders/virtual-clock.ts';
import { ownFolder } from './folder.ts';

const { file, closing } = ownFolder();
const GONE = { ok: false, fault: 'storage-gone' };

const paid = (paymentRequestId: string): JournalEvent => ({
  type: 'payment-answered',
  paymentRequestId,
  api: 'inquiryPayment',
  verdict: PAID,
});

async function busy(): Promise<{ readonly ledger: LedgerFile; readonly ledgerFile: string; readonly id: string }> {
  const ledgerFile = file();
  const ledger = closing(openLedger(ledgerFile, virtualClock()));
  const event = submitted();
  expect(await ledger.append(event)).toMatchObject({ ok: true });
  return { ledger, ledgerFile, id: event.paymentRequestId };
}

const refusal = (ledgerFile: string): string => {
  try {
    closing(openLedger(ledgerFile, virtualClock()));
    return 'opened';
  } catch (cause) {
    return cause instanceof LedgerOpenError ? cause.code : String(cause);
  }
};

/** What happens to a file under a running Paydesk; Windows forbids each of them. */
const LOSSES: readonly (readonly [string, (ledgerFile: string) => void])[] = [
  ['removed', unlinkSync],
  ['removed with its log', (at) => ['', '-wal', '-shm'].forEach((suffix) => unlinkSync(`${at}${suffix}`))],
  ['renamed', (at) => renameSync(at, `${at}.elsewhere`)],
  [
    'replaced by a copy of itself',
    (at) => {
      copyFileSync(at, `${at}.copy`);
      renameSync(`${at}.copy`, at);
    },
  ],
  [
    'replaced by something else',
    (at) => {
      writeFileSync(`${at}.text`, 'not a ledger');
      renameSync(`${at}.text`, at);
    },
  ],
];

describe.skipIf(process.platform === 'win32').each(LOSSES)('a ledger that is %s while Paydesk runs', (_how, lose) => {
  it('refuses what is new, and writes what is in flight to a copy beside it that holds everything', async () => {
    const { ledger, ledgerFile, id } = await busy();
    lose(ledgerFile);
    const before = existsSync(ledgerFile) ? readFileSync(ledgerFile) : null;
    expect(await ledger.append(submitted())).toEqual(GONE);
    expect(await ledger.append(paid(id))).toMatchObject({ ok: true });
    expect([await ledger.unsettled(), ledger.trouble()]).toEqual([[], 'storage-gone']);
    ledger.tend();
    ledger.close();

    expect(existsSync(ledgerFile) ? readFileSync(ledgerFile) : null).toEqual(before);
    const [copy, ...more] = rescuedFiles(ledgerFile);
    expect(more).toEqual([]);
    const elsewhere = path.join(path.dirname(ledgerFile), 'mended.sqlite');
    copyFileSync(copy ?? '', elsewhere);
    const rows = await closing(openLedger(elsewhere, virtualClock())).entriesOf(id);
    expect(rows.map(({ event }) => event.type)).toEqual(['payment-submitted', 'payment-answered']);
  });

  it('is told without waiting for a customer, and the next start waits for a person', async () => {
    const { ledger, ledgerFile } = await busy();
    lose(ledgerFile);
    ledger.tend();
    expect(ledger.trouble()).toBe('storage-gone');
    ledger.close();
    expect(refusal(ledgerFile)).toBe('ledger-gone');
    expect(refusal(ledgerFile)).toBe('ledger-gone');
  });
});

describe.skipIf(process.platform === 'win32')('losing more than the file', () => {
  it('a lost log alone is begun again: no row is lost and nothing is refused', async () => {
    const { ledger, ledgerFile, id } = await busy();
    unlinkSync(`${ledgerFile}-wal`);
    expect(await ledger.append(paid(id))).toMatchObject({ ok: true });
    expect(await ledger.append(submitted())).toMatchObject({ ok: true });
    expect([ledger.trouble(), existsSync(`${ledgerFile}-wal`)]).toEqual([null, true]);
    // As a power cut would leave it: only what stands at the paths.
    const cut = path.join(path.dirname(ledgerFile), 'cut.sqlite');
    copyFileSync(ledgerFile, cut);
    copyFileSync(`${ledgerFile}-wal`, `${cut}-wal`);
    expect(await closing(openLedger(cut, virtualClock())).entriesOf(id)).toHaveLength(2);
  });

  it('a copy that is lost too is made again', async () => {
    const { ledger, ledgerFile, id } = await busy();
    unlinkSync(ledgerFile);
    ledger.tend();
    const [first] = rescuedFiles(ledgerFile);
    unlinkSync(first ?? '');
    expect(await ledger.append(paid(id))).toMatchObject({ ok: true });
    expect(rescuedFiles(ledgerFile)).toHaveLength(1);
  });

  it('where no copy can be made, an answer is not acknowledged, and it is as soon as one can', async () => {
    const { ledger, ledgerFile, id } = await busy();
    const folder = path.dirname(ledgerFile);
    renameSync(folder, `${folder}-unplugged`);
    expect([await ledger.append(paid(id)), await ledger.append(paid(id))]).toEqual([GONE, GONE]);
    mkdirSync(folder);
    expect(await ledger.append(paid(id))).toMatchObject({ ok: true });
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    rmSync(`${folder}-unplugged`, { recursive: true });
  });
});

describe('starting where a ledger is missing', () => {
  it('nothing new is begun beside what is left of one, and what is left stays', async () => {
    const { ledger, ledgerFile } = await busy();
    ledger.tend();
    ledger.close();
    rmSync(ledgerFile);
    expect(refusal(ledgerFile)).toBe('ledger-gone');
    expect([existsSync(ledgerFile), existsSync(`${ledgerFile}.reserve`)]).toEqual([false, true]);
    writeFileSync(ledgerFile, '');
    expect(refusal(ledgerFile)).toBe('ledger-gone');
    expect(readFileSync(ledgerFile)).toHaveLength(0);
  });

  it('a folder without any trace of one begins one, and so does one whose traces were cleared away', async () => {
    const { ledger, ledgerFile } = await busy();
    ledger.tend();
    ledger.close();
    for (const left of filesOf(ledgerFile)) rmSync(left, { force: true });
    expect(refusal(ledgerFile)).toBe('opened');
  });
});
