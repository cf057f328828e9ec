/** Every word a receipt can carry. Brand and wallet names are not words: they are printed as they are, in any language. */
export type ReceiptWords = {
  readonly titles: {
    readonly sale: string;
    readonly refund: string;
    readonly cancelled: string;
    readonly 'in-doubt': string;
    readonly test: string;
  };
  /** The label above the large figure. */
  readonly amounts: {
    readonly sale: string;
    readonly refund: string;
    readonly cancelled: string;
    readonly 'in-doubt': string;
  };
  /** The sentence that says what the paper means for the money; null where the title says it all. */
  readonly meanings: {
    readonly cancelled: string;
    readonly 'in-doubt': string;
    readonly test: string;
  };
  readonly copy: string;
  readonly original: string;
  readonly originalAmount: string;
  readonly leftToRefund: string;
  readonly method: string;
  readonly wallet: string;
  readonly time: string;
  readonly counter: string;
  readonly cashier: string;
  readonly order: string;
  readonly receipt: string;
  readonly payment: string;
  readonly refundNumber: string;
  readonly request: string;
  readonly note: string;
  /** What stands where a payment code was taken out of a free text. */
  readonly hiddenCode: string;
  /** Between groups of three digits; empty for none. */
  readonly grouping: string;
};

/** The English receipt. */
export const ENGLISH_RECEIPT_WORDS: ReceiptWords = {
  titles: { sale: 'SALE', refund: 'REFUND', cancelled: 'CANCELLED', 'in-doubt': 'NOT KNOWN YET', test: 'TEST PAGE' },
  amounts: { sale: 'Amount paid', refund: 'Amount refunded', cancelled: 'Amount cancelled', 'in-doubt': 'Amount asked for' },
  meanings: {
    cancelled: 'This payment was cancelled. Nothing is owed for it; money the wallet may have taken goes back to it.',
    'in-doubt': 'It is not known yet whether this was paid. Do not pay again. The shop is asking Alipay+ and will tell you.',
    test: 'This is a test. No payment was made.',
  },
  copy: 'COPY',
  original: 'Copy of the receipt of',
  originalAmount: 'Amount paid before',
  leftToRefund: 'Left to refund',
  method: 'Method',
  wallet: 'Wallet',
  time: 'Time',
  counter: 'Counter',
  cashier: 'Cashier',
  order: 'Order',
  receipt: 'Receipt',
  payment: 'Payment id',
  refundNumber: 'Refund id',
  request: 'Request id',
  note: 'Note',
  hiddenCode: '[code hidden]',
  grouping: ',',
};
