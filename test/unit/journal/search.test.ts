import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_FILTERS, parseSearch } from '../../../core/journal/search.ts';

const TOKYO = 540;
const NOTHING = { amountMinor: null, day: null, minuteOfDay: null };

describe('what a person meant by the search text', () => {
  it.each([
    ['  #T1-000412 ', { ...NOTHING, text: 'T1-000412' }],
    ['42.50', { ...NOTHING, text: '42.50', amountMinor: 4_250 }],
    ['42,5', { ...NOTHING, text: '42,5', amountMinor: 4_250 }],
    ['14:06', { ...NOTHING, text: '14:06', minuteOfDay: 846 }],
    ['A#17', { ...NOTHING, text: 'A#17' }],
    ['14:065', { ...NOTHING, text: '14:065' }],
    ['114:06', { ...NOTHING, text: '114:06' }],
    ['9:05', { ...NOTHING, text: '9:05', minuteOfDay: 545 }],
    [
      '2026-03-02',
      { ...NOTHING, text: '2026-03-02', day: { fromMs: Date.UTC(2026, 2, 1, 15), untilMs: Date.UTC(2026, 2, 2, 15) } },
    ],
  ])('%j', (typed, expected) => {
    expect(parseSearch(typed, 'SGD', TOKYO)).toEqual({ words: expected, filters: NO_FILTERS });
  });

  it.each(['', '   ', '#', ' # '])('%j looks for nothing', (typed) => {
    expect(parseSearch(typed, 'SGD', TOKYO)).toBeNull();
  });

  it.each(['2026-02-30', '2026-13-01', '2026-00-10', '2025-02-29', '9999-99-99', '+012026-03-02', '2026-03-02T00:00'])(
    '%s is no day, and never another one',
    (typed) => {
      expect(parseSearch(typed, 'SGD', TOKYO)?.words).toEqual({ ...NOTHING, text: typed });
    },
  );

  it("a day is the shop's, east and west of Greenwich", () => {
    expect(parseSearch('2024-02-29', 'SGD', -480)?.words?.day).toEqual({
      fromMs: Date.UTC(2024, 1, 29, 8),
      untilMs: Date.UTC(2024, 2, 1, 8),
    });
  });

  it('whatever is typed, it is understood or looked for as text, and never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.stringMatching(/^\d{4}-\d{2}-\d{2}$/)),
        fc.integer({ min: -720, max: 840 }),
        (typed, offset) => {
          const criteria = parseSearch(typed, 'JPY', offset);
          expect(criteria?.words === null || criteria === null || criteria.words.text.length > 0).toBe(true);
        },
      ),
    );
  });

  it.each([
    ['amount:10-50', { minMinor: 1_000, maxMinor: 5_000 }],
    ['amount:12.5', { minMinor: 1_250, maxMinor: 1_250 }],
    ['amount:10-', { minMinor: 1_000 }],
    ['amount:-50', { maxMinor: 5_000 }],
    ['wallet:gcash state:Not-Paid', { wallet: 'gcash', state: 'notpaid' }],
    ['cashier:"Maya Tan"', { cashier: 'Maya Tan' }],
    ['cashier:" Maya "', { cashier: 'Maya' }],
    ['note:table', { note: 'table' }],
    ['from:2026-03-02 to:2026-03-02', { fromMs: Date.UTC(2026, 2, 1, 15), untilMs: Date.UTC(2026, 2, 2, 15) }],
    ['on:2026-03-02', { fromMs: Date.UTC(2026, 2, 1, 15), untilMs: Date.UTC(2026, 2, 2, 15) }],
  ])('%j narrows the search', (typed, filters) => {
    expect(parseSearch(typed, 'SGD', TOKYO)).toEqual({ words: null, filters: { ...NO_FILTERS, ...filters } });
  });

  it('named parts and words stand together, in any order', () => {
    expect(parseSearch('state:paid 42.50 wallet:gcash', 'SGD', TOKYO)).toEqual({
      words: { ...NOTHING, text: '42.50', amountMinor: 4_250 },
      filters: { ...NO_FILTERS, state: 'paid', wallet: 'gcash' },
    });
  });

  it('a named part between words parts them', () => {
    expect(parseSearch('table note:x 4', 'SGD', TOKYO)?.words?.text).toMatch(/^table +4$/);
    expect(parseSearch('table note:x4', 'SGD', TOKYO)).toEqual({
      words: { ...NOTHING, text: 'table' },
      filters: { ...NO_FILTERS, note: 'x4' },
    });
  });

  it.each([
    'wallet:""',
    'to:2026-02-30',
    'on:2026-02-30',
    'amount:10-x',
    'amount:x-10',
    'state:payed',
    'amount:ten',
    'amount:1-2-3',
    'from:2026-02-30',
    'walet:gcash',
    'amount:-',
  ])('a slip such as %s is looked for as text and never passed over', (typed) => {
    expect(parseSearch(typed, 'SGD', TOKYO)).toEqual({ words: { ...NOTHING, text: typed }, filters: NO_FILTERS });
  });
});
