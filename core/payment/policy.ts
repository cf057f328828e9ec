import type { CancelReason } from '../journal/events.ts';
import type { PaymentRecord } from './record.ts';
import { waitBefore, type PaymentTiming } from './timing.ts';

/** What this run of Paydesk knows beside the record. After a restart all of it is gone, the payment code above all. */
export type RunMemory = {
  /** False after a restart: then `pay` is never sent again. */
  readonly codeHeld: boolean;
  readonly payInFlight: boolean;
  /** True when the last `pay` certainly did not leave this machine. */
  readonly payUnsent: boolean;
  /** True once some `pay` of this run may have reached Alipay+: from then on every further one is a repeat. */
  readonly payArrived: boolean;
  readonly repeats: number;
  /** On the payment's own clock, ms since submission; null = not in this run. */
  readonly lastAskAtMs: number | null;
  readonly asks: number;
  /** Questions since the last cancel attempt, those of the open window left out; they set the pace of the next ones. */
  readonly asksSinceCancel: number;
  readonly lastCancelAtMs: number | null;
  readonly cancels: number;
};

/** When the decision is taken. */
export type Moment = {
  readonly elapsedMs: number;
  /** False once Alipay+'s cut-off for cancels has passed. */
  readonly cancelOpen: boolean;
  /** False while the ledger refuses rows: then nothing is begun that has to be written first, and questions go on. */
  readonly canWrite: boolean;
};

/** A run that has just picked the payment up. */
export const freshMemory = (codeHeld: boolean): RunMemory => ({
  codeHeld,
  payInFlight: codeHeld,
  payUnsent: false,
  payArrived: false,
  repeats: 0,
  lastAskAtMs: null,
  asks: 0,
  asksSinceCancel: 0,
  lastCancelAtMs: null,
  cancels: 0,
});

/** The one next thing to do about a payment. `atMs` is on the payment's own clock: ms since submission. */
export type Step =
  | { readonly act: 'inquire' | 'cancel' | 'repeat-pay'; readonly atMs: number }
  | { readonly act: 'request-cancel'; readonly reason: Exclude<CancelReason, 'cashier'> }
  | { readonly act: 'refund-instead' | 'refund-owed' | 'never-arrived' }
  | { readonly act: 'rest' };

/** An unsent request may be tried this often; one that perhaps arrived is repeated once. */
const UNSENT_REPEATS_MAX = 10;

/**
 * Decides the next step; pure, total over states. It never says `pay` after a restart, and it never ends a payment by time alone.
 * https://docs.alipayplus.com/alipayplus/alipayplus/integration_user_mode_acq/obtain_payment_results
 */
export function nextStep(record: PaymentRecord, memory: RunMemory, moment: Moment, timing: PaymentTiming): Step {
  switch (record.state) {
    case 'submitted':
    case 'waiting':
    case 'unknown':
      return openStep(record, memory, moment, timing);
    case 'cancelling':
      return cancellingStep(record, memory, moment, timing);
    case 'cancelRefused':
      return refusedStep(record, memory, moment, timing);
    case 'contested':
      return contestedStep(record, memory, moment, timing);
    case 'paid':
      return { act: record.refundOwed ? 'refund-owed' : 'rest' };
    case 'notPaid':
    case 'cancelled':
      return { act: 'rest' };
  }
}

function openStep(record: PaymentRecord, memory: RunMemory, moment: Moment, timing: PaymentTiming): Step {
  const { elapsedMs } = moment;
  if (moment.canWrite && mayRepeat(record, memory, elapsedMs, timing)) {
    return { act: 'repeat-pay', atMs: memory.repeats === 0 ? elapsedMs : askDueMs(memory, timing) };
  }
  // A payment found at start is asked about at once; its minute may be long over.
  if (memory.asks === 0 && !memory.codeHeld) return { act: 'inquire', atMs: elapsedMs };
  const last = memory.lastAskAtMs ?? 0;
  if (last < timing.windowMs) return { act: 'inquire', atMs: Math.min(askDueMs(memory, timing), timing.windowMs) };
  return mayGiveUp(record, memory, moment)
    ? { act: 'request-cancel', reason: 'deadline' }
    : lateInquiry(memory, elapsedMs, timing);
}

/** After a restart this many unanswered questions are enough to cancel without a believed answer. */
const BLIND_ASKS_MAX = 5;

/**
 * The window is over and the last question was asked after it. The run that took the payment cancels; a later run first wants
 * a believed answer, because the payment may have been paid long ago and the goods handed over.
 */
function mayGiveUp(record: PaymentRecord, memory: RunMemory, moment: Moment): boolean {
  if (!moment.canWrite) return false;
  if (record.lastAsk === 'not-found') return true;
  if (!moment.cancelOpen) return false;
  return memory.codeHeld || record.lastAsk === 'pending' || memory.asks >= BLIND_ASKS_MAX;
}

function mayRepeat(record: PaymentRecord, memory: RunMemory, elapsedMs: number, timing: PaymentTiming): boolean {
  if (!memory.codeHeld || memory.payInFlight || elapsedMs >= timing.repeatUntilMs) return false;
  if (memory.payUnsent) return memory.repeats < UNSENT_REPEATS_MAX;
  return memory.repeats === 0 && record.lastAsk === 'not-found';
}

/** When the next question is due while the window is open. */
function askDueMs(memory: RunMemory, timing: PaymentTiming): number {
  const last = memory.lastAskAtMs;
  if (last === null) return memory.payInFlight ? timing.firstAskInFlightMs : (timing.pollAtMs[0] ?? timing.pollEveryMs);
  const planned = timing.pollAtMs.find((atMs) => atMs > last) ?? last + timing.pollEveryMs;
  return Math.max(planned, last + timing.askGapMs);
}

/** So many cancels in a row without a final word; from then on each is followed by a question, whose F ends it as well. */
const BARE_CANCELS_MAX = 3;

/**
 * The cancel is repeated until it is final. A cashier's wish is preceded by one question, as Alipay+ asks. Where the cancel's own
 * answers may never be final (it says "no such order", U again and again, or the cut-off is over), every attempt is followed by a
 * question, and the question's answer may end it.
 * https://docs.alipayplus.com/alipayplus/alipayplus/integration_cashier_acq_tile/cancel_payment
 */
function cancellingStep(record: PaymentRecord, memory: RunMemory, moment: Moment, timing: PaymentTiming): Step {
  const { elapsedMs, cancelOpen } = moment;
  if (memory.cancels === 0 && isUnasked(record)) return { act: 'inquire', atMs: elapsedMs };
  if (isBare(record, memory, cancelOpen)) return lateCancel(memory, elapsedMs, timing);
  if (memory.asksSinceCancel === 0) return lateInquiry(memory, elapsedMs, timing);
  if (neverArrived(record, elapsedMs, timing)) return { act: 'never-arrived' };
  if (!cancelOpen && record.lastAsk === 'paid') return { act: 'refund-instead' };
  return lateCancel(memory, elapsedMs, timing);
}

/** True while the cancel may go out without a question before it. */
const isBare = (record: PaymentRecord, memory: RunMemory, cancelOpen: boolean): boolean =>
  record.lastCancel !== 'not-found' && memory.cancels < (cancelOpen ? BARE_CANCELS_MAX : 1);

const neverArrived = (record: PaymentRecord, elapsedMs: number, timing: PaymentTiming): boolean =>
  record.lastCancel === 'not-found' && record.lastAsk === 'not-found' && isLongOver(elapsedMs, timing);

/** A payment of which nobody knows yet whether it was paid, and about which nobody asked since the wish to cancel it. */
const isUnasked = (record: PaymentRecord): boolean => record.paid === null && record.lastAsk === null;

/** It ended unpaid and was then called paid: ask which holds, and send the money back when it is paid. */
function contestedStep(record: PaymentRecord, memory: RunMemory, moment: Moment, timing: PaymentTiming): Step {
  if (record.lastAsk === 'paid' && moment.canWrite) return { act: 'request-cancel', reason: 'contradiction' };
  if (record.lastAsk === 'not-found' && isLongOver(moment.elapsedMs, timing)) return { act: 'never-arrived' };
  return record.lastAsk === null ? { act: 'inquire', atMs: moment.elapsedMs } : lateInquiry(memory, moment.elapsedMs, timing);
}

/** Alipay+ refused the cancel: ask how the payment stands, and go on trying to cancel while it is not too late for that. */
function refusedStep(record: PaymentRecord, memory: RunMemory, { elapsedMs, cancelOpen }: Moment, timing: PaymentTiming): Step {
  if (memory.asksSinceCancel === 0) return lateInquiry(memory, elapsedMs, timing);
  if (!record.cancelTooLate && cancelOpen) return lateCancel(memory, elapsedMs, timing);
  if (record.lastAsk === 'paid') return { act: 'refund-instead' };
  if (record.lastAsk === 'not-found' && isLongOver(elapsedMs, timing)) return { act: 'never-arrived' };
  return lateInquiry(memory, elapsedMs, timing);
}

const isLongOver = (elapsedMs: number, timing: PaymentTiming): boolean =>
  elapsedMs >= timing.windowMs + timing.neverArrivedAfterMs;

const lateCancel = (memory: RunMemory, elapsedMs: number, timing: PaymentTiming): Step => ({
  act: 'cancel',
  atMs: memory.lastCancelAtMs === null ? elapsedMs : memory.lastCancelAtMs + waitBefore(memory.cancels, timing.cancelRetryMs),
});

const lateInquiry = (memory: RunMemory, elapsedMs: number, timing: PaymentTiming): Step => {
  if (memory.lastAskAtMs === null) return { act: 'inquire', atMs: elapsedMs };
  const waitMs = memory.asksSinceCancel === 0 ? timing.askGapMs : waitBefore(memory.asksSinceCancel, timing.lateAskMs);
  return { act: 'inquire', atMs: memory.lastAskAtMs + waitMs };
};
