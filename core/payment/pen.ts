import type { JournalEntry, JournalEvent } from '../journal/events.ts';
import type { JournalFault } from '../journal/port.ts';
import { napping, tracked, type Live } from './live.ts';
import type { PaymentPorts } from './ports.ts';
import { applyEntry, type PaymentRecord } from './record.ts';
import { createTurns } from './turns.ts';

/** Writes the rows of one payment, in order. */
export type Pen = {
  /**
   * Keeps something that has happened, such as an answer. True once it is durable. While the disk refuses it is false, and the
   * fact is held in memory, shown, and written as soon as the disk takes rows again; a stop forgets it, and the next run asks anew.
   */
  readonly fact: (event: JournalEvent) => Promise<boolean>;
  /** Writes what must be durable before anything is sent: one try, null = written. */
  readonly intent: (event: JournalEvent) => Promise<JournalFault | null>;
};

const STORAGE_RETRY_MS = 2_000;

type Desk = { readonly live: Live; readonly ports: PaymentPorts; readonly changed: () => void };

/** A pen for one payment; `changed` hears of every row and of every fault. */
export function createPen(live: Live, ports: PaymentPorts, changed: () => void): Pen {
  const desk: Desk = { live, ports, changed };
  // One at a time: while the disk takes its time to refuse a row, nothing that came later may get ahead of it.
  const inTurn = createTurns();
  return {
    fact: (event) =>
      inTurn(async () => {
        if (live.unwritten.length > 0) return hold(desk, event);
        const fault = await append(desk, event);
        return fault === null || hold(desk, event);
      }),
    intent: async (event) => {
      // Behind the facts that are being written, but beside other wishes: a cancel does not wait for the row of a repeat.
      await inTurn(() => Promise.resolve());
      return live.unwritten.length > 0 ? (live.fault ?? 'storage-failed') : append(desk, event);
    },
  };
}

async function append(desk: Desk, event: JournalEvent): Promise<JournalFault | null> {
  const appended = await desk.ports.journal.append(event);
  if (appended.ok) {
    desk.ports.mark(`journal-${event.type}`);
    keep(desk, appended.entry);
    return null;
  }
  desk.live.fault = appended.fault;
  desk.changed();
  return appended.fault;
}

/** What is still held stays on top of what is durable, and stays a fault. */
function keep({ live, ports, changed }: Desk, entry: JournalEntry): void {
  live.durable = applyEntry(live.durable, entry) ?? live.durable;
  live.record = live.unwritten.reduce((record, held) => withHeld(record, held, ports.clock.wallMs()), live.durable);
  if (live.unwritten.length === 0) live.fault = null;
  changed();
}

/** The rows that could not be written are folded over the durable ones, so that the screen knows what Paydesk knows. */
function hold(desk: Desk, event: JournalEvent): false {
  const { live, ports, changed } = desk;
  const isFirst = live.unwritten.length === 0;
  const wallMs = ports.clock.wallMs();
  live.unwritten.push(event);
  live.record = withHeld(live.record, event, wallMs);
  changed();
  if (isFirst) void tracked(live, () => writeHeld(desk));
  return false;
}

const withHeld = (record: PaymentRecord, event: JournalEvent, wallMs: number): PaymentRecord =>
  applyEntry(record, { sequence: record.sequence, wallMs, monotonicMs: 0, event }) ?? record;

/** Writes the held rows oldest first until all are durable, or Paydesk stops. */
async function writeHeld(desk: Desk): Promise<void> {
  const { live, ports } = desk;
  await napping(live, ports, STORAGE_RETRY_MS);
  for (let event = live.unwritten[0]; event !== undefined && !live.stopped; event = live.unwritten[0]) {
    const appended = await ports.journal.append(event);
    if (appended.ok) written(desk, event, appended.entry);
    else await refused(desk, appended.fault);
  }
  if (live.unwritten.length > 0) return;
  for (const nap of live.naps) nap.wake();
}

function written(desk: Desk, event: JournalEvent, entry: JournalEntry): void {
  desk.ports.mark(`journal-${event.type}`);
  desk.live.unwritten.shift();
  keep(desk, entry);
}

async function refused({ live, ports, changed }: Desk, fault: JournalFault): Promise<void> {
  if (live.stopped) return;
  live.fault = fault;
  changed();
  await napping(live, ports, STORAGE_RETRY_MS);
}
