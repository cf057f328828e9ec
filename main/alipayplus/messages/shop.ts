import * as z from 'zod';
import { textOut } from './shared.ts';

/** A postal address as the `merchantAddress` and `storeAddress` of an order. */
const address = z.object({
  region: z.string().regex(/^[A-Z]{2}$/),
  state: textOut(8).optional(),
  city: textOut(32).optional(),
  address1: textOut(256).optional(),
  address2: textOut(256).optional(),
  zipCode: textOut(32).optional(),
});

/**
 * The shop's own part of every order. Lengths from https://docs.alipayplus.com/alipayplus/alipayplus/place_order/model ;
 * which fields Alipay+ demands in User-presented Mode is unknown, so all that a sibling product's validator demands are required.
 */
const shop = z.object({
  referenceMerchantId: textOut(32),
  merchantMCC: textOut(32),
  merchantName: textOut(256),
  merchantDisplayName: textOut(64).optional(),
  merchantAddress: address.optional(),
  storeId: textOut(64),
  storeName: textOut(256),
  storeDisplayName: textOut(64).optional(),
  storeMCC: textOut(32),
  storeAddress: address.optional(),
  terminalId: textOut(64),
  operatorId: textOut(64).optional(),
});

/** Merchant, store and terminal as the owner set them up; `operatorId` is the cashier. */
export type ShopFacts = Readonly<z.input<typeof shop>>;

/** The path of the first field Alipay+ would refuse, or null when all are well. */
export function shopFault(facts: ShopFacts): string | null {
  const checked = shop.safeParse(facts);
  return checked.success ? null : (checked.error.issues[0]?.path ?? []).map(String).join('.');
}

/** Schema of an address inside an order. */
export const addressOut = address.optional();
