import type { BooksPage, Counted, Looked } from '../../core/contract/books.ts';
import { NOW_MS } from '../builders/snapshot.ts';

const DAY_MS = 86_400_000;
const dayBefore = (days: number): string => new Date(NOW_MS - days * DAY_MS).toISOString().slice(0, 10);

/** The books of a shop whose copies go to a stick. */
export const aBooksPage = (over: Partial<BooksPage> = {}): BooksPage => ({
  isLive: true,
  folder: '/media/shop/PAYDESK-COPIES',
  isChosen: true,
  trouble: null,
  copies: [0, 1, 2, 3].map((days) => ({
    name: `paydesk-T2-${dayBefore(days)}.sqlite`,
    day: dayBefore(days),
    atMs: NOW_MS - days * DAY_MS,
    bytes: 48_200_000 - days * 90_000,
  })),
  kept: { days: 14, months: 24 },
  today: dayBefore(0),
  deeds: [
    { atMs: NOW_MS - 60_000, by: 'Mei Tan', kind: 'exported', count: 1_204 },
    { atMs: NOW_MS - 120_000, by: 'Mei Tan', kind: 'copied', count: 8_120 },
    { atMs: NOW_MS - DAY_MS, by: 'Mei Tan', kind: 'folder-chosen', count: null },
    { atMs: NOW_MS - 2 * DAY_MS, by: 'Mei Tan', kind: 'erased', count: 31 },
    { atMs: NOW_MS - 9 * DAY_MS, by: 'Mei Tan', kind: 'restored', count: null },
  ],
  ...over,
});

/** A copy of yesterday, with a few rows that cannot be brought over. */
export const LOOKED: Looked = {
  name: `paydesk-T2-${dayBefore(1)}.sqlite`,
  rows: 8_014,
  newestAtMs: NOW_MS - DAY_MS,
  lastReceiptNumber: 1_031,
  open: 1,
  carried: 104,
  left: 2,
  code: '4711',
};

/** What an erasure would reach. */
export const COUNTED: Counted = { notes: 31, code: '4711' };
