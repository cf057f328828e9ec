import { describe, expect, it } from 'vitest';
import { createRefusals, type RefusalCounts } from '../../../main/notify/refusals.ts';

function bench() {
  const told: RefusalCounts[] = [];
  const timers: (() => void)[] = [];
  const stopped: number[] = [];
  const refusals = createRefusals(
    (counts) => told.push(counts),
    (_ms, run) => {
      const at = timers.push(run) - 1;
      return () => stopped.push(at);
    },
    60_000,
  );
  return { refusals, told, timers, stopped };
}

describe('refused requests', () => {
  it('SECURITY: ten thousand of them are one line a minute, with their numbers', () => {
    const { refusals, told, timers } = bench();
    for (let at = 0; at < 9_000; at += 1) refusals.count('unsigned');
    for (let at = 0; at < 1_000; at += 1) refusals.count('path');
    expect([told.length, timers.length]).toEqual([0, 1]);
    timers[0]?.();
    expect(told).toEqual([{ unsigned: 9_000, path: 1_000 }]);
    expect(refusals.total()).toBe(10_000);
  });

  it('nothing refused is nothing said, and the next minute starts at nought', () => {
    const { refusals, told, timers } = bench();
    refusals.count('stale');
    timers[0]?.();
    expect(timers).toHaveLength(1);
    refusals.count('rate');
    timers[1]?.();
    expect(told).toEqual([{ stale: 1 }, { rate: 1 }]);
  });

  it('what was not told yet is told at the end, once', () => {
    const { refusals, told, stopped } = bench();
    refusals.count('method');
    refusals.close();
    refusals.close();
    expect(told).toEqual([{ method: 1 }]);
    expect(stopped).toEqual([0]);
  });
});
