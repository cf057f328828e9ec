/** The bounds of registrations; what is assumed can be set by the owner. */
export type RegistrationLimits = {
  /** Documented: an update is taken when the request before it is older than this, or already processed. */
  readonly updateGapMs: number;
  /** Documented as usual: wallets decide within seven days. */
  readonly decisionDays: number;
  /** Documented as an example: ask once a day until every wallet has answered. */
  readonly askEveryMs: number;
  /** Unknown: how many papers, and bytes of one. */
  readonly papersMax: number;
  readonly paperBytesMax: number;
  /** Unknown for most fields: characters by the field's path, in place of those of the form's table. */
  readonly fieldLengths: Readonly<Record<string, number>>;
};

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What holds unless the owner says otherwise. https://docs.alipayplus.com/alipayplus/alipayplus/registration_acq/overview */
export const REGISTRATION_LIMITS: RegistrationLimits = {
  updateGapMs: 30 * MINUTE_MS,
  decisionDays: 7,
  askEveryMs: DAY_MS,
  papersMax: 10,
  paperBytesMax: 2 * 1024 * 1024,
  fieldLengths: {},
};
