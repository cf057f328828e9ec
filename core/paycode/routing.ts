import { recognise, type AlipayPlusFamily, type ForeignFamily } from './family.ts';

/**
 * One row of the owner's routing table. A shop that has its own direct connection to a wallet refuses that family or
 * routing number here with its own advice; the first row that fits decides.
 */
export type RoutingRule = {
  readonly family: AlipayPlusFamily | ForeignFamily;
  /** Three digits; only meaningful for the family `cgcp`. */
  readonly routingNumber?: string;
  readonly action: 'charge' | 'refuse';
  /** The owner's own words for a refused code. */
  readonly advice?: string;
};

/** What to do with a scanned code: charge it through Alipay+, or refuse it without any network call. */
export type Route =
  | { readonly kind: 'charge'; readonly family: AlipayPlusFamily; readonly digits: string }
  | { readonly kind: 'refuse'; readonly family: AlipayPlusFamily | ForeignFamily; readonly advice: string | null };

/**
 * Routes a scanned text by the owner's table; with no row that fits, Alipay+ families are charged and all others refused.
 * A row can never send a foreign code to Alipay+.
 * https://docs.alipayplus.com/alipayplus/alipayplus/integration_user_mode_acq/accept_payment
 */
export function routeCode(scanned: string, rules: readonly RoutingRule[]): Route {
  const code = recognise(scanned);
  const routing = 'routingNumber' in code ? code.routingNumber : null;
  const rule = rules.find((row) => row.family === code.family && (row.routingNumber ?? routing) === routing);
  if (!('digits' in code) || rule?.action === 'refuse') {
    return { kind: 'refuse', family: code.family, advice: rule?.advice ?? null };
  }
  return { kind: 'charge', family: code.family, digits: code.digits };
}
