import { exponentOf, isCurrencyCode, type CurrencyCode } from '../money/currency.ts';
import type { Money } from '../money/money.ts';

/** How half a minor unit is rounded. Alipay+ names a "bank rounding" page, so half-even is the default. */
export type Rounding = 'half-even' | 'half-up' | 'down';

const SCALE_DIGITS = 8;
const SCALE = 10n ** BigInt(SCALE_DIGITS);

/** Digits with at most eight decimals as a scaled integer; null for anything else. */
function scaled(decimal: string): bigint | null {
  const match = /^(\d{1,12})(?:\.(\d{1,8})0*)?$/.exec(decimal);
  return match === null ? null : BigInt(`${match[1] ?? '0'}${(match[2] ?? '').padEnd(SCALE_DIGITS, '0')}`);
}

/** Whole quotient of two non-negative integers, rounded. */
export function divide(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  const whole = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  if (rounding === 'down' || twice < denominator) return whole;
  const isTie = twice === denominator;
  return isTie && rounding === 'half-even' && whole % 2n === 0n ? whole : whole + 1n;
}

/**
 * The settlement amount (minor units) of `amount` by a quote `PAIR = SETTLEMENT/PAYMENT`, whose price is units of the second
 * currency for one of the first (direction assumed, not documented). Null when pair or price do not fit.
 */
export function settleByQuote(amount: Money, quote: { readonly pair: string; readonly price: string }, rounding: Rounding) {
  const [target = '', source = ''] = quote.pair.split('/');
  const price = scaled(quote.price);
  if (!isCurrencyCode(target) || source !== amount.currency || price === null || price === 0n) return null;
  const numerator = BigInt(amount.amountMinor) * SCALE * 10n ** BigInt(exponentOf(target));
  const denominator = price * 10n ** BigInt(exponentOf(amount.currency));
  return { currency: target, amountMinor: Number(divide(numerator, denominator, rounding)) } satisfies {
    currency: CurrencyCode;
    amountMinor: number;
  };
}

/** `percent` of an amount in minor units, rounded; null when `percent` is no number such as `0.60`. */
export function percentOf(amountMinor: number, percent: string, rounding: Rounding): number | null {
  const rate = scaled(percent);
  return rate === null ? null : Number(divide(BigInt(amountMinor) * rate, SCALE * 100n, rounding));
}
