import { createHmac } from 'node:crypto';
import { paymentIdOf, type ChainedEntry, type JournalEvent } from '../../core/journal/events.ts';
import type { Appended, JournalFault } from '../../core/journal/port.ts';
import type { SearchCriteria, SearchCursor, SearchFilters, SearchWords, StateWord } from '../../core/journal/search.ts';
import { applyEntry, foldPayment, isSettled, refundedMinor, type PaymentRecord } from '../../core/payment/record.ts';
import { createTurns } from '../../core/payment/turns.ts';
import { LedgerReadError, RECENT_KEPT, type Ledger, type LedgerClock, type UtcOffsets } from '../../main/ledger/port.ts';
import { headOf, linked, MODEL_GENESIS } from './chain.ts';
import { houseRowsOf } from './house-rows.ts';

/** What survives a power cut: the synced rows, and the key that hashes payment codes. */
export type ModelFile = { readonly rows: ChainedEntry[]; readonly hashKey: string };

/**
 * Brings one row to the disk: `keep` is called when it would survive a power cut, and the answer is null then, or why it was refused.
 * It may take its time; after a power cut it never answers.
 */
export type ModelSync = (entry: ChainedEntry, keep: () => void) => Promise<JournalFault | null>;

/** Brings what a read found to whoever asked; it may take its time, and after a power cut it never does. */
export type ModelRead = <Value>(value: Value) => Promise<Value>;

/** The ledger in memory; `entries` and `record` are for looking in from outside, without waiting. */
export type ModelLedger = Ledger & {
  readonly entries: (paymentRequestId: string) => readonly ChainedEntry[];
  readonly record: (paymentRequestId: string) => PaymentRecord | null;
  /** All payments, oldest first. */
  readonly records: () => readonly PaymentRecord[];
};

/** A file with nothing in it. */
export const emptyModelFile = (): ModelFile => ({ rows: [], hashKey: 'model' });

const atOnce: ModelSync = (_entry, keep) => {
  keep();
  return Promise.resolve(null);
};

/** Opens the file: what is not in it, this ledger does not know. It keeps every rule of the SQLite one. */
export function modelLedger(
  file: ModelFile,
  clock: LedgerClock,
  sync: ModelSync = atOnce,
  read: ModelRead = (value) => Promise.resolve(value),
): ModelLedger {
  const index = createIndex();
  for (const entry of file.rows) index.add(entry);
  const inTurn = createTurns();
  let receiptNumber = index.lastReceiptNumber();
  let trouble: JournalFault | null = null;
  let isClosed = false;
  const append = async (event: JournalEvent, wallMs: number, monotonicMs: number): Promise<Appended> => {
    if (isClosed) return { ok: false, fault: 'storage-failed' };
    const rule = index.brokenRule(event);
    if (rule !== null) return { ok: false, fault: rule };
    // Through text, as on a disk: whatever does not survive that must show here already.
    const kept = JSON.parse(JSON.stringify(event)) as JournalEvent;
    const entry = linked(file.rows.at(-1) ?? MODEL_GENESIS, { wallMs, monotonicMs, event: kept });
    trouble = await sync(entry, () => file.rows.push(entry));
    if (trouble !== null) return { ok: false, fault: trouble };
    index.add(entry);
    return { ok: true, entry };
  };
  return {
    append: (event) => {
      const [wallMs, monotonicMs] = [Math.round(clock.wallMs()), clock.monotonicMs()];
      return inTurn(() => append(event, wallMs, monotonicMs));
    },
    entries: index.entries,
    record: index.record,
    records: () => index.newest(Infinity).toReversed(),
    entriesOf: (id) => inTurn(() => read(index.entries(id))),
    unsettled: () => inTurn(() => read(index.unsettled())),
    backUp: () => Promise.reject(new LedgerReadError('storage-failed')),
    ofNoPayment: (wanted) => Promise.resolve(houseRowsOf(file.rows, wanted)),
    between: (from, until) => Promise.resolve(file.rows.slice(from - 1, until ?? file.rows.length)),
    head: () => Promise.resolve(headOf(file.rows)),
    recent: (limit) => index.newest(Math.min(limit, RECENT_KEPT)),
    taken: (currency, fromMs, untilMs) => takenOf(index.newest(Infinity), currency, fromMs, untilMs),
    newestResponseTimeMs: () => newestTime(file.rows),
    search: (criteria, before, limit, offsets) => {
      const found = index
        .newest(Infinity)
        .toSorted((a, b) => b.submittedAtMs - a.submittedAtMs || b.sequence - a.sequence)
        .filter((record) => before === null || isBehind(record, before))
        .filter((record) => criteria === null || matches(record, criteria, offsets));
      const records = found.slice(0, limit);
      const last = records.at(-1);
      const next = last === undefined || found.length <= limit ? null : { atMs: last.submittedAtMs, sequence: last.sequence };
      return Promise.resolve({ records, next });
    },
    receiptOwner: (number) =>
      Promise.resolve(
        index.newest(Infinity).find((record) => [record, ...record.refunds].some(({ receiptNumber }) => receiptNumber === number))
          ?.paymentRequestId ?? null,
      ),
    hashCode: (paymentCode) => createHmac('sha256', file.hashKey).update(paymentCode).digest('base64url'),
    nextReceiptNumber: () => (receiptNumber += 1),
    trouble: () => trouble,
    close: () =>
      inTurn(() => {
        isClosed = true;
        return Promise.resolve();
      }),
  };
}

type Index = {
  readonly add: (entry: ChainedEntry) => void;
  readonly entries: (paymentRequestId: string) => readonly ChainedEntry[];
  readonly record: (paymentRequestId: string) => PaymentRecord | null;
  readonly newest: (limit: number) => readonly PaymentRecord[];
  readonly brokenRule: (event: JournalEvent) => JournalFault | null;
  readonly lastReceiptNumber: () => number;
  /** Oldest first. */
  readonly unsettled: () => readonly string[];
};

type Kept = { readonly entries: ChainedEntry[]; record: PaymentRecord | null };

/** What the tables of the real ledger hold: one payment a paymentRequestId, and the values that are unique. */
function createIndex(): Index {
  const payments = new Map<string, Kept>();
  const used = new Set<string>();
  let lastReceipt = 0;
  const claim = (names: readonly string[], receiptNumber: number): void => {
    for (const name of names) used.add(name);
    lastReceipt = Math.max(lastReceipt, receiptNumber);
  };
  return {
    add: (entry) => {
      const { event } = entry;
      if (event.type === 'ledger-restored') claim([], event.lastReceiptNumber);
      const id = paymentIdOf(event);
      if (id === null) return;
      const kept = payments.get(id) ?? { entries: [], record: null };
      kept.entries.push(entry);
      kept.record = applyEntry(kept.record, entry);
      payments.set(id, kept);
      if (event.type === 'payment-submitted') claim([`code ${event.codeHash}`, ...uniqueOf(event)], event.receiptNumber);
      if (event.type === 'refund-requested') claim(uniqueOf(event), event.receiptNumber);
    },
    entries: (id) => [...(payments.get(id)?.entries ?? [])],
    record: (id) => payments.get(id)?.record ?? null,
    newest: (limit) => newestFirst(payments).slice(0, limit === Infinity ? undefined : limit),
    brokenRule: (event) => {
      if (event.type === 'payment-submitted' && used.has(`code ${event.codeHash}`)) return 'code-already-sent';
      if (event.type !== 'payment-submitted' && event.type !== 'refund-requested') return null;
      if (uniqueOf(event).some((name) => used.has(name))) return 'id-already-used';
      return event.type === 'refund-requested' && isTooMuch(payments.get(event.paymentRequestId)?.entries ?? [], event.amount)
        ? 'over-refund'
        : null;
    },
    lastReceiptNumber: () => lastReceipt,
    unsettled: () =>
      newestFirst(payments)
        .filter((record) => !isSettled(record))
        .map(({ paymentRequestId }) => paymentRequestId)
        .reverse(),
  };
}

type Claiming = Extract<JournalEvent, { type: 'payment-submitted' | 'refund-requested' }>;

/** The values that stand in a unique column of the real ledger; receipt numbers are unique among payments and among refunds. */
const uniqueOf = (event: Claiming): readonly string[] =>
  event.type === 'payment-submitted'
    ? [
        `payment ${event.paymentRequestId}`,
        `order ${event.orderNumber}`,
        `receipt ${String(event.receiptNumber)}`,
        `sale ${event.saleId} ${String(event.saleVersion)}`,
      ]
    : [`refund ${event.refundRequestId}`, `refund-receipt ${String(event.receiptNumber)}`];

function isTooMuch(entries: readonly ChainedEntry[], { amountMinor }: { readonly amountMinor: number }): boolean {
  const record = foldPayment(entries);
  return record !== null && refundedMinor(record) + amountMinor > record.amount.amountMinor;
}

const newestFirst = (payments: ReadonlyMap<string, Kept>): PaymentRecord[] =>
  [...payments.values()]
    .map(({ record }) => record)
    .filter((record) => record !== null)
    .reverse();

function takenOf(records: readonly PaymentRecord[], currency: string, fromMs: number, untilMs: number) {
  const paid = records.filter(
    ({ state, amount, finalAtMs }) =>
      state === 'paid' && amount.currency === currency && finalAtMs !== null && finalAtMs >= fromMs && finalAtMs < untilMs,
  );
  const back = paid.flatMap(({ refunds }) => refunds).filter(({ state }) => state === 'refunded');
  const sum = (amounts: readonly { readonly amountMinor: number }[]): number =>
    amounts.reduce((total, { amountMinor }) => total + amountMinor, 0);
  return { payments: paid.length, amountMinor: sum(paid.map(({ amount }) => amount)) - sum(back) };
}

const NEWEST_ROWS = 200;

function newestTime(rows: readonly ChainedEntry[]): number | null {
  const times = rows
    .slice(-NEWEST_ROWS)
    .map(({ event }) => ('responseTimeMs' in event ? event.responseTimeMs : undefined))
    .filter((time) => time !== undefined);
  return times.length === 0 ? null : Math.max(...times);
}

const isBehind = ({ submittedAtMs, sequence }: PaymentRecord, { atMs, sequence: at }: SearchCursor): boolean =>
  submittedAtMs < atMs || (submittedAtMs === atMs && sequence < at);

/** Whether a search means this payment, said anew without a database. */
export const matches = (record: PaymentRecord, { words, filters }: SearchCriteria, offsets: UtcOffsets): boolean =>
  fits(record, filters) && (words === null || reads(record, words, offsets));

const STATES: Readonly<Record<StateWord, (record: PaymentRecord) => boolean>> = {
  paid: ({ state }) => state === 'paid',
  notpaid: ({ state }) => state === 'notPaid',
  cancelled: ({ state }) => state === 'cancelled',
  open: (record) => !isSettled(record),
  refunded: ({ refunds }) => refunds.some(({ state }) => state === 'refunded'),
};

function fits(record: PaymentRecord, filters: SearchFilters): boolean {
  const { fromMs, untilMs, minMinor, maxMinor, wallet, cashier, note, state } = filters;
  const { submittedAtMs, amount, paid, actor } = record;
  const has = (text: string | null | undefined, part: string | null) =>
    part === null || (text ?? '').toLowerCase().includes(part.toLowerCase());
  const isInside = (value: number, from: number | null, to: number | null) =>
    (from === null || value >= from) && (to === null || value <= to);
  return (
    isInside(submittedAtMs, fromMs, untilMs === null ? null : untilMs - 1) &&
    isInside(amount.amountMinor, minMinor, maxMinor) &&
    has(paid?.walletBrandName, wallet) &&
    has(actor.kind === 'cashier' ? actor.name : null, cashier) &&
    has(record.note, note) &&
    (state === null || STATES[state](record))
  );
}

function reads(record: PaymentRecord, words: SearchWords, offsets: UtcOffsets): boolean {
  const { text, amountMinor, day, minuteOfDay } = words;
  const wanted = text.toLowerCase();
  const { orderNumber, paymentId, paymentRequestId, note, submittedAtMs } = record;
  return (
    [orderNumber, paymentId, paymentRequestId, note].some((field) => field?.toLowerCase().includes(wanted) === true) ||
    record.amount.amountMinor === amountMinor ||
    (day !== null && submittedAtMs >= day.fromMs && submittedAtMs < day.untilMs) ||
    (Math.floor(submittedAtMs / 60_000) + offsetAt(offsets, submittedAtMs)) % 1440 === minuteOfDay
  );
}

function offsetAt(offsets: UtcOffsets, atMs: number): number {
  if (typeof offsets === 'number') return offsets;
  return (offsets.findLast(({ fromMs }) => fromMs <= atMs) ?? offsets[0])?.minutes ?? 0;
}
