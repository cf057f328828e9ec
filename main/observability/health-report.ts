/** What was found; null parts were not looked at, because what they depend on is missing. */
export type HealthFacts = {
  readonly version: string;
  readonly electron: string;
  readonly atIso: string;
  readonly hasDataFolder: boolean;
  readonly diskFreeBytes: number | null;
  readonly settings: {
    readonly state: 'none' | 'practice' | 'live' | 'problem';
    readonly code: string | null;
    readonly counterId: string | null;
  };
  /** What the administrator of this PC has set: where it stands, what it holds, and what is wrong with it. */
  readonly policy: {
    readonly source: string | null;
    readonly locked: readonly string[];
    readonly findings: readonly { readonly path: string; readonly code: string; readonly message: string }[];
  };
  readonly ledger:
    | { readonly state: 'none' }
    | {
        readonly state: 'ok';
        readonly schema: number;
        readonly rows: number;
        readonly newestRowMs: number | null;
        readonly openPayments: number;
      }
    | { readonly state: 'problem'; readonly code: string };
  /** `ok`, or the code of why the signing key cannot be had. */
  readonly signingKey: string | null;
  /** Whose authorities are trusted beside the public ones; `none`: this Electron cannot read the system's store. */
  readonly certificateStore: 'system' | 'file' | 'none';
  readonly gateway: { readonly reachable: boolean; readonly proxy: string | null } | null;
};

/** Why a counter is not ready to take payments; docs/fleet.md says what to do about each. */
type HealthProblem =
  | 'no-data-folder'
  | 'disk-nearly-full'
  | 'not-provisioned'
  | 'settings-problem'
  | 'policy-faulty'
  | 'ledger-problem'
  | 'signing-key-unusable'
  | 'gateway-unreachable';

/** What `--health` prints; `ready` is true exactly when there is no problem. */
type HealthReport = HealthFacts & {
  readonly schema: 'paydesk.health.v1';
  readonly ready: boolean;
  readonly problems: readonly HealthProblem[];
};

/** The ledger keeps 16 MB in reserve; below this the shop should hear of it days before it matters. */
const DISK_FREE_BYTES_MIN = 256 * 1_048_576;

/** Judges the facts. A practice counter is no problem of the machine, but it is not ready for real payments. */
export function healthReport(facts: HealthFacts): HealthReport {
  const problems = RULES.filter(([, isBroken]) => isBroken(facts)).map(([problem]) => problem);
  return { schema: 'paydesk.health.v1', ready: problems.length === 0, problems, ...facts };
}

const RULES: readonly (readonly [HealthProblem, (facts: HealthFacts) => boolean])[] = [
  ['no-data-folder', ({ hasDataFolder }) => !hasDataFolder],
  ['disk-nearly-full', ({ diskFreeBytes }) => diskFreeBytes !== null && diskFreeBytes < DISK_FREE_BYTES_MIN],
  ['not-provisioned', ({ settings }) => settings.state === 'none' || settings.state === 'practice'],
  ['settings-problem', ({ settings }) => settings.state === 'problem'],
  ['policy-faulty', ({ policy }) => policy.findings.length > 0],
  ['ledger-problem', ({ ledger }) => ledger.state === 'problem'],
  ['signing-key-unusable', ({ signingKey }) => signingKey !== null && signingKey !== 'ok'],
  ['gateway-unreachable', ({ gateway }) => gateway?.reachable === false],
];
