import { rmSync } from 'node:fs';
import path from 'node:path';
import type { ReportSetup } from '../../core/reconcile/setup.ts';
import type { Vault } from '../keychain/vault-port.ts';
import type { PracticeWorld } from '../practice/simulator-process.ts';

/** Where a world keeps its reports and how it gets at them. */
export type WorldReports = {
  readonly storeFile: string;
  readonly folder: string;
  /** What holds whatever was saved; the practice world brings its own server. */
  readonly firstSetup: Partial<ReportSetup>;
  readonly secret: () => Promise<'present' | 'absent' | 'unknown'>;
  readonly keepSecret: (secret: string) => Promise<boolean>;
  /** Runs `use` with the secret; null where there is none. */
  readonly withSecret: <Value>(use: (secret: string) => Promise<Value>) => Promise<Value | null>;
  /** Makes today's reports where there is a practice gateway; false elsewhere. */
  readonly make: (withFaults: boolean) => Promise<boolean>;
};

/** The name under which the vault keeps the password or key of the reports' server. */
const VAULT_NAME = 'reports-sftp';

/** A real shop: the secret is lent by the OS keychain. */
export const liveReports = (dataDir: string, vault: Vault): WorldReports => ({
  storeFile: path.join(dataDir, 'reports.sqlite'),
  folder: path.join(dataDir, 'reports'),
  firstSetup: {},
  secret: () => vault.has(VAULT_NAME),
  keepSecret: async (secret) => (await vault.put(VAULT_NAME, secret)).ok,
  withSecret: async (use) => {
    const lent = await vault.lend(VAULT_NAME, use);
    return lent.ok ? lent.value : null;
  },
  make: () => Promise.resolve(false),
});

/** A counter that must not touch the network: what is kept can be looked at. */
export const closedReports = (dataDir: string): WorldReports => ({
  storeFile: path.join(dataDir, 'reports.sqlite'),
  folder: path.join(dataDir, 'reports'),
  firstSetup: {},
  secret: () => Promise.resolve('absent'),
  keepSecret: () => Promise.resolve(false),
  withSecret: () => Promise.resolve(null),
  make: () => Promise.resolve(false),
});

/** What the practice gateway plants when it is asked for faults, so that a person sees every kind of difference that it can bring. */
const PRACTICE_FAULTS = {
  'missing-in-report': 1,
  amount: 1,
  'settlement-amount': 1,
  duplicate: 1,
  'fee-amount': 1,
  'missing-locally': 1,
  'other-counter': 2,
  'summary-total': 1,
};

/** The practice world begins anew at every start, like its ledger. */
export function practiceReports(dataDir: string, { gatewayUrl, acquirerId, reports }: PracticeWorld): WorldReports {
  const storeFile = path.join(dataDir, 'practice-reports.sqlite');
  const folder = path.join(dataDir, 'practice-reports');
  for (const each of [storeFile, `${storeFile}-wal`, `${storeFile}-shm`, folder]) rmSync(each, { force: true, recursive: true });
  return {
    storeFile,
    folder,
    firstSetup: {
      access: {
        host: '127.0.0.1',
        port: reports.port,
        user: reports.user,
        secret: 'password',
        hostKey: reports.hostKey,
        root: reports.root,
        participantId: acquirerId,
      },
      fees: [
        { feeType: 'INTERCHANGE_FEE', percent: '0.60', fixedMinor: 0, onRefund: 'none' },
        { feeType: 'SERVICE_FEE', percent: '0.10', fixedMinor: 0, onRefund: 'none' },
      ],
    },
    secret: () => Promise.resolve('present'),
    keepSecret: () => Promise.resolve(false),
    withSecret: (use) => use(reports.password),
    make: async (withFaults) => {
      const body = JSON.stringify({ defects: withFaults ? PRACTICE_FAULTS : {} });
      const answer = await fetch(`${gatewayUrl}/control/reports`, { method: 'POST', body });
      return answer.ok;
    },
  };
}
