import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatReceiptNumber, parseReceiptBarcode, receiptBarcode } from '../../../core/receipt/receipt-number.ts';

const numbers = fc.record({ counterNumber: fc.integer({ min: 0, max: 9999 }), sequence: fc.integer({ min: 0, max: 9_999_999 }) });

describe('the barcode of a receipt', () => {
  it('opens the receipt that it stands on', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        expect(parseReceiptBarcode(receiptBarcode(number))).toEqual(number);
      }),
    );
  });

  it('can never be taken for a payment code, which has 16 digits or more and starts 25 to 30', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        expect(receiptBarcode(number)).toMatch(/^9\d{13}$/);
      }),
    );
  });

  it('opens nothing when one digit was misread', () => {
    fc.assert(
      fc.property(numbers, fc.nat(13), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
        const digits = receiptBarcode(number);
        const wrong = digits.slice(0, at) + String((Number(digits[at]) + by) % 10) + digits.slice(at + 1);
        expect(parseReceiptBarcode(wrong)).toBeNull();
      }),
    );
  });

  it('opens nothing when two neighbours were swapped', () => {
    fc.assert(
      fc.property(numbers, fc.nat(12), (number, at) => {
        const digits = receiptBarcode(number);
        const swapped = `${digits.slice(0, at)}${digits[at + 1] ?? ''}${digits[at] ?? ''}${digits.slice(at + 2)}`;
        fc.pre(swapped !== digits);
        expect(parseReceiptBarcode(swapped)).toBeNull();
      }),
    );
  });

  it.each(['', '9', '281012020262467128', '90002000104400', '9000200010440x', ' 90002000104457', 'https://a.example'])(
    'opens nothing for %j',
    (text) => {
      expect(parseReceiptBarcode(text)).toBeNull();
    },
  );

  it.each([
    { counterNumber: 10_000, sequence: 1 },
    { counterNumber: 1, sequence: 10_000_000 },
    { counterNumber: -1, sequence: 1 },
    { counterNumber: 1, sequence: 1.5 },
  ])('refuses %j, which does not fit', (number) => {
    expect(() => receiptBarcode(number)).toThrow(RangeError);
  });

  it('reads aloud as counter and running number', () => {
    expect(formatReceiptNumber({ counterNumber: 2, sequence: 1044 })).toBe('2-1044');
  });
});
