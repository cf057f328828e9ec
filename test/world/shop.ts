import type { Settings } from '../../main/settings/schema.ts';
import { PRACTICE_SETTINGS } from '../../main/settings/practice.ts';
import type { CounterSettings } from '../../main/counter/settings-view.ts';
import type { ShopFacts } from '../../main/alipayplus/messages/shop.ts';
import type { PaymentTiming } from '../../core/payment/timing.ts';
import { counterSettings as readSettings, paymentTiming, shopFacts } from '../../main/worlds/settings-map.ts';
import type { ShopPlan } from './plan.ts';

/** The acquirer's id at the gateway of every world. */
export const CLIENT_ID = 'SANDBOX_5TEST00000000001';

/** The counter of every world. */
export const COUNTER_ID = 'W1';

/** The settings file of the shop. */
export const settingsFile = ({
  currency,
  windowMs,
  pollEveryMs,
}: Pick<ShopPlan, 'currency' | 'windowMs' | 'pollEveryMs'>): Settings => ({
  ...PRACTICE_SETTINGS,
  mode: 'live',
  counter: { counterId: COUNTER_ID, name: 'Till 1', number: 1 },
  shop: { ...PRACTICE_SETTINGS.shop, currency },
  terminal: { storeTerminalId: 'TILL-1', operatorId: 'Maya' },
  limits: { paymentWindowMs: windowMs, pollEveryMs },
});

/** Merchant, store and terminal, as every order carries them. */
export const SHOP: ShopFacts = shopFacts(settingsFile({ currency: 'SGD', windowMs: 60_000, pollEveryMs: 3_000 }));

/** The settings as the counter reads them; the zone is what the operating system says at that moment. */
export const counterSettings = (shop: ShopPlan, zone: () => number): CounterSettings => ({
  ...readSettings(settingsFile(shop)),
  utcOffsetMinutes: zone,
});

/** Every wait of a payment in this shop. */
export const timingOf = (shop: ShopPlan): PaymentTiming => paymentTiming(settingsFile(shop));
