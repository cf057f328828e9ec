import { DEFAULT_COLUMN_MAP, type ColumnMap } from './column-map.ts';
import { FEE_RULES_MAX, type FeeRule } from './fees.ts';
import type { ReconcileSettings } from './reconciliation.ts';
import type { Rounding } from './rounding.ts';

/** Where reports are fetched. Whether password or key is used, the secret itself is in the keychain. */
export type ReportAccess = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly secret: 'password' | 'key';
  /** SHA-256 of the server's host key, base64 without padding, as `ssh-keygen -l` prints it behind `SHA256:`. */
  readonly hostKey: string;
  /** `/v1`, or `/sandbox` for the sandbox. */
  readonly root: string;
  readonly participantId: string;
};

/** All that an owner sets about reports; each value that Alipay+'s public pages leave open stands here. */
export type ReportSetup = {
  readonly access: ReportAccess | null;
  readonly map: ColumnMap;
  readonly fees: readonly FeeRule[];
  readonly rounding: Rounding;
  readonly toleranceMinor: number;
  readonly graceMinutes: number;
  readonly neighbourMinutes: number;
  /** `agreement/currency` of the contract; empty takes those that reports were seen of. */
  readonly expectedSets: readonly string[];
};

/** What holds until somebody sets it. */
export const DEFAULT_SETUP: ReportSetup = {
  access: null,
  map: DEFAULT_COLUMN_MAP,
  fees: [],
  rounding: 'half-even',
  toleranceMinor: 0,
  graceMinutes: 120,
  neighbourMinutes: 30,
  expectedSets: [],
};

const MINUTE_MS = 60_000;

/** The setup as a run takes it. */
export const settingsOf = (setup: ReportSetup, counterId: string): ReconcileSettings => ({
  counterId,
  toleranceMinor: setup.toleranceMinor,
  rounding: setup.rounding,
  fees: setup.fees.slice(0, FEE_RULES_MAX),
  graceMs: setup.graceMinutes * MINUTE_MS,
  neighbourMs: setup.neighbourMinutes * MINUTE_MS,
  expectedSets: setup.expectedSets,
});
