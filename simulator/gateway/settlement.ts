import { exponentOf, isCurrencyCode, type CurrencyCode } from '../../core/money/currency.ts';
import { money, type Money } from '../../core/money/money.ts';
import { dayMs, dayUtc8 } from './iso-time.ts';
import type { GatewaySettings } from './settings.ts';
import type { Payment, Quote } from './state.ts';

/** Practice rates: units of each currency for one US dollar. They are invented and stand still. */
const PRACTICE_RATES: Readonly<Record<string, string>> = {
  USD: '1',
  JPY: '149.50',
  HKD: '7.80',
  SGD: '1.35',
  CNY: '7.20',
  KRW: '1380',
  PHP: '58.20',
  MYR: '4.45',
  THB: '34.60',
  IDR: '16250',
  EUR: '0.92',
  GBP: '0.79',
  AUD: '1.52',
  NZD: '1.66',
  TWD: '32.40',
  VND: '25400',
  MOP: '8.03',
  INR: '84.10',
  CHF: '0.88',
  CAD: '1.39',
  AED: '3.67',
  BHD: '0.376',
  KWD: '0.307',
  MNT: '3400',
  KZT: '495',
  LKR: '292',
  BRL: '5.60',
  MXN: '19.80',
};

/** Decimals a price is quoted with beyond its leading digits. */
const PRICE_DECIMALS = 8;
const PRICE_SCALE = 10n ** BigInt(PRICE_DECIMALS);

/** What Alipay+ would settle for this payment, or why it cannot. */
export type Settlement = { readonly ok: true; readonly value: Payment['settlement'] } | { readonly ok: false };

/**
 * The settlement amount of a payment in `currency`: the same value without a quote when both currencies are one, otherwise by the
 * practice rate, pair `SETTLEMENT/PAYMENT` (direction assumed, not documented).
 */
export function settle(settings: GatewaySettings, amount: Money, currency: string | null, nowMs: number): Settlement {
  if (currency === null) return { ok: true, value: null };
  if (!isCurrencyCode(currency)) return { ok: false };
  if (currency === amount.currency) return { ok: true, value: { amount, quote: null } };
  const price = priceOf(settings, currency, amount.currency);
  if (price === null) return { ok: false };
  const startOfDay = nowMs - ((nowMs + 8 * 3_600_000) % dayMs);
  const quote: Quote = {
    quoteId: `Q${dayUtc8(nowMs)}${currency}${amount.currency}`,
    pair: `${currency}/${amount.currency}`,
    price,
    fromMs: startOfDay,
    untilMs: startOfDay + dayMs,
  };
  return { ok: true, value: { amount: convert(amount, currency, price, settings.settlementRounding), quote } };
}

/** The settlement amount of a part of a payment, at the payment's own rate. */
export function settlePart(
  payment: Payment,
  part: Money,
  rounding: GatewaySettings['settlementRounding'],
): Payment['settlement'] {
  if (payment.settlement === null) return null;
  const { amount, quote } = payment.settlement;
  if (quote === null) return { amount: part, quote: null };
  return { amount: convert(part, amount.currency, quote.price, rounding), quote };
}

/** `price` units of the amount's currency are one unit of `target`; integers only. */
export function convert(
  amount: Money,
  target: CurrencyCode,
  price: string,
  rounding: GatewaySettings['settlementRounding'],
): Money {
  const numerator = BigInt(amount.amountMinor) * PRICE_SCALE * 10n ** BigInt(exponentOf(target));
  const denominator = scaled(price) * 10n ** BigInt(exponentOf(amount.currency));
  return money(target, Number(divide(numerator, denominator, rounding)));
}

function priceOf(settings: GatewaySettings, target: string, source: string): string | null {
  const rateOf = (code: string): string | undefined => settings.rates[code] ?? PRACTICE_RATES[code];
  const [from, to] = [rateOf(source), rateOf(target)];
  if (from === undefined || to === undefined || scaled(to) === 0n || scaled(from) === 0n) return null;
  if (to === '1') return from;
  return unscaled(divide(scaled(from) * PRICE_SCALE, scaled(to), 'half-even'));
}

function divide(numerator: bigint, denominator: bigint, rounding: GatewaySettings['settlementRounding']): bigint {
  const whole = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  if (rounding === 'down' || twice < denominator) return whole;
  const isTie = twice === denominator;
  return isTie && rounding === 'half-even' && whole % 2n === 0n ? whole : whole + 1n;
}

function scaled(decimal: string): bigint {
  const match = /^(\d{1,12})(?:\.(\d{1,8}))?$/.exec(decimal);
  return match === null ? 0n : BigInt(`${match[1] ?? '0'}${(match[2] ?? '').padEnd(PRICE_DECIMALS, '0')}`);
}

function unscaled(value: bigint): string {
  const digits = String(value).padStart(PRICE_DECIMALS + 1, '0');
  const fraction = digits.slice(-PRICE_DECIMALS).replace(/0+$/, '');
  const whole = digits.slice(0, -PRICE_DECIMALS);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
