import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { again, AMOUNT_DIGITS_MAX, newSale, pressKey, withNote, type PadKey, type Sale } from '../../../core/checkout/sale.ts';

const KEYS: readonly PadKey[] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '00', 'back', 'clear', 'enter'];
const EMPTY = newSale('s1', 'SGD');
const typed = (...keys: readonly PadKey[]): Sale => keys.reduce(pressKey, EMPTY);

describe('typing a sale', () => {
  it('digits fill from the right and every change is a new version', () => {
    expect(typed('4', '2', '5', '0')).toMatchObject({ amountMinor: 4_250, version: 5, confirmed: false });
    expect(typed('4', '00')).toMatchObject({ amountMinor: 400, version: 4 });
    expect(typed('4', '2', 'back')).toMatchObject({ amountMinor: 4, version: 4 });
    expect(typed('4', '2', 'clear')).toMatchObject({ amountMinor: 0, version: 4 });
  });

  it('keys that change nothing make no version', () => {
    expect(typed('0', '00', 'back', 'clear', 'enter')).toEqual(EMPTY);
  });

  it('Enter confirms an amount, and the next edit takes the confirmation back', () => {
    expect(typed('5', 'enter')).toMatchObject({ amountMinor: 5, version: 2, confirmed: true });
    expect(typed('5', 'enter', '1')).toMatchObject({ amountMinor: 51, version: 3, confirmed: false });
  });

  it('a digit too many is not taken', () => {
    const full = typed(...Array.from({ length: AMOUNT_DIGITS_MAX }, (): PadKey => '9'));
    expect(full.amountMinor).toBe(999_999_999);
    expect(pressKey(full, '9')).toEqual(full);
    expect(pressKey(full, '00')).toEqual(full);
  });

  it('two sales of one version have the same amount, however they were typed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...KEYS), { maxLength: 40 }), (keys) => {
        const seen = new Map<number, number>();
        keys.reduce((sale, key) => {
          const next = pressKey(sale, key);
          expect(next.version).toBeGreaterThanOrEqual(sale.version);
          expect(seen.get(next.version) ?? next.amountMinor).toBe(next.amountMinor);
          seen.set(next.version, next.amountMinor);
          return next;
        }, EMPTY);
      }),
    );
  });
});

describe('notes and second tries', () => {
  it('a note is trimmed, an empty one is none, and the same one again is no edit', () => {
    const noted = withNote(EMPTY, '  table 4 ');
    expect(noted).toMatchObject({ note: 'table 4', version: 2 });
    expect(withNote(noted, 'table 4')).toBe(noted);
    expect(withNote(noted, '  ')).toMatchObject({ note: null, version: 3 });
  });

  it('a second try keeps the amount under a new version', () => {
    expect(again(typed('5', 'enter'))).toMatchObject({ saleId: 's1', amountMinor: 5, version: 3, confirmed: true });
  });
});
