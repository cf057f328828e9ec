import koffi from 'koffi';
import type { BlockingSpooler, Spooler } from '../../main/printer/transports/spooler-port.ts';
import { openWinspool } from '../../main/printer/transports/winspool.ts';
import { checkSpooler, type SpoolerCheck } from './spooler-checks.ts';

/** The real spooler without a thread, for a person who waits anyway. */
const onThisThread = (spooler: BlockingSpooler): Spooler => ({
  printers: () => Promise.resolve(spooler.printers()),
  printer: (name) => Promise.resolve(spooler.printer(name)),
  spool: (name, title, document) => Promise.resolve(spooler.spool(name, title, document)),
  jobs: (name) => Promise.resolve(spooler.jobs(name)),
  cancel: (name, id) => Promise.resolve(spooler.cancel(name, id)),
});

/** The names of this PC's printers, and the checks on one of them. */
export async function checkThisPc(
  queue: string | null,
): Promise<{ readonly printers: readonly string[]; readonly checks: readonly SpoolerCheck[] }> {
  const spooler = onThisThread(openWinspool(koffi));
  const found = await spooler.printers();
  const printers = found.ok ? found.value.map(({ name }) => name) : [];
  return { printers, checks: queue === null ? [] : await checkSpooler(spooler, queue) };
}
