/** How the scanner at this counter is set up, and how fast a person can be. Plain data, so that it can be kept in the settings. */
export type ScanConfig = {
  /** What the scanner sends before the code, for example an AIM identifier such as `]C1` or `]Q3`; stripped when present. */
  readonly prefixes: readonly string[];
  /** Physical key codes that end a scan at once, `Control+KeyJ` with the Control key; empty for a scanner that sends none. */
  readonly suffixes: readonly string[];
  /** Numbers of digits at which a code is known to be complete without a suffix; empty unless the owner says so. */
  readonly completeLengths: readonly number[];
  /** Fewest digits of a code that form alone makes a scan. */
  readonly minDigits: number;
  /** Most digits of a code; more are refused whole. */
  readonly maxDigits: number;
  /** First digits of a payment code; they only help to tell typed digits from the code behind them. */
  readonly codeStarts: readonly string[];
  /** First digits and lengths of other wallets' codes, which have advice of their own. */
  readonly foreignForms: readonly { readonly start: string; readonly digits: number }[];
  /** Longest time a key that may be typing is held back. */
  readonly holdMs: number;
  /** Longest pause inside one scan; a longer one starts afresh. */
  readonly pauseMs: number;
  /** Digits that stopped no longer ago than this may be the head of a scan that stalled, if only with them it is a payment code. */
  readonly headMs: number;
  /** Slowest mean gap of a scan of `minDigits` digits and more, its longest pauses left out. */
  readonly codeGapMs: number;
  /** Slowest mean gap of anything else that counts as a scan; nobody types this fast. */
  readonly machineGapMs: number;
  /** Fewest keys of a shorter digit code (a product's UPC or EAN) at machine speed; no amount is this long. */
  readonly machineKeys: number;
  /** This many keys within `holdMs` are no human hand, and are held until the scanner stops. */
  readonly burstKeys: number;
  /** Longest code with letters; what is longer is somebody leaning on the keyboard. */
  readonly maxKeys: number;
};

/**
 * A scanner as it comes out of its box: Enter (or Tab) behind the code.
 * 16 to 24 digits beginning with 25 to 30, and readiness for 32, are the terminal rule of
 * https://docs.alipayplus.com/alipayplus/alipayplus/integration_user_mode_acq/standard_output ; the times are Paydesk's own choice.
 */
export const DEFAULT_SCAN_CONFIG: ScanConfig = {
  prefixes: [],
  suffixes: ['Enter', 'NumpadEnter', 'Tab'],
  completeLengths: [],
  minDigits: 16,
  maxDigits: 32,
  codeStarts: ['25', '26', '27', '28', '29', '30'],
  foreignForms: [{ start: '62', digits: 19 }, ...['10', '11', '12', '13', '14', '15'].map((start) => ({ start, digits: 18 }))],
  holdMs: 80,
  pauseMs: 250,
  headMs: 1000,
  codeGapMs: 70,
  machineGapMs: 40,
  machineKeys: 11,
  burstKeys: 4,
  maxKeys: 512,
};
