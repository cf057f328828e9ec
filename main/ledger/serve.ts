import { appended, openLedger, type LedgerFile, type LedgerHooks } from './ledger.ts';
import { journalFault } from './faults.ts';
import { openError } from './open-fault.ts';
import { RECENT_KEPT, type BackupOrder } from './port.ts';
import type { FromLedger, OpenFacts, Question, ToLedger } from './protocol.ts';
import type { RowTime } from './rows.ts';
import { createTakenWatch, type TakenWatch } from './taken.ts';

/** The ledger's side of the line to the main thread. */
export type LedgerLine = {
  readonly post: (message: FromLedger) => void;
  readonly listen: (onMessage: (message: ToLedger) => void) => void;
  /** Ends the line, so that the thread can end. */
  readonly close: () => void;
};

/** A fold or a new reserve must not meet a customer, so they wait until nothing was said for a while. */
const QUIET_MS = 500;
/** How often a quiet ledger looks after itself. */
const TEND_EVERY_MS = 2_000;
/** However busy it is, the log does not grow beyond some megabytes. */
const UNFOLDED_MAX = 256;

/** Serves one ledger until it is closed. Every row and every question gets its answer, in the order in which they came. */
export function serveLedger(line: LedgerLine, hooks: LedgerHooks = {}): void {
  let desk: Desk | null = null;
  line.listen((message) => {
    if (message.kind === 'open') {
      desk = open(message.path, line, hooks);
      return;
    }
    if (desk === null) return;
    serve(desk, message);
    if (message.kind === 'close') desk = null;
    else rest(desk, QUIET_MS);
  });
}

type Desk = {
  readonly line: LedgerLine;
  readonly ledger: LedgerFile;
  readonly taken: TakenWatch;
  resting: NodeJS.Timeout | null;
  /** The copy that is being made; the file must stay open for it. */
  copying: Promise<void>;
};

function open(path: string, line: LedgerLine, hooks: LedgerHooks): Desk | null {
  try {
    const ledger = openLedger(path, SYSTEM_TIME, hooks);
    const desk: Desk = { line, ledger, taken: createTakenWatch(ledger), resting: null, copying: Promise.resolve() };
    line.post({ kind: 'opened', facts: factsOf(ledger) });
    rest(desk, QUIET_MS);
    return desk;
  } catch (cause) {
    const { code, detail } = openError(cause, path);
    line.post({ kind: 'refused', code, detail });
    line.close();
    return null;
  }
}

/** Rows are stamped by the main thread; only names of rescued files are made with this. */
const SYSTEM_TIME = { wallMs: () => Date.now(), monotonicMs: () => performance.now() };

const factsOf = (ledger: LedgerFile): OpenFacts => ({
  hashKey: ledger.hashKey,
  lastReceiptNumber: ledger.lastReceiptNumber(),
  newestResponseTimeMs: ledger.newestResponseTimeMs(),
  recent: ledger.recent(RECENT_KEPT),
  // Last, because reading the rest may have met a damaged page.
  trouble: ledger.trouble(),
});

function serve(desk: Desk, message: Exclude<ToLedger, { readonly kind: 'open' }>): void {
  switch (message.kind) {
    case 'append':
      append(desk, message.id, message.event, message.time);
      return;
    case 'ask':
      answer(desk, message.id, message.question);
      return;
    case 'watch':
      watch(desk, message.window);
      return;
    case 'close':
      close(desk);
  }
}

function append({ line, ledger, taken }: Desk, id: number, event: Parameters<LedgerFile['write']>[0], time: RowTime): void {
  const written = ledger.write(event, time);
  if (written.ok) taken.moved(written.before, written.after);
  line.post({ kind: 'appended', id, appended: appended(written), watched: taken.view(), trouble: ledger.trouble() });
  if (ledger.unfolded() >= UNFOLDED_MAX) ledger.tend();
}

function answer(desk: Desk, id: number, question: Question): void {
  const { line, ledger } = desk;
  if (question.name === 'backUp') {
    desk.copying = copy(desk, id, question.order);
    return;
  }
  try {
    line.post({ kind: 'answer', id, value: read(ledger, question) });
  } catch (cause) {
    line.post({ kind: 'unreadable', id, fault: journalFault(cause) });
  }
}

/** The only question that is answered later than those behind it: rows go on while the ledger is copied. */
async function copy({ line, ledger }: Desk, id: number, order: BackupOrder): Promise<void> {
  try {
    line.post({ kind: 'answer', id, value: await ledger.backUp(order) });
  } catch (cause) {
    line.post({ kind: 'unreadable', id, fault: journalFault(cause) });
  }
}

function read(ledger: LedgerFile, question: Exclude<Question, { readonly name: 'backUp' }>): unknown {
  switch (question.name) {
    case 'entriesOf':
      return ledger.entries(question.paymentRequestId);
    case 'unsettled':
      return ledger.unsettledIds();
    case 'receiptOwner':
      return ledger.receiptOwner(question.receiptNumber);
    case 'ofNoPayment':
      return ledger.ofNoPayment(question.wanted);
    case 'between':
      return ledger.between(question.fromSequence, question.untilSequence);
    case 'head':
      return ledger.head();
    case 'search':
      return ledger.search(question.criteria, question.before, question.limit, question.offsets);
  }
}

function watch(desk: Desk, window: Parameters<TakenWatch['watch']>[0]): void {
  try {
    desk.taken.watch(window);
  } catch {
    // A figure that cannot be read stays at nothing; the rows themselves say what is wrong.
  }
  tell(desk);
}

function tell({ line, ledger, taken }: Desk): void {
  line.post({ kind: 'news', watched: taken.view(), trouble: ledger.trouble() });
}

/** After a quiet while the ledger looks after itself, and says so when that changed something. */
function rest(desk: Desk, ms: number): void {
  if (desk.resting !== null) clearTimeout(desk.resting);
  desk.resting = setTimeout(() => {
    const before = desk.ledger.trouble();
    desk.ledger.tend();
    if (desk.ledger.trouble() !== before) tell(desk);
    rest(desk, TEND_EVERY_MS);
  }, ms);
}

function close(desk: Desk): void {
  if (desk.resting !== null) clearTimeout(desk.resting);
  void desk.copying.then(() => {
    desk.ledger.close();
    desk.line.post({ kind: 'closed' });
    desk.line.close();
  });
}
