import type { PrintEvent } from '../../core/journal/events.ts';
import { money } from '../../core/money/money.ts';
import { refundableMinor, type PaymentRecord } from '../../core/payment/record.ts';
import type { RefundRecord } from '../../core/refund/refund-record.ts';
import { buildReceipt } from '../../core/receipt/document.ts';
import type { ReceiptFacts, SaleFacts } from '../../core/receipt/facts.ts';
import { layoutReceipt, type ReceiptLayout } from '../../core/receipt/layout.ts';
import { ENGLISH_RECEIPT_WORDS } from '../../core/receipt/words.ts';
import type { JobView, PrintJob } from '../printer/outbox-state.ts';
import { isoWithOffset, type CounterSettings } from './settings-view.ts';

/** What the desk needs: a queue for paper, an encoder, and a place to write what the printer said. */
export type ReceiptDeskPorts = {
  /** Null when this counter prints nothing. */
  readonly queue: { readonly print: (job: PrintJob) => unknown } | null;
  /** May load its library first, so papers are queued in the order in which they were asked for. */
  readonly encode: (layout: ReceiptLayout) => Promise<Uint8Array>;
  readonly settings: () => CounterSettings;
  readonly wallMs: () => number;
  /** True once the row is durable. */
  readonly note: (paymentRequestId: string, event: PrintEvent) => Promise<boolean>;
  readonly newJobId: () => string;
};

/** Turns final results into paper, each original once; says in the ledger what the printer said. */
export type ReceiptDesk = {
  /** A payment changed; prints what has become due. */
  readonly heard: (record: PaymentRecord) => void;
  /** Prints the last paper of a payment again, marked COPY; false when there is nothing to print. */
  readonly again: (record: PaymentRecord) => boolean;
  readonly test: () => boolean;
  /** A paper's first byte is about to leave; true once that is durable. A paper of no payment needs no row. */
  readonly begin: (jobId: string) => Promise<boolean>;
  /** The run before ended while this payment's paper was being printed: it may be out, so it is never sent again by itself. */
  readonly interrupted: (record: PaymentRecord) => Promise<void>;
  /** What became of queued papers. */
  readonly jobsChanged: (jobs: readonly JobView[]) => void;
};

type Slip = Pick<PrintEvent, 'paymentRequestId' | 'document' | 'paper' | 'copy'> & { last: string | null };

/** Makes the desk. */
export function createReceiptDesk(ports: ReceiptDeskPorts): ReceiptDesk {
  const queued = new Set<string>();
  const slips = new Map<string, Slip>();
  let order: Promise<void> = Promise.resolve();
  const print = (facts: ReceiptFacts, jobId: string, slip: Slip | null): void => {
    const layout = layoutReceipt(buildReceipt(facts, ENGLISH_RECEIPT_WORDS), ports.settings().columns);
    if (slip !== null) slips.set(jobId, slip);
    const encoded = ports.encode(layout);
    order = order.then(async () => {
      ports.queue?.print({ jobId, documentKind: facts.kind, bytes: await encoded });
    });
  };
  const original = (record: PaymentRecord, { facts, paper }: Paper): void => {
    const jobId = `${record.paymentRequestId}:${paper}`;
    if (queued.has(jobId) || ports.queue === null) return;
    queued.add(jobId);
    print(facts, jobId, { paymentRequestId: record.paymentRequestId, document: facts.kind, paper, copy: false, last: null });
  };
  return {
    heard: (record) => {
      for (const paper of papersOf(record, ports.settings())) if (!record.papers.includes(paper.paper)) original(record, paper);
    },
    again: (record) => {
      const last = papersOf(record, ports.settings()).at(-1);
      if (last === undefined || ports.queue === null) return false;
      const { facts, paper } = last;
      const slip: Slip = { paymentRequestId: record.paymentRequestId, document: facts.kind, paper, copy: true, last: null };
      print({ ...facts, copyOf: facts.time }, ports.newJobId(), slip);
      return true;
    },
    test: () => {
      if (ports.queue === null) return false;
      const { receiptShop, counterName, utcOffsetMinutes } = ports.settings();
      const now = ports.wallMs();
      print(
        { kind: 'test', shop: receiptShop, counter: counterName, time: isoWithOffset(now, utcOffsetMinutes(now)) },
        ports.newJobId(),
        null,
      );
      return true;
    },
    begin: async (jobId) => {
      const slip = slips.get(jobId);
      if (slip === undefined) return true;
      slip.last = 'printing';
      return ports.note(slip.paymentRequestId, rowOf(slip, 'printing', null));
    },
    interrupted: async ({ paymentRequestId, slip }) => {
      if (slip?.outcome !== 'printing') return;
      await ports.note(paymentRequestId, { type: 'slip', paymentRequestId, ...slip, outcome: 'in-doubt', reason: 'restarted' });
    },
    jobsChanged: (jobs) => {
      for (const job of jobs) tell(slips.get(job.jobId), job, ports);
    },
  };
}

/** Writes a job's state once for every word that the printer changes its mind to. */
function tell(slip: Slip | undefined, job: JobView, ports: ReceiptDeskPorts): void {
  if (slip === undefined) return;
  const { state } = job;
  if (state.kind === 'queued' || state.kind === 'printing') return;
  const reason = 'reason' in state ? state.reason : null;
  const word = `${state.kind}/${reason ?? ''}`;
  if (slip.last === word) return;
  slip.last = word;
  void ports.note(slip.paymentRequestId, rowOf(slip, state.kind, reason));
}

const rowOf = ({ last: _last, ...slip }: Slip, outcome: PrintEvent['outcome'], reason: string | null): PrintEvent => ({
  type: 'slip',
  ...slip,
  outcome,
  reason,
});

type Paper = { readonly facts: Exclude<ReceiptFacts, { kind: 'test' }>; readonly paper: string };

/** The papers that a payment's state calls for, oldest first. A payment that was never paid needs none. */
function papersOf(record: PaymentRecord, settings: CounterSettings): readonly Paper[] {
  if (record.paid === null) return [];
  const refunds = record.refunds.filter(({ state }) => state === 'refunded');
  const sale: readonly Paper[] = record.state === 'paid' ? [{ facts: saleFacts(record, settings, 'sale'), paper: 'sale' }] : [];
  const cancelled: readonly Paper[] =
    record.state === 'cancelled' ? [{ facts: saleFacts(record, settings, 'cancelled'), paper: 'cancelled' }] : [];
  return [
    ...sale,
    ...cancelled,
    ...refunds.map((refund) => ({ facts: refundFacts(record, refund, settings), paper: refund.refundRequestId })),
  ];
}

function saleFacts(record: PaymentRecord, settings: CounterSettings, kind: SaleFacts['kind']): SaleFacts {
  const atMs = record.finalAtMs ?? record.submittedAtMs;
  return {
    kind,
    shop: settings.receiptShop,
    counter: settings.counterName,
    time: isoWithOffset(atMs, settings.utcOffsetMinutes(atMs)),
    ...(record.actor.kind === 'cashier' ? { cashier: record.actor.name } : {}),
    orderNumber: record.orderNumber,
    receiptNumber: { counterNumber: settings.counterNumber, sequence: record.receiptNumber },
    amount: record.amount,
    walletBrand: record.paid?.walletBrandName ?? null,
    paymentId: record.paymentId,
    paymentRequestId: record.paymentRequestId,
    ...(record.note === null ? {} : { note: record.note }),
  };
}

function refundFacts(record: PaymentRecord, refund: RefundRecord, settings: CounterSettings): Paper['facts'] {
  const { currency } = record.amount;
  return {
    ...saleFacts(record, settings, 'sale'),
    kind: 'refund',
    time: isoWithOffset(refund.requestedAtMs, settings.utcOffsetMinutes(refund.requestedAtMs)),
    receiptNumber: { counterNumber: settings.counterNumber, sequence: refund.receiptNumber },
    refunded: money(currency, refund.amountMinor),
    remaining: money(currency, refundableMinor(record)),
    refundId: refund.refundId,
  };
}
