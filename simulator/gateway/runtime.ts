import { step, type Command, type Step } from './engine.ts';
import { nextDueMs } from './engine-time.ts';
import { takeFault, type Fault, type FaultOrder } from './faults.ts';
import type { ApiName } from './messages.ts';
import type { GatewaySettings } from './settings.ts';
import { emptyState, type GatewayEvent, type GatewayState } from './state.ts';

/** The one place that holds the changing state: the books, the moved clock, the ordered faults, and the timer for what is due. */
export type Runtime = {
  readonly state: () => GatewayState;
  /** The gateway's time in epoch ms. */
  readonly now: () => number;
  readonly send: (command: Command) => Step;
  readonly advanceClock: (advanceMs: number) => number;
  readonly setClock: (atMs: number) => number;
  readonly orderFault: (order: FaultOrder) => void;
  readonly clearFaults: () => void;
  readonly faults: () => readonly FaultOrder[];
  readonly strike: (api: ApiName) => Fault | null;
  /** Called after every step; answers how to stop listening. */
  readonly onStep: (listener: () => void) => () => void;
  /** Called for every notification to be sent; there is one sender. */
  readonly onNotify: (send: (event: GatewayEvent) => void) => void;
  readonly close: () => void;
};

/** The longest a Node timer can wait. */
const TIMER_MAX_MS = 2_147_483_647;

/** Starts with empty books; `realNow` is real time in epoch ms. */
export function createRuntime(settings: GatewaySettings, realNow: () => number): Runtime {
  let state = emptyState(settings);
  let offsetMs = 0;
  let faults: readonly FaultOrder[] = [];
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  let notify: (event: GatewayEvent) => void = () => undefined;
  const listeners = new Set<() => void>();
  const now = (): number => realNow() + offsetMs;

  const arm = (): void => {
    if (timer !== null) clearTimeout(timer);
    const dueMs = closed ? null : nextDueMs(state);
    timer =
      dueMs === null
        ? null
        : setTimeout(
            () => {
              send({ type: 'tick' });
            },
            Math.min(TIMER_MAX_MS, Math.max(0, dueMs - now())),
          );
  };
  const send = (command: Command): Step => {
    const done = step(state, command, now());
    state = done.state;
    arm();
    for (const event of done.events) notify(event);
    for (const listener of listeners) listener();
    return done;
  };
  const moveClock = (newOffsetMs: number): number => {
    offsetMs = newOffsetMs;
    send({ type: 'tick' });
    return now();
  };

  return {
    state: () => state,
    now,
    send,
    advanceClock: (advanceMs) => moveClock(offsetMs + advanceMs),
    setClock: (atMs) => moveClock(atMs - realNow()),
    orderFault: (order) => {
      faults = [...faults, order];
    },
    clearFaults: () => {
      faults = [];
    },
    faults: () => faults,
    strike: (api) => {
      const { fault, left } = takeFault(faults, api);
      faults = left;
      return fault;
    },
    onStep: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    onNotify: (sender) => {
      notify = sender;
    },
    close: () => {
      closed = true;
      arm();
      listeners.clear();
    },
  };
}
