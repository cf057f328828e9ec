import type { JournalEntry, JournalEvent } from '../journal/events.ts';
import type { JournalFault } from '../journal/port.ts';
import type { PaymentPorts } from './ports.ts';
import type { Nap } from './clock.ts';
import { freshMemory, type RunMemory } from './policy.ts';
import type { PaymentRecord } from './record.ts';

/** What an actor holds in memory while it looks after a payment; all that matters of it stands in the journal as well. */
export type Live = {
  record: PaymentRecord;
  memory: RunMemory;
  fault: JournalFault | null;
  nextAskAtMs: number | null;
  readonly naps: Set<Nap>;
  /** Loops and wishes under way. */
  running: number;
  stopped: boolean;
};

const STORAGE_RETRY_MS = 2_000;

/** The memory of an actor that has just started. */
export const startLive = (record: PaymentRecord, codeHeld: boolean): Live => ({
  record,
  memory: freshMemory(codeHeld),
  fault: null,
  nextAskAtMs: null,
  naps: new Set(),
  running: 0,
  stopped: false,
});

/** Runs an act and counts it as running meanwhile. */
export async function tracked<Value>(live: Live, act: () => Promise<Value>): Promise<Value> {
  live.running += 1;
  try {
    return await act();
  } finally {
    live.running -= 1;
  }
}

/** A sleep that a nudge and a stop can end. */
export async function napping(live: Live, { clock }: Pick<PaymentPorts, 'clock'>, ms: number): Promise<void> {
  const nap = clock.nap(ms);
  live.naps.add(nap);
  await nap.done;
  live.naps.delete(nap);
}

/**
 * An answer is never dropped because the disk is full: it is kept in memory and written again until it is durable. False only when
 * Paydesk stops first; the next run asks again.
 */
export async function writeSurely(
  live: Live,
  event: JournalEvent,
  ports: PaymentPorts,
  accept: (entry: JournalEntry) => void,
  changed: () => void,
): Promise<boolean> {
  for (;;) {
    const appended = await ports.journal.append(event);
    if (appended.ok) {
      live.fault = null;
      ports.mark(`journal-${event.type}`);
      accept(appended.entry);
      return true;
    }
    live.fault = appended.fault;
    changed();
    if (live.stopped) return false;
    await napping(live, ports, STORAGE_RETRY_MS);
  }
}
