import type { Res } from '../../core/contract/channels.ts';
import { DIFFERENCE_CLASSES } from '../../core/reconcile/differences.ts';
import { DEFAULT_SETUP } from '../../core/reconcile/setup.ts';
import { NOW_MS } from '../builders/snapshot.ts';
import type { Answers } from './scene.ts';

const DAY = Math.floor(NOW_MS / 86_400_000) - 2;
const usd = (amountMinor: number) => ({ currency: 'USD', amountMinor });
const moves = (payments: number) => ({
  payments,
  paidMinor: payments * 1_250,
  refunds: payments === 0 ? 0 : 2,
  refundedMinor: payments === 0 ? 0 : 900,
});

type Difference = Res<'reports.view'>['differences'][number];

/** One difference of every class, the second one explained. */
const differences: readonly Difference[] = DIFFERENCE_CLASSES.map((name, index) => ({
  key: `key-${String(index)}`,
  difference: {
    class: name,
    day: DAY,
    subject: 'pr-1044',
    requestId: 'pr-1044',
    alipayId: '20261120190741010007',
    kind: 'PAYMENT',
    ours: name === 'FILE_UNREADABLE' ? 'not-an-amount' : usd(4_250),
    theirs: usd(4_230),
    file: 'transactionItems_SG_20261120.csv',
    line: 12,
  },
  mark: index === 1 ? { reason: 'Paid in cash', person: 'Mei', atMs: NOW_MS } : null,
}));

type Day = Res<'reports.view'>['days'][number];

/** A day of trade; the figures only have to look like a shop's. */
const dayOf = (day: number, payments: number, over: Partial<Day> = {}): Day => ({
  day,
  ranAtMs: NOW_MS,
  figures: [{ day, currency: 'USD', sold: moves(payments), reported: moves(payments), others: moves(0) }],
  cycles: [
    {
      set: 'A1/USD',
      batchId: `C-${String(day)}`,
      day,
      currency: 'USD',
      rows: payments + 2,
      reportedMinor: payments * 1_250 - 900,
      feesMinor: Math.round(payments * 7.5),
      settledIn: 'S-9',
    },
  ],
  counts: {},
  open: 0,
  ...over,
});

const PAYMENTS = [96, 104, 88, 131, 160, 172, 69, 94, 101, 90, 126, 158, 167, 72, 98, 107, 93, 129];

/** The day with every difference there is. */
const differing: Day = {
  ...dayOf(DAY, 142),
  figures: [{ day: DAY, currency: 'USD', sold: moves(142), reported: moves(141), others: moves(3) }],
  counts: { AMOUNT_MISMATCH: 1 },
  open: DIFFERENCE_CLASSES.length - 1,
};

/** Most of a month, a day without reports, and the day with differences last. */
const month: readonly Day[] = [
  ...PAYMENTS.map((payments, at) => dayOf(DAY - PAYMENTS.length - 1 + at, payments)),
  dayOf(DAY - 1, 90, {
    cycles: [],
    figures: [{ day: DAY - 1, currency: 'USD', sold: moves(90), reported: moves(0), others: moves(0) }],
  }),
  differing,
];

const view: Res<'reports.view'> = {
  today: '2026-11-22',
  person: 'Mei',
  days: [...month],
  settlements: [
    {
      set: 'A1/USD',
      settlementBatchId: 'S-9',
      day: DAY,
      currency: 'USD',
      netMinor: 174_944,
      valueDate: '2026-11-24',
      payout: { amountMinor: 174_900, paidOn: '2026-11-24', person: 'Mei', atMs: NOW_MS },
    },
    { set: 'A1/USD', settlementBatchId: 'S-10', day: DAY + 1, currency: 'USD', netMinor: 9_120, valueDate: '', payout: null },
  ],
  files: [{ label: 'transactionItems_SG_20261120.csv', kind: 'transactions', day: DAY, receivedMs: NOW_MS, bytes: 18_220 }],
  differences: [...differences],
};

/** What main answers on the pages of Alipay+ reports. */
export const REPORT_ANSWERS: Answers = {
  'reports.view': view,
  'reports.setup': {
    setup: structuredClone({
      ...DEFAULT_SETUP,
      access: {
        host: 'sftp.alipayplus.example',
        port: 22,
        user: 'shop-sg',
        secret: 'password',
        hostKey: 'bKZ4m1dPmxQ',
        root: '/v1',
        participantId: '1020000000000001',
      },
      fees: [{ feeType: 'SERVICE_FEE', percent: '0.60', fixedMinor: 0, onRefund: 'none' }],
    }) as Res<'reports.setup'>['setup'],
    secret: 'present',
    isPractice: false,
  },
  'reports.preview': {
    label: 'transactionItems_SG_20261120.csv',
    lines: [{ line: 1, cells: ['transactionId', 'transactionAmountValue'] }],
    rows: [
      {
        line: '4',
        batchId: 'C-20261120',
        alipayId: '20261120190741010007',
        requestId: 'T2-P-1044',
        originalRequestId: '',
        kind: 'PAYMENT',
        atMs: String(NOW_MS - 2 * 86_400_000),
        amountMinor: '4250',
        currency: 'USD',
        settlementMinor: '4230',
        settlementCurrency: 'USD',
        isCredit: 'true',
      },
    ],
    read: 1,
    faults: [{ line: 2, code: 'not-an-amount', field: 'amount' }],
  },
  'reports.fetch': { taken: ['a.csv'], known: [], refused: [], fault: { code: 'unreachable', detail: 'ETIMEDOUT' } },
  'reports.inquire': { state: 'paid', resultCode: 'SUCCESS', amount: usd(4_250) },
};

/** What main answers where one day is asked for. */
export const REPORT_DAY: Answers = { 'reports.view': { ...view, days: [differing] } };
