import { describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../../core/journal/events.ts';
import { MAYA } from '../../builders/payments.ts';
import { watched } from './watched.ts';

const slip = (paymentRequestId: string): Extract<JournalEvent, { readonly type: 'slip' }> => ({
  type: 'slip',
  paymentRequestId,
  document: 'sale',
  paper: 'sale',
  copy: false,
  outcome: 'printed',
  reason: null,
});

describe('while a fact is held because the disk refused it', () => {
  it('the late acknowledgement of an earlier row does not make a wish durable that was never written', async () => {
    const world = watched();
    const { intent } = await world.charge('waiting');
    world.journal.slow(() => world.clock.nap(1_000).done, 'after');
    await world.clock.advance(2_500);
    world.journal.slow(null);
    world.journal.fail('storage-full', 'slip');
    const noted = world.resolver.note(intent.paymentRequestId, slip(intent.paymentRequestId));
    await world.clock.advance(600);
    expect(await noted).toBe(false);
    world.journal.fail('storage-full');
    expect(await world.resolver.cancel(intent.paymentRequestId, MAYA)).toEqual({ ok: false, fault: 'storage-full' });
    expect(world.journal.ofType('cancel-requested')).toEqual([]);
  });

  it('what came while the disk took its time to refuse a row is written behind that row, not before it', async () => {
    const world = watched();
    const { intent } = await world.charge('waiting');
    const { paymentRequestId } = intent;
    const takesMs = [1_000, 3_000];
    world.journal.slow(() => world.clock.nap(takesMs.shift() ?? 1).done);
    world.journal.fail('storage-locked');
    const first = world.resolver.note(paymentRequestId, slip(paymentRequestId));
    const second = world.resolver.note(paymentRequestId, { ...slip(paymentRequestId), outcome: 'waiting', reason: 'first' });
    await world.clock.advance(1_500);
    const third = world.resolver.note(paymentRequestId, { ...slip(paymentRequestId), outcome: 'waiting', reason: 'second' });
    await world.clock.advance(3_000);
    expect(await Promise.all([first, second, third])).toEqual([false, false, false]);
    world.journal.fail(null);
    await world.clock.advance(20_000);
    expect(world.journal.ofType('slip').map(({ reason }) => reason)).toEqual([null, 'first', 'second']);
  });

  it('the fault is told until the last row that waited is durable', async () => {
    const world = watched();
    const { intent } = await world.charge('waiting');
    const { paymentRequestId } = intent;
    world.journal.fail('storage-full');
    await world.resolver.note(paymentRequestId, slip(paymentRequestId));
    await world.resolver.note(paymentRequestId, { ...slip(paymentRequestId), outcome: 'waiting', reason: 'second' });
    world.journal.fail(null);
    const takesMs = [10, 5_000];
    world.journal.slow(() => world.clock.nap(takesMs.shift() ?? 1).done);
    await world.clock.advance(3_000);
    expect(world.journal.ofType('slip')).toHaveLength(1);
    expect((await world.resolver.view(paymentRequestId))?.fault).toBe('storage-full');
    await world.clock.advance(10_000);
    expect((await world.resolver.view(paymentRequestId))?.fault).toBeNull();
  });

  it('a refund whose own row could be written does not make the till forget the fact', async () => {
    const world = watched();
    const charge = await world.charge();
    const { paymentRequestId } = charge.intent;
    world.journal.fail('storage-full', 'slip');
    await world.resolver.note(paymentRequestId, slip(paymentRequestId));
    expect(world.record(charge)?.papers).toEqual(['sale']);
    await world.resolver.refund(paymentRequestId, 100, null, MAYA);
    await world.clock.settle();
    expect(world.record(charge)?.papers).toEqual(['sale']);
  });
});
