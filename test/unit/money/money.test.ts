import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CURRENCY_CODES, exponentOf, isCurrencyCode, type CurrencyCode } from '../../../core/money/currency.ts';
import {
  add,
  formatMinor,
  formatMoney,
  fromWire,
  money,
  parseTyped,
  popDigit,
  pushDigit,
  sameMoney,
  subtract,
  toMinor,
  toWireValue,
  ZERO,
  type Minor,
} from '../../../core/money/money.ts';

const currencies = fc.constantFrom(...CURRENCY_CODES);
const amounts = fc.integer({ min: 1, max: 999_999_999_999_999 });

describe('minor units', () => {
  it.each([0.1, -1, Number.NaN, Infinity, 2 ** 53, 1e300])('%s never becomes an amount', (bad) => {
    expect(() => toMinor(bad)).toThrow(new RangeError('not a whole number of minor units'));
  });

  it('adding and taking away stays whole, and below nothing is refused', () => {
    expect(add(toMinor(10), toMinor(20))).toBe(30);
    expect(subtract(toMinor(30), toMinor(30))).toBe(0);
    expect(() => subtract(toMinor(1), toMinor(2))).toThrow(RangeError);
    expect(() => add(toMinor(Number.MAX_SAFE_INTEGER), toMinor(1))).toThrow(RangeError);
  });

  it('the same number of another currency is other money', () => {
    expect(sameMoney(money('SGD', 599), money('SGD', 599))).toBe(true);
    expect(sameMoney(money('SGD', 599), money('USD', 599))).toBe(false);
    expect(sameMoney(money('SGD', 599), money('SGD', 600))).toBe(false);
  });
});

describe('the table of currencies', () => {
  it.each<[CurrencyCode, number]>([
    ['CLP', 0],
    ['JPY', 0],
    ['KRW', 0],
    ['VND', 0],
    ['ISK', 0],
    ['XOF', 0],
    ['UGX', 0],
    ['CNY', 2],
    ['HKD', 2],
    ['IDR', 2],
    ['MYR', 2],
    ['PHP', 2],
    ['SGD', 2],
    ['THB', 2],
    ['TWD', 2],
    ['HUF', 2],
    ['USD', 2],
    ['BHD', 3],
    ['IQD', 3],
    ['JOD', 3],
    ['KWD', 3],
    ['LYD', 3],
    ['OMR', 3],
    ['TND', 3],
  ])('%s has %i digits behind the point', (code, digits) => {
    expect(exponentOf(code)).toBe(digits);
  });

  it.each(['sgd', 'XXX', '', 'toString', '__proto__', 'SGDX', 'US'])('%j is not guessed as a currency', (code) => {
    expect(isCurrencyCode(code)).toBe(false);
  });

  it('no code stands in it twice and every code is three capital letters', () => {
    expect(new Set(CURRENCY_CODES).size).toBe(CURRENCY_CODES.length);
    expect(CURRENCY_CODES.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
  });
});

describe('the wire', () => {
  it('whatever is sent is read back as the same money', () => {
    fc.assert(
      fc.property(currencies, amounts, (currency, amount) => {
        const sent = money(currency, amount);
        expect(fromWire(currency, toWireValue(sent))).toEqual(sent);
      }),
    );
  });

  it.each(['0', '00', '01', '-1', '+1', '1.0', '1e3', ' 1', '1 ', '', '1000000000000000', '٣', '0x1', 'NaN', '1\n'])(
    'the value %j is refused',
    (value) => {
      expect(fromWire('SGD', value)).toBeNull();
    },
  );

  it('an unknown currency is refused, whatever the value', () => {
    expect(fromWire('XTS', '100')).toBeNull();
  });

  it('anything at all is either refused or a whole positive amount', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (currency, value) => {
        const read = fromWire(currency, value);
        expect(read === null || (Number.isSafeInteger(read.amountMinor) && read.amountMinor >= 1)).toBe(true);
      }),
    );
  });
});

describe('showing amounts', () => {
  it.each<[CurrencyCode, number, string, string]>([
    ['SGD', 4_250, '', '42.50'],
    ['SGD', 5, '', '0.05'],
    ['SGD', 0, '', '0.00'],
    ['JPY', 599, '', '599'],
    ['KWD', 1_234, '', '1.234'],
    ['KWD', 1, '', '0.001'],
    ['SGD', 999_999_999, ',', '9,999,999.99'],
    ['JPY', 1_234_567, ',', '1,234,567'],
    ['JPY', 100, ',', '100'],
    ['SGD', 100_000, ',', '1,000.00'],
    ['KWD', 1_000_000, ' ', '1 000.000'],
  ])('%s %i with grouping %j is %s', (currency, amount, grouping, text) => {
    expect(formatMinor(money(currency, amount), grouping)).toBe(text);
  });

  it('an amount alone always names its currency', () => {
    expect(formatMoney(money('SGD', 4_250))).toBe('42.50 SGD');
  });

  it('is grouped only when asked for', () => {
    expect(formatMoney(money('JPY', 1_234_567))).toBe('1234567 JPY');
    expect(formatMoney(money('JPY', 1_234_567), ',')).toBe('1,234,567 JPY');
  });

  it('what is shown can be typed back and is the same amount', () => {
    fc.assert(
      fc.property(currencies, fc.integer({ min: 0, max: 999_999_999_999 }), (currency, amount) => {
        expect(parseTyped(currency, formatMinor(money(currency, amount)))).toBe(amount);
      }),
    );
  });
});

describe('typing amounts', () => {
  it('digits fill from the right, as on a till', () => {
    const typed = [4, 2, 5, 0].reduce<Minor>((amount, digit) => pushDigit(amount, digit, 9) ?? amount, ZERO);
    expect(typed).toBe(4_250);
    expect(popDigit(typed)).toBe(425);
    expect(popDigit(ZERO)).toBe(0);
  });

  it('a digit too many is refused and never rounds', () => {
    expect(pushDigit(toMinor(999_999_999), 9, 9)).toBeNull();
    expect(pushDigit(toMinor(99_999_999), 9, 9)).toBe(999_999_999);
    expect(pushDigit(toMinor(999_999_999_999_999), 9, 99)).toBeNull();
  });

  it('any row of digits and backspaces leaves a whole amount within its digits', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1, max: 9 })), fc.integer({ min: 1, max: 15 }), (keys, digitsMax) => {
        const end = keys.reduce<Minor>(
          (amount, key) => (key < 0 ? popDigit(amount) : (pushDigit(amount, key, digitsMax) ?? amount)),
          ZERO,
        );
        expect(String(end).length).toBeLessThanOrEqual(digitsMax);
      }),
    );
  });

  it.each<[CurrencyCode, string, number | null]>([
    ['SGD', '12', 1_200],
    ['SGD', '12.5', 1_250],
    ['SGD', '12,50', 1_250],
    ['SGD', ' 0.05 ', 5],
    ['SGD', '007', 700],
    ['KWD', '0000000000012', 12_000],
    ['KWD', '0000000000000', 0],
    ['SGD', '12.505', null],
    ['JPY', '599', 599],
    ['JPY', '5.9', null],
    ['KWD', '1.234', 1_234],
    ['KWD', '1.2', 1_200],
    ['SGD', '', null],
    ['SGD', '.5', null],
    ['SGD', '5.', null],
    ['SGD', '-5', null],
    ['SGD', '1,234.50', null],
    ['SGD', '1e2', null],
    ['SGD', '12345678901234', null],
    ['SGD', '9999999999999', 999_999_999_999_900],
    ['KWD', '9999999999999', null],
    ['SGD', '٥', null],
  ])('%s %j means %s', (currency, text, amount) => {
    expect(parseTyped(currency, text)).toBe(amount);
  });
});
