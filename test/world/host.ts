import type { Clock, Nap } from '../../core/payment/clock.ts';
import type { Agenda } from './agenda.ts';

/** One run of the program, from its start until it is killed. Nothing reaches it while the PC sleeps, or after its death. */
export type Run = {
  readonly number: number;
  readonly clock: Clock;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly isAlive: () => boolean;
  /** Lets something from outside happen to this run: now, when the PC wakes, or never. */
  readonly reach: (happen: () => void) => void;
};

/** The PC of the counter: one wall clock, and one run of the program at a time. */
export type Host = {
  readonly wallMs: () => number;
  readonly jumpWall: (byMs: number) => void;
  /** Minutes east of UTC, as the operating system says. */
  readonly zone: () => number;
  readonly setZone: (offsetMinutes: number) => void;
  readonly start: () => Run;
  /** The power goes: the run ends between two of its steps, and no nap of it ever wakes. */
  readonly kill: () => void;
  /** Closes the lid; where `monotonicStops`, the clock of deadlines stands still meanwhile. */
  readonly sleep: (forMs: number, monotonicStops: boolean) => void;
  readonly wake: () => void;
  readonly isAsleep: () => boolean;
};

type Timer = { dueMs: number; readonly run: () => void; forget: () => void };

type Life = {
  alive: boolean;
  /** World time minus monotonic time. */
  originMs: number;
  readonly timers: Set<Timer>;
  /** What came while the PC slept, in order. */
  readonly waiting: (() => void)[];
};

/** A PC that is switched on, with a wall clock that is `wallErrorMs` away from `trueEpochMs`. */
export function createHost(agenda: Agenda, trueEpochMs: number, wallErrorMs: number, zoneMinutes: number): Host {
  let errorMs = wallErrorMs;
  let zone = zoneMinutes;
  let asleep: { readonly sinceMs: number; readonly monotonicStops: boolean } | null = null;
  let life: Life | null = null;
  let runs = 0;
  let forgetWaking = (): void => undefined;
  const wallMs = (): number => trueEpochMs + agenda.now() + errorMs;
  const isAsleep = (): boolean => asleep !== null;
  const wake = (): void => {
    if (asleep === null) return;
    const slept = asleep;
    asleep = null;
    forgetWaking();
    if (life === null) return;
    if (slept.monotonicStops) life.originMs += agenda.now() - slept.sinceMs;
    for (const timer of life.timers) arm(agenda, life, timer, isAsleep);
    const came = life.waiting.splice(0);
    for (const happen of came) agenda.after(0, guarded(life, happen, isAsleep));
  };
  return {
    wallMs,
    jumpWall: (byMs) => {
      errorMs += byMs;
    },
    zone: () => zone,
    setZone: (offsetMinutes) => {
      zone = offsetMinutes;
    },
    start: () => {
      runs += 1;
      life = { alive: true, originMs: agenda.now() - 40 * runs, timers: new Set(), waiting: [] };
      return createRun(agenda, life, runs, wallMs, isAsleep);
    },
    kill: () => {
      if (life !== null) end(life);
      life = null;
      asleep = null;
      forgetWaking();
    },
    sleep: (forMs, monotonicStops) => {
      if (asleep !== null || life === null) return;
      asleep = { sinceMs: agenda.now(), monotonicStops };
      forgetWaking = agenda.after(forMs, wake);
    },
    wake,
    isAsleep,
  };
}

function end(life: Life): void {
  life.alive = false;
  for (const timer of life.timers) timer.forget();
  life.timers.clear();
  life.waiting.length = 0;
}

function createRun(agenda: Agenda, life: Life, number: number, wallMs: () => number, isAsleep: () => boolean): Run {
  const monotonicMs = (): number => agenda.now() - life.originMs;
  const after = (ms: number, run: () => void): (() => void) => {
    if (!life.alive) return () => undefined;
    const timer: Timer = { dueMs: monotonicMs() + Math.max(0, ms), run, forget: () => undefined };
    life.timers.add(timer);
    arm(agenda, life, timer, isAsleep);
    return () => {
      timer.forget();
      life.timers.delete(timer);
    };
  };
  return {
    number,
    clock: { wallMs, monotonicMs, nap: (ms) => napOf(after, ms) },
    after,
    isAlive: () => life.alive,
    reach: guardWith(life, isAsleep),
  };
}

/** Plans the timer on the world's time; one that comes due in the PC's sleep is planned again when it wakes. */
function arm(agenda: Agenda, life: Life, timer: Timer, isAsleep: () => boolean): void {
  timer.forget();
  timer.forget = agenda.after(timer.dueMs + life.originMs - agenda.now(), () => {
    if (isAsleep() || !life.alive) return;
    life.timers.delete(timer);
    timer.run();
  });
}

function guardWith(life: Life, isAsleep: () => boolean): Run['reach'] {
  return (happen) => {
    guarded(life, happen, isAsleep)();
  };
}

function guarded(life: Life, happen: () => void, isAsleep: () => boolean): () => void {
  return () => {
    if (!life.alive) return;
    if (isAsleep()) life.waiting.push(happen);
    else happen();
  };
}

function napOf(after: Run['after'], ms: number): Nap {
  let wake = (): void => undefined;
  const done = new Promise<void>((resolve) => {
    const forget = after(ms, resolve);
    wake = () => {
      forget();
      resolve();
    };
  });
  return {
    done,
    wake: () => {
      wake();
    },
  };
}
