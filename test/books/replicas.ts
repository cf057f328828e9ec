import type { JournalEntry, JournalEvent } from '../../core/journal/events.ts';
import type { PaymentVerdict } from '../../core/payment/verdict.ts';

/** Rows of one world that can be written again and again. */
export type Story = readonly JournalEntry[];

/** An event with its time. */
export type Told = { readonly event: JournalEvent; readonly wallMs: number; readonly monotonicMs: number };

const RECEIPTS_A_STORY = 1_000;

/**
 * Stories told one after another until `rows` rows have been told, each time with ids, numbers and times of their own, so that a
 * ledger takes them as the years of one counter. The last story may be cut off. `first` is the number of the first one: what begins
 * behind the numbers that a ledger already holds goes on behind it.
 */
export function* replicas(stories: readonly Story[], rows: number, fromMs: number, first = 0): Generator<Told> {
  let told = 0;
  let startMs = fromMs;
  for (let nth = first; told < rows; nth += 1) {
    const story = stories[nth % stories.length] ?? [];
    const shift = shiftOf(nth, startMs - (story[0]?.wallMs ?? 0));
    for (const entry of story) {
      if (told >= rows) return;
      told += 1;
      yield { event: shift.event(entry.event), wallMs: entry.wallMs + shift.ms, monotonicMs: entry.monotonicMs };
    }
    startMs = Math.max(startMs, (story.at(-1)?.wallMs ?? 0) + shift.ms) + 60_000;
  }
}

function shiftOf(nth: number, ms: number) {
  const mark = nth.toString(36).padStart(5, '0');
  // In the middle, so that ids of one story do not lie side by side: real ones are random.
  const id = (text: string): string => `${text.slice(0, 5)}${mark}${text.slice(5)}`;
  const number = (receipt: number): number => nth * RECEIPTS_A_STORY + (receipt % RECEIPTS_A_STORY);
  return { ms, event: (event: JournalEvent): JournalEvent => renamed(event, id, number) };
}

function renamed(event: JournalEvent, id: (text: string) => string, number: (receipt: number) => number): JournalEvent {
  if (!('paymentRequestId' in event)) return event;
  const paymentRequestId = id(event.paymentRequestId);
  switch (event.type) {
    case 'payment-submitted': {
      const receiptNumber = number(event.receiptNumber);
      const orderNumber = `T1-${String(receiptNumber).padStart(6, '0')}`;
      return { ...event, paymentRequestId, receiptNumber, orderNumber, saleId: id(event.saleId), codeHash: id(event.codeHash) };
    }
    case 'refund-requested':
      return {
        ...event,
        paymentRequestId,
        refundRequestId: id(event.refundRequestId),
        receiptNumber: number(event.receiptNumber),
      };
    case 'refund-answered':
      return { ...event, paymentRequestId, refundRequestId: id(event.refundRequestId) };
    case 'payment-answered':
      return { ...event, paymentRequestId, verdict: renamedVerdict(event.verdict, id) };
    default:
      return { ...event, paymentRequestId };
  }
}

/** Alipay+ gives no two payments the same id. */
function renamedVerdict(verdict: PaymentVerdict, id: (text: string) => string): PaymentVerdict {
  const renewed = (paymentId: string | null): string | null => (paymentId === null ? null : id(paymentId));
  switch (verdict.kind) {
    case 'paid':
      return { ...verdict, facts: { ...verdict.facts, paymentId: renewed(verdict.facts.paymentId) } };
    case 'pending':
      return { ...verdict, paymentId: renewed(verdict.paymentId) };
    default:
      return verdict;
  }
}
