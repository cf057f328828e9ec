import type { Clock, Nap } from '../../core/payment/clock.ts';

/** Time that only moves when a test says so; everything due happens in the order in which it is due. */
export type VirtualClock = Clock & {
  /** Lets `ms` pass, waking every nap at its own moment and letting what it started come to rest. */
  readonly advance: (ms: number) => Promise<void>;
  /** Lets everything run that needs no time. */
  readonly settle: () => Promise<void>;
  /** Moves the wall clock alone, as a person or a time server does. */
  readonly jumpWall: (ms: number) => void;
  /** Naps that nobody has ended yet: 0 when all loops have stopped. */
  readonly pending: () => number;
};

/** 2026-03-02 10:00 in Tokyo: a quiet morning, far from the cut-off. */
export const MORNING_MS = Date.UTC(2026, 2, 2, 1, 0, 0);

type Sleeper = { readonly atMs: number; readonly resolve: () => void };

/** A clock that stands at `wallMs`; its monotonic time starts at a figure of its own, so that the two are never confused. */
export function virtualClock(wallMs: number = MORNING_MS): VirtualClock {
  const sleepers = new Set<Sleeper>();
  let monotonicMs = 5_000;
  let wallOffsetMs = wallMs - monotonicMs;
  const end = (sleeper: Sleeper) => {
    if (sleepers.delete(sleeper)) sleeper.resolve();
  };
  const earliest = (untilMs: number): Sleeper | undefined =>
    [...sleepers].filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
  return {
    wallMs: () => monotonicMs + wallOffsetMs,
    monotonicMs: () => monotonicMs,
    nap: (ms) => napUntil(monotonicMs + Math.max(0, ms), sleepers, end),
    settle,
    jumpWall: (ms) => {
      wallOffsetMs += ms;
    },
    pending: () => sleepers.size,
    advance: async (ms) => {
      const untilMs = monotonicMs + ms;
      await settle();
      for (let next = earliest(untilMs); next !== undefined; next = earliest(untilMs)) {
        monotonicMs = Math.max(monotonicMs, next.atMs);
        end(next);
        await settle();
      }
      monotonicMs = untilMs;
    },
  };
}

function napUntil(atMs: number, sleepers: Set<Sleeper>, end: (sleeper: Sleeper) => void): Nap {
  let wake = () => {};
  const done = new Promise<void>((resolve) => {
    const sleeper: Sleeper = { atMs, resolve };
    sleepers.add(sleeper);
    wake = () => {
      end(sleeper);
    };
  });
  return {
    done,
    wake: () => {
      wake();
    },
  };
}

/** An immediate runs only when no promise has anything left to do; two, because the first may start more. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1)
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
}
