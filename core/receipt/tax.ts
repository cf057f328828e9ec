import { formatMoney, money, type Money } from '../money/money.ts';
import { clean } from './clean.ts';
import type { ReceiptBlock } from './block.ts';
import type { ReceiptTax } from './facts.ts';
import type { ReceiptWords } from './words.ts';

const WHOLE = 10_000n;

/**
 * How much of an amount each contained tax is, in minor units, in the order of `taxes`: the price before all of them times
 * the tax's rate, halves rounded up. Integers throughout, because a large amount times a rate leaves the safe numbers.
 */
export function containedTaxes(amount: Money, taxes: readonly ReceiptTax[]): readonly number[] {
  const all = taxes.reduce((sum, { basisPoints }) => sum + BigInt(basisPoints), WHOLE);
  return taxes.map(({ basisPoints }) => Number((2n * BigInt(amount.amountMinor) * BigInt(basisPoints) + all) / (2n * all)));
}

/** The tax lines under an amount, and what it is without them; none without taxes. */
export function taxPairs(amount: Money, taxes: readonly ReceiptTax[], words: ReceiptWords): readonly ReceiptBlock[] {
  if (taxes.length === 0) return [];
  const parts = containedTaxes(amount, taxes);
  const shown = (minor: number): string => formatMoney(money(amount.currency, minor), words.grouping);
  const before = amount.amountMinor - parts.reduce((sum, part) => sum + part, 0);
  return [
    ...(before < 0 ? [] : [{ kind: 'pair', label: words.beforeTax, value: shown(before) } as const]),
    ...taxes.map(({ label, basisPoints }, index): ReceiptBlock => ({
      kind: 'pair',
      label: `${clean(label)} ${percent(basisPoints)}`,
      value: shown(parts[index] ?? 0),
    })),
  ];
}

/** 900 is `9%`, 875 is `8.75%`. */
const percent = (basisPoints: number): string => {
  const fraction = String(basisPoints % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${String(Math.floor(basisPoints / 100))}${fraction === '' ? '' : `.${fraction}`}%`;
};
