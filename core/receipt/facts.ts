import type { Money } from '../money/money.ts';
import type { ReceiptNumber } from './receipt-number.ts';

/** The shop's own lines, as its owner wrote them: name, address and tax number above, thanks and terms below. */
export type ReceiptShop = {
  readonly header: readonly string[];
  readonly footer: readonly string[];
  /** A text for a QR code under the footer, such as the address of a return policy. */
  readonly footerQr?: string;
  /** Taxes that every amount already contains; none leaves them out. */
  readonly taxes?: readonly ReceiptTax[];
  /** True when the shop has a logo, which stands above everything. */
  readonly hasLogo?: boolean;
};

/** One tax, contained in the price: `label` as its law wants it, `basisPoints` hundredths of a percent (900 is 9 %). */
export type ReceiptTax = { readonly label: string; readonly basisPoints: number };

/** What every paper tells: whose counter it was and when (`time` is ISO 8601 with its offset). */
type Occasion = {
  readonly shop: ReceiptShop;
  readonly counter: string;
  readonly time: string;
  readonly cashier?: string;
  /** Set on anything but the first paper: the ISO time of the paper that it repeats. */
  readonly copyOf?: string;
};

type PaymentFacts = Occasion & {
  readonly orderNumber: string;
  readonly receiptNumber: ReceiptNumber;
  /** The amount of the payment. */
  readonly amount: Money;
  /** As Alipay+ returned it, never translated; null when the wallet is not known. */
  readonly walletBrand: string | null;
  /** Alipay+'s own number; null while there is no answer. */
  readonly paymentId: string | null;
  readonly paymentRequestId: string;
  readonly note?: string;
};

/** Money taken, money not taken, or nobody knows yet. */
export type SaleFacts = PaymentFacts & { readonly kind: 'sale' | 'cancelled' | 'in-doubt' };

/** Money given back: `refunded` this time, `remaining` that may still be refunded after it. */
export type RefundFacts = PaymentFacts & {
  readonly kind: 'refund';
  readonly refunded: Money;
  readonly remaining: Money;
  readonly refundId: string | null;
};

/**
 * A page that proves the printer, without any payment. Each sample is printed twice, in the printer's own letters and as a
 * picture, so that a person sees whether both say the same.
 */
export type TestPageFacts = Occasion & { readonly kind: 'test'; readonly samples?: readonly string[] };

/** Every paper about one payment. */
export type PaymentPaperFacts = SaleFacts | RefundFacts;

/** Everything a receipt is made of. There is no field for a payment code, on purpose. */
export type ReceiptFacts = PaymentPaperFacts | TestPageFacts;

/** Which paper it is; reports of a shift are made in `core/shift/paper.ts`. */
export type ReceiptKind = ReceiptFacts['kind'] | 'x-report' | 'z-report';
