import type { JournalFault } from '../../core/journal/port.ts';
import type { OpenFault } from './open-fault.ts';
import { LedgerReadError, type Ledger } from './port.ts';

/** What a row is refused with where there is no ledger to write it to. */
const AS_ROW_FAULT: Readonly<Record<OpenFault, JournalFault>> = {
  'ledger-gone': 'storage-gone',
  'ledger-locked': 'storage-locked',
  'ledger-read-only': 'storage-read-only',
  'ledger-full': 'storage-full',
  'ledger-failed': 'storage-failed',
  'ledger-not-database': 'storage-corrupt',
  'ledger-corrupt': 'storage-corrupt',
  'ledger-newer': 'storage-failed',
  'ledger-unsafe': 'storage-failed',
};

/** Stands in where the ledger did not open: it is empty, refuses every row, and touches no file. */
export function closedLedger(code: OpenFault): Ledger {
  const fault = AS_ROW_FAULT[code];
  return {
    append: () => Promise.resolve({ ok: false, fault }),
    entriesOf: () => Promise.resolve([]),
    unsettled: () => Promise.resolve([]),
    ofNoPayment: () => Promise.resolve([]),
    between: () => Promise.resolve([]),
    backUp: () => Promise.reject(new LedgerReadError(fault)),
    head: () => Promise.reject(new LedgerReadError(fault)),
    search: () => Promise.resolve({ records: [], next: null }),
    receiptOwner: () => Promise.resolve(null),
    hashCode: () => '',
    nextReceiptNumber: () => 0,
    recent: () => [],
    taken: () => ({ payments: 0, amountMinor: 0 }),
    newestResponseTimeMs: () => null,
    trouble: () => fault,
    close: () => Promise.resolve(),
  };
}
