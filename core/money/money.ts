import { exponentOf, isCurrencyCode, type CurrencyCode } from './currency.ts';

declare const minorBrand: unique symbol;

/** A whole number of minor units (cents, yen, fils); floats cannot become one. */
export type Minor = number & { readonly [minorBrand]: true };

/** An amount with its currency; `amountMinor` is never negative. */
export type Money = { readonly currency: CurrencyCode; readonly amountMinor: Minor };

/** Alipay+ carries at most 16 digits, and a safe integer has at most 15 full ones: the smaller bound rules. */
const AMOUNT_DIGITS_MAX = 15;

/** Brands a non-negative safe integer; throws RangeError for anything else, because a float here is a bug and not an input. */
export function toMinor(amount: number): Minor {
  if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError('not a whole number of minor units');
  return amount as Minor;
}

/** Nothing at all, of any currency. */
export const ZERO: Minor = toMinor(0);

/** Puts an amount and its currency together. */
export const money = (currency: CurrencyCode, amountMinor: number): Money => ({ currency, amountMinor: toMinor(amountMinor) });

/** Sum of two amounts of minor units. */
export const add = (a: Minor, b: Minor): Minor => toMinor(a + b);

/** What is left of `a` after `b`; throws RangeError when `b` is the larger, which the caller must have ruled out. */
export const subtract = (a: Minor, b: Minor): Minor => toMinor(a - b);

/** True when both the currency and the amount are the same. */
export const sameMoney = (a: Money, b: Money): boolean => a.currency === b.currency && a.amountMinor === b.amountMinor;

/**
 * The wire form of an amount: a natural number of minor units as a string.
 * https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/pay_user_presented_mode
 */
export const toWireValue = (amount: Money): string => String(amount.amountMinor);

/**
 * Reads an amount off the wire: digits only, no sign, no leading zero, at least 1, at most 15 digits.
 * Returns null for anything else, an unknown currency included, so that no caller guesses.
 */
export function fromWire(currency: string, value: string): Money | null {
  if (!isCurrencyCode(currency) || !/^[1-9]\d*$/.test(value) || value.length > AMOUNT_DIGITS_MAX) return null;
  return money(currency, Number(value));
}

/** `4250` SGD as `42.50`, `599` JPY as `599`, `1234` KWD as `1.234`; grouping only when asked for. */
export function formatMinor(amount: Money, grouping = ''): string {
  const exponent = exponentOf(amount.currency);
  const digits = String(amount.amountMinor).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent).replace(/\B(?=(\d{3})+$)/g, grouping);
  return exponent === 0 ? whole : `${whole}.${digits.slice(-exponent)}`;
}

/** The amount with its currency code behind it, the only way an amount is ever shown alone. */
export const formatMoney = (amount: Money, grouping = ''): string => `${formatMinor(amount, grouping)} ${amount.currency}`;

/**
 * The amount after one more typed digit, filled from the right as tills do (4, 2, 5, 0 becomes 42.50).
 * Returns null when it would outgrow `digitsMax`.
 */
export function pushDigit(amount: Minor, digit: number, digitsMax: number): Minor | null {
  const next = amount * 10 + digit;
  return String(next).length > Math.min(digitsMax, AMOUNT_DIGITS_MAX) ? null : toMinor(next);
}

/** The amount after the last digit was taken back. */
export const popDigit = (amount: Minor): Minor => toMinor(Math.floor(amount / 10));

/** Reads what a person typed into a field (`12`, `12.5`, `12,50`) as minor units; null when it is not an amount of this currency. */
export function parseTyped(currency: CurrencyCode, text: string): Minor | null {
  const match = /^(\d{1,13})(?:[.,](\d{1,3}))?$/.exec(text.trim());
  const exponent = exponentOf(currency);
  const fraction = match?.[2] ?? '';
  if (match === null || fraction.length > exponent) return null;
  const digits = `${match[1] ?? ''}${fraction.padEnd(exponent, '0')}`.replace(/^0+(?=\d)/, '');
  return digits.length > AMOUNT_DIGITS_MAX ? null : toMinor(Number(digits));
}
