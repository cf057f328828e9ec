import { money } from '../../../core/money/money.ts';
import type { RefundFacts, SaleFacts, TestPageFacts } from '../../../core/receipt/facts.ts';

/** A sale with every field. */
export const SALE: SaleFacts = {
  kind: 'sale',
  shop: { header: ['Bright Lane Bakery', '12 Bright Lane, Singapore 049483', 'GST 201912345K'], footer: ['Thank you!'] },
  counter: 'Till 2',
  time: '2026-11-22T14:06:31+08:00',
  cashier: 'Mei',
  orderNumber: '1044',
  receiptNumber: { counterNumber: 2, sequence: 1044 },
  amount: money('SGD', 4250),
  walletBrand: 'Kakao Pay',
  paymentId: '20261122194010800100188000209157893',
  paymentRequestId: 'till2-3f1c9a7be2d84c05b6d1a3f2c4e59780',
};

/** Twelve dollars of it given back. */
export const REFUND: RefundFacts = {
  ...SALE,
  kind: 'refund',
  refunded: money('SGD', 1200),
  remaining: money('SGD', 3050),
  refundId: '20261122194010800700188000209160011',
};

/** A page without a payment. */
export const TEST_PAGE: TestPageFacts = { kind: 'test', shop: SALE.shop, counter: 'Till 2', time: SALE.time };
