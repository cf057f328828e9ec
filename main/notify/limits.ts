/** A bucket: how much may come at once, and how fast it fills again. */
export type RateLimit = { readonly burst: number; readonly perSecond: number };

/** Every bound of the listener. Alipay+ documents none of its own, so all are ours. */
export type NotifyLimits = {
  readonly bodyBytesMax: number;
  /** Request line and headers together. */
  readonly headerBytesMax: number;
  readonly headersMax: number;
  readonly connectionsMax: number;
  readonly connectionsPerAddressMax: number;
  /** Requests whose body is being read or whose answer is being made. */
  readonly inFlightMax: number;
  readonly requestsPerConnectionMax: number;
  readonly perAddress: RateLimit;
  readonly inAll: RateLimit;
  /** Addresses that are remembered; the one that was silent longest is forgotten first. */
  readonly addressesMax: number;
  /** Verified messages that are remembered, so that a replay costs nothing. */
  readonly replaysMax: number;
  readonly handshakeTimeoutMs: number;
  readonly headersTimeoutMs: number;
  readonly bodyTimeoutMs: number;
  readonly idleTimeoutMs: number;
  /** From the last byte of the request to the first of the answer; no figure is published, 3 s are assumed. */
  readonly answerTimeoutMs: number;
  readonly logEveryMs: number;
  readonly retryMs: number;
  /** How often certificate files are read again, because they are renewed while Paydesk runs. */
  readonly certificateEveryMs: number;
};

/** The bounds that hold unless others are given. */
export const NOTIFY_LIMITS: NotifyLimits = {
  bodyBytesMax: 65_536,
  headerBytesMax: 8_192,
  headersMax: 64,
  connectionsMax: 64,
  connectionsPerAddressMax: 16,
  inFlightMax: 32,
  requestsPerConnectionMax: 100,
  perAddress: { burst: 40, perSecond: 10 },
  inAll: { burst: 200, perSecond: 100 },
  addressesMax: 1_024,
  replaysMax: 4_096,
  handshakeTimeoutMs: 5_000,
  headersTimeoutMs: 5_000,
  bodyTimeoutMs: 5_000,
  idleTimeoutMs: 10_000,
  answerTimeoutMs: 2_500,
  logEveryMs: 60_000,
  retryMs: 15_000,
  certificateEveryMs: 600_000,
};
