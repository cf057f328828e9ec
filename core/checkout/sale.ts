import type { CurrencyCode } from '../money/currency.ts';
import { popDigit, pushDigit, ZERO, type Minor } from '../money/money.ts';

/** A key of the cashier's pad, from the keyboard or the screen. */
export type PadKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '00' | 'back' | 'clear' | 'enter';

/** The sale being typed. Any edit makes a new version, so that a result can never be shown for another amount. */
export type Sale = {
  readonly saleId: string;
  readonly version: number;
  readonly currency: CurrencyCode;
  readonly amountMinor: Minor;
  readonly note: string | null;
  /** Enter was pressed; scanning works either way. */
  readonly confirmed: boolean;
};

/** The longest amount a till accepts: 9,999,999.99 or 999,999,999. */
export const AMOUNT_DIGITS_MAX = 9;

/** An empty sale. */
export const newSale = (saleId: string, currency: CurrencyCode): Sale => ({
  saleId,
  version: 1,
  currency,
  amountMinor: ZERO,
  note: null,
  confirmed: false,
});

/** The sale after one key; `enter` confirms an amount and does nothing without one. */
export function pressKey(sale: Sale, key: PadKey): Sale {
  switch (key) {
    case 'enter':
      return sale.amountMinor > 0 ? { ...sale, confirmed: true } : sale;
    case 'back':
      return withAmount(sale, popDigit(sale.amountMinor));
    case 'clear':
      return withAmount(sale, ZERO);
    case '00':
      return pressKey(pressKey(sale, '0'), '0');
    default:
      return withAmount(sale, pushDigit(sale.amountMinor, Number(key), AMOUNT_DIGITS_MAX) ?? sale.amountMinor);
  }
}

/** The sale with another note; an empty one is none. */
export function withNote(sale: Sale, note: string): Sale {
  const trimmed = note.trim();
  const next = trimmed === '' ? null : trimmed;
  return next === sale.note ? sale : { ...sale, note: next, version: sale.version + 1 };
}

/** The same sale for a second try after a final "not paid": a new version, so that the old result cannot be mistaken for it. */
export const again = (sale: Sale): Sale => ({ ...sale, version: sale.version + 1, confirmed: true });

const withAmount = (sale: Sale, amountMinor: Minor): Sale =>
  amountMinor === sale.amountMinor ? sale : { ...sale, amountMinor, version: sale.version + 1, confirmed: false };
