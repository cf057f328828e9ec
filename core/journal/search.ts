import type { CurrencyCode } from '../money/currency.ts';
import { parseTyped } from '../money/money.ts';

/** What a person meant by the text in the search field; all parts are alternatives. */
export type SearchCriteria = {
  /** Part of an order number, a payment id, a paymentRequestId or a note. */
  readonly text: string;
  readonly amountMinor: number | null;
  /** From and up to, epoch ms: a whole day. */
  readonly day: { readonly fromMs: number; readonly untilMs: number } | null;
  /** Minutes after local midnight, for a time such as 14:06. */
  readonly minuteOfDay: number | null;
};

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Reads a search text in the shop's currency and time zone; null when there is nothing to look for. */
export function parseSearch(typed: string, currency: CurrencyCode, utcOffsetMinutes: number): SearchCriteria | null {
  const text = typed.trim().replace(/^#/, '');
  if (text === '') return null;
  const time = /^(\d{1,2}):(\d{2})$/.exec(text);
  return {
    text,
    amountMinor: parseTyped(currency, text),
    day: parseDay(text, utcOffsetMinutes),
    minuteOfDay: time === null ? null : Number(time[1]) * 60 + Number(time[2]),
  };
}

function parseDay(text: string, utcOffsetMinutes: number): SearchCriteria['day'] {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const midnightMs = Date.parse(`${text}T00:00:00Z`) - utcOffsetMinutes * MINUTE_MS;
  // A day that does not exist, such as 30 February, would otherwise become another one.
  const exists = !Number.isNaN(midnightMs) && new Date(midnightMs + utcOffsetMinutes * MINUTE_MS).toISOString().startsWith(text);
  return !exists ? null : { fromMs: midnightMs, untilMs: midnightMs + DAY_MS };
}
