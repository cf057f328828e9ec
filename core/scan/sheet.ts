/** One symbol of the printed set-up sheet. */
export type SheetSymbol = { readonly kind: 'code128' | 'qrcode'; readonly digits: string };

/**
 * The three symbols of the set-up sheet, in the order in which they stand there. All ten digits are in each; payment codes
 * begin with 25 to 30 and receipts have 14 digits, so no symbol of the sheet is ever taken for one of them.
 */
export const SHEET: readonly SheetSymbol[] = [
  { kind: 'code128', digits: '74102589630741085296' },
  { kind: 'qrcode', digits: '7152637485960718293041' },
  { kind: 'code128', digits: '794816205379481620537948' },
];
