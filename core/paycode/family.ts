/** Digits-only codes that Alipay+ partner wallets show; Alipay+ itself finds out which wallet it is. */
export type AlipayPlusFamily = 'alipayplus-19' | 'cgcp' | 'alipay';

/** Codes a till may meet that are not Alipay+ payment codes. */
export type ForeignFamily = 'order-code' | 'wechat' | 'unionpay' | 'emvco' | 'url' | 'unknown';

/** What was scanned. `routingNumber` is the three digits that name the wallet inside a CGCP code. */
export type PayCode =
  | { readonly family: 'cgcp'; readonly digits: string; readonly routingNumber: string }
  | { readonly family: 'alipayplus-19' | 'alipay'; readonly digits: string; readonly routingNumber: null }
  | { readonly family: ForeignFamily };

/** The documented rule is 16-24 digits; terminals are asked to be ready for 32. */
const TERMINAL_RULE = /^(?:2[5-9]|30)\d{14,30}$/;
const ALIPAYPLUS_19 = /^289\d{10}6\d{5}$/;
const CGCP = /^(?:2[5-9]|30)1(\d{3})\d{11,26}$/;
/** A 24-digit shared code whose sixth and seventh digits after the issuer say `04`: an order code, shown by merchants. */
const ORDER_CODE = /^(?:2[5-9]|30)1\d{3}04\d{16}$/;

/** Base64 of the bytes 85 05 `CPV01`; the tenth character also carries four bits of whatever follows. */
const EMVCO = /^hQVDUFYwM[Q-Za-f]/;

/** Families that are told from the text alone, in the order in which they are tried. */
const FOREIGN: readonly (readonly [ForeignFamily, RegExp])[] = [
  ['url', /^https?:\/\//i],
  ['emvco', EMVCO],
  ['order-code', ORDER_CODE],
  ['wechat', /^1[0-5]\d{16}$/],
  ['unionpay', /^62\d{17}$/],
];

/**
 * Names the family of a scanned text; blanks and line ends that scanners add are stripped, nothing else is altered.
 * https://docs.alipayplus.com/alipayplus/alipayplus/integration_user_mode_acq/payment_codes
 * AlipayCN and AlipayHK codes of 17-19 digits cannot be told apart, so both are `alipay`.
 */
export function recognise(scanned: string): PayCode {
  const text = scanned.replace(/[\s\p{Cc}]/gu, '');
  const foreign = FOREIGN.find(([, pattern]) => pattern.test(text));
  if (foreign !== undefined) return { family: foreign[0] };
  if (!TERMINAL_RULE.test(text)) return { family: 'unknown' };
  if (ALIPAYPLUS_19.test(text)) return { family: 'alipayplus-19', digits: text, routingNumber: null };
  const routingNumber = text.length >= 20 ? CGCP.exec(text)?.[1] : undefined;
  return routingNumber === undefined
    ? { family: 'alipay', digits: text, routingNumber: null }
    : { family: 'cgcp', digits: text, routingNumber };
}
