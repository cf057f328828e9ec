import { describe, expect, it } from 'vitest';
import { createStageMeter, type StageMeter } from '../../../core/health/stages.ts';

const asked = (meter: StageMeter, tookMs: number, atMs = 0): void => {
  meter.at('written-pay', atMs);
  meter.at('read-pay', atMs + tookMs);
};
const gateway = (meter: StageMeter) => meter.figures().find(({ stage }) => stage === 'gateway');

describe('the stages of a payment', () => {
  it('say nothing before anything was measured', () => {
    const meter = createStageMeter();
    expect(meter.figures().every(({ count, p50Ms, p99Ms }) => count === 0 && p50Ms === null && p99Ms === null)).toBe(true);
    expect(meter.slow()).toBeNull();
  });

  it('are told as median and 99th percentile of what was measured', () => {
    const meter = createStageMeter();
    for (let ms = 1; ms <= 100; ms += 1) asked(meter, ms, ms * 1_000);
    expect(gateway(meter)).toMatchObject({ count: 100, lastMs: 100, p50Ms: 50, p99Ms: 99 });
  });

  it('are measured one after the other along a payment', () => {
    const meter = createStageMeter();
    const points: readonly (readonly [string, number])[] = [
      ['scan-last-key', 0],
      ['scan-accepted', 2],
      ['journal-payment-submitted', 5],
      ['before-pay', 6],
      ['written-pay', 9],
      ['read-pay', 209],
      ['after-pay', 210],
      ['journal-payment-answered', 214],
      ['ipc-snapshot', 219],
      ['paper-printing', 220],
      ['paper-printed', 920],
    ];
    for (const [point, atMs] of points) meter.at(point, atMs);
    expect(meter.figures().map(({ stage, lastMs }) => [stage, lastMs])).toEqual([
      ['scan', 2],
      ['row', 3],
      ['sign', 3],
      ['gateway', 200],
      ['record', 4],
      ['screen', 5],
      ['paper', 700],
    ]);
  });

  it('ignore an end without a beginning, a second end, a clock that ran backwards and a sleep of the PC', () => {
    const meter = createStageMeter();
    meter.at('read-pay', 5);
    asked(meter, -1, 10);
    asked(meter, 3_600_000, 20);
    expect(gateway(meter)?.count).toBe(0);
    asked(meter, 7, 30);
    meter.at('read-pay', 99);
    expect(gateway(meter)).toMatchObject({ count: 1, lastMs: 7 });
  });

  it('keep the last ones only, however long the day', () => {
    const meter = createStageMeter();
    for (let turn = 0; turn < 5_000; turn += 1) asked(meter, turn < 4_000 ? 9_000 : 10);
    expect(gateway(meter)).toMatchObject({ count: 5_000, p50Ms: 10, p99Ms: 10 });
  });

  it('name the slow one, not for a single slow answer, and no longer once it is quick again', () => {
    const meter = createStageMeter();
    for (let turn = 0; turn < 4; turn += 1) asked(meter, 100);
    asked(meter, 9_000);
    expect(meter.slow()).toBeNull();
    for (let turn = 0; turn < 3; turn += 1) asked(meter, 9_000);
    expect(meter.slow()).toEqual({ stage: 'gateway', ms: 9_000 });
    for (let turn = 0; turn < 5; turn += 1) asked(meter, 100);
    expect(meter.slow()).toBeNull();
  });
});
