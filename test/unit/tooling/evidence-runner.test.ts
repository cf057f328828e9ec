import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../scripts/evidence-report/options.mjs';
import { report, rounded, table } from '../../../scripts/evidence-report/report.mjs';

describe('the evidence runner', () => {
  it('reads name, values and flags in any order', () => {
    expect(readOptions(['--json', 'scan-to-wire', '--payments', '500', '--fast'])).toEqual({
      name: 'scan-to-wire',
      json: true,
      given: { payments: '500', fast: true },
    });
    expect(readOptions([])).toEqual({ name: undefined, json: false, given: {} });
    expect(readOptions(['secrets', '--path=a=b']).given).toEqual({ path: 'a=b' });
  });

  it('keeps counts whole and gives measured times three significant digits', () => {
    expect(rounded({ payments: 12_345, p99Ms: 12.3456, p50Ms: 0.012345 })).toEqual({
      payments: 12_345,
      p99Ms: 12.3,
      p50Ms: 0.0123,
    });
  });

  it('reports floors even when there are none, and says so when something is wrong', () => {
    const whole = report('vectors', { ok: false, figures: { vectors: 4, matched: 3 } }, { cores: 2 });
    expect(whole).toEqual({ name: 'vectors', ok: false, figures: { vectors: 4, matched: 3 }, floors: {}, machine: { cores: 2 } });
    expect(table('signature vectors', whole)).toMatch(/WRONG$/u);
  });
});
