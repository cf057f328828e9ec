import { paymentIdOf, type JournalEvent } from '../../core/journal/events.ts';
import type { ActorView } from '../../core/payment/actor.ts';
import type { PaymentRecord } from '../../core/payment/record.ts';
import type { Breach } from './watch.ts';

/** What a running program knows before its disk does. A run's knowledge ends with the run. */
export type Mind = {
  /** A row was asked for, and is durable or was refused. */
  readonly appended: (run: number, event: JournalEvent, isDurable: boolean) => void;
  /** The payments that the program looks after, as it sees them now. */
  readonly looked: (run: number, views: readonly ActorView[]) => void;
};

type Complain = (invariant: Breach['invariant'], what: string) => void;

/** Wishes that the disk refused are refused to whoever had them; everything else has happened and waits for the disk. */
const WISHES: readonly JournalEvent['type'][] = ['payment-submitted', 'pay-repeated', 'cancel-requested', 'refund-requested'];

/** Complains as soon as a run writes past a fact that it holds, or no longer knows what it has heard. */
export function createMind(complain: Complain): Mind {
  const held = new Map<string, JournalEvent[]>();
  const heard = new Map<string, number>();
  const appended = (key: string, event: JournalEvent, isDurable: boolean): void => {
    const waiting = held.get(key) ?? [];
    const [first] = waiting;
    if (!isDurable) {
      if (!WISHES.includes(event.type) && !waiting.includes(event)) held.set(key, [...waiting, event]);
    } else if (first === event) held.set(key, waiting.slice(1));
    else if (first !== undefined)
      complain('facts-in-order', `${key}: ${event.type} was written, and ${first.type} waits for the disk`);
  };
  return {
    appended: (run, event, isDurable) => {
      const id = paymentIdOf(event);
      if (id !== null) appended(`${String(run)} ${id}`, event, isDurable);
    },
    looked: (run, views) => {
      for (const { record } of views) {
        const key = `${String(run)} ${record.paymentRequestId}`;
        const known = finalWords(record);
        if (known < (heard.get(key) ?? 0)) complain('heard-is-kept', `${record.orderNumber}: a final word is forgotten again`);
        heard.set(key, known);
      }
    },
  };
}

/** How many final words there are about the payment: paid, and what became of its refunds. */
const finalWords = ({ paid, refunds }: PaymentRecord): number =>
  (paid === null ? 0 : 1) + refunds.filter(({ state }) => state === 'refunded' || state === 'refused').length;
