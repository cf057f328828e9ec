import type { OpeningField } from './form.ts';

/** Where a fault is shown: at a field, at this counter's own key, or at no field of the form. */
export type FaultPlace = OpeningField | 'ownKey';

/** JSON paths of a provisioning document, longest first where one begins another. */
const PLACES: readonly (readonly [path: string, field: FaultPlace])[] = [
  ['$.mode', 'mode'],
  ['$.counter.counterId', 'counterId'],
  ['$.terminal.storeTerminalId', 'counterId'],
  ['$.counter.name', 'counterName'],
  ['$.shop.name', 'shopName'],
  ['$.store.storeName', 'shopName'],
  ['$.shop.addressLines', 'address'],
  ['$.shop.currency', 'currency'],
  ['$.shop.timeZone', 'timeZone'],
  ['$.merchant.address', 'region'],
  ['$.store.address', 'region'],
  ['$.merchant.referenceMerchantId', 'merchantId'],
  ['$.merchant.merchantMCC', 'mcc'],
  ['$.store.storeMCC', 'mcc'],
  ['$.merchant.merchantName', 'merchantName'],
  ['$.store.referenceStoreId', 'storeId'],
  ['$.gateway.baseUrl', 'baseUrl'],
  ['$.gateway.clientId', 'clientId'],
  ['$.gateway.settlementCurrency', 'settlementCurrency'],
  ['$.gateway.gatewayPublicKey', 'theirKey'],
  ['$.gateway.privateKey', 'ownKey'],
];

/** The field that a fault's JSON path, such as `$.gateway.clientId` or `$.shop.addressLines[2]`, belongs to; null for none. */
export function fieldOfFault(path: string): FaultPlace | null {
  const place = PLACES.find(([begins]) => path === begins || path.startsWith(`${begins}.`) || path.startsWith(`${begins}[`));
  return place?.[1] ?? null;
}
