import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CURRENCY_CODES } from '../../../core/money/currency.ts';
import { formatMoney, money } from '../../../core/money/money.ts';
import { buildReceipt } from '../../../core/receipt/document.ts';
import type { ReceiptFacts } from '../../../core/receipt/facts.ts';
import { layoutReceipt, type Columns } from '../../../core/receipt/layout.ts';
import { receiptBarcode } from '../../../core/receipt/receipt-number.ts';
import { toText } from '../../../core/receipt/to-text.ts';
import { textCells } from '../../../core/receipt/width.ts';
import { RECEIPT_WORDS } from '../../../core/receipt/words/all.ts';
import { REFUND, SALE, TEST_PAGE } from './facts-samples.ts';

const WIDTHS: readonly Columns[] = [32, 42, 48];
const print = (facts: ReceiptFacts, columns: Columns = 48): string =>
  toText(layoutReceipt(buildReceipt(facts, RECEIPT_WORDS.en), columns));
const joined = (text: string): string => text.replace(/\s+/g, '');
const PAYMENT_PAPERS: readonly ReceiptFacts[] = [
  SALE,
  REFUND,
  { ...SALE, kind: 'cancelled' },
  { ...SALE, kind: 'in-doubt', paymentId: null },
];

describe('a receipt', () => {
  it.each(PAYMENT_PAPERS)('carries the Alipay+ brand, the amount and its barcode: $kind', (facts) => {
    const text = print(facts);
    expect(text).toMatch(/Method +Alipay\+/);
    expect(text).toContain('Alipay+ Partner');
    expect(text).toContain(facts.kind === 'refund' ? '12.00 SGD' : '42.50 SGD');
    expect(text).toContain(receiptBarcode(SALE.receiptNumber));
  });

  it('names each kind of paper so that no two can be mixed up', () => {
    const titles = [...PAYMENT_PAPERS, TEST_PAGE].map((facts) =>
      buildReceipt(facts, RECEIPT_WORDS.en).blocks.find((block) => block.kind === 'text' && block.style === 'large'),
    );
    expect(titles.map((block) => (block?.kind === 'text' ? block.text : ''))).toEqual([
      'SALE',
      'REFUND',
      'CANCELLED',
      'NOT KNOWN YET',
      'TEST PAGE',
    ]);
  });

  it.each(WIDTHS)('has everything a refund or a question later needs, on %i columns', (columns) => {
    const text = joined(print(SALE, columns));
    for (const piece of [
      'Bright Lane Bakery',
      'Till 2',
      'Mei',
      '1044',
      '2-1044',
      'Kakao Pay',
      SALE.paymentId ?? '?',
      SALE.paymentRequestId,
      '2026-11-22 14:06:31 +08:00',
      'Thank you!',
    ]) {
      expect(text).toContain(joined(piece));
    }
  });

  it('of a refund shows the refunded amount, the amount paid before and what is left', () => {
    const text = print(REFUND);
    expect(text).toMatch(/Amount refunded\n +12\.00 SGD/);
    expect(text).toMatch(/Amount paid before +42\.50 SGD/);
    expect(text).toMatch(/Left to refund +30\.50 SGD/);
    expect(text).toContain(REFUND.refundId ?? '?');
  });

  it('in doubt never says paid, failed or refused, and forbids a second charge', () => {
    const text = print({ ...SALE, kind: 'in-doubt', paymentId: null });
    expect(joined(text)).toContain('Donotpayagain');
    expect(text).not.toMatch(/failed|refused|Amount paid/i);
  });

  it('says COPY in large letters, and of which paper, on everything but the original', () => {
    const copy = buildReceipt({ ...SALE, copyOf: '2026-11-22T14:06:33Z' }, RECEIPT_WORDS.en);
    expect(copy.isCopy).toBe(true);
    expect(copy.blocks).toContainEqual({ kind: 'text', text: 'COPY', align: 'center', style: 'large' });
    expect(print({ ...SALE, copyOf: '2026-11-22T14:06:33Z' }, 48)).toContain('2026-11-22 14:06:33 +00:00');
    expect(print(SALE)).not.toContain('COPY');
  });

  it('leaves the wallet out when it is not known', () => {
    expect(print({ ...SALE, walletBrand: null })).not.toContain('Wallet');
  });

  it('keeps the wallet name as Alipay+ returned it', () => {
    expect(print({ ...SALE, walletBrand: '支付宝 (中国)' })).toContain('支付宝 (中国)');
  });

  it('prints the QR code of the shop', () => {
    expect(print({ ...SALE, shop: { ...SALE.shop, footerQr: 'https://shop.example/退货' } })).toContain(
      '[QR] https://shop.example/退货',
    );
  });

  it('of a test page claims no payment', () => {
    expect(print(TEST_PAGE)).toContain('No payment was made');
    expect(print(TEST_PAGE)).not.toContain('Alipay+');
  });
});

describe('SECURITY: what a receipt never carries', () => {
  const codes = fc
    .tuple(fc.constantFrom('25', '26', '27', '28', '29', '30'), fc.stringMatching(/^\d{14,30}$/))
    .map((parts) => parts.join(''));

  it('a payment code, even when somebody scanned it into a free text', () => {
    fc.assert(
      fc.property(codes, fc.constantFrom('', ' ', '-'), (code, gap) => {
        const written = code.match(/.{1,4}/g)?.join(gap) ?? code;
        const texts = {
          note: `code ${written}`,
          cashier: written,
          walletBrand: written,
          shop: { header: [written], footer: [written], footerQr: written },
        };
        expect(print({ ...SALE, ...texts }).replace(/[\s-]/g, '')).not.toContain(code);
      }),
    );
  });

  it('a printer command hidden in a name', () => {
    const shown = buildReceipt(
      { ...SALE, walletBrand: 'Pay\u001bp\u0000\u0010\u0014\u009b x', note: 'a\r\n\u202eb' },
      RECEIPT_WORDS.en,
    );
    expect(JSON.stringify(shown)).not.toMatch(/\\u00|[\u0080-\u009f\u202e]|\\[rn]/);
  });
});

describe('a layout', () => {
  it('never cuts or breaks an amount, whatever it is and however long the names are', () => {
    const amounts = fc.tuple(fc.constantFrom(...CURRENCY_CODES), fc.integer({ min: 1, max: 999_999_999_999_999 }));
    fc.assert(
      fc.property(
        amounts,
        fc.constantFrom(...WIDTHS),
        fc.string({ unit: 'grapheme', maxLength: 90 }),
        ([currency, minor], columns, name) => {
          const amount = money(currency, minor);
          const lines = print(
            {
              ...REFUND,
              amount,
              refunded: amount,
              remaining: amount,
              walletBrand: name,
              note: name,
              shop: { header: [name], footer: [name] },
            },
            columns,
          ).split('\n');
          expect(lines.filter((line) => line.endsWith(formatMoney(amount, ','))).length).toBeGreaterThanOrEqual(3);
        },
      ),
    );
  });

  it('is never wider than the paper, a large line counted double', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 90 }), fc.constantFrom(...WIDTHS), (name, columns) => {
        const layout = layoutReceipt(
          buildReceipt(
            { ...SALE, copyOf: SALE.time, walletBrand: name, cashier: name, counter: name, orderNumber: name },
            RECEIPT_WORDS.en,
          ),
          columns,
        );
        for (const line of layout.lines) {
          if (line.kind === 'text') expect(textCells(line.text) * (line.style === 'large' ? 2 : 1)).toBeLessThanOrEqual(columns);
        }
      }),
    );
  });

  it('sets labels left and values right, counted in columns and not in characters', () => {
    const line =
      print({ ...SALE, walletBrand: '微信' }, 32)
        .split('\n')
        .find((each) => each.startsWith('Wallet')) ?? '';
    expect(textCells(line)).toBe(32);
  });
});
