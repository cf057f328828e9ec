/**
 * AIM symbology identifiers (ISO/IEC 15424): `]`, a letter for the symbology, a modifier. Only symbologies that can carry a
 * payment or receipt code are listed, so that the decoder has few prefixes to try.
 */
const MODIFIERS: Readonly<Record<string, string>> = {
  A: '01234567', // Code 39
  C: '01246', // Code 128
  E: '0123478', // EAN, UPC
  I: '013', // Interleaved 2 of 5
  L: '012345', // PDF417
  Q: '0123456', // QR
  d: '0123456', // Data Matrix
  e: '0123', // GS1 DataBar
  z: '0123456789ABC', // Aztec
};

/** Every identifier that is looked for in front of a typed code. */
export const AIM_IDENTIFIERS: readonly string[] = Object.entries(MODIFIERS).flatMap(([letter, modifiers]) =>
  Array.from(modifiers, (modifier) => `]${letter}${modifier}`),
);

/** A text without the AIM identifier in front of it, and the identifier; null where there is none. No code begins with `]`. */
export function splitAim(text: string): { readonly aim: string | null; readonly text: string } {
  const aim = /^\][A-Za-z][0-9A-Za-z]/.exec(text)?.[0] ?? null;
  return { aim, text: aim === null ? text : text.slice(aim.length) };
}
