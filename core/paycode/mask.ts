/** A payment code as people and files may see it: family digits and the last four, never enough to pay with. */
export const maskCode = (digits: string): string => `${digits.slice(0, 2)}••••${digits.slice(-4)}`;

/** A hand-typed code while it grows: how many digits there are, in fours; a page that saw them one by one could put them together. */
export const maskTyping = (digits: string): string => '•'.repeat(digits.length).replace(/.{4}(?=.)/g, '$& ');
