import type { JournalEvent } from '../journal/events.ts';
import type { JournalFault } from '../journal/port.ts';
import type { PaymentPorts } from './ports.ts';
import type { Nap } from './clock.ts';
import { freshMemory, type RunMemory } from './policy.ts';
import type { PaymentRecord } from './record.ts';

/** What an actor holds in memory while it looks after a payment; all that matters of it stands in the journal as well. */
export type Live = {
  /** What the ledger holds. */
  durable: PaymentRecord;
  /** The same with everything that is known but could not be written yet. */
  record: PaymentRecord;
  /** What could not be written, oldest first. */
  readonly unwritten: JournalEvent[];
  memory: RunMemory;
  fault: JournalFault | null;
  nextAskAtMs: number | null;
  readonly naps: Set<Nap>;
  /** Loops and wishes under way. */
  running: number;
  stopped: boolean;
};

/** The memory of an actor that has just started. */
export const startLive = (record: PaymentRecord, codeHeld: boolean): Live => ({
  durable: record,
  record,
  unwritten: [],
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
