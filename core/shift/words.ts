import type { Counts } from './report.ts';

/** Every word that a report can carry. */
export type ReportWords = {
  readonly xTitle: string;
  readonly zTitle: string;
  readonly number: string;
  readonly counter: string;
  readonly opened: string;
  readonly openedBy: string;
  readonly takenOver: string;
  readonly closed: string;
  readonly closedBy: string;
  readonly printed: string;
  readonly float: string;
  readonly counted: string;
  readonly notCounted: string;
  readonly difference: string;
  readonly unresolved: string;
  readonly refundOpen: string;
  readonly allSettled: string;
  readonly sales: string;
  readonly cancels: string;
  readonly refunds: string;
  readonly net: string;
  readonly byWallet: string;
  readonly byCashier: string;
  readonly byHour: string;
  readonly noWallet: string;
  readonly counts: string;
  readonly count: Readonly<Record<keyof Counts, string>>;
  readonly head: string;
  readonly row: string;
  readonly notFinal: string;
  readonly copy: string;
  readonly original: string;
  readonly hiddenCode: string;
  readonly grouping: string;
};

/** The English reports. */
export const ENGLISH_REPORT_WORDS: ReportWords = {
  xTitle: 'X REPORT',
  zTitle: 'Z REPORT',
  number: 'Shift',
  counter: 'Counter',
  opened: 'Opened',
  openedBy: 'Opened by',
  takenOver: 'Taken over',
  closed: 'Closed',
  closedBy: 'Closed by',
  printed: 'As of',
  float: 'Float',
  counted: 'Counted',
  notCounted: 'not counted',
  difference: 'Difference',
  unresolved: 'NOT SETTLED, GOES OVER TO THE NEXT SHIFT',
  refundOpen: 'refund',
  allSettled: 'Every payment is settled.',
  sales: 'Sales',
  cancels: 'Cancelled',
  refunds: 'Refunded',
  net: 'Left',
  byWallet: 'By wallet',
  byCashier: 'By cashier',
  byHour: 'By hour',
  noWallet: 'Wallet not told',
  counts: 'Counts',
  count: {
    notPaid: 'Not paid',
    cancelled: 'Cancelled before paid',
    refundsRefused: 'Refunds refused',
    inDoubt: 'Not known for a while',
    approvals: 'Agreed by a second person',
    wrongPins: 'Wrong PINs',
    ownerResets: 'Owner PIN resets',
  },
  head: 'Head of the ledger',
  row: 'Row',
  notFinal: 'Not final: the shift goes on.',
  copy: 'COPY',
  original: 'Copy of the report of',
  hiddenCode: '[code hidden]',
  grouping: ',',
};
