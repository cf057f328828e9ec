import type { FiguresView, ShiftPage, ShiftView } from '../../core/contract/shift.ts';
import { NOW_MS, sgd } from '../builders/snapshot.ts';

const HOUR_MS = 3_600_000;

/** A shift that Mei opened this morning. */
export const aShift = (over: Partial<ShiftView> = {}): ShiftView => ({
  number: 41,
  openedAtMs: NOW_MS - 5 * HOUR_MS,
  openedBy: 'Mei Tan',
  heldBy: 'Mei Tan',
  float: sgd(10_000),
  mark: { word: 'river', colour: 'purple' },
  takeOvers: [],
  ...over,
});

const totals = (count: number, amountMinor: number) => ({
  currency: 'SGD' as const,
  sales: { count, amountMinor },
  cancels: { count: 1, amountMinor: 720 },
  refunds: { count: 2, amountMinor: 4_250 },
  netMinor: amountMinor - 4_970,
});

/** What a busy shift did. */
export const figures: FiguresView = {
  totals: [totals(142, 320_840)],
  byWallet: [
    { name: 'Kakao Pay', ...totals(80, 200_000) },
    { name: 'GCash', ...totals(62, 120_840) },
  ],
  byCashier: [{ name: 'Mei Tan', ...totals(142, 320_840) }],
  byHour: [{ name: '09', ...totals(30, 70_000) }],
  counts: { notPaid: 4, cancelled: 1, refundsRefused: 0, inDoubt: 2, approvals: 1, wrongPins: 1, ownerResets: 0 },
  unresolved: [
    { paymentRequestId: 'pr-9', orderNumber: 'T2-001040', amount: sgd(640), submittedAtMs: NOW_MS - HOUR_MS, isRefund: true },
  ],
};

/** The shift page in the middle of a day, with yesterday's report below. */
export const shiftPage = (over: Partial<ShiftPage> = {}): ShiftPage => ({
  open: aShift({ takeOvers: [{ atMs: NOW_MS - HOUR_MS, from: 'Siti', to: 'Mei Tan', reason: 'Lunch' }] }),
  isYours: true,
  isBlind: false,
  figures,
  mayTakeOver: true,
  lastClosed: {
    shift: aShift({ number: 40 }),
    closedAtMs: NOW_MS - 20 * HOUR_MS,
    closedBy: 'Arun',
    counted: sgd(9_900),
    isBlind: false,
    figures,
    head: { sequence: 8_120, hash: '9f02c4d78812'.repeat(5) },
  },
  past: [40, 39, 38].map((number, days) => ({
    number,
    closedAtMs: NOW_MS - (20 + 24 * days) * HOUR_MS,
    closedBy: days === 1 ? 'Mei Tan' : 'Arun',
  })),
  ...over,
});
