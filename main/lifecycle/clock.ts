import { performance } from 'node:perf_hooks';
import type { Clock } from '../../core/payment/clock.ts';

/** Node refuses longer timers; a longer nap simply wakes early and is planned again. */
const TIMER_MAX_MS = 2_147_483_647;

/** The machine's own time. */
export const systemClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  nap: (ms) => {
    let wake: () => void = () => undefined;
    const done = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.min(Math.max(0, ms), TIMER_MAX_MS));
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    return {
      done,
      wake: () => {
        wake();
      },
    };
  },
};
