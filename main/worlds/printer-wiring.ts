import type { Counter } from '../counter/counter.ts';
import { systemClock } from '../lifecycle/clock.ts';
import type { Marks } from '../lifecycle/marks.ts';
import type { Scope } from '../lifecycle/scope.ts';
import { createPrinterHolder } from '../printer/holder.ts';
import type { JobView } from '../printer/outbox-state.ts';
import { createOutbox, type Outbox } from '../printer/outbox.ts';
import { watchPrinter } from '../printer/watch.ts';
import type { SettingsStore } from '../settings/store-port.ts';
import { createPrinterDesk, type PrinterDesk } from './printer-desk.ts';
import { printerEffects } from './printer-effects.ts';
import type { World } from './world.ts';

/** What the printer's part is wired to; the counter exists a moment later. */
export type PrinterWiringParts = {
  readonly world: World;
  readonly store: SettingsStore | null;
  readonly scope: Scope;
  readonly marks: Marks;
  readonly counter: () => Counter;
};

/** The queue for paper, null while there is no printer, and the desk where one is chosen. `start` belongs after the counter. */
export type WiredPrinter = { readonly queue: () => Outbox | null; readonly start: () => PrinterDesk };

/** Joins wire, queue and watch to the counter. */
export function wirePrinter({ world, store, scope, marks, counter }: PrinterWiringParts): WiredPrinter {
  const holder = createPrinterHolder();
  const outbox = createOutbox({
    transport: holder.transport,
    clock: { nowMs: systemClock.wallMs, after: afterOnTimer },
    begin: (jobId) => counter().receipts.begin(jobId),
    onChange: (jobs) => {
      heardJobs(jobs, counter(), marks);
    },
  });
  scope.own('printer', outbox.close);
  return {
    queue: () => (world.printer() === null ? null : outbox),
    start: () => {
      const watch = watchPrinter({
        outbox,
        clock: systemClock,
        isOn: () => world.printer() !== null,
        told: createTeller(counter()),
      });
      scope.own('printer watch', watch.close);
      return createPrinterDesk({
        settings: world.settings,
        store,
        place: world.printer,
        effects: printerEffects(),
        use: holder.use,
        printTest: () => counter().receipts.test(),
        changed: () => {
          counter().health.printerChecked(null);
          outbox.retryNow();
          watch.now();
        },
      });
    },
  };
}

function heardJobs(jobs: readonly JobView[], { health, receipts }: Counter, marks: Marks): void {
  const last = jobs.at(-1);
  if (last !== undefined) marks.mark(`paper-${last.state.kind}`);
  health.printer(jobs);
  receipts.jobsChanged(jobs);
}

/** Tells the health line at every question, and the cashier once a roll that it is nearly at its end, while no customer is served. */
function createTeller({ health, session }: Counter): Parameters<typeof watchPrinter>[0]['told'] {
  let isTold = false;
  return (check) => {
    health.printerChecked(check);
    const isLow = check.kind === 'ready' && check.isPaperLow;
    if (isLow && !isTold && session.isIdle()) {
      session.say('paper-low', {});
      isTold = true;
    }
    if (check.kind === 'ready' && !isLow) isTold = false;
  };
}

function afterOnTimer(delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, delayMs);
  return () => {
    clearTimeout(timer);
  };
}
