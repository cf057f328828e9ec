import type { CurrencyCode } from '../money/currency.ts';
import { parseTyped } from '../money/money.ts';

/** States as people search for them. */
export const STATE_WORDS = ['paid', 'notpaid', 'cancelled', 'open', 'refunded'] as const;
export type StateWord = (typeof STATE_WORDS)[number];

/** From and up to, epoch ms; null where there is no bound. */
export type TimeSpan = { readonly fromMs: number | null; readonly untilMs: number | null };

/** What narrows a search; each must hold. Texts are parts, in any case. */
export type SearchFilters = TimeSpan & {
  readonly minMinor: number | null;
  readonly maxMinor: number | null;
  readonly wallet: string | null;
  readonly cashier: string | null;
  readonly note: string | null;
  readonly state: StateWord | null;
};

/** Words that are typed without a name; all readings of them are alternatives. */
export type SearchWords = {
  /** Part of an order number, a payment id, a paymentRequestId or a note. */
  readonly text: string;
  readonly amountMinor: number | null;
  /** From and up to, epoch ms: a whole day. */
  readonly day: { readonly fromMs: number; readonly untilMs: number } | null;
  /** Minutes after local midnight, for a time such as 14:06. */
  readonly minuteOfDay: number | null;
};

/** What a person meant. */
export type SearchCriteria = { readonly words: SearchWords | null; readonly filters: SearchFilters };

/** Where a page ends: the next one begins behind this payment, further back in time. */
export type SearchCursor = { readonly atMs: number; readonly sequence: number };

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

export const NO_FILTERS: SearchFilters = {
  fromMs: null,
  untilMs: null,
  minMinor: null,
  maxMinor: null,
  wallet: null,
  cashier: null,
  note: null,
  state: null,
};

/**
 * Reads a search text in the shop's currency and a time zone; null when there is nothing to look for. Named parts narrow the search:
 * `amount:10-50 wallet:gcash cashier:"Maya Tan" state:paid from:2026-03-01 to:2026-03-31 note:table`. A named part that cannot be
 * read is left in the text, where it finds nothing, so that a slip is seen and not passed over.
 */
export function parseSearch(typed: string, currency: CurrencyCode, utcOffsetMinutes: number): SearchCriteria | null {
  let filters = NO_FILTERS;
  const rest = typed.replace(/(?:^|\s)([a-z]+):(?:"([^"]*)"|(\S+))/gi, (whole, name: string, quoted?: string, plain?: string) => {
    const found = readFilter(name.toLowerCase(), (quoted ?? plain ?? '').trim(), currency, utcOffsetMinutes);
    if (found === null) return whole;
    filters = { ...filters, ...found };
    return ' ';
  });
  const text = rest.trim().replace(/^#/, '');
  if (text === '') return filters === NO_FILTERS ? null : { words: null, filters };
  return { words: readWords(text, currency, utcOffsetMinutes), filters };
}

function readWords(text: string, currency: CurrencyCode, utcOffsetMinutes: number): SearchWords {
  const time = /^(\d{1,2}):(\d{2})$/.exec(text);
  return {
    text,
    amountMinor: parseTyped(currency, text),
    day: parseDay(text, utcOffsetMinutes),
    minuteOfDay: time === null ? null : Number(time[1]) * 60 + Number(time[2]),
  };
}

function readFilter(name: string, value: string, currency: CurrencyCode, offset: number): Partial<SearchFilters> | null {
  if (value === '') return null;
  switch (name) {
    case 'amount':
      return readAmounts(value, currency);
    case 'wallet':
    case 'cashier':
    case 'note':
      return { [name]: value };
    case 'state': {
      const state = STATE_WORDS.find((word) => word === value.toLowerCase().replace(/[\s-]/g, ''));
      return state === undefined ? null : { state };
    }
    case 'on':
      return parseDay(value, offset);
    case 'from': {
      const day = parseDay(value, offset);
      return day === null ? null : { fromMs: day.fromMs };
    }
    case 'to': {
      const day = parseDay(value, offset);
      return day === null ? null : { untilMs: day.untilMs };
    }
    default:
      return null;
  }
}

/** `12.50`, `10-50`, `10-` or `-50`. */
function readAmounts(value: string, currency: CurrencyCode): Partial<SearchFilters> | null {
  const parts = value.split('-');
  const [from = '', to = from] = parts;
  const [minMinor, maxMinor] = [from, to].map((text) => (text === '' ? null : parseTyped(currency, text)));
  const isRead = [from === '' || minMinor !== null, to === '' || maxMinor !== null].every(Boolean);
  return parts.length <= 2 && isRead && from + to !== '' ? { minMinor: minMinor ?? null, maxMinor: maxMinor ?? null } : null;
}

/** A day such as 2026-03-02 as a span; null for what is none. */
export function parseDay(text: string, utcOffsetMinutes: number): SearchWords['day'] {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const midnightMs = Date.parse(`${text}T00:00:00Z`) - utcOffsetMinutes * MINUTE_MS;
  // A day that does not exist, such as 30 February, would otherwise become another one.
  const exists = !Number.isNaN(midnightMs) && new Date(midnightMs + utcOffsetMinutes * MINUTE_MS).toISOString().startsWith(text);
  return !exists ? null : { fromMs: midnightMs, untilMs: midnightMs + DAY_MS };
}
