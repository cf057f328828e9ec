/** The chapters of the guided form, in their order. */
export const STEPS = ['merchant', 'company', 'store', 'papers', 'check'] as const;
export type Step = (typeof STEPS)[number];

/** What is sold how; one request may name several, and each of them is a registration of its own. */
export const PRODUCTS = ['IN_STORE_PAYMENT', 'CASHIER_PAYMENT', 'AGREEMENT_PAYMENT'] as const;
export type Product = (typeof PRODUCTS)[number];

/**
 * When a field has to be filled.
 * - `always`, or where Alipay+ is told about an `online` product, or about a `store`
 * - `group`: as soon as another field beside it is filled
 * - `no`: never
 */
export type Need = 'always' | 'online' | 'store' | 'group' | 'no';

/** What may stand in a field beside its length. */
export type Shape = 'text' | 'id' | 'country' | 'category' | 'day' | 'link' | readonly [string, ...string[]];

/** How sure a length or a condition is: documented, read out of an SDK, inferred, unknown. */
export type Sure = 'D' | 'S' | 'I' | 'U';

/** One field: where it stands in the request, and its rules. */
export type FieldRule = {
  readonly step: Step;
  readonly path: string;
  readonly lengthMax: number;
  readonly need: Need;
  readonly shape: Shape;
  readonly sure: Sure;
};

const REGISTRATION_TYPES = [
  'ENTERPRISE_REGISTRATION_NO',
  'US_FEDERAL_EIN',
  'INDEPENDENT_CONTRACTOR_LICENSE_NO',
  'OTHER_IDENTIFICATION_NO',
] as const;

const field = (step: Step, path: string, lengthMax: number, need: Need, shape: Shape = 'text', sure: Sure = 'U'): FieldRule => ({
  step,
  path,
  lengthMax,
  need,
  shape,
  sure,
});

/** Lengths of an address are those of an order's address: https://docs.alipayplus.com/alipayplus/alipayplus/place_order/model */
const address = (step: Step, path: string, need: Need): readonly FieldRule[] => [
  field(step, `${path}.region`, 2, need, 'country', 'I'),
  field(step, `${path}.state`, 8, 'no'),
  field(step, `${path}.city`, 32, 'no'),
  field(step, `${path}.address1`, 256, 'no'),
  field(step, `${path}.address2`, 256, 'no'),
  field(step, `${path}.zipCode`, 32, 'no'),
];

const website = (at: number, need: Need): readonly FieldRule[] => [
  field('merchant', `merchantInfo.websites.${String(at)}.name`, 256, 'no'),
  field('merchant', `merchantInfo.websites.${String(at)}.url`, 2048, need, 'link'),
  field('merchant', `merchantInfo.websites.${String(at)}.desc`, 256, 'no'),
  field('merchant', `merchantInfo.websites.${String(at)}.websiteType`, 8, 'group', ['WEB', 'APP'], 'S'),
];

const DETAIL = 'merchantInfo.registrationDetail';

const contact = (at: number): readonly FieldRule[] => [
  field('company', `${DETAIL}.contactInfo.${String(at)}.contactType`, 32, 'group', ['MOBILE_PHONE', 'TELEPHONE', 'EMAIL'], 'S'),
  field('company', `${DETAIL}.contactInfo.${String(at)}.contactNo`, 64, 'group'),
];

const storeContact = (at: number): readonly FieldRule[] => [
  field('store', `storeInfo.storeContacts.${String(at)}.fullName`, 128, 'group'),
  field('store', `storeInfo.storeContacts.${String(at)}.contactNo`, 64, 'group'),
  field('store', `storeInfo.storeContacts.${String(at)}.identificationId`, 64, 'no'),
];

/**
 * Every field of a `registration` but its products and papers. Names below `merchantInfo` and `storeInfo` are read out of an SDK;
 * lengths and conditions marked U are assumed, and the owner's settings replace the lengths.
 * https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/registration
 */
export const FIELDS: readonly FieldRule[] = [
  field('merchant', 'merchantInfo.referenceMerchantId', 32, 'always', 'id', 'D'),
  // Documented as needed for online products; the text was cut, so it is always asked for.
  field('merchant', 'merchantInfo.merchantDisplayName', 64, 'always', 'text', 'D'),
  field('merchant', 'merchantInfo.merchantMCC', 4, 'always', 'category', 'I'),
  ...address('merchant', 'merchantInfo.merchantAddress', 'always'),
  field('merchant', 'merchantInfo.logo.logoName', 256, 'no'),
  field('merchant', 'merchantInfo.logo.logoUrl', 2048, 'no', 'link'),
  ...website(0, 'online'),
  ...website(1, 'group'),
  field('company', `${DETAIL}.legalName`, 256, 'always', 'text', 'I'),
  field('company', `${DETAIL}.registrationType`, 64, 'always', REGISTRATION_TYPES, 'D'),
  field('company', `${DETAIL}.registrationNo`, 64, 'always', 'text', 'D'),
  field('company', `${DETAIL}.businessType`, 32, 'no', ['ENTERPRISE', 'INDIVIDUAL'], 'S'),
  field('company', `${DETAIL}.registrationEffectiveDate`, 10, 'no', 'day'),
  field('company', `${DETAIL}.registrationExpireDate`, 10, 'no', 'day'),
  ...address('company', `${DETAIL}.registrationAddress`, 'group'),
  ...contact(0),
  ...contact(1),
  ...contact(2),
  field('company', 'merchantInfo.shareholderName', 128, 'no'),
  field('company', 'merchantInfo.shareholderId', 64, 'no'),
  field('company', 'merchantInfo.representativeName', 128, 'no'),
  field('company', 'merchantInfo.representativeId', 64, 'no'),
  field('store', 'storeInfo.referenceStoreId', 32, 'store', 'id', 'D'),
  field('store', 'storeInfo.storeName', 256, 'store', 'text', 'I'),
  field('store', 'storeInfo.storeMCC', 4, 'store', 'category', 'I'),
  ...address('store', 'storeInfo.storeAddress', 'group'),
  field('store', 'storeInfo.feeTier', 64, 'no'),
  ...storeContact(0),
  ...storeContact(1),
  field('check', 'passThroughInfo', 2048, 'no', 'text', 'D'),
];

/** Kinds of paper that go with a registration, read out of an SDK. */
export const PAPER_TYPES = [
  'REGISTRATION_CERTIFICATE',
  'ARTICLES_OF_ASSOCIATION',
  'ENTERPRISES_ANNUAL_INSPECTION_REPORT',
  'PROOF_OF_ADDRESS',
  'OTHER_MATERIAL',
] as const;
export type PaperType = (typeof PAPER_TYPES)[number];
