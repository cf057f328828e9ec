import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { JournalPort } from '../../core/journal/port.ts';
import { openLedger, type LedgerFile } from '../../main/ledger/ledger.ts';
import type { Ledger as AsyncLedger } from '../../main/ledger/port.ts';
import { openLedgerHere } from '../builders/ledger-line.ts';
import { modelJournal } from '../builders/model-journal.ts';
import { virtualClock } from '../builders/virtual-clock.ts';
import { journalConformance } from './journal-port.ts';

journalConformance('the model', () => {
  const clock = virtualClock();
  const journal = modelJournal(clock);
  return Promise.resolve({ journal, reopened: () => Promise.resolve(modelJournal(clock, journal.rows())), close: () => {} });
});

/** The thread's own ledger answers questions at once; the port promises them. */
const asPort = (ledger: LedgerFile): JournalPort => ({
  append: ledger.append,
  entriesOf: ledger.entriesOf,
  unsettled: ledger.unsettled,
  ofNoPayment: (wanted) => Promise.resolve(ledger.ofNoPayment(wanted)),
  between: (from, until) => Promise.resolve(ledger.between(from, until)),
  head: () => Promise.resolve(ledger.head()),
});

journalConformance('the SQLite ledger', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'paydesk-journal-'));
  const clock = virtualClock();
  const opened: LedgerFile[] = [];
  const open = () => {
    const ledger = openLedger(path.join(folder, 'ledger.sqlite'), clock);
    opened.push(ledger);
    return ledger;
  };
  return Promise.resolve({
    journal: asPort(open()),
    reopened: () => {
      opened.pop()?.close();
      return Promise.resolve(asPort(open()));
    },
    close: () => {
      for (const ledger of opened) ledger.close();
      rmSync(folder, { recursive: true });
    },
  });
});

journalConformance('the SQLite ledger behind its line', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'paydesk-journal-'));
  const opened: AsyncLedger[] = [];
  const open = async () => {
    const ledger = await openLedgerHere(virtualClock())(path.join(folder, 'ledger.sqlite'), () => undefined);
    opened.push(ledger);
    return ledger;
  };
  return open().then((journal) => ({
    journal,
    reopened: async () => {
      await opened.pop()?.close();
      return open();
    },
    close: async () => {
      for (const ledger of opened) await ledger.close();
      rmSync(folder, { recursive: true });
    },
  }));
});
