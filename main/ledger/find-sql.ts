import { gramQuery, plainNote } from '../../core/journal/grams.ts';
import type { SearchCriteria, SearchFilters, SearchWords, StateWord, TimeSpan } from '../../core/journal/search.ts';
import type { UtcOffsets } from './port.ts';

/** Values by name. */
export type Values = Readonly<Record<string, string | number>>;

/** What must hold for a payment `p`, as SQL, and between which times it lies at all. */
export type Predicate = { readonly sql: string; readonly values: Values; readonly span: TimeSpan };

/** What leads to payments that may match, in no order: their sequences as `at`. */
export type Candidates = { readonly sql: string; readonly values: Values };

const DAY_MINUTES = 1_440;

type Part = { readonly sql: string; readonly values: Values };

const EVERYTHING: Predicate = { sql: '1', values: {}, span: { fromMs: null, untilMs: null } };

/** The whole search as one condition. */
export function predicateOf(criteria: SearchCriteria | null, offsets: UtcOffsets): Predicate {
  if (criteria === null) return EVERYTHING;
  const { filters, words } = criteria;
  const parts = [...filterParts(filters), ...(words === null ? [] : [wordsPart(words, offsets)])];
  const sql = parts.map((part) => part.sql).join(' AND ') || '1';
  return { sql, values: Object.assign({}, ...parts.map(({ values }) => values)) as Values, span: filters };
}

const STATES: Readonly<Record<StateWord, string>> = {
  paid: "p.state = 'paid'",
  notpaid: "p.state = 'notPaid'",
  cancelled: "p.state = 'cancelled'",
  open: 'p.settled = 0',
  refunded: 'p.refunded = 1',
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
function wordsPart({ text, amountMinor, day, minuteOfDay }: SearchWords, offsets: UtcOffsets): Part {
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
  if (minuteOfDay !== null && minuteOfDay < DAY_MINUTES) {
    const time = timePart(minuteOfDay, offsets);
    any.unshift(time.sql);
    Object.assign(values, time.values);
  }
  return { sql: `(${any.join(' OR ')})`, values };
}

/** A time of day by the clock as it stood on each day: once for every offset, each within the spans in which it held. */
function timePart(minuteOfDay: number, offsets: UtcOffsets): Part {
  const spans = typeof offsets === 'number' ? [{ fromMs: 0, minutes: offsets }] : offsets;
  const values: Record<string, number> = {};
  const perOffset = [...new Set(spans.map(({ minutes }) => minutes))].map((minutes, nth) => {
    values[`minute${String(nth)}`] = (((minuteOfDay - minutes) % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
    const held = spans.flatMap((span, at) => (span.minutes === minutes ? [heldSql(spans, at, values)] : []));
    return `((p.submitted_ms / 60000) % ${String(DAY_MINUTES)} = :minute${String(nth)} AND (${held.join(' OR ')}))`;
  });
  return { sql: `(${perOffset.join(' OR ')})`, values };
}

/** The first span has no beginning and the last no end. */
function heldSql(spans: readonly { readonly fromMs: number }[], at: number, values: Record<string, number>): string {
  const bound = (sign: string, nth: number): readonly string[] => {
    const span = spans[nth];
    if (nth === 0 || span === undefined) return [];
    values[`change${String(nth)}`] = span.fromMs;
    return [`p.submitted_ms ${sign} :change${String(nth)}`];
  };
  return [...bound('>=', at), ...bound('<', at + 1)].join(' AND ') || '1';
}

const like = (column: string, name: string): string => `p.${column} LIKE :${name} ESCAPE '\\'`;
/** A text as a part of another, whatever signs it holds; with ESCAPE. */
export const pattern = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** What leads to every match of one of the filters each, where those are likely to be few. */
export function candidatesOfFilters({ note, state }: SearchFilters): readonly Candidates[] {
  const open = { sql: 'SELECT sequence AS at FROM payments WHERE settled = 0', values: {} };
  return [...(note === null ? [] : [byNote(note)]), ...(state === 'open' ? [open] : [])];
}

const RECEIPT = /^\d{1,9}$/;
/** Behind every text that begins alike. */
const LAST = '\u{10ffff}';

/** What leads to every payment of which an id begins with the words, or a note holds them; ids also as others write them. */
export function candidatesOfWords({ text }: SearchWords): readonly Candidates[] {
  const begins = (column: string): readonly Candidates[] =>
    [...new Set([text, text.toUpperCase(), text.toLowerCase()])].map((begin) => ({
      sql: `SELECT sequence AS at FROM payments WHERE ${column} >= :begin AND ${column} < :end`,
      values: { begin, end: begin + LAST },
    }));
  const receipt: Candidates = {
    sql: 'SELECT sequence AS at FROM payments WHERE receipt_number = :value',
    values: { value: Number(text) },
  };
  return [
    ...['order_number', 'payment_id', 'payment_request_id'].flatMap(begins),
    ...(RECEIPT.test(text) ? [receipt] : []),
    byNote(text),
  ];
}

/** Each pair of characters is looked for on its own, so that a long id would ask for dozens of them to find no note. */
const NOTE_PART = 9;

/** Notes that hold the pairs of characters the text begins with; the condition of the search compares the text itself. */
const byNote = (text: string): Candidates => ({
  sql: 'SELECT rowid AS at FROM note_grams WHERE note_grams MATCH :grams',
  values: { grams: gramQuery(Array.from(plainNote(text)).slice(0, NOTE_PART).join('')) },
});
