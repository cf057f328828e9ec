import type { OpeningTask } from './tasks.ts';

/** What is asked before there are settings, step by step; the last step writes them. */
export const OPENING_STEPS = ['language', 'shop', 'alipayplus', 'keys', 'apply'] as const;

/** One of the steps above. */
export type OpeningStep = (typeof OPENING_STEPS)[number];

/** Where somebody is in the set-up: asking, or one of the tasks that follow. */
export type OpeningPlace = OpeningStep | OpeningTask;

/** The fields of each step. `mode` is `live` or `practice`; everything else is text as somebody typed it. */
export const FIELDS_OF = {
  language: [],
  shop: ['shopName', 'address', 'region', 'currency', 'timeZone', 'counterName', 'counterId'],
  alipayplus: ['mode', 'clientId', 'baseUrl', 'merchantName', 'merchantId', 'mcc', 'storeId', 'settlementCurrency'],
  keys: ['theirKey'],
  apply: [],
} as const satisfies Readonly<Record<OpeningStep, readonly string[]>>;

/** A field of the form. */
export type OpeningField = (typeof FIELDS_OF)[OpeningStep][number];

/** Every field, in the order in which they are asked. */
export const OPENING_FIELDS: readonly OpeningField[] = OPENING_STEPS.flatMap((step): readonly OpeningField[] => FIELDS_OF[step]);

/** The form as it is filled in. Nothing in it is secret: the private key never comes near it. */
export type OpeningForm = Readonly<Record<OpeningField, string>>;

/** The most that is kept of one field, in UTF-16 units. */
export const FIELD_LENGTH_MAX = 16_384;

/** The step on which a field is asked. */
export const stepOf = (field: OpeningField): OpeningStep =>
  OPENING_STEPS.find((step) => (FIELDS_OF[step] as readonly string[]).includes(field)) ?? 'apply';

/** What nobody has to look up: the form of a counter about which only the PC's region is known. */
export const emptyForm = (about: Pick<OpeningForm, 'region' | 'currency' | 'timeZone' | 'counterId'>): OpeningForm => ({
  shopName: '',
  address: '',
  ...about,
  counterName: '',
  mode: 'live',
  clientId: '',
  baseUrl: 'https://open-sea.alipayplus.com',
  merchantName: '',
  merchantId: '',
  mcc: '',
  storeId: '',
  settlementCurrency: '',
  theirKey: '',
});
