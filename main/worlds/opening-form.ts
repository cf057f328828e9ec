import type { OpeningForm } from '../../core/opening/form.ts';
import type { Policy } from '../settings/policy/policy.ts';
import type { Settings } from '../settings/schema.ts';

/** The form that would make these settings; `fresh` fills what a counter that only practised has not been asked yet. */
export function formOf(settings: Settings, fresh: OpeningForm): OpeningForm {
  const { counter, shop, merchant, store, gateway } = settings;
  const asked = gateway === null ? withoutIds : withIds(merchant, store);
  return {
    ...fresh,
    ...asked,
    mode: settings.mode,
    shopName: shop.name,
    address: shop.addressLines.join('\n'),
    region: merchant.address?.region ?? fresh.region,
    currency: shop.currency,
    timeZone: shop.timeZone,
    counterName: counter.name,
    counterId: counter.counterId,
    ...(gateway === null ? {} : gatewayOf(gateway)),
  };
}

type Gateway = NonNullable<Settings['gateway']>;

const gatewayOf = ({ clientId, baseUrl, settlementCurrency, gatewayPublicKey }: Gateway) => ({
  clientId,
  baseUrl,
  settlementCurrency: settlementCurrency ?? '',
  theirKey: gatewayPublicKey,
});

type Ids = Pick<OpeningForm, 'merchantName' | 'merchantId' | 'mcc' | 'storeId'>;

/** The ids of a counter that only practises are nobody's. */
const withoutIds: Ids = { merchantName: '', merchantId: '', mcc: '', storeId: '' };

const withIds = (merchant: Settings['merchant'], store: Settings['store']): Ids => ({
  merchantName: merchant.merchantName,
  merchantId: merchant.referenceMerchantId,
  mcc: merchant.merchantMCC,
  storeId: store.referenceStoreId,
});

/** What an administrator's policy answers of the form; nobody has to type it, and what was typed before does not count. */
export function policyIn({ values }: Pick<Policy, 'values'>): Partial<Pick<OpeningForm, 'baseUrl' | 'theirKey'>> {
  const [baseUrl, theirKey] = [values.get('gateway.baseUrl'), values.get('gateway.gatewayPublicKey')];
  return {
    ...(typeof baseUrl === 'string' ? { baseUrl } : {}),
    ...(typeof theirKey === 'string' ? { theirKey } : {}),
  };
}
