import { describe, expect, it } from 'vitest';
import { healthReport, type HealthFacts } from '../../../main/observability/health-report.ts';

const WELL: HealthFacts = {
  version: '1.0.0',
  electron: '45.0.0',
  atIso: '2026-01-02T03:04:05.678Z',
  hasDataFolder: true,
  diskFreeBytes: 10_000_000_000,
  settings: { state: 'live', code: null, counterId: 'T1' },
  policy: { source: null, locked: [], findings: [] },
  ledger: { state: 'ok', schema: 3, rows: 10, newestRowMs: 1, openPayments: 0 },
  signingKey: 'ok',
  certificateStore: 'system',
  gateway: { reachable: true, proxy: null },
};

describe('the health report', () => {
  it('a counter that can take payments has no problem, also before its first row', () => {
    expect(healthReport(WELL)).toMatchObject({ schema: 'paydesk.health.v1', ready: true, problems: [] });
    expect(healthReport({ ...WELL, ledger: { state: 'none' } }).ready).toBe(true);
  });

  it('a payment that is still open is told and is no problem of the machine', () => {
    const ledger = { ...WELL.ledger, openPayments: 2 } as HealthFacts['ledger'];
    expect(healthReport({ ...WELL, ledger })).toMatchObject({ ready: true, ledger: { openPayments: 2 } });
  });

  it.each<[string, Partial<HealthFacts>]>([
    ['disk-nearly-full', { diskFreeBytes: 1_000 }],
    ['not-provisioned', { settings: { state: 'none', code: null, counterId: null } }],
    ['not-provisioned', { settings: { state: 'practice', code: null, counterId: 'T1' } }],
    ['settings-problem', { settings: { state: 'problem', code: 'settings-corrupt', counterId: null } }],
    [
      'policy-faulty',
      {
        policy: {
          source: '/etc/paydesk/policy.json',
          locked: ['printer'],
          findings: [{ path: '$.printer', code: 'missing', message: '' }],
        },
      },
    ],
    ['ledger-problem', { ledger: { state: 'problem', code: 'ledger-newer' } }],
    ['signing-key-unusable', { signingKey: 'keychain-locked' }],
    ['gateway-unreachable', { gateway: { reachable: false, proxy: '10.0.0.1:3128' } }],
    ['no-data-folder', { hasDataFolder: false }],
  ])('%s is the problem, and the only one', (problem, change) => {
    expect(healthReport({ ...WELL, ...change })).toMatchObject({ ready: false, problems: [problem] });
  });
});
