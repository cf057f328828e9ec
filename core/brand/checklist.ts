/**
 * What Alipay+ wants of a shop that shows a till to its customers: the brand in the payment zone, and brand and amount on each receipt
 * (https://docs.alipayplus.com/alipayplus/alipayplus/integration_user_mode_acq/standard_output); the rest is good practice of the same pages.
 */
export const OUTPUTS = [
  'payment-zone',
  'one-way',
  'customer-display',
  'receipt-brand',
  'receipt-amount',
  'pdf',
  'codes',
  'wallet-marks',
] as const;

/** One row of the list. */
export type Output = (typeof OUTPUTS)[number];

/** `file`: the owner's official file · `text`: the text form · `built-in`: always so · `not-used`: this counter has none of it */
export const MET_WITH = ['file', 'text', 'built-in', 'not-used'] as const;

export type MetWith = (typeof MET_WITH)[number];

/** What is known of this counter. */
export type OutputFacts = {
  readonly hasMark: boolean;
  /** The mark can be told from paper in one colour. */
  readonly isMarkPrintable: boolean;
  readonly printsPictures: boolean;
  readonly hasPrinter: boolean;
  readonly hasCustomerDisplay: boolean;
  readonly walletMarks: number;
};

/** Every row, in the order of the list. */
export function outputChecklist(facts: OutputFacts): readonly { readonly output: Output; readonly metWith: MetWith }[] {
  const mark: MetWith = facts.hasMark ? 'file' : 'text';
  const onPaper: MetWith = facts.hasMark && facts.isMarkPrintable && facts.printsPictures ? 'file' : 'text';
  const met: Readonly<Record<Output, MetWith>> = {
    'payment-zone': mark,
    'one-way': 'built-in',
    'customer-display': facts.hasCustomerDisplay ? mark : 'not-used',
    'receipt-brand': facts.hasPrinter ? onPaper : 'not-used',
    'receipt-amount': 'built-in',
    pdf: mark,
    codes: 'built-in',
    'wallet-marks': facts.walletMarks > 0 ? 'file' : 'not-used',
  };
  return OUTPUTS.map((output) => ({ output, metWith: met[output] }));
}
