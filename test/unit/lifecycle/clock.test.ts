import { describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../main/lifecycle/clock.ts';

describe("the machine's clock", () => {
  it('a nap ends when its time has come', async () => {
    vi.useFakeTimers();
    try {
      let isOver = false;
      const nap = systemClock.nap(1_000);
      void nap.done.then(() => {
        isOver = true;
      });
      await vi.advanceTimersByTimeAsync(999);
      expect(isOver).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      expect([isOver, vi.getTimerCount()]).toEqual([true, 0]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('a nap that is woken ends at once, leaves no timer, and may be woken again', async () => {
    vi.useFakeTimers();
    try {
      const nap = systemClock.nap(60_000);
      nap.wake();
      nap.wake();
      await nap.done;
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([-5, 0, 1e12])('a nap of %d ms does not trip over the limits of timers', async (ms) => {
    const nap = systemClock.nap(ms);
    if (ms > 0) nap.wake();
    await expect(nap.done).resolves.toBeUndefined();
  });

  it('monotonic time never goes back', () => {
    const first = systemClock.monotonicMs();
    expect(systemClock.monotonicMs()).toBeGreaterThanOrEqual(first);
    expect(Math.abs(systemClock.wallMs() - Date.now())).toBeLessThan(1_000);
  });
});
