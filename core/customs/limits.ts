/** The bounds of customs declarations; what is assumed can be set by the owner. */
export type CustomsLimits = {
  /** Documented: so many declarations are asked about in one call. */
  readonly askedMax: number;
  /** How often a declaration without an end is asked about; nothing is documented. */
  readonly askEveryMs: number;
  /** The pause before a declaration without an end goes again; each further one is twice as long, up to the longest. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** Statuses that mean customs has refused it. A sibling has `FAILED`; Alipay+'s own list could not be read. */
  readonly failedStatuses: readonly string[];
};

/** What holds unless the owner says otherwise. https://docs.alipayplus.com/alipayplus/alipayplus/customs_declaration_acq/overview */
export const CUSTOMS_LIMITS: CustomsLimits = {
  askedMax: 10,
  askEveryMs: 3_600_000,
  firstPauseMs: 30_000,
  longestPauseMs: 3_600_000,
  failedStatuses: ['FAILED'],
};

/** How long after so many tries without an end the next one waits, ms. */
export const pauseMs = (tries: number, { firstPauseMs, longestPauseMs }: CustomsLimits): number =>
  Math.min(firstPauseMs * 2 ** Math.max(0, tries - 1), longestPauseMs);
