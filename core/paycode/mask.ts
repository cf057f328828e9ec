/** A payment code as people and files may see it: family digits and the last four, never enough to pay with. */
export const maskCode = (digits: string): string => `${digits.slice(0, 2)}••••${digits.slice(-4)}`;

/** A hand-typed code while it grows: only how many digits there are and the last one, for the cashier to follow. */
export const maskTyping = (digits: string): string =>
  digits === '' ? '' : `${'•'.repeat(digits.length - 1)}${digits.slice(-1)}`;
