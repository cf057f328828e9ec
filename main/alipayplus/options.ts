import type { KeyObject } from 'node:crypto';
import { parseBaseUrl, type BaseUrl } from './base-url.ts';
import { shopFault, type ShopFacts } from './messages/shop.ts';
import type { OpenSocket } from './connect.ts';
import type { Signer } from './sign.ts';
import { OFFSET_MINUTES } from './time.ts';
import type { Timers } from './timers.ts';
import type { TransportLimits } from './transport.ts';

/** The PC's two clocks. */
export type ClientClock = {
  /** Epoch ms; may be wrong and may jump. */
  readonly nowMs: () => number;
  /** Milliseconds from any start that never jump. */
  readonly monotonicMs: () => number;
};

/** Which Alipay+ API a call was. */
export type Api =
  | 'pay'
  | 'inquiryPayment'
  | 'cancelPayment'
  | 'refund'
  | 'responseRetrieval'
  | 'responseEscalation'
  | 'registration'
  | 'inquiryRegistrationStatus'
  | 'declare'
  | 'inquireDeclarationRequests';

/** One finished call for logs and figures; it holds no body, no payment code and no key. Times are on the monotonic clock. */
export type ExchangeRecord = {
  readonly api: Api;
  /** Null where the call was about no payment. */
  readonly paymentRequestId: string | null;
  readonly startedAtMs: number;
  readonly durationMs: number;
  /** When the request's first byte was handed to the socket; null when it never was. */
  readonly firstByteAtMs: number | null;
  readonly outcome: 'verified' | 'lost';
  readonly cause: string | null;
  /** A configuration code of an unsigned answer, for the owner to see. */
  readonly hint: string | null;
  readonly resultCode: string | null;
  readonly resultStatus: string | null;
  readonly traceId: string | null;
};

/** Every bound of the client. */
export type ClientLimits = TransportLimits & {
  /** How far a Response-Time may be from where it is expected; Alipay+ documents none, so 5 minutes are assumed. */
  readonly freshnessWindowMs: number;
  /** How long a signer that works elsewhere may take. */
  readonly signTimeoutMs: number;
};

/** All a client needs; the owner's part comes from settings and keychain, the rest from compose. */
export type ClientOptions = {
  /** Scheme and host as shown in Alipay+ Developer Center, for example `https://open-sea.alipayplus.com`. */
  readonly baseUrl: string;
  /** Path before the API's name; default `/aps/api/v1/payments`. */
  readonly pathPrefix?: string;
  readonly clientId: string;
  /** Version of our key in Alipay+ Developer Center; samples show 0 and 1. */
  readonly keyVersion: number;
  readonly signer: Signer;
  readonly gatewayPublicKey: KeyObject;
  readonly shop: ShopFacts;
  /** Needed when the contract has several settlement currencies. */
  readonly settlementCurrency?: string;
  /** Where Alipay+ is told to send notifyPayment; a function is asked at every `pay`, null tells nothing. */
  readonly notifyUrl?: string | (() => string | null);
  /** Sent when a technical service provider calls for the acquirer. */
  readonly agentToken?: string;
  /** PEM of a private certificate authority; it then replaces the public ones. */
  readonly caPem?: string;
  readonly clock: ClientClock;
  /** The terminal's offset from UTC in minutes at this moment, so that summer time is followed. */
  readonly utcOffsetMinutes: () => number;
  /** Newest Response-Time verified in an earlier run, epoch ms: nothing much older is believed again. */
  readonly newestResponseTimeMs?: number;
  readonly limits?: Partial<ClientLimits>;
  readonly onExchange?: (record: ExchangeRecord) => void;
  /** Effects that a simulated world replaces; the machine's own sockets and timers unless given. */
  readonly connect?: OpenSocket;
  readonly timers?: Timers;
  /** A request's bytes were handed to its socket, or an answer's last byte was read and nobody was told yet; for tests. */
  readonly onStep?: (step: `${'written' | 'read'}-${Api}`) => void;
};

/** Why a client cannot be made of these options. */
export type OptionsFault =
  | 'bad-url'
  | 'insecure-url'
  | 'bad-path-prefix'
  | 'bad-client-id'
  | 'bad-key-version'
  | 'bad-gateway-key'
  | 'bad-shop'
  | 'bad-settlement-currency'
  | 'bad-notify-url'
  | 'bad-agent-token'
  | 'bad-utc-offset'
  | 'bad-limits';

/** Thrown by `createAlipayPlusClient` alone; `field` is a path inside the shop's facts when the fault is `bad-shop`. */
export class ClientOptionsError extends Error {
  readonly code: OptionsFault;
  readonly field: string | null;

  constructor(code: OptionsFault, field: string | null = null) {
    super(field === null ? code : `${code}: ${field}`);
    this.name = 'ClientOptionsError';
    this.code = code;
    this.field = field;
  }
}

/** Path of the Alipay+ payment APIs. https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/api_overview */
export const DEFAULT_PATH_PREFIX = '/aps/api/v1/payments';

/** The bounds that hold unless others are given. */
export const DEFAULT_LIMITS: ClientLimits = {
  connectTimeoutMs: 5_000,
  readTimeoutMs: 10_000,
  responseBytesMax: 256 * 1024,
  lanes: {
    charge: { socketsMax: 8, spareCount: 2, idleMsMax: 45_000 },
    ask: { socketsMax: 8, spareCount: 1, idleMsMax: 45_000 },
  },
  freshnessWindowMs: 5 * 60_000,
  signTimeoutMs: 5_000,
};

/** Options that passed every check. */
export type CheckedOptions = { readonly url: BaseUrl; readonly pathPrefix: string; readonly limits: ClientLimits };

/** SECURITY: refuses before anything is opened; what is refused here could leak a request or break a header. */
export function checkOptions(options: ClientOptions): CheckedOptions {
  const url = parseBaseUrl(options.baseUrl);
  if (typeof url === 'string') throw new ClientOptionsError(url);
  const pathPrefix = (options.pathPrefix ?? DEFAULT_PATH_PREFIX).replace(/\/+$/, '');
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  for (const [fault, isWell] of Object.entries(checksOf(options, pathPrefix, limits)) as [OptionsFault, boolean][]) {
    if (!isWell) throw new ClientOptionsError(fault);
  }
  const field = shopFault(options.shop);
  if (field !== null) throw new ClientOptionsError('bad-shop', field);
  return { url, pathPrefix, limits };
}

type Check = Exclude<OptionsFault, 'bad-url' | 'insecure-url' | 'bad-shop'>;

const HEADER_WORD = /^[\x21-\x7e]{1,64}$/;
const AGENT_TOKEN = /^[\x21-\x7e]{1,1024}$/;

function checksOf(options: ClientOptions, pathPrefix: string, limits: ClientLimits): Readonly<Record<Check, boolean>> {
  const { settlementCurrency, notifyUrl, agentToken } = options;
  const offsetMinutes = options.utcOffsetMinutes();
  return {
    'bad-path-prefix': /^(\/[A-Za-z0-9._~-]+)*$/.test(pathPrefix),
    'bad-client-id': HEADER_WORD.test(options.clientId),
    'bad-key-version': Number.isSafeInteger(options.keyVersion) && options.keyVersion >= 0,
    'bad-gateway-key': options.gatewayPublicKey.type === 'public' && options.gatewayPublicKey.asymmetricKeyType === 'rsa',
    'bad-settlement-currency': settlementCurrency === undefined || /^[A-Z]{3}$/.test(settlementCurrency),
    'bad-notify-url': typeof notifyUrl !== 'string' || (notifyUrl.length <= 2048 && URL.canParse(notifyUrl)),
    'bad-agent-token': agentToken === undefined || AGENT_TOKEN.test(agentToken),
    'bad-utc-offset':
      Number.isInteger(offsetMinutes) && offsetMinutes >= OFFSET_MINUTES.min && offsetMinutes <= OFFSET_MINUTES.max,
    'bad-limits': areSane(limits),
  };
}

/** Node turns a timer beyond 2^31 ms into one of 1 ms, so every bound is checked before it becomes a timer. */
function areSane(limits: ClientLimits): boolean {
  const { charge, ask } = limits.lanes;
  const bounds = [
    limits.connectTimeoutMs,
    limits.readTimeoutMs,
    limits.responseBytesMax,
    limits.freshnessWindowMs,
    limits.signTimeoutMs,
    charge.socketsMax,
    charge.idleMsMax,
    ask.socketsMax,
    ask.idleMsMax,
  ];
  return (
    bounds.every((bound) => Number.isInteger(bound) && bound > 0 && bound < 2 ** 31) &&
    [charge.spareCount, ask.spareCount].every((count) => Number.isInteger(count) && count >= 0 && count <= 8)
  );
}
