import type { Outbox } from './outbox.ts';
import type { PrinterCheck } from './transports/port.ts';
import type { WireClock } from './transports/wire.ts';

/** Often enough to be told before the rush, seldom enough to leave a shared printer alone. */
const EVERY_MS = 60_000;

/** What the watch needs; `isOn` is false while there is no printer to ask. */
export type WatchParts = {
  readonly outbox: Pick<Outbox, 'check' | 'snapshot'>;
  readonly clock: WireClock;
  readonly isOn: () => boolean;
  readonly told: (check: PrinterCheck) => void;
};

/** Asks the printer how it is while nothing is printed, at once and then every minute, so that nobody finds out at the first receipt. */
export function watchPrinter({ outbox, clock, isOn, told }: WatchParts): {
  readonly now: () => void;
  readonly close: () => void;
} {
  let isOver = false;
  let wake: () => void = () => undefined;
  const isBusy = (): boolean =>
    outbox.snapshot().some(({ state }) => state.kind === 'queued' || state.kind === 'printing' || state.kind === 'waiting');
  const loop = async (): Promise<void> => {
    while (!isOver) {
      const nap = clock.nap(EVERY_MS);
      wake = nap.wake;
      if (isOn() && !isBusy()) told(await outbox.check());
      await nap.done;
    }
  };
  void loop();
  return {
    now: () => {
      wake();
    },
    close: () => {
      isOver = true;
      wake();
    },
  };
}
