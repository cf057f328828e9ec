/** A receipt's own number: the counter's number in the shop (0 to 9999) and the counter's running number (0 to 9,999,999). */
export type ReceiptNumber = { readonly counterNumber: number; readonly sequence: number };

/** Payment codes have 16 digits or more and start 25 to 30; a receipt's barcode has 14 and starts with 9. */
const LEAD = '9';
const COUNTER_DIGITS = 4;
const SEQUENCE_DIGITS = 7;
const BARCODE = /^9(\d{4})(\d{7})\d{2}$/;

/**
 * The 14 digits of the receipt's Code 128: `9`, counter, running number, two check digits (ISO/IEC 7064 MOD 97-10,
 * which finds every wrong digit and every swapped pair). Throws RangeError for a number that does not fit, which is a bug.
 */
export function receiptBarcode(number: ReceiptNumber): string {
  const body = `${LEAD}${digits(number.counterNumber, COUNTER_DIGITS)}${digits(number.sequence, SEQUENCE_DIGITS)}`;
  return `${body}${String(98 - (Number(`${body}00`) % 97)).padStart(2, '0')}`;
}

/** The receipt that a scan means, or null when it is not one of our receipts or a digit is wrong. */
export function parseReceiptBarcode(text: string): ReceiptNumber | null {
  const match = BARCODE.exec(text);
  if (match === null) return null;
  const number = { counterNumber: Number(match[1]), sequence: Number(match[2]) };
  return receiptBarcode(number) === text ? number : null;
}

/** The number as people read it aloud: counter 3, receipt 1044 is `3-1044`. */
export const formatReceiptNumber = (number: ReceiptNumber): string =>
  `${String(number.counterNumber)}-${String(number.sequence)}`;

function digits(value: number, length: number): string {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 10 ** length) throw new RangeError('a receipt number out of range');
  return String(value).padStart(length, '0');
}
