import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { expect, it } from 'vitest';
import { parseSearch } from '../../../core/journal/search.ts';
import { createFind, FIND_LIMITS, type FindLimits } from '../../../main/ledger/find.ts';
import { openLedgerFile } from '../../../main/ledger/open.ts';
import { createQueries } from '../../../main/ledger/queries.ts';
import { fillLedger } from '../../books/fill-ledger.ts';
import { textsFor } from '../../books/search-texts.ts';
import { makePlan } from '../../world/make-plan.ts';
import { play } from '../../world/play.ts';
import { ownFolder } from './folder.ts';

const { file, closing } = ownFolder();
const UTC_OFFSET_MINUTES = 480;

/** The plan of every statement that a search prepares on this ledger. */
function plansOf(db: DatabaseSyncInstance, text: string): readonly string[] {
  const asked: string[] = [];
  const watched = Object.create(db, {
    prepare: {
      value: (sql: string) => {
        asked.push(sql);
        return db.prepare(sql);
      },
    },
  }) as DatabaseSyncInstance;
  for (const limits of [FIND_LIMITS, NARROW])
    createFind(watched, limits)(parseSearch(text, 'SGD', UTC_OFFSET_MINUTES), null, 50, UTC_OFFSET_MINUTES);
  return asked.flatMap((sql) => (isShortRange(sql) ? [] : planOf(db, sql)));
}

/** As in a ledger in which everything is many. */
const NARROW: FindLimits = { candidates: 0, steps: 1, batch: 1, portion: 1, range: 0 };

/** A range of amounts is sorted, but only where few amounts are in it, and out of its index alone. */
const isShortRange = (sql: string): boolean => sql.includes('amount_minor BETWEEN') && sql.includes('submitted_ms DESC');

const planOf = (db: DatabaseSyncInstance, sql: string): readonly string[] =>
  (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as readonly { readonly detail: string }[]).map(({ detail }) => detail);

/**
 * A whole table is read, or all that was found is sorted in a table of its own. The index of time is walked from its end, a portion
 * long; that of what is not settled holds nothing else.
 */
const isSlow = (step: string): boolean =>
  step.includes('TEMP B-TREE') ||
  (/^SCAN (p|payments|r|refunds|e|events)\b/.test(step) && !/INDEX payments_(in_time|unsettled)$/.test(step));

const RANGE = `SELECT p.submitted_ms AS atMs, p.sequence AS sequence FROM payments p INDEXED BY payments_by_amount
  WHERE p.amount_minor BETWEEN 1 AND 2 AND (p.submitted_ms, p.sequence) < (1, 1) ORDER BY p.submitted_ms DESC, p.sequence DESC LIMIT 3`;

it('no kind of search reads a whole table or sorts what it found in one', async () => {
  const ledger = file();
  await fillLedger(ledger, (await play(makePlan(3))).rows, { rowsAShift: 60 });
  const db = closing(openLedgerFile(ledger));
  const texts = textsFor(createQueries(db), 40);
  expect(Object.keys(texts)).toHaveLength(31);
  const slow = Object.entries(texts).flatMap(([kind, text]) =>
    plansOf(db, text)
      .filter(isSlow)
      .map((step) => `${kind}: ${step}`),
  );
  expect(slow).toEqual([]);
  expect(planOf(db, RANGE)).toContain('SEARCH p USING COVERING INDEX payments_by_amount (amount_minor>? AND amount_minor<?)');
  expect(planOf(db, "SELECT 1 FROM payments p WHERE p.note = 'a'").some(isSlow)).toBe(true);
  expect(planOf(db, 'SELECT 1 FROM payments ORDER BY note').some(isSlow)).toBe(true);
});
