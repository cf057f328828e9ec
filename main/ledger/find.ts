import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import type { SearchCriteria, SearchCursor } from '../../core/journal/search.ts';
import { candidatesFor, predicateOf, type Predicate, type Values } from './find-sql.ts';

/** One found payment, and its place among the others. */
export type FoundRow = SearchCursor & { readonly id: string };

/** Found payments, newest first. `next` null = there are no more; otherwise more may follow, even behind an empty page. */
export type FoundPage = { readonly rows: readonly FoundRow[]; readonly next: SearchCursor | null };

/** One page of a search. Its time does not grow with the years: what no index answers is looked for in portions. */
export type Find = (
  criteria: SearchCriteria | null,
  before: SearchCursor | null,
  limit: number,
  utcOffsetMinutes: number,
) => FoundPage;

/** So many payments are gathered from an index and sorted; what is more common is met soon enough on the way back in time. */
const CANDIDATES_MAX = 1_000;
/** Payments looked through for one page. */
const PORTION = 10_000;

const START: SearchCursor = { atMs: Number.MAX_SAFE_INTEGER, sequence: Number.MAX_SAFE_INTEGER };
const BEHIND = '(p.submitted_ms, p.sequence) < (:atMs, :sequence)';
const NEWEST_FIRST = 'ORDER BY p.submitted_ms DESC, p.sequence DESC';
const FOUND = 'p.submitted_ms AS atMs, p.sequence AS sequence, p.payment_request_id AS id';

type Prepare = (sql: string) => StatementSyncInstance;

/** Prepares statements as searches of a new shape come. */
export function createFind(db: DatabaseSyncInstance): Find {
  const statements = new Map<string, StatementSyncInstance>();
  const prepare: Prepare = (sql) => {
    const known = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  return (criteria, before, limit, utcOffsetMinutes) => {
    const from = before ?? START;
    const predicate = predicateOf(criteria, utcOffsetMinutes);
    const few = criteria === null ? null : fromIndexes(prepare, criteria, predicate);
    return few === null ? lookThrough(prepare, predicate, from, limit) : pageOf(few, from, limit);
  };
}

/** Every match, when indexes lead to all of them and they are few; else null. */
function fromIndexes(prepare: Prepare, criteria: SearchCriteria, predicate: Predicate): readonly FoundRow[] | null {
  const candidates = candidatesFor(criteria);
  if (candidates === null) return null;
  const found = new Map<number, FoundRow>();
  for (const { sql, values } of candidates) {
    const some = `SELECT at FROM (${sql}) LIMIT ${String(CANDIDATES_MAX + 1)}`;
    const { count } = prepare(`SELECT count(*) AS count FROM (${some})`).get(values) as { readonly count: number };
    if (count > CANDIDATES_MAX) return null;
    const matching = prepare(
      `SELECT ${FOUND} FROM (${some}) c CROSS JOIN payments p ON p.sequence = c.at WHERE ${predicate.sql}`,
    );
    for (const row of matching.all({ ...predicate.values, ...values }) as readonly FoundRow[]) found.set(row.sequence, row);
  }
  // A part in the middle of an id has no index; it is looked for only when nothing begins with it.
  if (found.size === 0 && criteria.words !== null) return null;
  return [...found.values()].sort(newestFirst);
}

const newestFirst = (a: SearchCursor, b: SearchCursor): number => b.atMs - a.atMs || b.sequence - a.sequence;

function pageOf(all: readonly FoundRow[], from: SearchCursor, limit: number): FoundPage {
  const rest = all.filter((row) => newestFirst(from, row) < 0);
  const rows = rest.slice(0, limit);
  return { rows, next: rest.length > limit ? cursorOf(rows.at(-1)) : null };
}

/** Back in time from the cursor, as far as one portion reaches. */
function lookThrough(prepare: Prepare, { sql, values, span }: Predicate, from: SearchCursor, limit: number): FoundPage {
  const cursor = startOf(from, span.untilMs);
  const bounds = `${BEHIND}${span.fromMs === null ? '' : ' AND p.submitted_ms >= :fromMs'}`;
  const portion = `SELECT p.sequence FROM payments p WHERE ${bounds} ${NEWEST_FIRST} LIMIT ${String(PORTION)}`;
  const rows = prepare(
    `SELECT ${FOUND} FROM (${portion}) s JOIN payments p ON p.sequence = s.sequence WHERE ${sql} LIMIT :limit`,
  ).all({
    ...used(sql, values),
    ...cursor,
    ...(span.fromMs === null ? {} : { fromMs: span.fromMs }),
    limit,
  }) as readonly FoundRow[];
  if (rows.length === limit) return { rows, next: cursorOf(rows.at(-1)) };
  const last = prepare(`SELECT ${FOUND} FROM payments p WHERE ${bounds} ${NEWEST_FIRST} LIMIT 1 OFFSET ${String(PORTION - 1)}`);
  const edge = last.get({ ...cursor, ...(span.fromMs === null ? {} : { fromMs: span.fromMs }) }) as FoundRow | undefined;
  return { rows, next: cursorOf(edge) };
}

/** The span's own bounds are given beside the predicate's, and each name once. */
const used = (sql: string, values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => sql.includes(`:${name}`)));

const startOf = (from: SearchCursor, untilMs: number | null): SearchCursor =>
  untilMs !== null && untilMs <= from.atMs ? { atMs: untilMs, sequence: 0 } : { atMs: from.atMs, sequence: from.sequence };

const cursorOf = (row: FoundRow | undefined): SearchCursor | null =>
  row === undefined ? null : { atMs: row.atMs, sequence: row.sequence };
