import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cancelCutoffMs, createdAtGatewayMs } from '../../../core/payment/cutoff.ts';
import {
  isOwnId,
  newDeclarationRequestId,
  newPaymentRequestId,
  newRefundRequestId,
  newRegistrationRequestId,
} from '../../../core/payment/ids.ts';
import { isMendedElsewhere } from '../../../core/payment/result-codes.ts';
import { DEFAULT_TIMING, waitBefore } from '../../../core/payment/timing.ts';
import { createTurns } from '../../../core/payment/turns.ts';

describe('the cut-off for cancels', () => {
  it.each([
    ['2026-03-01T15:59:59Z', '2026-03-01T16:15:00Z'],
    ['2026-03-01T16:00:00Z', '2026-03-02T16:15:00Z'],
    ['2026-03-01T16:14:59Z', '2026-03-02T16:15:00Z'],
    ['2026-12-31T15:00:00Z', '2026-12-31T16:15:00Z'],
    ['2028-02-28T20:00:00Z', '2028-02-29T16:15:00Z'],
  ])('a payment of %s can be cancelled until %s', (created, cutoff) => {
    expect(new Date(cancelCutoffMs(Date.parse(created))).toISOString()).toBe(cutoff.replace('Z', '.000Z'));
  });

  it("counts by Alipay+'s clock, so that a PC whose clock is wrong by days neither gains nor loses one", () => {
    const skewMs = 2 * 86_400_000;
    const created = Date.parse('2026-03-01T15:59:59Z');
    const seenByPc = { submittedAtMs: created - skewMs, clockSkewMs: skewMs };
    expect(cancelCutoffMs(createdAtGatewayMs(seenByPc))).toBe(cancelCutoffMs(created));
  });

  it('leaves at least a quarter of an hour and at most a day and a quarter of an hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), (atMs) => {
        const leftMs = cancelCutoffMs(atMs) - atMs;
        expect(leftMs).toBeGreaterThan(900_000);
        expect(leftMs).toBeLessThanOrEqual(87_300_000);
      }),
    );
  });
});

describe('ids', () => {
  const bytes = (count: number) => Uint8Array.from({ length: count }, (_, at) => at * 16);

  it('carry the counter and 128 random bits, in the characters the field allows', () => {
    expect(newPaymentRequestId('T1', bytes)).toBe('T1-P-00102030405060708090a0b0c0d0e0f0');
    expect(newRefundRequestId('T1', bytes)).toBe('T1-R-00102030405060708090a0b0c0d0e0f0');
    expect(newRegistrationRequestId('T1', bytes)).toBe('T1-G-00102030405060708090a0b0c0d0e0f0');
    expect(newDeclarationRequestId('T1', bytes)).toBe('T1-C-00102030405060708090a0b0c0d0e0f0');
  });

  it("a counter knows its own and nobody else's", () => {
    const own = newPaymentRequestId('T1', bytes);
    expect([isOwnId('T1', own), isOwnId('T1', newRefundRequestId('T1', bytes))]).toEqual([true, true]);
    expect(['T2', 'T', 'T1-P', '', '..', 'T1|X'].map((counter) => isOwnId(counter, own))).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
    expect([`${own}0`, own.toUpperCase(), `x${own}`, `${own}\n`].map((id) => isOwnId('T1', id))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('a counter whose name begins like ours, or an id with something put in, is not ours', () => {
    expect(isOwnId('T1', newPaymentRequestId('T1-2', bytes))).toBe(false);
    expect(isOwnId('T1', newPaymentRequestId('T1', bytes).replace('-P-', '-xP-'))).toBe(false);
  });

  it('a counter id is text and never a pattern', () => {
    expect(isOwnId('T.', newPaymentRequestId('T1', bytes))).toBe(false);
    expect(isOwnId('T.', newPaymentRequestId('T.', bytes))).toBe(true);
    expect(isOwnId('T(', newPaymentRequestId('T(', bytes))).toBe(true);
  });
});

describe('waits', () => {
  it('follow the list and then stay with its last figure', () => {
    expect([1, 2, 3, 4, 99].map((attempt) => waitBefore(attempt, [2, 5, 10]))).toEqual([2, 5, 10, 10, 10]);
    expect(waitBefore(1, [])).toBe(0);
  });

  it('stand in the right relation to each other', () => {
    const timing = DEFAULT_TIMING;
    expect(timing.repeatUntilMs).toBeLessThan(timing.windowMs);
    expect(timing.pollEveryMs).toBeGreaterThanOrEqual(timing.askGapMs);
    expect(timing.firstAskInFlightMs).toBeLessThan(timing.windowMs);
    for (const waits of [timing.pollAtMs, timing.cancelRetryMs, timing.refundRetryMs, timing.lateAskMs]) {
      expect(waits).toEqual([...waits].sort((a, b) => a - b));
      expect(Math.min(...waits)).toBeGreaterThan(0);
    }
  });
});

describe('turns', () => {
  it('acts run one after another, in order, and one that fails does not stop the next', async () => {
    const inTurn = createTurns();
    const seen: string[] = [];
    const act = (name: string, fails = false) =>
      inTurn(async () => {
        seen.push(`${name} starts`);
        await Promise.resolve();
        seen.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      });
    const all = await Promise.allSettled([act('a'), act('b', true), act('c')]);
    expect(seen).toEqual(['a starts', 'a ends', 'b starts', 'b ends', 'c starts', 'c ends']);
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});

describe('a request that was refused', () => {
  it.each([
    'ACCESS_DENIED',
    'INVALID_CLIENT',
    'CLIENT_INVALID',
    'INVALID_SIGNATURE',
    'KEY_NOT_FOUND',
    'NO_INTERFACE_DEF',
    'INVALID_API',
  ])('for %s goes again once the shop has mended it', (code) => {
    expect(isMendedElsewhere(code)).toBe(true);
  });

  it.each(['PARAM_ILLEGAL', 'PROCESS_FAIL', 'SUCCESS', ''])('for %s is at its end', (code) => {
    expect(isMendedElsewhere(code)).toBe(false);
  });
});
