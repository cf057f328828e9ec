/** The records of payments and the disk under them, in the health line: what is wrong now. */
export const ledgerHealth = {
  'storage-full': 'The disk is full: no new payments',
  'storage-read-only': 'The disk is read-only: no new payments',
  'storage-locked': 'Another program holds the payment records',
  'storage-corrupt': 'The payment records are damaged: no new payments',
  'storage-gone': 'The payment records were removed: no new payments',
  'storage-failed': 'Payments cannot be recorded',
  'storage-slow': 'The disk is slow',
} as const;

const money = 'Charging is off. Payments that are still open are taken up again once the records open.';

/** Why the records of payments did not open at this start; nothing was deleted, renamed or begun anew. */
export const ledgerClosed = {
  'ledger-gone': {
    happened: 'The payment records are missing or were replaced',
    money,
    now: 'Do not start anew: call the person who looks after this PC. A rescued copy may stand beside the old place.',
  },
  'ledger-locked': {
    happened: 'Another Paydesk or another program holds the payment records',
    money,
    now: 'Close it, then start Paydesk again.',
  },
  'ledger-read-only': {
    happened: 'The payment records can only be read',
    money,
    now: 'Call the person who looks after this PC, then start Paydesk again.',
  },
  'ledger-full': {
    happened: 'The disk of this PC is full',
    money,
    now: 'Make room on the disk, then start Paydesk again.',
  },
  'ledger-failed': {
    happened: 'The payment records could not be opened',
    money,
    now: 'Start this PC again; if it stays, call for help.',
  },
  'ledger-not-database': {
    happened: 'Something else stands in the place of the payment records',
    money,
    now: 'Do not remove it: call the person who looks after this PC.',
  },
  'ledger-corrupt': {
    happened: 'The payment records are damaged',
    money,
    now: 'Do not remove them: call for help.',
  },
  'ledger-newer': {
    happened: 'A newer Paydesk wrote the payment records',
    money,
    now: 'Start that Paydesk, or install it again.',
  },
  'ledger-unsafe': {
    happened: 'The payment records cannot be kept safe on this disk',
    money,
    now: 'Move the data folder to a disk inside this PC, then start Paydesk again.',
  },
} as const;
