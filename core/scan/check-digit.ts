/** True for the eight digits of a product code with a right check digit: EAN-8, or UPC-E (https://www.gs1.org/services/how-calculate-check-digit-manually). */
export const isShortProductCode = (text: string): boolean =>
  /^\d{8}$/.test(text) && (hasCheckDigit(text) || (/^[01]/.test(text) && hasCheckDigit(upcA(text))));

/** GS1's check digit: from the right, every second digit three times, the sum a multiple of ten. */
function hasCheckDigit(text: string): boolean {
  const sum = Array.from(text)
    .reverse()
    .reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

/** The twelve digits that eight digits of UPC-E stand for. */
function upcA(text: string): string {
  const [system, body, last, check] = [text.slice(0, 1), text.slice(1, 6), text.slice(6, 7), text.slice(7)];
  if (last <= '2') return `${system}${body.slice(0, 2)}${last}0000${body.slice(2)}${check}`;
  if (last === '3') return `${system}${body.slice(0, 3)}00000${body.slice(3)}${check}`;
  if (last === '4') return `${system}${body.slice(0, 4)}00000${body.slice(4)}${check}`;
  return `${system}${body}0000${last}${check}`;
}
