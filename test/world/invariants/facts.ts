import { paymentIdOf, type ChainedEntry, type JournalEvent } from '../../../core/journal/events.ts';
import type { Snapshot } from '../../../core/contract/views.ts';
import { applyEntry, type PaymentRecord } from '../../../core/payment/record.ts';
import type { Books } from '../gateway.ts';
import type { Exchange } from '../line.ts';
import type { Plan } from '../plan.ts';
import type { Paper } from '../press.ts';
import type { Till } from '../till.ts';

/** Everything that was seen of a world from outside: rows on the disk, bytes on the wire, the screen, the paper, the gateway's books. */
export type Facts = {
  readonly plan: Plan;
  readonly books: Books;
  /** Durable rows, in order. */
  readonly rows: readonly ChainedEntry[];
  readonly rowsOf: (paymentRequestId: string) => readonly ChainedEntry[];
  /** A payment as its durable rows tell it. */
  readonly record: (paymentRequestId: string) => PaymentRecord | null;
  readonly records: () => Iterable<PaymentRecord>;
  /** The run that wrote the first row of a payment. */
  readonly runOf: (paymentRequestId: string) => number | null;
  readonly exchanges: readonly Exchange[];
  /** True while a call of this run has not come back to whoever made it. */
  readonly isUnderWay: (api: string, paymentRequestId: string, run: number) => boolean;
  readonly papers: readonly Paper[];
  /** Every payment code there is. */
  readonly codes: readonly string[];
  /** The program that runs now, null while none does. */
  readonly till: () => Till | null;
};

/** What the world adds to the facts as it goes. */
export type FactsBook = Facts & {
  readonly addRow: (entry: ChainedEntry, run: number) => void;
  readonly addExchange: (exchange: Exchange) => void;
  /** A call came back, or was given up. */
  readonly endExchange: (api: string, paymentRequestId: string, run: number) => void;
  readonly addPaper: (paper: Paper) => void;
};

/** No facts yet. */
export function createFacts(plan: Plan, books: Books, till: () => Till | null): FactsBook {
  const rows: ChainedEntry[] = [];
  const exchanges: Exchange[] = [];
  const papers: Paper[] = [];
  const underWay = new Set<string>();
  const payments = new Map<string, { readonly run: number; readonly rows: ChainedEntry[]; record: PaymentRecord | null }>();
  return {
    plan,
    books,
    rows,
    exchanges,
    papers,
    till,
    codes: plan.customers.map(({ code }) => code),
    rowsOf: (id) => payments.get(id)?.rows ?? [],
    record: (id) => payments.get(id)?.record ?? null,
    records: function* () {
      for (const { record } of payments.values()) if (record !== null) yield record;
    },
    runOf: (id) => payments.get(id)?.run ?? null,
    addRow: (entry, run) => {
      rows.push(entry);
      const paymentRequestId = paymentIdOf(entry.event);
      if (paymentRequestId === null) return;
      const kept = payments.get(paymentRequestId) ?? { run, rows: [], record: null };
      kept.rows.push(entry);
      kept.record = applyEntry(kept.record, entry);
      payments.set(paymentRequestId, kept);
    },
    isUnderWay: (...call) => underWay.has(call.join(' ')),
    addExchange: (exchange) => {
      exchanges.push(exchange);
      underWay.add([exchange.api, exchange.paymentRequestId, exchange.run].join(' '));
    },
    endExchange: (...call) => underWay.delete(call.join(' ')),
    addPaper: (paper) => papers.push(paper),
  };
}

/** The name of a payment in a story: its order number where there is one. */
export const nameOf = (facts: Facts, paymentRequestId: string): string =>
  facts.record(paymentRequestId)?.orderNumber ?? paymentRequestId;

/** One promise that holds at every moment, with a check for each thing that could break it. A check answers null, or what is wrong. */
export type Invariant = {
  readonly name: string;
  /** The promise in one sentence. */
  readonly promise: string;
  readonly onRequest?: (facts: Facts, exchange: Exchange) => string | null;
  readonly onRow?: (facts: Facts, entry: ChainedEntry) => string | null;
  /** The gateway's books changed. */
  readonly onBooks?: (facts: Facts) => string | null;
  readonly onScreen?: (facts: Facts, screen: Snapshot) => string | null;
  readonly onPaper?: (facts: Facts, paper: Paper) => string | null;
  /** A line of the log of calls. */
  readonly onLog?: (facts: Facts, line: string) => string | null;
  /** All faults are over, nothing is open. */
  readonly onQuiet?: (facts: Facts) => string | null;
};

/** The events of one type of a payment. */
export const eventsOf = <Type extends JournalEvent['type']>(
  facts: Facts,
  paymentRequestId: string,
  type: Type,
): readonly Extract<JournalEvent, { readonly type: Type }>[] =>
  facts
    .rowsOf(paymentRequestId)
    .map(({ event }) => event)
    .filter((event): event is Extract<JournalEvent, { readonly type: Type }> => event.type === type);

/** The first complaint among many checks. */
export function firstOf<Item>(items: Iterable<Item>, check: (item: Item) => string | null): string | null {
  for (const item of items) {
    const complaint = check(item);
    if (complaint !== null) return complaint;
  }
  return null;
}
