import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { SearchCriteria, SearchCursor, SearchWords, TimeSpan } from '../../core/journal/search.ts';
import { candidatesOfFilters, candidatesOfWords, predicateOf, type Candidates, type Predicate, type Values } from './find-sql.ts';
import { wayOfWords, waysOf, type Way } from './find-walks.ts';
import type { UtcOffsets } from './port.ts';
import { createPrepare, type Prepare } from './statements.ts';

/** One found payment, and its place among the others. */
export type FoundRow = SearchCursor & { readonly id: string };

/** Found payments, newest first. `next` null = there are no more; otherwise more may follow, even behind an empty page. */
export type FoundPage = { readonly rows: readonly FoundRow[]; readonly next: SearchCursor | null };

/** One page of a search. Its time does not grow with the years: what no index answers is looked for in portions. */
export type Find = (
  criteria: SearchCriteria | null,
  before: SearchCursor | null,
  limit: number,
  offsets: UtcOffsets,
) => FoundPage;

/** How much is looked at for one page, so that its time stays the same after years of trade. */
export type FindLimits = {
  /** Payments that are gathered and sorted; each lies somewhere in the file, and a disk needs its time for each. */
  readonly candidates: number;
  /** Payments along an index, scattered likewise, */
  readonly steps: number;
  /** so many of them at once, */
  readonly batch: number;
  /** and side by side on the way back in time. */
  readonly portion: number;
  /** Amounts of a range that are sorted by their time, out of the index alone. */
  readonly range: number;
};

export const FIND_LIMITS: FindLimits = { candidates: 500, steps: 300, batch: 50, portion: 10_000, range: 20_000 };

const START: SearchCursor = { atMs: Number.MAX_SAFE_INTEGER, sequence: Number.MAX_SAFE_INTEGER };
const BEHIND = '(p.submitted_ms, p.sequence) < (:atMs, :sequence)';
const NEWEST_FIRST = 'ORDER BY p.submitted_ms DESC, p.sequence DESC';
const PLACE = 'p.submitted_ms AS atMs, p.sequence AS sequence';
const FOUND = `${PLACE}, p.payment_request_id AS id`;

type Search = {
  readonly prepare: Prepare;
  readonly predicate: Predicate;
  readonly limit: number;
  readonly limits: FindLimits;
};

/** Prepares statements as searches of a new shape come. */
export function createFind(db: DatabaseSyncInstance, limits: FindLimits = FIND_LIMITS): Find {
  const prepare = createPrepare(db);
  return (criteria, before, limit, offsets) => {
    const from = before ?? START;
    const search: Search = { prepare, predicate: predicateOf(criteria, offsets), limit, limits };
    if (criteria === null) return lookThrough(search, from);
    const { words, filters } = criteria;
    return (
      fromFew(search, candidatesOfFilters(filters), from) ??
      (words === null ? null : fromWords(search, words, from)) ??
      alongBest(search, waysOf(prepare, filters, limits.range), from)
    );
  };
}

/** By the first candidates that are few: they alone lead to every match. */
function fromFew(search: Search, each: readonly Candidates[], from: SearchCursor): FoundPage | null {
  for (const candidates of each) {
    const all = gathered(search, [candidates]);
    if (all !== null) return pageOf(behind(all, from), null, search.limit);
  }
  return null;
}

/** Every match among these candidates; null when they are many. */
function gathered({ prepare, predicate, limits }: Search, candidates: readonly Candidates[]): readonly FoundRow[] | null {
  const found = new Map<number, FoundRow>();
  for (const { sql, values } of candidates) {
    const some = `SELECT at FROM (${sql}) LIMIT ${String(limits.candidates + 1)}`;
    const { count } = prepare(`SELECT count(*) AS count FROM (${some})`).get(values) as { readonly count: number };
    if (count > limits.candidates) return null;
    const matching = prepare(
      `SELECT ${FOUND} FROM (${some}) c CROSS JOIN payments p ON p.sequence = c.at WHERE ${predicate.sql}`,
    );
    for (const row of matching.all({ ...predicate.values, ...values }) as readonly FoundRow[]) found.set(row.sequence, row);
  }
  return [...found.values()].sort(newestFirst);
}

/**
 * Ids that begin with the words and notes that hold them, between those of their amount or day; null when there are too many of the
 * first. A part in the middle of an id has no index; it is looked for only when there is nothing of all this.
 */
function fromWords(search: Search, words: SearchWords, from: SearchCursor): FoundPage | null {
  if (words.minuteOfDay !== null) return null;
  const few = gathered(search, candidatesOfWords(words));
  if (few === null) return null;
  const way = wayOfWords(words);
  if (few.length === 0 && isEmpty(search, way)) return null;
  const { rows, edge } = sifted(search, followed(search, way, from));
  const all = new Map([...behind(few, from), ...rows].map((row) => [row.sequence, row]));
  return pageOf([...all.values()].sort(newestFirst), edge, search.limit);
}

/** Seen from the start, so that all pages of a search agree. */
function isEmpty(search: Search, way: Way): boolean {
  const trail = followed(search, way, START);
  return trail.isWhole && sifted({ ...search, limit: 1 }, trail).rows.length === 0;
}

/** Back in time by whatever leads furthest back for its price. */
function alongBest(search: Search, ways: readonly Way[], from: SearchCursor): FoundPage {
  const [best] = ways.map((way) => followed(search, way, from)).sort(shortestOrFurthest);
  if (best === undefined || !(best.isWhole || isFurther(best, portionEdge(search, from)))) return lookThrough(search, from);
  const { rows, edge } = sifted(search, best);
  return pageOf(rows, edge, search.limit);
}

/** The next payments along a way, newest first; whole when none is further back. */
type Trail = { readonly steps: readonly SearchCursor[]; readonly isWhole: boolean };

function shortestOrFurthest(a: Trail, b: Trail): number {
  if (a.isWhole !== b.isWhole) return a.isWhole ? -1 : 1;
  const [ofA, ofB] = [a.steps.at(-1), b.steps.at(-1)];
  return a.isWhole || ofA === undefined || ofB === undefined ? a.steps.length - b.steps.length : newestFirst(ofB, ofA);
}

function isFurther({ steps }: Trail, edge: SearchCursor | null): boolean {
  const last = steps.at(-1);
  return last !== undefined && edge !== null && newestFirst(last, edge) > 0;
}

function followed({ prepare, predicate: { span }, limits: { steps: most } }: Search, way: Way, from: SearchCursor): Trail {
  const sides = way.map(({ index, where, values, span: own }) => {
    const both = overlapOf(span, own);
    const sql = `SELECT ${PLACE} FROM payments p INDEXED BY ${index} WHERE ${where} AND ${boundsOf(both)} ${NEWEST_FIRST} LIMIT ${String(most)}`;
    return prepare(sql).all({ ...values, ...boundValues(both, from) }) as readonly SearchCursor[];
  });
  // The newest of all are among the newest of each.
  const all = [...new Map(sides.flat().map((step) => [step.sequence, step])).values()].sort(newestFirst);
  return { steps: all.slice(0, most), isWhole: all.length <= most && sides.every((side) => side.length < most) };
}

/** Those on a trail that match; `edge` is how far it was followed, null = to its end. */
function sifted({ prepare, predicate, limit, limits }: Search, { steps, isWhole }: Trail) {
  const matching = prepare(
    `SELECT ${FOUND} FROM json_each(:steps) s CROSS JOIN payments p ON p.sequence = s.value WHERE ${predicate.sql}`,
  );
  const rows: FoundRow[] = [];
  const size = Math.max(limit, limits.batch);
  for (let at = 0; at < steps.length && rows.length < limit; at += size) {
    const some = steps.slice(at, at + size);
    const asked = { ...predicate.values, steps: JSON.stringify(some.map(({ sequence }) => sequence)) };
    rows.push(...(matching.all(asked) as FoundRow[]).sort(newestFirst));
    if (rows.length >= limit && at + size < steps.length) return { rows, edge: some.at(-1) ?? null };
  }
  return { rows, edge: isWhole ? null : (steps.at(-1) ?? null) };
}

const newestFirst = (a: SearchCursor, b: SearchCursor): number => b.atMs - a.atMs || b.sequence - a.sequence;
const behind = (all: readonly FoundRow[], from: SearchCursor) => all.filter((row) => newestFirst(from, row) < 0);

/** A page of what was found; nothing is said of what lies behind the edge. */
function pageOf(found: readonly FoundRow[], edge: SearchCursor | null, limit: number): FoundPage {
  const known = edge === null ? found : found.filter((row) => newestFirst(row, edge) <= 0);
  const rows = known.slice(0, limit);
  return { rows, next: known.length > limit || (rows.length === limit && edge !== null) ? cursorOf(rows.at(-1)) : edge };
}

/** Back in time from the cursor, as far as one portion reaches. */
function lookThrough(search: Search, from: SearchCursor): FoundPage {
  const { prepare, predicate, limit, limits } = search;
  const { sql, values, span } = predicate;
  const portion = `SELECT p.sequence FROM payments p WHERE ${boundsOf(span)} ${NEWEST_FIRST} LIMIT ${String(limits.portion)}`;
  const rows = prepare(
    `SELECT ${FOUND} FROM (${portion}) s JOIN payments p ON p.sequence = s.sequence WHERE ${sql} LIMIT :limit`,
  ).all({ ...values, ...boundValues(span, from), limit }) as readonly FoundRow[];
  return { rows, next: rows.length === limit ? cursorOf(rows.at(-1)) : portionEdge(search, from) };
}

/** The last payment of a portion; null when there are not so many. */
function portionEdge({ prepare, predicate: { span }, limits }: Search, from: SearchCursor): SearchCursor | null {
  const last = prepare(
    `SELECT ${PLACE} FROM payments p WHERE ${boundsOf(span)} ${NEWEST_FIRST} LIMIT 1 OFFSET ${String(limits.portion - 1)}`,
  );
  return cursorOf(last.get(boundValues(span, from)) as SearchCursor | undefined);
}

/** One bound at each end, because an index is entered by one alone. */
function overlapOf(a: TimeSpan, b: TimeSpan): TimeSpan {
  const only = (pick: (...all: number[]) => number, ...bounds: readonly (number | null)[]): number | null => {
    const known = bounds.filter((bound) => bound !== null);
    return known.length === 0 ? null : pick(...known);
  };
  return { fromMs: only(Math.max, a.fromMs, b.fromMs), untilMs: only(Math.min, a.untilMs, b.untilMs) };
}

const boundsOf = ({ fromMs }: TimeSpan): string => `${BEHIND}${fromMs === null ? '' : ' AND p.submitted_ms >= :fromMs'}`;

/** The end of the span is where the way begins. */
function boundValues({ fromMs, untilMs }: TimeSpan, from: SearchCursor): Values {
  const start = untilMs !== null && untilMs <= from.atMs ? { atMs: untilMs, sequence: 0 } : from;
  return { atMs: start.atMs, sequence: start.sequence, ...(fromMs === null ? {} : { fromMs }) };
}

const cursorOf = (row: SearchCursor | undefined): SearchCursor | null =>
  row === undefined ? null : { atMs: row.atMs, sequence: row.sequence };
