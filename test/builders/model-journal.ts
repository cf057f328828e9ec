import { paymentIdOf, type ChainedEntry, type JournalEntry, type JournalEvent } from '../../core/journal/events.ts';
import type { Appended, JournalFault, JournalPort } from '../../core/journal/port.ts';
import { foldPayment, isSettled, refundedMinor } from '../../core/payment/record.ts';
import { chainOf, headOf, linked, MODEL_GENESIS } from './chain.ts';
import { houseRowsOf } from './house-rows.ts';

/** A journal in memory that keeps every rule of the real one, and can be full, slow, or copied as it was at any row. */
export type ModelJournal = JournalPort & {
  readonly rows: () => readonly ChainedEntry[];
  readonly ofType: <Type extends JournalEvent['type']>(type: Type) => readonly Extract<JournalEvent, { readonly type: Type }>[];
  /** From now on every row, or every row of one type, is refused with this fault; null = works again. */
  readonly fail: (fault: JournalFault | null, only?: JournalEvent['type']) => void;
  /** From now on every row waits for this before it is written, or before it is acknowledged; null = at once. */
  readonly slow: (until: (() => Promise<void>) | null, when?: 'before' | 'after') => void;
};

/** The times that a row is stamped with. */
type RowClock = { readonly wallMs: () => number; readonly monotonicMs: () => number };

/** A journal that already holds `rows`: what a restart would find. */
export function modelJournal(clock: RowClock, found: readonly JournalEntry[] = []): ModelJournal {
  const rows: ChainedEntry[] = [...chainOf(found)];
  let trouble: { readonly fault: JournalFault; readonly only: JournalEvent['type'] | undefined } | null = null;
  let wait: (() => Promise<void>) | null = null;
  let waitAfter: (() => Promise<void>) | null = null;
  const of = (id: string) => rows.filter(({ event }) => paymentIdOf(event) === id);
  const append = async (event: JournalEvent): Promise<Appended> => {
    if (wait !== null) await wait();
    if (trouble !== null && (trouble.only === undefined || trouble.only === event.type))
      return { ok: false, fault: trouble.fault };
    const fault = brokenRule(event, rows);
    if (fault !== null) return { ok: false, fault };
    // Through text, as on a disk: whatever does not survive that must show here already.
    const kept = JSON.parse(JSON.stringify(event)) as JournalEvent;
    const entry = linked(rows.at(-1) ?? MODEL_GENESIS, {
      wallMs: Math.round(clock.wallMs()),
      monotonicMs: clock.monotonicMs(),
      event: kept,
    });
    rows.push(entry);
    if (waitAfter !== null) await waitAfter();
    return { ok: true, entry };
  };
  return {
    append,
    entriesOf: (id) => Promise.resolve(of(id)),
    unsettled: () =>
      Promise.resolve([...new Set(rows.map(({ event }) => paymentIdOf(event) ?? ''))].filter((id) => isUnsettled(of(id)))),
    ofNoPayment: (wanted) => Promise.resolve(houseRowsOf(rows, wanted)),
    between: (from, until) => Promise.resolve(rows.slice(from - 1, until ?? rows.length)),
    head: () => Promise.resolve(headOf(rows)),
    rows: () => [...rows],
    ofType: (type) =>
      rows
        .map(({ event }) => event)
        .filter((event): event is Extract<JournalEvent, { readonly type: typeof type }> => event.type === type),
    fail: (fault, only) => {
      trouble = fault === null ? null : { fault, only };
    },
    slow: (until, when = 'before') => {
      wait = when === 'before' ? until : null;
      waitAfter = when === 'after' ? until : null;
    },
  };
}

function isUnsettled(entries: readonly JournalEntry[]): boolean {
  const record = foldPayment(entries);
  return record !== null && !isSettled(record);
}

function brokenRule(event: JournalEvent, rows: readonly JournalEntry[]): JournalFault | null {
  if (event.type === 'payment-submitted') {
    const others = rows.map((row) => row.event).filter((other) => other.type === 'payment-submitted');
    if (others.some(({ codeHash }) => codeHash === event.codeHash)) return 'code-already-sent';
    const isTaken = others.some(
      (other) =>
        other.paymentRequestId === event.paymentRequestId ||
        other.orderNumber === event.orderNumber ||
        other.receiptNumber === event.receiptNumber ||
        (other.saleId === event.saleId && other.saleVersion === event.saleVersion),
    );
    return isTaken ? 'id-already-used' : null;
  }
  if (event.type !== 'refund-requested') return null;
  const asked = rows.map((row) => row.event).filter((other) => other.type === 'refund-requested');
  if (
    asked.some(
      ({ refundRequestId, receiptNumber }) => refundRequestId === event.refundRequestId || receiptNumber === event.receiptNumber,
    )
  )
    return 'id-already-used';
  const record = foldPayment(rows.filter((row) => paymentIdOf(row.event) === event.paymentRequestId));
  return record !== null && refundedMinor(record) + event.amount.amountMinor > record.amount.amountMinor ? 'over-refund' : null;
}
