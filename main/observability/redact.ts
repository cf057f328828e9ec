const HIDDEN = '[hidden]';

/** Payment codes of all wallets have 16 to 24 digits. */
const CODE = /\d{16,}/g;

/** Alipay+ and its wallets, WeChat, UnionPay; Alipay+'s own ids begin with a year or with 10 to 11 and have another length. */
const LIKE_A_CODE = /^(?:(?:2[5-9]|30)\d{14,30}|1[0-5]\d{16}|62\d{17})$/;

/** After these words a value follows that nobody else may read. */
const NAMED = /\b(pin|password|passphrase|secret|signature|paymentcode|token)(["':= ]{1,6})[^\s"',;&}:=]{1,512}/gi;

/** What keys and signatures on one line are made of; our own ids are shorter, and file names have dots in them. */
const RUN = /[A-Za-z0-9+/_=%]+/g;
const RUN_CHARACTERS_MAX = 80;

const [BEGIN, END] = ['-----BEGIN ', '-----END '] as const;

/**
 * SECURITY: the text without what looks like a payment code, a key, a PIN or a signature. Nothing of the kind is handed to the log
 * in the first place; this is for what another program's error message may quote.
 */
export const redact = (text: string): string => withoutKeys(text).replace(CODE, HIDDEN);

/** The same for a row of the ledger, in which Alipay+'s ids are digits too: of digits only what a payment code looks like is hidden. */
export const redactRow = (text: string): string =>
  withoutKeys(text).replace(CODE, (digits) => (LIKE_A_CODE.test(digits) ? HIDDEN : digits));

const withoutKeys = (text: string): string =>
  withoutPem(text)
    .replace(RUN, (run) => (run.length > RUN_CHARACTERS_MAX ? HIDDEN : run))
    .replace(NAMED, `$1$2${HIDDEN}`);

/** A key whose end was cut off hides everything behind it. */
function withoutPem(text: string): string {
  const [before = '', ...parts] = text.split(BEGIN);
  return parts.reduce((kept, part) => {
    const end = part.indexOf(END);
    return `${kept}${HIDDEN}${end < 0 ? '' : part.slice(end + END.length)}`;
  }, before);
}
