import type { JournalEvent } from '../../core/journal/events.ts';
import type { Appended, JournalFault } from '../../core/journal/port.ts';
import { createAtHand, isSameWindow, type AtHand } from './at-hand.ts';
import { codeHasher } from './code-hash.ts';
import { LedgerOpenError } from './open-fault.ts';
import { LedgerReadError, type Ledger, type LedgerClock, type OpenLedger, type TakenWindow } from './port.ts';
import type { FromLedger, OpenFacts, Question, Questions, ToLedger } from './protocol.ts';

/** From here on a row that waits for its sync is worth a word on the screen. */
const SLOW_MS = 1_000;

/** The main thread's side of the line to the ledger. */
export type LedgerClientLine = {
  readonly post: (message: ToLedger) => void;
  /** Replaces who listens. */
  readonly listen: (onMessage: (message: FromLedger) => void, onOver: () => void) => void;
  /** True once nobody answers any more. */
  readonly isOver: () => boolean;
};

/**
 * What opens a ledger at the other end of a line, once. A line that ends answers every open row and question with
 * `storage-failed`: it may or may not have been written, and the next start reads what was.
 */
export const ledgerClient =
  (line: LedgerClientLine, clock: LedgerClock): OpenLedger =>
  async (path, changed) => {
    const facts = await opened(line, path);
    return ledgerAt(line, facts, clock, changed);
  };

function opened(line: LedgerClientLine, path: string): Promise<OpenFacts> {
  return new Promise((resolve, reject) => {
    const failed = () => {
      reject(new LedgerOpenError('ledger-failed', "the ledger's thread ended"));
    };
    line.listen((message) => {
      if (message.kind === 'opened') resolve(message.facts);
      else if (message.kind === 'refused') reject(new LedgerOpenError(message.code, message.detail));
    }, failed);
    if (line.isOver()) failed();
    else line.post({ kind: 'open', path });
  });
}

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: LedgerReadError) => void };

type Desk = {
  readonly line: LedgerClientLine;
  readonly changed: () => void;
  readonly atHand: AtHand;
  readonly rows: Map<number, (appended: Appended) => void>;
  readonly questions: Map<number, Waiting>;
  readonly closed: (() => void)[];
  trouble: JournalFault | null;
  isSlow: boolean;
  slowTimer: NodeJS.Timeout | null;
  lastId: number;
  isClosing: boolean;
  /** The span that was asked for last: once is enough, even when it cannot be answered. */
  asked: TakenWindow | null;
};

function ledgerAt(line: LedgerClientLine, facts: OpenFacts, clock: LedgerClock, changed: () => void): Ledger {
  const desk = createDesk(line, facts, changed);
  let receiptNumber = facts.lastReceiptNumber;
  return {
    append: (event) => append(desk, event, clock),
    entriesOf: (paymentRequestId) => ask(desk, 'entriesOf', { name: 'entriesOf', paymentRequestId }),
    unsettled: () => ask(desk, 'unsettled', { name: 'unsettled' }),
    ofNoPayment: (wanted) => ask(desk, 'ofNoPayment', { name: 'ofNoPayment', wanted }),
    between: (fromSequence, untilSequence) => ask(desk, 'between', { name: 'between', fromSequence, untilSequence }),
    backUp: (order) => ask(desk, 'backUp', { name: 'backUp', order }),
    head: () => ask(desk, 'head', { name: 'head' }),
    search: (criteria, before, limit, offsets) => ask(desk, 'search', { name: 'search', criteria, before, limit, offsets }),
    receiptOwner: (receiptNumber) => ask(desk, 'receiptOwner', { name: 'receiptOwner', receiptNumber }),
    hashCode: codeHasher(facts.hashKey),
    nextReceiptNumber: () => (receiptNumber += 1),
    recent: desk.atHand.recent,
    taken: (currency, fromMs, untilMs) => {
      const window = { currency, fromMs, untilMs };
      const known = desk.atHand.taken(window);
      if (known === null) watch(desk, window);
      return known ?? { payments: 0, amountMinor: 0 };
    },
    newestResponseTimeMs: desk.atHand.newestResponseTimeMs,
    trouble: () => desk.trouble ?? (desk.isSlow ? 'storage-slow' : null),
    close: () => close(desk),
  };
}

function createDesk(line: LedgerClientLine, facts: OpenFacts, changed: () => void): Desk {
  const desk: Desk = {
    line,
    changed,
    atHand: createAtHand(facts),
    rows: new Map(),
    questions: new Map(),
    closed: [],
    trouble: facts.trouble,
    isSlow: false,
    slowTimer: null,
    lastId: 0,
    isClosing: false,
    asked: null,
  };
  line.listen(
    (message) => {
      heard(desk, message);
    },
    () => {
      ended(desk);
    },
  );
  return desk;
}

function append(desk: Desk, event: JournalEvent, clock: LedgerClock): Promise<Appended> {
  if (desk.isClosing || desk.line.isOver()) return Promise.resolve({ ok: false, fault: 'storage-failed' });
  const id = (desk.lastId += 1);
  const time = { wallMs: Math.round(clock.wallMs()), monotonicMs: clock.monotonicMs() };
  return new Promise((resolve) => {
    desk.rows.set(id, resolve);
    if (desk.slowTimer === null) watchSlowness(desk);
    desk.line.post({ kind: 'append', id, event, time });
  });
}

function ask<Name extends keyof Questions>(desk: Desk, _name: Name, question: Question): Promise<Questions[Name]['answer']> {
  if (desk.isClosing || desk.line.isOver()) return Promise.reject(new LedgerReadError('storage-failed'));
  const id = (desk.lastId += 1);
  return new Promise((resolve, reject) => {
    desk.questions.set(id, { resolve: (value) => resolve(value as Questions[Name]['answer']), reject });
    desk.line.post({ kind: 'ask', id, question });
  });
}

function watch(desk: Desk, window: TakenWindow): void {
  if (desk.line.isOver() || (desk.asked !== null && isSameWindow(desk.asked, window))) return;
  desk.asked = window;
  desk.line.post({ kind: 'watch', window });
}

function heard(desk: Desk, message: FromLedger): void {
  switch (message.kind) {
    case 'appended':
      appended(desk, message);
      return;
    case 'answer':
      answered(desk, message.id)?.resolve(message.value);
      return;
    case 'unreadable':
      answered(desk, message.id)?.reject(new LedgerReadError(message.fault));
      return;
    case 'news':
      desk.atHand.watched(message.watched);
      desk.trouble = message.trouble;
      desk.changed();
      return;
    case 'closed':
    case 'opened':
    case 'refused':
  }
}

/** What is at hand is led on before the row's owner goes on, so that nobody draws a picture from before it. */
function appended(desk: Desk, message: Extract<FromLedger, { readonly kind: 'appended' }>): void {
  if (message.appended.ok) desk.atHand.heard(message.appended.entry);
  desk.atHand.watched(message.watched);
  const resolve = desk.rows.get(message.id);
  desk.rows.delete(message.id);
  watchSlowness(desk);
  const isNews = message.trouble !== desk.trouble;
  desk.trouble = message.trouble;
  if (isNews) desk.changed();
  resolve?.(message.appended);
}

function answered(desk: Desk, id: number): Waiting | undefined {
  const waiting = desk.questions.get(id);
  desk.questions.delete(id);
  return waiting;
}

/** Runs while a row waits, and begins anew with each answer: a queue that moves is not slow. */
function watchSlowness(desk: Desk): void {
  if (desk.slowTimer !== null) clearTimeout(desk.slowTimer);
  desk.slowTimer = null;
  if (desk.rows.size > 0) {
    desk.slowTimer = setTimeout(() => {
      tellSlow(desk, true);
    }, SLOW_MS);
  } else tellSlow(desk, false);
}

function tellSlow(desk: Desk, isSlow: boolean): void {
  if (desk.isSlow === isSlow) return;
  desk.isSlow = isSlow;
  desk.changed();
}

/** The thread is over, in order or not: whoever still waits gets an answer. */
function ended(desk: Desk): void {
  const isOrderly = desk.isClosing;
  const rows = [...desk.rows.values()];
  const questions = [...desk.questions.values()];
  desk.rows.clear();
  desk.questions.clear();
  watchSlowness(desk);
  for (const resolve of rows) resolve({ ok: false, fault: 'storage-failed' });
  for (const { reject } of questions) reject(new LedgerReadError('storage-failed'));
  for (const resolve of desk.closed.splice(0)) resolve();
  if (isOrderly) return;
  desk.trouble = 'storage-failed';
  desk.changed();
}

function close(desk: Desk): Promise<void> {
  if (desk.line.isOver()) return Promise.resolve();
  const over = new Promise<void>((resolve) => {
    desk.closed.push(resolve);
  });
  if (!desk.isClosing) desk.line.post({ kind: 'close' });
  desk.isClosing = true;
  return over;
}
