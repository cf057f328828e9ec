import { DEFAULT_TIMING, type PaymentTiming } from '../../core/payment/timing.ts';
import type { ShopFacts } from '../alipayplus/messages/shop.ts';
import type { CounterSettings } from '../counter/settings-view.ts';
import { samplesOf } from '../printer/page-in-use.ts';
import { dotsFor, EPSON_80MM, PROFILES, type PrinterProfile } from '../printer/profile.ts';
import type { Settings } from '../settings/schema.ts';
import { offsetMinutes } from './time-zone.ts';

const MINUTE_MS = 60_000;

/** The settings file as the counter reads it. */
export function counterSettings(settings: Settings): CounterSettings {
  const { counter, shop, printer, terminal } = settings;
  return {
    counterId: counter.counterId,
    counterName: counter.name,
    counterNumber: counter.number,
    shopName: shop.name,
    currency: shop.currency,
    routing: settings.routing,
    windowMs: settings.limits.paymentWindowMs,
    actor: { kind: 'cashier', name: terminal.operatorId ?? counter.name },
    receiptShop: receiptShop(settings),
    receiptLanguage: shop.receiptLanguage ?? 'en',
    testSamples: printerProfile(settings).letters === 'none' ? [] : samplesOf(printerProfile(settings)),
    columns: printer.kind === 'none' ? 48 : printer.columns,
    people: {
      withoutApprovalMinor: settings.people.refundWithoutApprovalMinor,
      withinHours: settings.people.refundWithinHours,
      perShift: settings.people.refundsPerShift,
      idleLockMs: settings.people.idleLockMinutes * MINUTE_MS,
      approvalMs: settings.people.approvalSeconds * 1_000,
      blindCount: settings.people.blindCount,
    },
    timeZone: shop.timeZone,
    utcOffsetMinutes: (atMs) => offsetMinutes(shop.timeZone, atMs),
  };
}

/** Merchant, store and terminal as every order carries them. */
export function shopFacts({ merchant, store, terminal }: Settings): ShopFacts {
  return {
    referenceMerchantId: merchant.referenceMerchantId,
    merchantMCC: merchant.merchantMCC,
    merchantName: merchant.merchantName,
    ...(merchant.merchantDisplayName === undefined ? {} : { merchantDisplayName: merchant.merchantDisplayName }),
    ...(merchant.address === undefined ? {} : { merchantAddress: merchant.address }),
    storeId: store.referenceStoreId,
    storeName: store.storeName,
    storeMCC: store.storeMCC,
    ...(store.storeDisplayName === undefined ? {} : { storeDisplayName: store.storeDisplayName }),
    ...(store.address === undefined ? {} : { storeAddress: store.address }),
    terminalId: terminal.storeTerminalId,
    ...(terminal.operatorId === undefined ? {} : { operatorId: terminal.operatorId }),
  };
}

/** The owner's limits over Paydesk's own; a window that was made shorter or longer moves the last repeat with it. */
export function paymentTiming({ limits }: Settings): PaymentTiming {
  const { paymentWindowMs, pollEveryMs } = limits;
  return {
    ...DEFAULT_TIMING,
    windowMs: paymentWindowMs,
    pollEveryMs,
    repeatUntilMs: Math.min(DEFAULT_TIMING.repeatUntilMs, paymentWindowMs * 0.75),
  };
}

/** What the printer can do: as its family has it, and over that what the owner said. */
export function printerProfile({ printer }: Settings): PrinterProfile {
  if (printer.kind === 'none') return EPSON_80MM;
  const { columns, codePage, driver } = printer;
  const said = Object.fromEntries(EDITABLE.flatMap((field) => (printer[field] === undefined ? [] : [[field, printer[field]]])));
  return { ...PROFILES[driver], columns, codePage, dots: dotsFor(columns), ...said };
}

/** What stands in the settings under the profile's own names; the schema has checked each value. */
const EDITABLE = [
  'dots',
  'letters',
  'symbols',
  'cut',
  'feedLines',
  'drawer',
  'buzzerTimes',
  'jobBytesMax',
  'keepsLogo',
] as const satisfies readonly (keyof PrinterProfile)[];

/** True when the first paper of a sale opens the cash drawer. */
export const opensDrawer = ({ printer }: Settings): boolean => printer.kind !== 'none' && printer.drawer?.opens === 'sale';

function receiptShop({ shop }: Settings): CounterSettings['receiptShop'] {
  return {
    header: [shop.name, ...shop.headerLines, ...shop.addressLines],
    footer: shop.footerLines,
    ...(shop.footerQr === undefined ? {} : { footerQr: shop.footerQr }),
    taxes: shop.taxes ?? [],
    hasLogo: shop.logoPng !== undefined,
  };
}
