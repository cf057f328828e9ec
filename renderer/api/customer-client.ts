import type { CustomerPicture } from './types.ts';

/** What the preload of the customer's page puts at `window.customer`: ears and no mouth. */
export type CustomerListening = { readonly onPicture: (listener: (picture: CustomerPicture) => void) => void };

/** Hears every picture for as long as the page lives. */
export function hearPictures(listener: (picture: CustomerPicture) => void): void {
  const { customer } = globalThis as unknown as { readonly customer?: CustomerListening };
  if (customer === undefined) throw new Error('the preload is missing');
  customer.onPicture(listener);
}
