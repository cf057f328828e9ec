import type { ChainedEntry } from '../../core/journal/events.ts';
import { settle } from './agenda.ts';
import { befall } from './befall.ts';
import { forgeNotice } from './intruder.ts';
import { aboutPayment, atTheStage, pressKeys, scan, scanFirst, serve } from './people.ts';
import type { Act, Plan } from './plan.ts';
import { quietBoundMs } from './quiet-bound.ts';
import { timingOf } from './shop.ts';
import type { Breach } from './watch.ts';
import { openWorld, type World } from './world.ts';

/** What came of a world. */
export type Played = {
  readonly breaches: readonly Breach[];
  readonly lines: readonly string[];
  /** The ledger's rows at the end. */
  readonly rows: readonly ChainedEntry[];
  readonly traceHash: string;
  readonly strikes: ReadonlyMap<string, number>;
  readonly simulatedMs: number;
  readonly payments: number;
  readonly exchanges: number;
  readonly steps: number;
  /** From the end of the last fault until nothing was open; null when that never came. */
  readonly quietMs: number | null;
};

/** The faults go on for this long after the last act. */
const LAST_FAULTS_MS = 20_000;
/** A world is watched on after it is quiet, for whatever still comes late; longer than any fault delays anything. */
const AFTERGLOW_MS = 30 * 3_600_000;
/** Far more than any world takes: a world that never comes to rest must be noticed. */
const STEPS_MAX = 400_000;

/** Plays a plan from its first moment until nothing happens any more. The same plan gives the same world, line by line. */
export async function play(plan: Plan): Promise<Played> {
  const world = openWorld(plan);
  const onRejection = (cause: unknown): void => {
    world.watch.complain('nothing-is-left-hanging', cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
  };
  process.on('unhandledRejection', onRejection);
  try {
    return await playIn(world);
  } finally {
    await world.close();
    process.off('unhandledRejection', onRejection);
  }
}

async function playIn(world: World): Promise<Played> {
  const { plan, agenda, watch } = world;
  for (const act of plan.acts) {
    agenda.after(act.atMs, () => {
      perform(world, act);
    });
  }
  const ending = planTheEnd(world);
  world.start();
  let steps = 0;
  await settle();
  while (watch.breaches.length === 0 && !ending.isOver() && agenda.step()) {
    steps += 1;
    await settle();
    watch.endOfStep();
    ending.look();
    if (steps > STEPS_MAX) watch.complain('comes-to-rest', `${String(steps)} steps`);
  }
  if (watch.breaches.length === 0) watch.quiet();
  return played(world, steps, ending.quietMs());
}

const played = (world: World, steps: number, quietMs: number | null): Played => ({
  breaches: world.watch.breaches,
  lines: world.chronicle.lines(),
  rows: world.facts.rows,
  traceHash: world.chronicle.hash(),
  strikes: world.strikes,
  simulatedMs: world.agenda.now(),
  payments: [...world.facts.records()].length,
  exchanges: world.facts.exchanges.length,
  steps,
  quietMs,
});

type Ending = {
  /** Looks whether the world is quiet, once all faults are over. */
  readonly look: () => void;
  /** True when it was quiet long enough. */
  readonly isOver: () => boolean;
  readonly quietMs: () => number | null;
};

/** After the last act every fault ends; from then on the world has so long to become quiet. */
function planTheEnd(world: World): Ending {
  const { plan, agenda, host, watch } = world;
  const boundMs = quietBoundMs(timingOf(plan.shop));
  let endedAtMs: number | null = null;
  let quietAtMs: number | null = null;
  const lastMs = plan.acts.reduce((last, act) => Math.max(last, act.atMs + lengthOf(act)), 0);
  const end = (): void => {
    if (world.till() === null || host.isAsleep() || world.hasQueue()) return void agenda.after(60_000, end);
    world.endFaults();
    endedAtMs = agenda.now();
  };
  agenda.after(lastMs + LAST_FAULTS_MS, end);
  return {
    look: () => {
      if (endedAtMs === null || quietAtMs !== null) return;
      if (isQuiet(world)) {
        quietAtMs = agenda.now();
        watch.quiet();
      } else if (agenda.now() - endedAtMs > boundMs) notQuiet(world);
    },
    isOver: () => quietAtMs !== null && agenda.now() - quietAtMs > AFTERGLOW_MS,
    quietMs: () => (endedAtMs === null || quietAtMs === null ? null : quietAtMs - endedAtMs),
  };
}

function notQuiet({ watch, till }: World): void {
  const open = till()?.counter.resolver.open() ?? [];
  watch.complain(
    'quiet-in-time',
    open.map(({ record }) => `${record.orderNumber} is still ${record.state}`).join(', ') || 'not quiet',
  );
}

function isQuiet({ till, gateway, disk, host }: World): boolean {
  const program = till();
  if (program === null || !program.isResumed() || host.isAsleep() || !disk.isIdleFor(program.run) || gateway.books.isWaiting())
    return false;
  if (program.counter.resolver.open().length > 0) return false;
  return (
    program.outbox
      ?.snapshot()
      .every(({ state }) => state.kind === 'printed' || state.kind === 'sent' || state.kind === 'in-doubt') ?? true
  );
}

const lengthOf = (act: Act): number =>
  'forMs' in act ? act.forMs : act.do === 'serve' ? act.scanAfterMs : act.do === 'scan-first' ? act.typeAfterMs : 0;

function perform(world: World, act: Act): void {
  switch (act.do) {
    case 'serve':
      return world.whenOpen(() => {
        serve(world, act);
      });
    case 'scan-first':
      return world.whenOpen(() => {
        scanFirst(world, act);
      });
    case 'scan-again':
      return scan(world, act.customer, 'scanner', 'scan-again');
    case 'keys':
      return pressKeys(world, act);
    case 'take-back':
    case 'note':
    case 'next':
      return atTheStage(world, act);
    case 'show':
    case 'keep-checking':
    case 'cancel':
    case 'refund':
    case 'print-again':
      return aboutPayment(world, act);
    case 'forge-notice':
      return forgeNotice(world, act);
    default:
      return befall(world, act);
  }
}
