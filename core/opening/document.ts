import type { OpeningForm } from './form.ts';

/** Sections of settings that are there already; what no form asks about is kept as it is. */
export type SettingsBefore = {
  readonly counter: { readonly number: number };
  readonly shop: object;
  readonly merchant: object;
  readonly store: object;
  readonly [section: string]: unknown;
};

/** What a counter is called by Alipay+ while it has no ids: the practice gateway takes any. */
const PRACTICE_IDS = { merchantId: 'PRACTICE-MERCHANT', storeId: 'PRACTICE-STORE', mcc: '5812' } as const;

/** Sections that the form does not ask about, taken over from the settings before. */
const KEPT = ['printer', 'scanner', 'routing', 'limits', 'people', 'registration', 'customs', 'disputes', 'updates'] as const;

/**
 * The provisioning document (docs/provisioning.md) that a filled form means; whatever is wrong in it is the reader's to
 * find. `privateKey` is a secret, so the result must not leave the caller's hands unless it is null.
 */
export function documentFrom(
  form: OpeningForm,
  before: SettingsBefore | null,
  privateKey: string | null,
): Readonly<Record<string, unknown>> {
  const ids = idsOf(form);
  const address = { region: form.region };
  return {
    paydeskProvisioning: 1,
    mode: form.mode,
    counter: { counterId: form.counterId.trim(), name: form.counterName.trim(), number: before?.counter.number ?? 1 },
    shop: {
      ...before?.shop,
      name: form.shopName.trim(),
      addressLines: linesOf(form.address),
      currency: form.currency,
      timeZone: form.timeZone,
    },
    merchant: {
      ...before?.merchant,
      referenceMerchantId: ids.merchantId,
      merchantMCC: ids.mcc,
      merchantName: or(form.merchantName, form.shopName),
      address,
    },
    store: { ...before?.store, referenceStoreId: ids.storeId, storeName: form.shopName.trim(), storeMCC: ids.mcc, address },
    terminal: { storeTerminalId: form.counterId.trim() },
    ...Object.fromEntries(KEPT.filter((section) => before?.[section] !== undefined).map((name) => [name, before?.[name]])),
    ...(form.mode === 'practice' ? {} : { gateway: gatewayOf(form, privateKey) }),
  };
}

/** Without credentials the ids may wait as well; what was typed all the same is taken, and checked. */
function idsOf({ mode, merchantId, storeId, mcc }: OpeningForm): { merchantId: string; storeId: string; mcc: string } {
  const spare = mode === 'practice' ? PRACTICE_IDS : { merchantId: '', storeId: '', mcc: '' };
  return { merchantId: or(merchantId, spare.merchantId), storeId: or(storeId, spare.storeId), mcc: or(mcc, spare.mcc) };
}

const gatewayOf = (form: OpeningForm, privateKey: string | null): object => ({
  baseUrl: form.baseUrl.trim(),
  clientId: form.clientId.trim(),
  privateKey,
  gatewayPublicKey: form.theirKey.trim(),
  ...(form.settlementCurrency === '' ? {} : { settlementCurrency: form.settlementCurrency }),
});

const or = (typed: string, spare: string): string => (typed.trim() === '' ? spare.trim() : typed.trim());

const linesOf = (text: string): readonly string[] =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
