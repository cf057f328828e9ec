import { paymentIdOf, type JournalEntry } from '../../core/journal/events.ts';
import { applyEntry, type PaymentRecord } from '../../core/payment/record.ts';
import { RECENT_KEPT, type Taken, type TakenWindow } from './port.ts';
import type { OpenFacts, Watched } from './protocol.ts';

/** What a picture needs at once, kept beside the thread that draws it and led on by every acknowledged row. */
export type AtHand = {
  readonly heard: (entry: JournalEntry) => void;
  readonly watched: (watched: Watched | null) => void;
  readonly recent: (limit: number) => readonly PaymentRecord[];
  /** What was taken in a span; null while that span is not known. */
  readonly taken: (window: TakenWindow) => Taken | null;
  readonly newestResponseTimeMs: () => number | null;
};

/** Begins with what the ledger held when it was opened. */
export function createAtHand(facts: Pick<OpenFacts, 'recent' | 'newestResponseTimeMs'>): AtHand {
  let recent = facts.recent;
  let newestMs = facts.newestResponseTimeMs;
  let known: Watched | null = null;
  return {
    heard: (entry) => {
      recent = ledOn(recent, entry);
      const { event } = entry;
      if (event.type === 'payment-answered' && event.responseTimeMs !== undefined)
        newestMs = Math.max(newestMs ?? 0, event.responseTimeMs);
    },
    watched: (watched) => {
      known = watched ?? known;
    },
    recent: (limit) => recent.slice(0, limit),
    taken: (window) => (known !== null && isSameWindow(known.window, window) ? known.taken : null),
    newestResponseTimeMs: () => newestMs,
  };
}

/** A new payment comes first and the oldest goes; a payment that is not among the newest stays unseen. */
function ledOn(recent: readonly PaymentRecord[], entry: JournalEntry): readonly PaymentRecord[] {
  const { event } = entry;
  if (event.type === 'payment-submitted') {
    const record = applyEntry(null, entry);
    return record === null ? recent : [record, ...recent].slice(0, RECENT_KEPT);
  }
  const id = paymentIdOf(event);
  if (id === null) return recent;
  return recent.map((record) => (record.paymentRequestId === id ? (applyEntry(record, entry) ?? record) : record));
}

/** The same currency from and until the same moments. */
export const isSameWindow = (a: TakenWindow, b: TakenWindow): boolean =>
  a.currency === b.currency && a.fromMs === b.fromMs && a.untilMs === b.untilMs;
