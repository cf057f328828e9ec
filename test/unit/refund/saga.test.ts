import { describe, expect, it } from 'vitest';
import type { RefundMessage, Reply } from '../../../core/payment/gateway-port.ts';
import { applyEntry, foldPayment, type PaymentRecord } from '../../../core/payment/record.ts';
import { DEFAULT_TIMING } from '../../../core/payment/timing.ts';
import { createTurns } from '../../../core/payment/turns.ts';
import { refundSaga } from '../../../core/refund/saga.ts';
import { failed, lostReply, verified } from '../../builders/fake-gateway.ts';
import { modelJournal } from '../../builders/model-journal.ts';
import { answered, cancelAsked, entriesFor, MAYA, PAID, submitted, type Happened } from '../../builders/payments.ts';
import { virtualClock } from '../../builders/virtual-clock.ts';

const message = (result: RefundMessage['result']): Reply<RefundMessage> =>
  verified({ result, refundId: 'R1', refundTime: null, refundAmount: null, settlementAmount: null, settlementQuote: null });
const DONE = message({ resultCode: 'SUCCESS', resultStatus: 'S' });

/** The saga of one paid payment, with a gateway that says what it is told to; after that every refund is made. */
function desk(replies: readonly Reply<RefundMessage>[] = [], happened: readonly Happened[] = [answered(PAID)]) {
  const clock = virtualClock();
  const first = submitted();
  const found = entriesFor([first, ...happened.map((event) => ({ ...event, paymentRequestId: first.paymentRequestId }))]);
  const journal = modelJournal(clock, found);
  const marks: string[] = [];
  const sent: string[] = [];
  const left = [...replies];
  let record = foldPayment(found) as PaymentRecord;
  let stopped = false;
  let made = 0;
  const saga = refundSaga({
    record: () => record,
    intent: async (event) => {
      const appended = await journal.append(event);
      if (!appended.ok) return appended.fault;
      record = applyEntry(record, appended.entry) ?? record;
      marks.push(`journal-${event.type}`);
      return null;
    },
    write: async (event) => {
      const appended = await journal.append(event);
      if (appended.ok) record = applyEntry(record, appended.entry) ?? record;
    },
    inTurn: createTurns(),
    stopped: () => stopped,
    journal,
    clock,
    gateway: {
      pay: () => Promise.resolve(lostReply()),
      inquire: () => Promise.resolve(lostReply()),
      cancel: () => Promise.resolve(lostReply()),
      refund: ({ refundRequestId }) => {
        sent.push(refundRequestId);
        return Promise.resolve(left.shift() ?? DONE);
      },
    },
    gatewayWallMs: clock.wallMs,
    timing: DEFAULT_TIMING,
    newRefundId: () => `T1-R-${String((made += 1))}`,
    nextReceiptNumber: () => Promise.resolve(made),
    mark: (boundary) => marks.push(boundary),
  });
  return {
    saga,
    clock,
    journal,
    marks,
    sent,
    record: () => record,
    stop: () => {
      stopped = true;
      saga.nudge();
    },
  };
}

const REFUSED_CALL = message(failed('INVALID_SIGNATURE'));

describe('one refund', () => {
  it('that was never sent before is refused by a refusal of its call: nothing can have gone back', async () => {
    const { saga, clock, record, sent } = desk([REFUSED_CALL]);
    await saga.request(1_000, null, MAYA);
    await clock.settle();
    expect(record().refunds).toMatchObject([{ state: 'refused', resultCode: 'INVALID_SIGNATURE' }]);
    expect([sent.length, clock.pending()]).toEqual([1, 0]);
  });

  it('that an earlier run may have sent is not: its refused call says nothing about that one', async () => {
    const open: Happened[] = [answered(PAID)];
    const before = desk([lostReply()], open);
    await before.saga.request(1_000, null, MAYA);
    await before.clock.settle();
    const after = desk(
      [REFUSED_CALL],
      [...open, ...before.journal.ofType('refund-requested'), ...before.journal.ofType('refund-answered')],
    );
    after.saga.resume();
    await after.clock.settle();
    expect(after.record().refunds).toMatchObject([{ state: 'unknown', resultCode: 'INVALID_SIGNATURE' }]);
  });

  it('crosses its named boundaries in this order: the row, the call, the answer', async () => {
    const { saga, clock, marks } = desk([lostReply()]);
    await saga.request(1_000, null, MAYA);
    await clock.advance(2_000);
    expect(marks).toEqual(['journal-refund-requested', 'before-refund', 'after-refund', 'before-refund', 'after-refund']);
  });

  it('that is already final is not sent again by a later run', async () => {
    const before = desk();
    await before.saga.request(1_000, null, MAYA);
    await before.clock.settle();
    const rows = [...before.journal.ofType('refund-requested'), ...before.journal.ofType('refund-answered')];
    const after = desk([], [answered(PAID), ...rows]);
    after.saga.resume();
    await after.clock.settle();
    expect([after.record().refunds[0]?.state, after.sent, after.clock.pending()]).toEqual(['refunded', [], 0]);
  });

  it('is not sent again once Paydesk stops, whatever it was waiting for', async () => {
    const { saga, clock, sent, stop } = desk([lostReply(), lostReply()]);
    await saga.request(1_000, null, MAYA);
    await clock.settle();
    stop();
    await clock.advance(600_000);
    expect([sent.length, clock.pending()]).toEqual([1, 0]);
  });
});

describe('a refund in place of a cancel that came too late', () => {
  const OWING: readonly Happened[] = [answered(PAID), cancelAsked(), { type: 'refund-instead' }];

  it("is of all that is left, in Paydesk's own name", async () => {
    const { saga, clock, journal, record } = desk([], OWING);
    await saga.owed();
    await clock.settle();
    expect(journal.ofType('refund-requested')).toMatchObject([
      { amount: record().amount, reason: null, actor: { kind: 'paydesk' } },
    ]);
    expect(record().refunds).toMatchObject([{ state: 'refunded' }]);
  });

  it('is not begun over and over while its row cannot be written, and a nudge tries it at once', async () => {
    const { saga, clock, journal } = desk([], OWING);
    journal.fail('storage-full');
    let ended = 0;
    void saga.owed().then(() => (ended += 1));
    await clock.advance(DEFAULT_TIMING.pollEveryMs - 1);
    expect([ended, clock.pending()]).toEqual([0, 1]);
    saga.nudge();
    await clock.settle();
    expect([ended, clock.pending()]).toEqual([1, 0]);
  });

  it('leaves no timer when Paydesk stops while its row is being refused', async () => {
    const { saga, clock, journal, stop } = desk([], OWING);
    journal.slow(() => clock.nap(1_000).done);
    journal.fail('storage-full');
    const owed = saga.owed();
    await clock.settle();
    stop();
    await clock.advance(1_000);
    await owed;
    expect(clock.pending()).toBe(0);
  });

  it('holds nobody up once its row is written', async () => {
    const { saga, clock, journal } = desk([lostReply()], OWING);
    let ended = 0;
    void saga.owed().then(() => (ended += 1));
    await clock.settle();
    expect([ended, journal.ofType('refund-requested').length]).toEqual([1, 1]);
  });
});
