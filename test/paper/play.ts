import type { PrintEvent } from '../../core/journal/events.ts';
import { counterSettings } from '../../main/worlds/settings-map.ts';
import { PRACTICE_SETTINGS } from '../../main/settings/practice.ts';
import { createFailingPrinter, type FailingPrinter } from '../../simulator/devices/failing-printer.ts';
import { intent, PAID } from '../builders/payments.ts';
import { virtualClock, type VirtualClock } from '../builders/virtual-clock.ts';
import { openBooks, type Books } from './books.ts';
import type { Sent } from './counter-wire.ts';
import type { Defect } from './defects.ts';
import { claimOf, judge, type Claim, type Findings } from './judge.ts';
import type { Press } from './papers.ts';
import { startTill, type Till } from './till.ts';
import type { Trouble } from './troubles.ts';
import type { Setup } from './wires.ts';

/** A trouble at a byte of the paper that is sent as number `job`, counted from 0; null for one that is there before anything is sent. */
export type Strike = { readonly job: number; readonly offset: number | null; readonly trouble: Trouble };

/** One case: a counter, its printer, and what befalls them. */
export type Case = {
  readonly setup: Setup;
  readonly press: Press;
  readonly strikes: readonly Strike[];
  readonly defect: Defect | null;
};

const SETTINGS = { ...counterSettings(PRACTICE_SETTINGS), utcOffsetMinutes: () => 480 };
/** The receipts of a case; the last one is paid for once everything is mended. */
export const PAYMENTS = ['first', 'second', 'third'] as const;
/** Longer than any trouble, its retries and its copies. */
const QUIET_MS = 10 * 60_000;
const STEP_MS = 2_500;

type Stage = {
  readonly clock: VirtualClock;
  readonly printer: FailingPrinter;
  readonly books: Books;
  readonly claims: Claim[];
  readonly sent: Sent[];
  readonly boot: () => void;
  /** The troubles that are there before anything is sent. */
  readonly begin: () => void;
  readonly till: () => Till | null;
  /** True once every strike has struck and is over. */
  readonly isCalm: () => boolean;
  readonly isStruck: () => boolean;
};

/** What came of a case: claims of *printed* and of *sent*, copies, and claims that are false because the printer lied about everything. */
export type Played = Readonly<Record<'believedLies' | 'printed' | 'copies' | 'sent', number>> & { readonly findings: Findings };

/** Plays one case to its end; null when the trouble found nothing to strike, because the paper was over before. */
export async function play(one: Case): Promise<Played | null> {
  const stage = setStage(one);
  const [first, second, third] = PAYMENTS;
  stage.boot();
  await stage.clock.settle();
  stage.begin();
  pay(stage, first, 1);
  pay(stage, second, 2);
  await calm(stage);
  for (const payment of [first, second]) await copied(stage, payment);
  pay(stage, third, 3);
  await calm(stage);
  await copied(stage, third);
  const records = PAYMENTS.flatMap((id) => stage.books.record(id) ?? []);
  const isBelieved = one.strikes.some(({ trouble: { fault } }) => fault?.kind === 'lies' && fault.about === 'both');
  if (!stage.isStruck()) return null;
  return {
    findings: judge({ ...stage, records, isBelieved }),
    believedLies: isBelieved ? stage.claims.filter(({ isTrue, isSaid }) => !isTrue && isSaid).length : 0,
    printed: stage.claims.length,
    copies: stage.sent.filter(({ paper }) => paper.isCopy).length,
    sent: records.filter(({ slip }) => slip?.outcome === 'sent').length,
  };
}

function pay({ books, till }: Stage, paymentRequestId: string, receiptNumber: number): void {
  books.write({
    type: 'payment-submitted',
    ...intent({ paymentRequestId, receiptNumber, orderNumber: `T1-${paymentRequestId}` }),
  });
  books.write({ type: 'payment-answered', paymentRequestId, api: 'pay', verdict: PAID });
  const record = books.record(paymentRequestId);
  if (record !== null) till()?.heard(record);
}

/** Time goes by until nothing is left to do. */
async function calm(stage: Stage): Promise<void> {
  const untilMs = stage.clock.monotonicMs() + QUIET_MS;
  do await stage.clock.advance(STEP_MS);
  while (stage.clock.monotonicMs() < untilMs && !(stage.isCalm() && stage.till()?.isIdle() === true));
}

/** The cashier asks for a copy of a paper in doubt. */
async function copied(stage: Stage, payment: string): Promise<void> {
  for (let tries = 0; tries < 3; tries += 1) {
    const record = stage.books.record(payment);
    if (record?.slip?.outcome !== 'in-doubt') return;
    stage.till()?.again(record);
    await calm(stage);
  }
}

function setStage({ setup, press, strikes, defect }: Case): Stage {
  const clock = virtualClock();
  const after = (ms: number, act: () => void): void => {
    void clock.nap(ms).done.then(act);
  };
  const printer = createFailingPrinter({ family: setup.family, cable: setup.cable, hearsInData: setup.hearsInData, after });
  const books = openBooks(clock.wallMs);
  const claims: Claim[] = [];
  const sent: Sent[] = [];
  const onRow = (event: PrintEvent): void => {
    const record = books.record(event.paymentRequestId);
    if (event.outcome === 'printed' && record !== null) claims.push(claimOf(event, record, sent, printer));
  };
  let till: Till | null = null;
  let running = 0;
  let struck = 0;
  const boot = (): void => {
    till = startTill({ clock, setup, printer, press, books, settings: SETTINGS, defect, onSend, onRow });
  };
  const strike = ({ fault, healMs, isRestarted, kill }: Trouble): void => {
    struck += 1;
    running += 1;
    if (fault !== null) printer.suffer(fault);
    after(healMs, () => {
      running -= 1;
      if (fault !== null) printer.heal(isRestarted);
    });
    if (kill === null) return;
    running += 1;
    const die = (): void => {
      till?.kill();
      till = null;
      after(kill.restartMs, () => {
        running -= 1;
        boot();
      });
    };
    if (kill.afterMs === 0) die();
    else after(kill.afterMs, die);
  };
  function onSend(one: Sent, ahead: number): void {
    const due = strikes.find(({ job, offset }) => job === sent.length && offset !== null);
    sent.push(one);
    if (due?.offset !== undefined && due.offset !== null)
      printer.aim(ahead + due.offset, () => {
        strike(due.trouble);
      });
  }
  return {
    begin: () => {
      for (const { offset, trouble } of strikes) if (offset === null) strike(trouble);
    },
    clock,
    printer,
    books,
    claims,
    sent,
    boot,
    till: () => till,
    isCalm: () => running === 0,
    isStruck: () => struck === strikes.length,
  };
}
