import type { SearchFilters, SearchWords, StateWord, TimeSpan } from '../../core/journal/search.ts';
import { pattern, type Values } from './find-sql.ts';
import type { Prepare } from './statements.ts';

/** An index whose entries for these values lie in the order of time, or are so few that they are sorted. */
type Walk = { readonly index: string; readonly where: string; readonly values: Values; readonly span: TimeSpan };

/** Walks that together pass every payment which one part of a search allows. */
export type Way = readonly Walk[];

/** So many different names of cashiers or wallets are looked at, */
const NAMES_MAX = 200;
/** and so many of them followed at once. */
const FITTING_MAX = 8;

const ALWAYS: TimeSpan = { fromMs: null, untilMs: null };
const partial = (index: string, where: string): Way => [{ index, where, values: {}, span: ALWAYS }];

/** What is open is gathered, and what is paid is met soon enough on the way back in time. */
const STATES: Readonly<Record<StateWord, Way | null>> = {
  paid: null,
  open: null,
  notpaid: partial('payments_not_paid', "p.state = 'notPaid'"),
  cancelled: partial('payments_cancelled', "p.state = 'cancelled'"),
  refunded: partial('payments_refunded', 'p.refunded = 1'),
};

/** Every way that leads to all matches of a search that is narrowed like this; a range of amounts, when it holds at most so many. */
export function waysOf(prepare: Prepare, filters: SearchFilters, rangeMax: number): readonly Way[] {
  const { state, wallet, cashier, minMinor, maxMinor } = filters;
  const ways = [
    state === null ? null : STATES[state],
    wallet === null ? null : named(prepare, 'wallet', wallet),
    cashier === null ? null : named(prepare, 'cashier', cashier),
    minMinor === null && maxMinor === null
      ? null
      : amounts(prepare, minMinor ?? 0, maxMinor ?? Number.MAX_SAFE_INTEGER, rangeMax),
  ];
  return ways.filter((way) => way !== null);
}

/** Along the amount and the day that words may mean. */
export function wayOfWords({ amountMinor, day }: SearchWords): Way {
  const inTime = { index: 'payments_in_time', where: '1', values: {} };
  return [...(amountMinor === null ? [] : [amount(amountMinor)]), ...(day === null ? [] : [{ ...inTime, span: day }])];
}

const amount = (value: number): Walk => ({
  index: 'payments_by_amount',
  where: 'p.amount_minor = :value',
  values: { value },
  span: ALWAYS,
});

/** A range lies in the order of its amounts; null where too many would have to be sorted. */
function amounts(prepare: Prepare, lowest: number, highest: number, most: number): Way | null {
  if (lowest === highest) return [amount(lowest)];
  const where = 'p.amount_minor BETWEEN :lowest AND :highest';
  const values = { lowest, highest };
  const counting = `SELECT 1 FROM payments p INDEXED BY payments_by_amount WHERE ${where} LIMIT ${String(most + 1)}`;
  const { count } = prepare(`SELECT count(*) AS count FROM (${counting})`).get(values) as { readonly count: number };
  return count > most ? null : [{ index: 'payments_by_amount', where, values, span: ALWAYS }];
}

type NameRow = { readonly name: string | null; readonly fits: number | null };

/** One walk a name that holds the text; null where there are too many names. Each step to the next name is one step into the index. */
function named(prepare: Prepare, column: 'cashier' | 'wallet', part: string): Way | null {
  const first = `SELECT min(${column}) FROM payments WHERE ${column} > ''`;
  const next = `SELECT (SELECT min(${column}) FROM payments WHERE ${column} > names.name) FROM names WHERE names.name IS NOT NULL`;
  const rows = prepare(
    `WITH RECURSIVE names (name) AS (${first} UNION ALL ${next} LIMIT ${String(NAMES_MAX + 1)})
      SELECT name, name LIKE :part ESCAPE '\\' AS fits FROM names`,
  ).all({ part: pattern(part) }) as readonly NameRow[];
  const fitting = rows.filter(({ fits }) => fits === 1).map(({ name }) => name ?? '');
  if (rows.length > NAMES_MAX || fitting.length > FITTING_MAX) return null;
  const [index, where] = [`payments_by_${column}`, `p.${column} = :value`];
  return fitting.map((value) => ({ index, where, values: { value }, span: ALWAYS }));
}
