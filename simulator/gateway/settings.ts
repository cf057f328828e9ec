import type { DefaultBehaviour } from './scenario.ts';

/** What the gateway of this run believes about Alipay+; every value marked unknown in the public pages is switchable here. */
export type GatewaySettings = {
  readonly clientId: string;
  readonly acquirerId: string;
  /** Path in front of the four API names. */
  readonly pathPrefix: string;
  /** How far Request-Time may be from the gateway's clock; null switches the check off. Not documented: five minutes assumed. */
  readonly requestTimeToleranceMs: number | null;
  /** Only this keyVersion has a key; null accepts any whole number. */
  readonly keyVersion: number | null;
  /** Sign even the answer to a request whose signature was bad; Alipay+ is assumed not to. */
  readonly signRefusals: boolean;
  /** Ask only for the fields that decide about money, not for the whole order. */
  readonly lenientOrder: boolean;
  /** A well-formed code that no practice wallet minted is refused instead of counting as minted when first seen. */
  readonly strictCodes: boolean;
  /** Lifetime of a code. https://docs.alipayplus.com/alipayplus/alipayplus/api_mpp/get_payment_code */
  readonly codeLifetimeMs: number;
  /** Lifetime of an unpaid payment without paymentExpiryTime. */
  readonly paymentLifetimeMs: number;
  /** What cancelPayment of an unknown id answers; unknown in the public pages. */
  readonly cancelOfUnknown: 'SUCCESS' | 'ORDER_NOT_EXIST';
  /** Whether the answer PAYMENT_IN_PROCESS carries a paymentId; unknown in the public pages. */
  readonly paymentIdWhileUnknown: boolean;
  /** The contract's only settlement currency; null settles only when the request names one. */
  readonly settlementCurrency: string | null;
  /** How a half minor unit is rounded in settlementAmount; half-even is the banks' way. */
  readonly settlementRounding: 'half-even' | 'half-up' | 'down';
  /** Units of each currency for one US dollar, as decimal text; overrides and adds to the built-in practice rates. */
  readonly rates: Readonly<Record<string, string>>;
  /** Currencies of the contract; null takes every known one. */
  readonly currencies: readonly string[] | null;
  /** Refuse IDR values that are not whole rupiah. */
  readonly wholeRupiah: boolean;
  /** Requests a second before REQUEST_TRAFFIC_EXCEED_LIMIT; null for no limit. */
  readonly requestsPerSecond: number | null;
  /** What a code that asked for nothing special does. */
  readonly behaviour: DefaultBehaviour;
  /** Whether the last four digits of a code and the magic amounts choose a scenario. */
  readonly magic: boolean;
  /** How long the last wallet takes to decide on a registration; the first takes a sixth of it. */
  readonly registrationDecideMs: number;
  /** Wallets that reject every registration, such as `ALIPAY_CN`. */
  readonly registrationRejects: readonly string[];
  /** An update that comes sooner is refused while a wallet has not decided. https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/registration */
  readonly registrationGapMs: number;
  /** Who may charge: merchant and wallet, such as `M1 ALIPAY_CN`; approvals add to it. Null: everybody, registered or not. */
  readonly approved: readonly string[] | null;
  /** How long customs takes for a declaration. */
  readonly customsDecideMs: number;
  /** Where notifyPayment goes when the request names no URL; null sends none. */
  readonly notifyUrl: string | null;
  /** Waits before each send. Not published for Alipay+: Antom's schedule stands in. */
  readonly notifyScheduleMs: readonly number[];
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The settings of a gateway that was told nothing. */
export const DEFAULT_SETTINGS: GatewaySettings = {
  clientId: 'SANDBOX_5TEST00000000001',
  acquirerId: '1111088000000000002',
  pathPrefix: '/aps/api/v1/payments',
  requestTimeToleranceMs: 5 * MINUTE_MS,
  keyVersion: null,
  signRefusals: false,
  lenientOrder: false,
  strictCodes: false,
  codeLifetimeMs: MINUTE_MS,
  paymentLifetimeMs: MINUTE_MS,
  cancelOfUnknown: 'SUCCESS',
  paymentIdWhileUnknown: true,
  settlementCurrency: null,
  settlementRounding: 'half-even',
  rates: {},
  currencies: null,
  wholeRupiah: false,
  requestsPerSecond: null,
  behaviour: 'approve',
  magic: true,
  registrationDecideMs: 30_000,
  registrationRejects: [],
  registrationGapMs: 30 * MINUTE_MS,
  approved: null,
  customsDecideMs: 10_000,
  notifyUrl: null,
  notifyScheduleMs: [0, 2 * MINUTE_MS, 10 * MINUTE_MS, 10 * MINUTE_MS, HOUR_MS, 2 * HOUR_MS, 6 * HOUR_MS, 15 * HOUR_MS],
};
