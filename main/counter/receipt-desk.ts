import type { PrintEvent } from '../../core/journal/events.ts';
import { money } from '../../core/money/money.ts';
import { isFinal } from '../../core/payment/machine.ts';
import { refundableMinor, type PaymentRecord } from '../../core/payment/record.ts';
import type { RefundRecord } from '../../core/refund/refund-record.ts';
import { buildReceipt, type ReceiptDocument } from '../../core/receipt/document.ts';
import type { PaymentPaperFacts, ReceiptFacts, SaleFacts } from '../../core/receipt/facts.ts';
import { reportDocument, type Report } from '../../core/shift/paper.ts';
import { layoutReceipt, type ReceiptLayout } from '../../core/receipt/layout.ts';
import { RECEIPT_WORDS } from '../../core/receipt/words/all.ts';
import type { Outbox } from '../printer/outbox.ts';
import type { JobView, PrintJob } from '../printer/outbox-state.ts';
import type { PrintOutcome, Recall } from '../printer/transports/port.ts';
import { isoWithOffset, type CounterSettings } from './settings-view.ts';

/** What the desk needs: a queue for paper, an encoder, and a place to write what the printer said. */
export type ReceiptDeskPorts = {
  /** Null while this counter prints nothing. */
  readonly queue: () => Pick<Outbox, 'print' | 'retryNow' | 'test' | 'recall'> | null;
  /** Called when a paper's turn comes; may load its library first. */
  readonly encode: (layout: ReceiptLayout, document: ReceiptDocument) => Promise<Uint8Array>;
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
  /**
   * Prints the last paper of a payment again, marked COPY; false when there is nothing to print. A paper of which nothing ever came
   * out is still an original, and one that waits for the printer is only tried at once.
   */
  readonly again: (record: PaymentRecord) => boolean;
  /** The last paper of a payment as it would be printed now, for the screen and for a file; null when there is none. */
  readonly paper: (record: PaymentRecord) => ShownPaper | null;
  /**
   * Prints a report of a shift; false where nothing is printed. `copyOfMs` is set for a Z report that was printed before. No row is
   * written for it, because the ledger itself can always print it again.
   */
  readonly report: (report: Report, copyOfMs: number | null) => boolean;
  /** Prints the test page past the queue and says what the printer said; null where nothing is printed. */
  readonly test: () => Promise<PrintOutcome | null>;
  /** A paper's first byte is about to leave; true once that is durable. A paper of no payment needs no row. */
  readonly begin: (jobId: string) => Promise<boolean>;
  /**
   * Papers that an earlier run left, oldest payment first. One that was being printed when it ended is asked of the printer; unless
   * it is known that nothing came out it is never sent again by itself. The others are printed, and a copy that still waited too.
   */
  readonly owed: (records: readonly PaymentRecord[]) => Promise<void>;
  /** What became of queued papers. */
  readonly jobsChanged: (jobs: readonly JobView[]) => void;
};

/** A paper and how it is laid out; `name` is good for a file. */
export type ShownPaper = { readonly document: ReceiptDocument; readonly layout: ReceiptLayout; readonly name: string };

type Slip = Pick<PrintEvent, 'paymentRequestId' | 'document' | 'paper' | 'copy'> & { last: string | null };

/** Makes the desk. */
export function createReceiptDesk(ports: ReceiptDeskPorts): ReceiptDesk {
  const queued = new Set<string>();
  const slips = new Map<string, Slip>();
  const jobOf = (facts: ReceiptFacts, jobId: string): PrintJob => jobFor(facts, jobId, ports);
  const original = (record: PaymentRecord, { facts, paper }: Paper): void => {
    const jobId = originalId(record, paper);
    const queue = ports.queue();
    if (queued.has(jobId) || queue === null) return;
    slips.set(jobId, { paymentRequestId: record.paymentRequestId, document: facts.kind, paper, copy: false, last: null });
    if (queue.print(jobOf(facts, jobId)) !== 'full') queued.add(jobId);
  };
  const copy = (record: PaymentRecord, { facts, paper }: Paper): boolean => {
    const jobId = ports.newJobId();
    slips.set(jobId, { paymentRequestId: record.paymentRequestId, document: facts.kind, paper, copy: true, last: null });
    ports.queue()?.print({ ...jobOf({ ...facts, copyOf: facts.time }, jobId), copyOf: originalId(record, paper) });
    return true;
  };
  const heard = (record: PaymentRecord): void => {
    for (const paper of papersOf(record, ports.settings())) if (!record.papers.includes(paper.paper)) original(record, paper);
  };
  return {
    heard,
    again: (record) => {
      const last = lastPaper(record, ports.settings());
      const queue = ports.queue();
      if (last === null || queue === null) return false;
      if (!record.papers.includes(last.paper)) {
        original(record, last);
        queue.retryNow();
        return true;
      }
      return copy(record, last);
    },
    paper: (record) => shownPaper(record, ports.settings()),
    report: (report, copyOfMs) => printReport(ports, report, copyOfMs),
    test: () => {
      const queue = ports.queue();
      if (queue === null) return Promise.resolve(null);
      return queue.test(jobOf(testFacts(ports.settings(), ports.wallMs()), ports.newJobId()));
    },
    begin: async (jobId) => {
      const slip = slips.get(jobId);
      if (slip === undefined) return true;
      slip.last = 'printing';
      return ports.note(slip.paymentRequestId, rowOf(slip, 'printing', null));
    },
    owed: async (records) => {
      await mindDoubt(records, ports);
      for (const record of records) {
        heard(await lookedInto(record, ports));
        const asked = waitingCopy(record, ports.settings());
        if (asked !== null) copy(record, asked);
      }
    },
    jobsChanged: (jobs) => {
      for (const job of jobs) tell(slips.get(job.jobId), job, ports);
    },
  };
}

const jobFor = (facts: ReceiptFacts, jobId: string, { settings, encode }: ReceiptDeskPorts): PrintJob => ({
  jobId,
  documentKind: facts.kind,
  bytes: () => {
    const { document, layout } = drawn(facts, settings());
    return encode(layout, document);
  },
});

/** A Z report is printed once under its own name, however often the shift's end is told. */
function printReport(ports: ReceiptDeskPorts, report: Report, copyOfMs: number | null): boolean {
  const jobId = copyOfMs === null && report.kind === 'z' ? `z-${report.shift.shiftId}` : ports.newJobId();
  const queue = ports.queue();
  return queue !== null && queue.print(reportJob(report, copyOfMs, jobId, ports)) !== 'full';
}

function reportJob(report: Report, copyOfMs: number | null, jobId: string, { settings, encode }: ReceiptDeskPorts): PrintJob {
  const { receiptShop, receiptLanguage, counterName, columns, utcOffsetMinutes } = settings();
  const frame = { header: receiptShop.header, counter: counterName, words: RECEIPT_WORDS[receiptLanguage] };
  const copyOf = copyOfMs === null ? null : isoWithOffset(copyOfMs, utcOffsetMinutes(copyOfMs));
  const document = reportDocument(report, frame, copyOf);
  return { jobId, documentKind: document.kind, bytes: () => encode(layoutReceipt(document, columns), document) };
}

const originalId = ({ paymentRequestId }: PaymentRecord, paper: string): string => `${paymentRequestId}:${paper}`;

/**
 * The last paper of an earlier run that is in doubt: the printer may still hold half a command of it, or an answer. Asking for it tells
 * the wire so; the paper itself stays in doubt.
 */
async function mindDoubt(records: readonly PaymentRecord[], ports: ReceiptDeskPorts): Promise<void> {
  const last = records.findLast(({ slip }) => slip !== null && slip.outcome !== 'waiting');
  if (last?.slip?.outcome === 'in-doubt') await ports.queue()?.recall(originalId(last, last.slip.paper));
}

/** The record with what the printer, asked again, says of a paper that the run before did not finish. */
async function lookedInto(record: PaymentRecord, ports: ReceiptDeskPorts): Promise<PaymentRecord> {
  const { slip, paymentRequestId } = record;
  if (slip?.outcome !== 'printing') return record;
  const known = slip.copy ? 'unknown' : ((await ports.queue()?.recall(originalId(record, slip.paper))) ?? 'unknown');
  const outcome = AFTER_RECALL[known];
  await ports.note(paymentRequestId, { type: 'slip', paymentRequestId, ...slip, outcome, reason: 'restarted' });
  return outcome === 'waiting' ? { ...record, papers: record.papers.filter((paper) => paper !== slip.paper) } : record;
}

/** The paper of which a person asked for a copy that an earlier run did not get to print. */
function waitingCopy(record: PaymentRecord, settings: CounterSettings): Paper | null {
  const { slip } = record;
  if (slip?.copy !== true || slip.outcome !== 'waiting') return null;
  const last = lastPaper(record, settings);
  return [...papersOf(record, settings), ...(last === null ? [] : [last])].find(({ paper }) => paper === slip.paper) ?? null;
}

const AFTER_RECALL = { printed: 'printed', sent: 'sent', nothing: 'waiting', unknown: 'in-doubt' } as const satisfies Readonly<
  Record<Recall, PrintEvent['outcome']>
>;

function shownPaper(record: PaymentRecord, settings: CounterSettings): ShownPaper | null {
  const last = lastPaper(record, settings);
  if (last === null) return null;
  const { facts } = last;
  const { counterNumber, sequence } = facts.receiptNumber;
  const isOut = record.papers.includes(last.paper);
  return {
    ...drawn(isOut ? { ...facts, copyOf: facts.time } : facts, settings),
    name: `${facts.kind}-${String(counterNumber)}-${String(sequence)}`,
  };
}

const testFacts = (
  { receiptShop, counterName, testSamples, utcOffsetMinutes }: CounterSettings,
  nowMs: number,
): ReceiptFacts => ({
  kind: 'test',
  shop: receiptShop,
  counter: counterName,
  time: isoWithOffset(nowMs, utcOffsetMinutes(nowMs)),
  samples: testSamples,
});

function drawn(facts: ReceiptFacts, { receiptLanguage, columns }: CounterSettings): Omit<ShownPaper, 'name'> {
  const document = buildReceipt(facts, RECEIPT_WORDS[receiptLanguage]);
  return { document, layout: layoutReceipt(document, columns) };
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

type Paper = { readonly facts: PaymentPaperFacts; readonly paper: string };

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

/**
 * The paper that a person asks for: the last that the payment called for, or while nobody knows how it ends a slip that says so.
 * That slip never comes by itself, because the customer is still standing there.
 */
function lastPaper(record: PaymentRecord, settings: CounterSettings): Paper | null {
  const last = papersOf(record, settings).at(-1);
  if (last !== undefined) return last;
  return isFinal(record.state) ? null : { facts: saleFacts(record, settings, 'in-doubt'), paper: 'in-doubt' };
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
