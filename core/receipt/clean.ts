/** Payment codes start 25 to 30 and have 16 to 32 digits; people and scanners also write them in groups. */
const PAYMENT_CODE = /(?<!\d)(?:2[ -]?[5-9]|3[ -]?0)(?:[ -]?\d){14,30}(?!\d)/g;

/** C0, C1 and DEL are printer commands; the bidirectional marks reorder what stands beside them. */
const CONTROL = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu;

/**
 * SECURITY: makes a foreign text safe to print. Control characters become one space, because an ESC in a wallet's
 * name would be a command to the printer; composed form (NFC), because code pages know é but not e with an accent.
 */
export const clean = (text: string): string => text.normalize('NFC').replace(CONTROL, ' ').trim();

/** SECURITY: `clean`, and a payment code that was scanned or typed into a free text is replaced by `hidden`. */
export const cleanFreeText = (text: string, hidden: string): string => clean(text).replace(PAYMENT_CODE, hidden);
