/** The languages a receipt can be written in, as BCP 47 tags. */
export const RECEIPT_LANGUAGES = ['en', 'zh-Hans', 'zh-Hant', 'ja', 'ko', 'th', 'ar', 'he', 'hi', 'ru', 'el'] as const;

/** One of them. */
export type ReceiptLanguage = (typeof RECEIPT_LANGUAGES)[number];

/** Every word a receipt can carry. Brand and wallet names are not words: they are printed as they are, in any language. */
export type ReceiptWords = {
  readonly language: ReceiptLanguage;
  /** Which side a line begins at. */
  readonly direction: 'ltr' | 'rtl';
  readonly titles: {
    readonly sale: string;
    readonly refund: string;
    readonly cancelled: string;
    readonly 'in-doubt': string;
    readonly 'x-report': string;
    readonly 'z-report': string;
    readonly test: string;
  };
  /** The label above the large figure. */
  readonly amounts: {
    readonly sale: string;
    readonly refund: string;
    readonly cancelled: string;
    readonly 'in-doubt': string;
  };
  /** The sentence that says what the paper means for the money; a sale and a refund need none. */
  readonly meanings: {
    readonly cancelled: string;
    readonly 'in-doubt': string;
    readonly 'x-report': string;
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
  readonly beforeTax: string;
  readonly report: {
    readonly number: string;
    readonly opened: string;
    readonly closed: string;
    readonly paid: string;
    readonly refunded: string;
    readonly cancelled: string;
    readonly net: string;
    readonly byWallet: string;
    readonly byCashier: string;
    readonly otherWallet: string;
    /** Above the payments that are not known yet. */
    readonly open: string;
    readonly openedBy: string;
    readonly takenOver: string;
    readonly closedBy: string;
    /** The moment of an X report. */
    readonly printed: string;
    readonly float: string;
    readonly counted: string;
    readonly notCounted: string;
    readonly difference: string;
    /** Beside an order whose refund is not known yet. */
    readonly refundOpen: string;
    readonly allSettled: string;
    readonly byHour: string;
    /** Above how often things happened that move no money. */
    readonly counts: string;
    readonly count: {
      readonly notPaid: string;
      readonly cancelled: string;
      readonly refundsRefused: string;
      readonly inDoubt: string;
      readonly approvals: string;
      readonly wrongPins: string;
      readonly ownerResets: string;
    };
    /** Above the QR code of the last row. */
    readonly head: string;
    readonly row: string;
    /** Beside the time of the paper that this one repeats. */
    readonly original: string;
  };
  /** What stands where a payment code was taken out of a free text. */
  readonly hiddenCode: string;
  /** Between groups of three digits; empty for none. */
  readonly grouping: string;
};
