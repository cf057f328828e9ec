import { describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../../core/journal/events.ts';
import { mayCancel } from '../../../core/payment/actor.ts';
import { cancelCutoffMs } from '../../../core/payment/cutoff.ts';
import { lostReply, never, verified } from '../../builders/fake-gateway.ts';
import {
  answered,
  cancelAsked,
  cancelSaid,
  NO_FACTS,
  NOT_PAID,
  PAID,
  PENDING,
  recordAfter,
  refundAsked,
  refundSaid,
} from '../../builders/payments.ts';
import { MORNING_MS } from '../../builders/virtual-clock.ts';
import { freshCharge, watched } from './watched.ts';

const lost = (count: number) => Array.from({ length: count }, () => lostReply());

describe("the payment's own clock", () => {
  it('runs from the moment the request leaves, not from a row that took its time', async () => {
    const world = watched();
    const charge = freshCharge();
    world.fake.plan(charge.paymentCode, { kind: 'waiting' });
    world.journal.slow(() => {
      world.journal.slow(null);
      return world.clock.nap(3_000).done;
    }, 'after');
    void world.resolver.charge(charge);
    await world.clock.advance(5_000);
    expect([world.times('pay'), world.times('inquire')]).toEqual([[3_000], [5_000]]);
  });

  it('goes on where it was after a restart: the minute is over a minute after the payment was submitted', async () => {
    const before = watched();
    await before.charge('waiting');
    await before.clock.advance(30_500);
    const world = await before.restart();
    await world.clock.advance(29_499);
    expect(world.times('cancel')).toEqual([]);
    await world.clock.advance(1);
    expect(world.times('cancel')).toEqual([29_500]);
  });
});

describe('what a payment tells about itself', () => {
  it('every change at once, with the moment of the next question', async () => {
    const world = watched();
    const charge = await world.charge('waiting');
    expect(world.views.at(-1)).toMatchObject({ record: { state: 'waiting' }, nextAskAtMs: MORNING_MS + 2_000, fault: null });
    await world.clock.advance(2_000);
    expect(world.views.at(-1)).toMatchObject({ record: { asks: 1 }, nextAskAtMs: MORNING_MS + 5_000 });
    world.fake.approve(charge.intent.paymentRequestId);
    await world.clock.advance(3_000);
    expect(world.views.at(-1)).toMatchObject({ record: { state: 'paid' } });
  });

  it('that the disk refuses, and that it takes rows again', async () => {
    const world = watched();
    await world.charge('waiting');
    world.journal.fail('storage-full');
    await world.clock.advance(2_000);
    expect(world.views.at(-1)).toMatchObject({ fault: 'storage-full' });
    world.journal.fail(null);
    await world.clock.advance(4_000);
    expect(world.views.at(-1)).toMatchObject({ fault: null });
  });

  it('nothing when a notification said nothing new', async () => {
    const world = watched();
    const { intent } = await world.charge('waiting');
    const told = world.views.length;
    const notice = {
      paymentRequestId: intent.paymentRequestId,
      paymentResult: { resultCode: 'PAYMENT_IN_PROCESS', resultStatus: 'U' },
      facts: NO_FACTS,
      requestTimeMs: 1,
    };
    expect(await world.resolver.notified(notice)).toBe('unchanged');
    await world.clock.settle();
    expect(world.views.length).toBe(told);
  });
});

describe('keep checking', () => {
  it('asks at once as soon as the gap is over, and not a moment sooner', async () => {
    const world = watched();
    const { intent } = await world.charge('waiting');
    await world.clock.advance(8_000 + 1_999);
    world.resolver.keepChecking(intent.paymentRequestId);
    await world.clock.settle();
    expect(world.times('inquire')).toEqual([2_000, 5_000, 8_000]);
    await world.clock.advance(1);
    world.resolver.keepChecking(intent.paymentRequestId);
    await world.clock.settle();
    expect(world.times('inquire')).toEqual([2_000, 5_000, 8_000, 10_000]);
  });

  it('does not ask about a request that is still on its way', async () => {
    const world = watched();
    world.fake.script.pay.push(never);
    const { intent } = await world.charge();
    await world.clock.advance(3_000);
    world.resolver.keepChecking(intent.paymentRequestId);
    await world.clock.advance(1_999);
    expect(world.times('inquire')).toEqual([]);
    await world.clock.advance(1);
    expect(world.times('inquire')).toEqual([5_000]);
  });

  it('tries a cancel again at once, but not one that was tried just now', async () => {
    const world = watched();
    world.fake.script.cancel.push(...lost(3));
    const { intent } = await world.charge('waiting');
    await world.clock.advance(60_000 + 2_000);
    expect(world.times('cancel')).toEqual([60_000, 62_000]);
    await world.clock.advance(1_500);
    world.resolver.keepChecking(intent.paymentRequestId);
    await world.clock.settle();
    expect(world.times('cancel')).toEqual([60_000, 62_000]);
    await world.clock.advance(600);
    world.resolver.keepChecking(intent.paymentRequestId);
    await world.clock.settle();
    expect(world.times('cancel')).toEqual([60_000, 62_000, 64_100]);
  });

  it('changes nothing about the deadline, nor that nobody need answer for it to come', async () => {
    const world = watched();
    world.fake.script.pay.push(lostReply());
    world.fake.script.inquire.push(...lost(100));
    const { intent } = await world.charge();
    await world.clock.advance(20_500);
    world.resolver.keepChecking(intent.paymentRequestId);
    await world.clock.advance(39_500);
    expect([world.times('cancel'), world.times('pay')]).toEqual([[60_000], [0]]);
  });
});

describe('stopping', () => {
  it('has ended only when the last question under way has come back', async () => {
    const world = watched();
    world.fake.script.inquire.push(async () => {
      await world.clock.nap(1_000).done;
      return lostReply();
    });
    await world.charge('waiting');
    await world.clock.advance(2_500);
    let ended = false;
    void world.resolver.stop().then(() => (ended = true));
    await world.clock.settle();
    expect(ended).toBe(false);
    await world.clock.advance(500);
    expect([ended, world.clock.pending()]).toEqual([true, 0]);
  });
});

describe('what others found out', () => {
  const slip = (paymentRequestId: string): JournalEvent => ({
    type: 'slip',
    paymentRequestId,
    document: 'sale',
    paper: 'sale',
    copy: false,
    outcome: 'printed',
    reason: null,
  });

  it('is written and known once it is durable', async () => {
    const world = watched();
    const charge = await world.charge();
    expect(await world.resolver.note(charge.intent.paymentRequestId, slip(charge.intent.paymentRequestId))).toBe(true);
    expect(world.record(charge)?.papers).toEqual(['sale']);
    expect(world.journal.ofType('slip')).toHaveLength(1);
  });

  it('is not said to be durable while the disk refuses it, nor about a payment nobody knows', async () => {
    const world = watched();
    const { intent } = await world.charge();
    world.journal.fail('storage-full');
    expect(await world.resolver.note(intent.paymentRequestId, slip(intent.paymentRequestId))).toBe(false);
    expect(await world.resolver.note('T1-P-nobody', slip('T1-P-nobody'))).toBe(false);
    expect(world.journal.ofType('slip')).toEqual([]);
  });
});

describe('a cancel may be asked for', () => {
  const cutoffMs = cancelCutoffMs(MORNING_MS);
  const at = (gatewayMs: number) => ({ gatewayWallMs: () => gatewayMs });

  it('of an open payment always', () => {
    for (const record of [recordAfter(), recordAfter(answered(PENDING))])
      expect([mayCancel(record, at(MORNING_MS)), mayCancel(record, at(cutoffMs * 2))]).toEqual([true, true]);
  });

  it('of a paid one until the cut-off, to the millisecond', () => {
    const paid = recordAfter(answered(PAID));
    expect([mayCancel(paid, at(cutoffMs - 1)), mayCancel(paid, at(cutoffMs))]).toEqual([true, false]);
  });

  it('of a paid one unless something of it went back or may yet: a refused refund is neither', () => {
    const allowed = (...kinds: readonly ('refunded' | 'refused' | 'doubt')[]) =>
      mayCancel(
        recordAfter(answered(PAID), ...kinds.flatMap((kind, id) => [refundAsked(String(id), 100), refundSaid(String(id), kind)])),
        at(MORNING_MS),
      );
    expect([allowed('refused'), allowed('refused', 'refused')]).toEqual([true, true]);
    expect([allowed('refunded'), allowed('doubt'), allowed('refused', 'refunded')]).toEqual([false, false, false]);
    expect(mayCancel(recordAfter(answered(PAID), refundAsked('r', 100)), at(MORNING_MS))).toBe(false);
  });

  it('of no other one', () => {
    const others = [
      recordAfter(answered(NOT_PAID)),
      recordAfter(cancelAsked()),
      recordAfter(cancelAsked(), cancelSaid('cancelled')),
      recordAfter(answered(PAID), cancelAsked(), { type: 'refund-instead' }),
    ];
    expect(others.map((record) => mayCancel(record, at(MORNING_MS)))).toEqual([false, false, false, false]);
  });
});

describe('a verified answer', () => {
  it('keeps the word of the gateway that it is being processed apart from a lost one', async () => {
    const world = watched();
    const pending = { resultCode: 'PAYMENT_IN_PROCESS', resultStatus: 'U' };
    world.fake.script.pay.push(verified({ result: pending, facts: { ...NO_FACTS, paymentId: 'A-9' } }));
    world.fake.script.inquire.push(lostReply());
    const charge = await world.charge();
    expect(world.record(charge)).toMatchObject({ state: 'waiting', paymentId: 'A-9' });
    await world.clock.advance(2_000);
    expect(world.record(charge)).toMatchObject({ state: 'unknown', paymentId: 'A-9', doubt: 'timeout' });
  });
});
