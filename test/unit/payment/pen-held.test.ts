import { describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../../core/journal/events.ts';
import { MAYA } from '../../builders/payments.ts';
import { watched } from './watched.ts';

const slip = (paymentRequestId: string): JournalEvent => ({
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
    expect(await world.resolver.note(intent.paymentRequestId, slip(intent.paymentRequestId))).toBe(false);
    await world.clock.advance(600);
    world.journal.fail('storage-full');
    expect(await world.resolver.cancel(intent.paymentRequestId, MAYA)).toEqual({ ok: false, fault: 'storage-full' });
    expect(world.journal.ofType('cancel-requested')).toEqual([]);
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
