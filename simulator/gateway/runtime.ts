import { step, type Command, type Step } from './engine.ts';
import { savePayment } from './books.ts';
import { nextDueMs } from './engine-time.ts';
import { takeFault, type Fault, type FaultApi, type FaultOrder } from './faults.ts';
import type { GatewaySettings } from './settings.ts';
import { PLAIN } from './scenario.ts';
import { emptyState, type GatewayEvent, type GatewayState, type Payment } from './state.ts';
import { rowsOf } from './table.ts';

/** The one place that holds the changing state: the books, the moved clock, the ordered faults, and the timer for what is due. */
export type Runtime = {
  readonly state: () => GatewayState;
  /** The gateway's time in epoch ms. */
  readonly now: () => number;
  readonly send: (command: Command) => Step;
  readonly advanceClock: (advanceMs: number) => number;
  readonly setClock: (atMs: number) => number;
  /** From now on every answer about the payments there are is the plain truth, whatever was ordered for them. */
  readonly endScenarios: () => void;
  readonly orderFault: (order: FaultOrder) => void;
  readonly clearFaults: () => void;
  readonly faults: () => readonly FaultOrder[];
  readonly strike: (api: FaultApi) => Fault | null;
  /** Called after every step; answers how to stop listening. */
  readonly onStep: (listener: () => void) => () => void;
  /** Called for every notification to be sent; there is one sender. */
  readonly onNotify: (send: (event: GatewayEvent) => void) => void;
  readonly close: () => void;
};

/** Runs an act after some time; answers how to forget it. It comes in as an effect, so that a simulated world can turn the time. */
export type After = (delayMs: number, run: () => void) => () => void;

/** The longest a Node timer can wait. */
const TIMER_MAX_MS = 2_147_483_647;

/** The machine's own timers; a longer wait than they can is woken early and set again. */
export const systemAfter: After = (delayMs, run) => {
  const timer = setTimeout(run, Math.min(TIMER_MAX_MS, Math.max(0, delayMs)));
  return () => {
    clearTimeout(timer);
  };
};

/** Starts with empty books; `realNow` is real time in epoch ms. */
export function createRuntime(settings: GatewaySettings, realNow: () => number, after: After = systemAfter): Runtime {
  let state = emptyState(settings);
  let offsetMs = 0;
  let closed = false;
  let notify: (event: GatewayEvent) => void = () => undefined;
  const listeners = new Set<() => void>();
  const now = (): number => realNow() + offsetMs;
  const setAlarm = createAlarm(after, () => {
    send({ type: 'tick' });
  });

  const arm = (): void => {
    const dueMs = closed ? null : nextDueMs(state);
    setAlarm(dueMs === null ? null : dueMs - now());
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
    ...createFaultOrders(),
    state: () => state,
    now,
    send,
    advanceClock: (advanceMs) => moveClock(offsetMs + advanceMs),
    setClock: (atMs) => moveClock(atMs - realNow()),
    endScenarios: () => {
      state = rowsOf(state.payments).reduce((before, row) => savePayment(before, { ...row, scenario: toldPlainly(row) }), state);
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

const toldPlainly = ({ scenario }: Payment): Payment['scenario'] => ({ ...PLAIN, pay: scenario.pay });

/** A timer for one moment at a time: setting it again, or to null, forgets the former moment. */
function createAlarm(after: After, ring: () => void): (delayMs: number | null) => void {
  let forget = (): void => undefined;
  return (delayMs) => {
    forget();
    forget = delayMs === null ? () => undefined : after(delayMs, ring);
  };
}

/** The faults that are still to strike, in the order in which they were ordered. */
function createFaultOrders(): Pick<Runtime, 'orderFault' | 'clearFaults' | 'faults' | 'strike'> {
  let faults: readonly FaultOrder[] = [];
  return {
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
  };
}
