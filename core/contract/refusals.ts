import * as z from 'zod';

/**
 * Why main did not do what the page asked. The words for each stand in renderer/words.
 * - `untrusted-sender`, `bad-request`, `internal`: the call itself
 * - `not-now`: the counter is in a state in which this act makes no sense
 * - `not-found`: no such payment
 * - `amount-missing`, `over-refund`, `refund-window`, `cancel-window`, `currency-mismatch`: the shop's or Alipay+'s rules
 * - `code-already-sent`, `id-already-used`, `storage-*`: the ledger refused, so nothing was sent
 * - `keychain-*`, `key-*`: the keys
 * - `settings-*`: the settings; `settings-locked`: the administrator of this PC has set them
 * - `no-viewer`: the system has no program for this kind of file
 * - `reports-unset`: no server or no password is set up · `reports-broken`: a file or the store could not be read or written
 * - `sign-in-needed`, `not-permitted`, `approval-*`, `reason-missing`: who may do it
 * - `last-owner`, `name-missing`, `phone-not-saved`: a change of people
 * - `shift-*`, `count-missing`: the shift
 * - `counter-trading`, `scan-in-window`: windows of the system, which swallow what a scanner types
 * - `file-unreadable`: a file that was chosen is too large or cannot be read
 * - `books-*`: copies of the ledger, restoring, exporting, erasing
 */
export const REFUSAL_CODES = [
  'untrusted-sender',
  'bad-request',
  'internal',
  'not-now',
  'not-found',
  'amount-missing',
  'over-refund',
  'refund-window',
  'cancel-window',
  'currency-mismatch',
  'code-already-sent',
  'id-already-used',
  'storage-full',
  'storage-read-only',
  'storage-locked',
  'storage-corrupt',
  'storage-gone',
  'storage-failed',
  'keychain-missing',
  'keychain-locked',
  'keychain-timeout',
  'keychain-denied',
  'keychain-broken',
  'key-unreadable',
  'key-passphrase-wrong',
  'key-passphrase-needed',
  'key-too-weak',
  'key-not-rsa',
  'settings-unwritable',
  'settings-invalid',
  'settings-locked',
  'no-viewer',
  'reports-unset',
  'reports-broken',
  'sign-in-needed',
  'not-permitted',
  'approval-declined',
  'approval-expired',
  'reason-missing',
  'last-owner',
  'name-missing',
  'phone-not-saved',
  'shift-open',
  'shift-not-open',
  'shift-not-yours',
  'shift-busy',
  'count-missing',
  'counter-trading',
  'scan-in-window',
  'file-unreadable',
  'books-busy',
  'books-code',
  'books-day',
  'books-file',
  'books-folder',
  'books-other',
  'books-unreadable',
  'books-unsettled',
] as const;

/** One of the codes above. */
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** A refused call always gets an answer, with a trace id that stands in the log too. */
export const refusalSchema = z.strictObject({
  ok: z.literal(false),
  code: z.enum(REFUSAL_CODES),
  traceId: z.string(),
});

/** What a refused call gets. */
export type Refusal = z.infer<typeof refusalSchema>;

/** Every invoke resolves with one of these; it never rejects. */
export type Outcome<Value> = { readonly ok: true; readonly value: Value } | Refusal;
