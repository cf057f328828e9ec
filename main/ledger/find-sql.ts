import { gramQuery, plainNote } from '../../core/journal/grams.ts';
import type { SearchCriteria, SearchFilters, SearchWords, StateWord, TimeSpan } from '../../core/journal/search.ts';

/** Values by name. */
export type Values = Readonly<Record<string, string | number>>;

/** What must hold for a payment `p`, as SQL, and between which times it lies at all. */
export type Predicate = { readonly sql: string; readonly values: Values; readonly span: TimeSpan };

/** A way to payments that may match: their sequences as `at`. */
export type Candidates = { readonly sql: string; readonly values: Values };

type Part = { readonly sql: string; readonly values: Values };

const EVERYTHING: Predicate = { sql: '1', values: {}, span: { fromMs: null, untilMs: null } };

/** The whole search as one condition. */
export function predicateOf(criteria: SearchCriteria | null, utcOffsetMinutes: number): Predicate {
  if (criteria === null) return EVERYTHING;
  const { filters, words } = criteria;
  const parts = [...filterParts(filters), ...(words === null ? [] : [wordsPart(words, utcOffsetMinutes)])];
  const sql = parts.map((part) => part.sql).join(' AND ') || '1';
  return { sql, values: Object.assign({}, ...parts.map(({ values }) => values)) as Values, span: filters };
}

const STATES: Readonly<Record<StateWord, string>> = {
  paid: "p.state = 'paid'",
  notpaid: "p.state = 'notPaid'",
  cancelled: "p.state = 'cancelled'",
  open: 'p.settled = 0',
  refunded: "EXISTS (SELECT 1 FROM refunds r WHERE r.payment_request_id = p.payment_request_id AND r.state = 'refunded')",
};

function filterParts({ fromMs, untilMs, minMinor, maxMinor, wallet, cashier, note, state }: SearchFilters): readonly Part[] {
  const parts: Part[] = [];
  const add = (sql: string, values: Values = {}) => parts.push({ sql, values });
  if (fromMs !== null) add('p.submitted_ms >= :fromMs', { fromMs });
  if (untilMs !== null) add('p.submitted_ms < :untilMs', { untilMs });
  if (minMinor !== null) add('p.amount_minor >= :minMinor', { minMinor });
  if (maxMinor !== null) add('p.amount_minor <= :maxMinor', { maxMinor });
  if (wallet !== null) add(like('wallet', 'wallet'), { wallet: pattern(wallet) });
  if (cashier !== null) add(like('cashier', 'cashier'), { cashier: pattern(cashier) });
  if (note !== null) add(like('note', 'note'), { note: pattern(note) });
  if (state !== null) add(STATES[state]);
  return parts;
}

/** Every reading of the words, in the order in which they are cheapest to compare. */
function wordsPart({ text, amountMinor, day, minuteOfDay }: SearchWords, utcOffsetMinutes: number): Part {
  const any = [
    like('order_number', 'text'),
    like('payment_id', 'text'),
    like('payment_request_id', 'text'),
    like('note', 'text'),
  ];
  const values: Record<string, string | number> = { text: pattern(text) };
  if (amountMinor !== null) {
    any.unshift('p.amount_minor = :amount');
    values['amount'] = amountMinor;
  }
  if (day !== null) {
    any.unshift('(p.submitted_ms >= :dayMs AND p.submitted_ms < :dayEndMs)');
    Object.assign(values, { dayMs: day.fromMs, dayEndMs: day.untilMs });
  }
  if (minuteOfDay !== null) {
    any.unshift('((p.submitted_ms / 60000 + :offset) % 1440) = :minute');
    Object.assign(values, { offset: utcOffsetMinutes, minute: minuteOfDay });
  }
  return { sql: `(${any.join(' OR ')})`, values };
}

const like = (column: string, name: string): string => `p.${column} LIKE :${name} ESCAPE '\\'`;
const pattern = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** The ways that lead to every match; null when something of the search has no index. */
export function candidatesFor({ words, filters }: SearchCriteria): readonly Candidates[] | null {
  if (words !== null) return words.day === null && words.minuteOfDay === null ? candidatesOfWords(words) : null;
  if (filters.note !== null) return [byNote(filters.note)];
  if (filters.state === 'open') return [{ sql: 'SELECT sequence AS at FROM payments WHERE settled = 0', values: {} }];
  if (filters.minMinor === null && filters.maxMinor === null) return null;
  const { minMinor, maxMinor } = filters;
  return [
    {
      sql: 'SELECT sequence AS at FROM payments WHERE amount_minor BETWEEN :lowest AND :highest',
      values: { lowest: minMinor ?? 0, highest: maxMinor ?? Number.MAX_SAFE_INTEGER },
    },
  ];
}

const RECEIPT = /^\d{1,9}$/;
/** Behind every text that begins alike. */
const LAST = '\u{10ffff}';

function candidatesOfWords({ text, amountMinor }: SearchWords): readonly Candidates[] {
  const begins = (column: string): Candidates => ({
    sql: `SELECT sequence AS at FROM payments WHERE ${column} >= :begin AND ${column} < :end`,
    values: { begin: text, end: text + LAST },
  });
  const number = (column: string, value: number): Candidates => ({
    sql: `SELECT sequence AS at FROM payments WHERE ${column} = :value`,
    values: { value },
  });
  return [
    ...['order_number', 'payment_id', 'payment_request_id'].map(begins),
    ...(RECEIPT.test(text) ? [number('receipt_number', Number(text))] : []),
    ...(amountMinor === null ? [] : [number('amount_minor', amountMinor)]),
    byNote(text),
  ];
}

/** Notes that hold all pairs of characters; the condition of the search compares the text itself. */
const byNote = (text: string): Candidates => ({
  sql: 'SELECT rowid AS at FROM note_grams WHERE note_grams MATCH :grams',
  values: { grams: gramQuery(plainNote(text)) },
});
