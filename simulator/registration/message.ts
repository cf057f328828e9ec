import { createReader, type MessageReader } from '../gateway/message-reader.ts';

/** A request that holds together. */
export type RegistrationMessage = {
  readonly registrationRequestId: string;
  readonly referenceMerchantId: string;
  readonly referenceStoreId: string | null;
  readonly products: readonly string[];
  readonly registrationNo: string;
  readonly attachments: number;
  readonly notifyUrl: string | null;
  readonly passThroughInfo: string | null;
  /** What idempotency compares. */
  readonly fingerprint: string;
};

const PRODUCTS = ['IN_STORE_PAYMENT', 'CASHIER_PAYMENT', 'AGREEMENT_PAYMENT'];
const TYPES = ['ENTERPRISE_REGISTRATION_NO', 'US_FEDERAL_EIN', 'INDEPENDENT_CONTRACTOR_LICENSE_NO', 'OTHER_IDENTIFICATION_NO'];

const OPTIONAL = { max: 2_048, required: false } as const;

/** Reads a `registration`, or names its first illegal field. https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/registration */
export function readRegistration(body: object): RegistrationMessage | { readonly fault: string } {
  const read = createReader(body);
  const registrationRequestId = read.text('registrationRequestId', { max: 64, required: true }) ?? '';
  const products = readProducts(read);
  const isInStore = products.includes('IN_STORE_PAYMENT');
  const isOnline = products.some((product) => product !== 'IN_STORE_PAYMENT');
  const referenceMerchantId = read.text('merchantInfo.referenceMerchantId', { max: 32, required: true }) ?? '';
  read.text('merchantInfo.merchantDisplayName', { max: 64, required: isOnline });
  read.text('merchantInfo.merchantMCC', { max: 4, required: true });
  if (isOnline) read.text('merchantInfo.websites.0.url', { max: 2_048, required: true });
  readRegion(read, 'merchantInfo.merchantAddress.region', true);
  const registrationNo = readDetail(read);
  const referenceStoreId = readStore(read, isInStore);
  const notifyUrl = read.text('registrationNotifyUrl', OPTIONAL);
  const passThroughInfo = read.text('passThroughInfo', OPTIONAL);
  const attachments = read.count('merchantInfo.registrationDetail.attachments', 50);
  const fault = read.fault();
  if (fault !== null) return { fault };
  const fingerprint = JSON.stringify(body);
  const places = { referenceMerchantId, referenceStoreId, registrationNo };
  return { registrationRequestId, ...places, products, attachments, notifyUrl, passThroughInfo, fingerprint };
}

function readProducts(read: MessageReader): readonly string[] {
  const count = read.count('productCodes', PRODUCTS.length);
  if (count === 0) read.refuse('productCodes', 'missing');
  const products = Array.from({ length: count }, (_, at) => read.text(`productCodes.${String(at)}`, { max: 64, required: true }));
  for (const product of products)
    if (product !== null && !PRODUCTS.includes(product)) read.refuse('productCodes', 'not a product');
  return products.filter((product) => product !== null);
}

function readDetail(read: MessageReader): string {
  const path = 'merchantInfo.registrationDetail';
  read.text(`${path}.legalName`, { max: 256, required: true });
  const type = read.text(`${path}.registrationType`, { max: 64, required: true });
  if (type !== null && !TYPES.includes(type)) read.refuse(`${path}.registrationType`, 'not a known type');
  readRegion(read, `${path}.registrationAddress.region`, false);
  return read.text(`${path}.registrationNo`, { max: 64, required: true }) ?? '';
}

/** A store is told with in-store products, and only with them. */
function readStore(read: MessageReader, isInStore: boolean): string | null {
  if (!isInStore) {
    if (read.has('storeInfo')) read.refuse('storeInfo', 'only with IN_STORE_PAYMENT');
    return null;
  }
  read.text('storeInfo.storeName', { max: 256, required: true });
  read.text('storeInfo.storeMCC', { max: 4, required: true });
  return read.text('storeInfo.referenceStoreId', { max: 32, required: true });
}

function readRegion(read: MessageReader, path: string, required: boolean): void {
  const region = read.text(path, { max: 2, required });
  if (region !== null && !/^[A-Z]{2}$/.test(region)) read.refuse(path, 'not an ISO 3166 code');
}
