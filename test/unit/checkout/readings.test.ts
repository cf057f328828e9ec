import { describe, expect, it } from 'vitest';
import { createReadings } from '../../../core/checkout/readings.ts';
import type { ActorView } from '../../../core/payment/actor.ts';
import { answered, PAID, PENDING, recordAfter } from '../../builders/payments.ts';

const viewOf = (record: ActorView['record']): ActorView => ({ record, nextAskAtMs: null, fault: null });
const pending = viewOf(recordAfter(answered(PENDING)));
const { paymentRequestId } = pending.record;
const paid = viewOf({ ...recordAfter(answered(PAID)), paymentRequestId });

describe('a payment that is read for the stage', () => {
  it('a result that is heard while it is read is not lost', async () => {
    const readings = createReadings();
    const read = readings.read(paymentRequestId, async () => {
      await Promise.resolve();
      readings.heard(paid);
      return pending;
    });
    expect(await read).toBe(paid);
  });

  it('what is heard of other payments, or before and after, changes nothing', async () => {
    const readings = createReadings();
    readings.heard(paid);
    const read = readings.read(paymentRequestId, () => {
      readings.heard(viewOf(recordAfter(answered(PAID))));
      return Promise.resolve(pending);
    });
    expect(await read).toBe(pending);
    readings.heard(paid);
    expect(await readings.read(paymentRequestId, () => Promise.resolve(pending))).toBe(pending);
  });

  it('one that does not exist is none, and a read that fails leaves nothing behind', async () => {
    const readings = createReadings();
    expect(await readings.read(paymentRequestId, () => Promise.resolve(null))).toBeNull();
    await expect(readings.read(paymentRequestId, () => Promise.reject(new Error('disk')))).rejects.toThrow('disk');
    readings.heard(paid);
    expect(await readings.read(paymentRequestId, () => Promise.resolve(pending))).toBe(pending);
  });
});
