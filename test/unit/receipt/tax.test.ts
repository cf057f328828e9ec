import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '../../../core/money/money.ts';
import { containedTaxes, taxPairs } from '../../../core/receipt/tax.ts';
import { RECEIPT_WORDS } from '../../../core/receipt/words/all.ts';

const tax = fc.record({ label: fc.constant('GST'), basisPoints: fc.integer({ min: 0, max: 10_000 }) });

describe('the taxes in a price', () => {
  it('are what the law computes: 9 % in 109.00 is 9.00, 100.00 without it', () => {
    expect(containedTaxes(money('SGD', 10_900), [{ label: 'GST', basisPoints: 900 }])).toEqual([900]);
    expect(taxPairs(money('SGD', 10_900), [{ label: 'GST', basisPoints: 875 }], RECEIPT_WORDS.en)).toEqual([
      { kind: 'pair', label: 'Before tax', value: '100.23 SGD' },
      { kind: 'pair', label: 'GST 8.75%', value: '8.77 SGD' },
    ]);
  });

  it('of two rates are shares of the same price before both', () => {
    expect(
      containedTaxes(money('JPY', 11_500), [
        { label: 'A', basisPoints: 500 },
        { label: 'B', basisPoints: 1_000 },
      ]),
    ).toEqual([500, 1_000]);
  });

  it('are never more than a rounding away from their share, however large the amount', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999_999_999_999 }),
        fc.array(tax, { minLength: 1, maxLength: 4 }),
        (minor, taxes) => {
          const parts = containedTaxes(money('SGD', minor), taxes);
          const rates = taxes.reduce((sum, { basisPoints }) => sum + basisPoints, 0);
          const all = BigInt(10_000 + rates);
          for (const [index, part] of parts.entries()) {
            const exact = BigInt(minor) * BigInt(taxes[index]?.basisPoints ?? 0);
            const off = BigInt(part) * all - exact;
            expect(2n * (off < 0n ? -off : off) <= all).toBe(true);
          }
        },
      ),
    );
  });

  it('are not printed where there are none', () => {
    expect(taxPairs(money('SGD', 100), [], RECEIPT_WORDS.en)).toEqual([]);
  });
});
