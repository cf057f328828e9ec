import type { Nap } from '../../core/payment/clock.ts';
import type { VirtualClock } from '../builders/virtual-clock.ts';

/** The time of one run of Paydesk: once it is killed, nothing of it ever wakes up again. */
export type Run = {
  readonly nap: (ms: number) => Nap;
  readonly after: (delayMs: number, act: () => void) => () => void;
  readonly isAlive: () => boolean;
  readonly kill: () => void;
};

/** A living run. */
export function createRun(clock: VirtualClock): Run {
  let isAlive = true;
  const nap = (ms: number): Nap => {
    const { done, wake } = clock.nap(ms);
    return {
      wake,
      done: new Promise((resolve) => {
        void done.then(() => {
          if (isAlive) resolve();
        });
      }),
    };
  };
  return {
    nap,
    after: (delayMs, act) => {
      let isOn = true;
      void nap(delayMs).done.then(() => {
        if (isOn) act();
      });
      return () => {
        isOn = false;
      };
    },
    isAlive: () => isAlive,
    kill: () => {
      isAlive = false;
    },
  };
}
