import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../main/lifecycle/clock.ts';
import { createQueuePrinter } from '../../main/printer/transports/queue.ts';
import { WINDOWS_ERROR, type Spooler } from '../../main/printer/transports/spooler-port.ts';
import { windowsQueue } from '../../main/printer/transports/windows-queue.ts';

/** One promise of the Windows spooler, and whether it was kept. */
export type SpoolerCheck = { readonly promise: string; readonly isKept: boolean; readonly seen: string };

/** Every byte value, as a picture has them. */
export const EVERY_BYTE = Uint8Array.from({ length: 2_048 }, (_, index) => index % 256);

const NO_SUCH_PRINTER = 'paydesk-no-such-printer';
const never = new AbortController().signal;

type Check = (spooler: Spooler, queue: string) => Promise<readonly [isKept: boolean, seen: unknown]>;

/** What Paydesk relies on. The same list runs against the fake in the tests and against real Windows by a person's command. */
const CHECKS: Readonly<Record<string, Check>> = {
  'lists the printer by its name': async (spooler, queue) => {
    const found = await spooler.printers();
    return [found.ok && found.value.some(({ name }) => name === queue), found];
  },
  'describes its port and its driver': async (spooler, queue) => {
    const found = await spooler.printer(queue);
    return [found.ok && found.value.name === queue && found.value.port !== '' && found.value.driver !== '', found];
  },
  'says that a printer does not exist': async (spooler) => {
    const found = await spooler.printer(NO_SUCH_PRINTER);
    const spooled = await spooler.spool(NO_SUCH_PRINTER, 'Paydesk', EVERY_BYTE);
    const isError = (result: { readonly ok: boolean; readonly error?: number }) => result.error === WINDOWS_ERROR.invalidName;
    return [isError(found) && isError(spooled), [found, spooled]];
  },
  'takes a RAW document and gives its job an id': async (spooler, queue) => {
    const spooled = await spooler.spool(queue, 'Paydesk check 1', EVERY_BYTE);
    return [spooled.ok && spooled.value > 0, spooled];
  },
  'answers for the jobs of a queue': async (spooler, queue) => {
    const jobs = await spooler.jobs(queue);
    return [jobs.ok, jobs];
  },
  'a job that is taken back is in the queue no more': async (spooler, queue) => {
    const spooled = await spooler.spool(queue, 'Paydesk check 2', EVERY_BYTE);
    if (!spooled.ok) return [false, spooled];
    await spooler.cancel(queue, spooled.value);
    for (let tries = 0; tries < 50; tries += 1) {
      const jobs = await spooler.jobs(queue);
      if (jobs.ok && !jobs.value.some(({ id }) => id === spooled.value)) return [true, 'gone'];
      await sleep(100);
    }
    return [false, 'still queued'];
  },
  'prints through the whole wire as sent, never as printed': async (spooler, queue) => {
    const printer = createQueuePrinter({ queue: windowsQueue(spooler, queue), clock: systemClock });
    const outcome = await printer.print(EVERY_BYTE, never, undefined, 'check-3');
    return [outcome.kind === 'sent', outcome];
  },
};

/** Runs every check on one queue; none throws. */
export async function checkSpooler(spooler: Spooler, queue: string): Promise<readonly SpoolerCheck[]> {
  const done: SpoolerCheck[] = [];
  for (const [promise, check] of Object.entries(CHECKS)) {
    const [isKept, seen] = await check(spooler, queue).catch((cause: unknown) => [false, String(cause)] as const);
    done.push({ promise, isKept, seen: JSON.stringify(seen).slice(0, 400) });
  }
  return done;
}
