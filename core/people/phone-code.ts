/** Digits of what the till shows and the owner types into the phone's page. */
export const CHALLENGE_DIGITS = 6;

/** Digits of what the phone answers. */
export const PHONE_CODE_DIGITS = 8;

const AMOUNT_BITS = 30;
/** A till takes amounts of nine digits, which is less than 2^30. */
export const PHONE_AMOUNT_MAX = 2 ** AMOUNT_BITS - 1;

/**
 * The counter of RFC 4226 (HOTP) that stands for one challenge and one amount: `challenge * 2^30 + amountMinor`, below 2^53. Each
 * pair has a counter of its own, so a code for 5.00 says nothing about the code for 50.00, and none of them depends on a clock.
 * Null for what does not fit. https://www.rfc-editor.org/rfc/rfc4226
 */
export function phoneCounter(challenge: string, amountMinor: number): number | null {
  if (!/^\d{6}$/.test(challenge) || !Number.isSafeInteger(amountMinor)) return null;
  if (amountMinor < 1 || amountMinor > PHONE_AMOUNT_MAX) return null;
  return Number(challenge) * 2 ** AMOUNT_BITS + amountMinor;
}

/** A challenge that was never used for an approval, drawn with `random` (0 <= n < 10^6); null once hardly any are left. */
export function freshChallenge(used: ReadonlySet<string>, random: () => number): string | null {
  for (let tries = 0; tries < 64; tries += 1) {
    const challenge = String(random()).padStart(CHALLENGE_DIGITS, '0');
    if (!used.has(challenge)) return challenge;
  }
  return null;
}
