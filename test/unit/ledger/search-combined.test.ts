import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JournalEvent } from '../../../core/journal/events.ts';
import { parseSearch, type SearchCriteria, type SearchCursor } from '../../../core/journal/search.ts';
import { money } from '../../../core/money/money.ts';
import type { PaymentRecord } from '../../../core/payment/record.ts';
import { createKeeper } from '../../../main/ledger/append.ts';
import { createFind, FIND_LIMITS, type FindLimits } from '../../../main/ledger/find.ts';
import { openLedgerFile } from '../../../main/ledger/open.ts';
import { createQueries } from '../../../main/ledger/queries.ts';
import { matches } from '../../builders/model-ledger.ts';
import {
  answered,
  cancelAsked,
  cancelSaid,
  NOT_PAID,
  PAID_FACTS,
  refundAsked,
  refundSaid,
  submitted,
  type Happened,
} from '../../builders/payments.ts';
import { MORNING_MS } from '../../builders/virtual-clock.ts';

const PAYMENTS = 240;
const OFFSET = 480;
const CASHIERS = ['Maya Tan', 'Anna Lim', 'Old Hand'];
const WALLETS = ['GCash', 'AlipayHK', 'Touch n Go'];

let folder = '';
let db: DatabaseSyncInstance;
let payments: readonly PaymentRecord[] = [];

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'paydesk-search-'));
  db = openLedgerFile(path.join(folder, 'ledger.sqlite'));
  const queries = createQueries(db);
  const keeper = createKeeper(db, queries);
  db.exec('BEGIN');
  for (let nth = 0; nth < PAYMENTS; nth += 1) {
    const { time, events } = trade(nth);
    for (const event of events) keeper.remember(keeper.write(event, time).after);
  }
  db.exec('COMMIT');
  payments = queries.recent(PAYMENTS).toSorted((a, b) => b.submittedAtMs - a.submittedAtMs || b.sequence - a.sequence);
});

afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

/** One payment of a made-up week: what is common, what is rare, what was only long ago, and a clock that once goes back. */
function trade(nth: number): {
  readonly time: { wallMs: number; monotonicMs: number };
  readonly events: readonly JournalEvent[];
} {
  const first = submitted({
    orderNumber: `T1-${String(nth).padStart(6, '0')}`,
    amount: money('SGD', nth % 5 === 0 ? 1_250 : 500 + ((nth * 37) % 900)),
    note: noteOf(nth),
    actor: { kind: 'cashier', name: CASHIERS[nth < 30 ? 2 : nth % 2] ?? '' },
  });
  const later = fateOf(nth).map((event): JournalEvent => ({ ...event, paymentRequestId: first.paymentRequestId }));
  const wallMs = MORNING_MS + (nth < 150 ? nth : nth - 40) * 3_600_000;
  return { time: { wallMs, monotonicMs: nth }, events: [first, ...later] };
}

/** Some notes name an amount that others have paid. */
function noteOf(nth: number): string | null {
  if (nth % 14 === 0) return 'owes 12.50';
  return nth % 7 === 0 ? `table ${String(nth % 12)}` : null;
}

function fateOf(nth: number): readonly Happened[] {
  const paymentId = `2026${String(nth * 7_919).padStart(10, '0')}`;
  const walletBrandName = WALLETS[nth % 11 === 0 ? 2 : nth % 2] ?? '';
  const paid = answered({ kind: 'paid', facts: { ...PAID_FACTS, paymentId, walletBrandName } });
  if (nth % 31 === 3) return [];
  if (nth % 13 === 1) return [answered(NOT_PAID)];
  if (nth % 17 === 2) return [cancelAsked('cashier'), cancelSaid('cancelled')];
  if (nth % 9 !== 4) return [paid];
  const refund = `refund-${String(nth)}`;
  return [paid, refundAsked(refund, nth + 1), refundSaid(refund, nth % 2 === 0 ? 'refunded' : 'refused')];
}

/** All pages of a search, one behind the other. */
function searched(criteria: SearchCriteria | null, limits: FindLimits, limit: number): readonly number[] {
  const find = createFind(db, limits);
  const found: number[] = [];
  for (let before: SearchCursor | null = null, pages = 0; pages < 2_000; pages += 1) {
    const page: ReturnType<typeof find> = find(criteria, before, limit, OFFSET);
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    found.push(...page.rows.map(({ sequence }) => sequence));
    if (page.next === null) return found;
    before = page.next;
  }
  throw new Error('the pages have no end');
}

const expected = (criteria: SearchCriteria | null): readonly number[] =>
  payments.filter((record) => criteria === null || matches(record, criteria, OFFSET)).map(({ sequence }) => sequence);

/** Mostly absent, because seven of them together leave nothing over. */
const part = (...texts: readonly string[]) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant('') }, { weight: 1, arbitrary: fc.constantFrom(...texts) });
const FILTERS = fc
  .tuple(
    part('amount:12.50', 'amount:5-9', 'amount:10-', 'amount:-6', 'amount:77', 'amount:0.01-10000'),
    part('state:paid', 'state:cancelled', 'state:notpaid', 'state:refunded', 'state:open'),
    part('cashier:maya', 'cashier:a', 'cashier:"old hand"', 'cashier:nobody'),
    part('wallet:gcash', 'wallet:h', 'wallet:touch', 'wallet:_'),
    part('note:table', 'note:"table 7"', 'note:zzz'),
    part('from:2026-03-04', 'from:2026-03-09', 'from:2027-01-01'),
    part('to:2026-03-03', 'to:2026-03-08', 'to:2020-01-01'),
  )
  .map((parts) => parts.filter((text) => text !== '').join(' '));
const LIMITS = fc.record({
  candidates: fc.integer({ min: 0, max: 40 }),
  steps: fc.integer({ min: 1, max: 40 }),
  batch: fc.integer({ min: 1, max: 8 }),
  portion: fc.integer({ min: 1, max: 60 }),
  range: fc.integer({ min: 0, max: 200 }),
});

it('any filters together find each payment that fits once, newest first, however much or little is looked at for a page', () => {
  fc.assert(
    fc.property(FILTERS, LIMITS, fc.integer({ min: 1, max: 20 }), (text, limits, limit) => {
      const criteria = parseSearch(text, 'SGD', OFFSET);
      expect(searched(criteria, limits, limit)).toEqual(expected(criteria));
    }),
    { numRuns: 200 },
  );
});

it('words find every payment that begins with them or means them, whatever narrows the search', () => {
  const words = fc.constantFrom('12.50', 't1-0000', 'T1-000017', '2026-03-05', 'table 7', '2026', '14:00', 'Table', '7');
  fc.assert(
    fc.property(words, FILTERS, LIMITS, fc.integer({ min: 1, max: 20 }), (word, filters, limits, limit) => {
      const criteria = parseSearch(`${word} ${filters}`, 'SGD', OFFSET);
      const found = searched(criteria, limits, limit);
      const all = expected(criteria);
      expect(found).toEqual(all.filter((sequence) => found.includes(sequence)));
      // What also stands in the middle of ids is looked for there only where nothing begins with it.
      if (word !== '7') expect(found).toEqual(all);
    }),
    { numRuns: 200 },
  );
});

it('a name, a state or an amount that nobody has ends at once, however many payments there are', () => {
  const find = createFind(db, { ...FIND_LIMITS, portion: 10, steps: 10, candidates: 0 });
  for (const text of ['cashier:nobody', 'wallet:nowhere state:paid', 'amount:77', 'state:cancelled amount:77']) {
    expect(find(parseSearch(text, 'SGD', OFFSET), null, 50, OFFSET), text).toEqual({ rows: [], next: null });
  }
});

it('what is rare and long ago is on the first page, with no empty ones before it', () => {
  const find = createFind(db, { ...FIND_LIMITS, portion: 10, steps: 30 });
  for (const text of ['cashier:"old hand"', 'state:cancelled to:2026-03-03', 'amount:12.50 cashier:"old hand"', 'wallet:touch']) {
    const criteria = parseSearch(text, 'SGD', OFFSET);
    const page = find(criteria, null, 5, OFFSET).rows.map(({ sequence }) => sequence);
    expect(page, text).toEqual(expected(criteria).slice(0, 5));
    expect(page.length, text).toBeGreaterThan(0);
  }
});
