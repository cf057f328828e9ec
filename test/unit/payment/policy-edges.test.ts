import { describe, expect, it } from 'vitest';
import { freshMemory, nextStep, type Moment, type RunMemory } from '../../../core/payment/policy.ts';
import type { PaymentRecord } from '../../../core/payment/record.ts';
import { DEFAULT_TIMING as TIMING } from '../../../core/payment/timing.ts';
import { cancelAsked, cancelSaid, recordAfter } from '../../builders/payments.ts';

const at = (elapsedMs: number, cancelOpen = true): Moment => ({ elapsedMs, cancelOpen, canWrite: true });
const step = (record: PaymentRecord, memory: RunMemory, moment: Moment) => nextStep(record, memory, moment, TIMING);
const held = (changes: Partial<RunMemory> = {}): RunMemory => ({
  ...freshMemory(true),
  payInFlight: false,
  payArrived: true,
  ...changes,
});

describe('the question before a cancel', () => {
  it('comes before the first cancel only: a cancel that was lost is simply repeated', () => {
    const lost = recordAfter(cancelAsked('cashier'), cancelSaid('doubt'));
    expect(step(lost, held({ cancels: 1, lastCancelAtMs: 70_000 }), at(70_001))).toEqual({ act: 'cancel', atMs: 72_000 });
  });
});
