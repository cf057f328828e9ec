import { createOutbox, type Outbox, type OutboxParts } from '../../../main/printer/outbox.ts';
import type { JobView, PrintJob } from '../../../main/printer/outbox-state.ts';
import { createMemoryPrinter, type MemoryBehaviour } from '../../../main/printer/transports/memory.ts';
import type { PrinterTransport } from '../../../main/printer/transports/port.ts';

/** A sale's job whose bytes name it, so that paper tells what came out. */
export const job = (jobId: string, copyOf?: string): PrintJob => ({
  jobId,
  documentKind: 'sale',
  bytes: () => Promise.resolve(new TextEncoder().encode(`<${jobId}>`)),
  ...(copyOf === undefined ? {} : { copyOf }),
});

/** A clock that moves only when told to. */
function manualClock() {
  let nowMs = 0;
  const timers = new Map<symbol, { readonly atMs: number; readonly run: () => void }>();
  return {
    nowMs: () => nowMs,
    after: (delayMs: number, run: () => void) => {
      const key = Symbol('timer');
      timers.set(key, { atMs: nowMs + delayMs, run });
      return () => {
        timers.delete(key);
      };
    },
    advance: (ms: number) => {
      nowMs += ms;
      for (const [key, timer] of [...timers]) {
        if (timer.atMs <= nowMs && timers.delete(key)) timer.run();
      }
    },
    waiting: () => timers.size,
  };
}

/** An outbox, the paper in its printer, and a hand on its time and troubles. */
export type Bench = {
  readonly outbox: Outbox;
  readonly clock: ReturnType<typeof manualClock>;
  readonly behave: (change: Partial<MemoryBehaviour>) => void;
  readonly paper: () => string;
  readonly states: () => string;
  readonly changes: (readonly JobView[])[];
  readonly settled: () => Promise<void>;
};

/** A fresh one; the transport may be wrapped and the books may refuse. */
export function bench(
  options: { readonly begin?: OutboxParts['begin']; readonly transport?: (inner: PrinterTransport) => PrinterTransport } = {},
): Bench {
  const printer = createMemoryPrinter();
  const clock = manualClock();
  const changes: (readonly JobView[])[] = [];
  const transport = options.transport?.(printer.transport) ?? printer.transport;
  const outbox = createOutbox({
    transport,
    clock,
    onChange: (jobs) => {
      changes.push(jobs);
    },
    begin: options.begin ?? (() => Promise.resolve(true)),
  });
  return {
    outbox,
    clock,
    changes,
    behave: printer.behave,
    paper: () => new TextDecoder().decode(printer.paper()),
    states: () =>
      outbox
        .snapshot()
        .map((view) => `${view.jobId}:${view.state.kind}${'reason' in view.state ? `(${view.state.reason})` : ''}`)
        .join(' '),
    settled: () =>
      new Promise((resolve) => {
        setImmediate(() => {
          setImmediate(resolve);
        });
      }),
  };
}
