import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '../../../core/money/money.ts';
import type { LostCause, RefundMessage, Reply } from '../../../core/payment/gateway-port.ts';
import { callLevel, RESULT_CODES, type ResultCode } from '../../../core/payment/result-codes.ts';
import { refusesRefund } from '../../../core/refund/rules.ts';
import { judgeRefund } from '../../../core/refund/verdict.ts';
import { answered, cancelAsked, NOT_PAID, PAID, PENDING, recordAfter, refundAsked, refundSaid } from '../../builders/payments.ts';
import { MORNING_MS } from '../../builders/virtual-clock.ts';

const CODES = Object.keys(RESULT_CODES) as readonly ResultCode[];
const AMOUNT = money('SGD', 1_000);
const YEAR_MS = 365 * 86_400_000;

const reply = (
  resultCode: string,
  resultStatus: string,
  refundAmount: RefundMessage['refundAmount'] = null,
): Reply<RefundMessage> => ({
  kind: 'verified',
  responseTimeMs: 1,
  message: {
    result: { resultCode, resultStatus },
    refundId: 'R1',
    refundTime: '2026-03-02T09:00:01+08:00',
    refundAmount,
    settlementAmount: null,
    settlementQuote: null,
  },
});

describe('the answer to a refund', () => {
  it.each(CODES)('%s by status, first sent and repeated', (code) => {
    const kinds = (repeated: boolean) =>
      ['S', 'U', 'F', 'X'].map((status) => judgeRefund(reply(code, status), AMOUNT, repeated).kind);
    const isInconsistent = code === 'REPEAT_REQ_INCONSISTENT';
    expect(kinds(false)).toEqual(['refunded', 'doubt', isInconsistent ? 'doubt' : 'refused', 'doubt']);
    expect(kinds(true)).toEqual(['refunded', 'doubt', isInconsistent || callLevel(code) ? 'doubt' : 'refused', 'doubt']);
  });

  it.each([
    ['PROCESS_FAIL', 'U', 'gateway-busy'],
    ['REPEAT_REQ_INCONSISTENT', 'F', 'inconsistent'],
    ['INVALID_SIGNATURE', 'F', 'call-refused'],
    ['SUCCESS', 'X', 'unknown-status'],
  ])('that settles nothing says why: %s with %s', (code, status, cause) => {
    expect(judgeRefund(reply(code, status), AMOUNT, true)).toEqual({ kind: 'doubt', cause, resultCode: code });
  });

  it('for another amount or currency is a doubt, whatever its status', () => {
    for (const other of [money('SGD', 999), money('USD', 1_000)]) {
      for (const status of ['S', 'F', 'U']) {
        expect(judgeRefund(reply('SUCCESS', status, other), AMOUNT, false)).toEqual({
          kind: 'doubt',
          cause: 'mismatch',
          resultCode: 'SUCCESS',
        });
      }
    }
    expect(judgeRefund(reply('SUCCESS', 'S', AMOUNT), AMOUNT, false)).toMatchObject({ kind: 'refunded', refundId: 'R1' });
  });

  it('that was lost is never final', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<LostCause>('timeout', 'reset', 'unsigned', 'bad-signature', 'http-status', 'stale'),
        fc.boolean(),
        (cause, repeated) => {
          expect(judgeRefund({ kind: 'lost', cause, sent: 'maybe', hint: 'REFUND_AMOUNT_EXCEED' }, AMOUNT, repeated)).toEqual({
            kind: 'doubt',
            cause,
            resultCode: 'REFUND_AMOUNT_EXCEED',
          });
        },
      ),
    );
  });
});

describe('whether a refund may be asked for', () => {
  const now = MORNING_MS + 60_000;

  it.each([[0], [-1], [1.5], [Number.NaN], [4_251], [Infinity]])('%s is refused', (amountMinor) => {
    expect(refusesRefund(recordAfter(answered(PAID)), amountMinor, now)).toBe('over-refund');
  });

  it('exactly what is left may go back, and a refund in doubt is not left', () => {
    const record = recordAfter(
      answered(PAID),
      refundAsked('a', 1_000),
      refundSaid('a', 'doubt'),
      refundAsked('b', 500),
      refundSaid('b', 'refused'),
    );
    expect([refusesRefund(record, 3_250, now), refusesRefund(record, 3_251, now)]).toEqual([null, 'over-refund']);
  });

  it('only a paid payment can be refunded', () => {
    for (const record of [
      recordAfter(),
      recordAfter(answered(PENDING)),
      recordAfter(answered(NOT_PAID)),
      recordAfter(answered(PAID), cancelAsked('cashier')),
    ]) {
      expect(refusesRefund(record, 1, now)).toBe('not-now');
    }
  });

  it('for 365 days and not a moment longer', () => {
    const record = recordAfter(answered(PAID));
    expect([refusesRefund(record, 1, MORNING_MS + YEAR_MS), refusesRefund(record, 1, MORNING_MS + YEAR_MS + 1)]).toEqual([
      null,
      'refund-window',
    ]);
  });

  it('refunds that were allowed never exceed the payment, in any order and with any answers', () => {
    const step = fc.record({
      amountMinor: fc.integer({ min: 1, max: 4_250 }),
      end: fc.constantFrom('refunded' as const, 'refused' as const, 'doubt' as const, null),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        const events = [answered(PAID)];
        let given = 0;
        for (const [at, { amountMinor, end }] of steps.entries()) {
          if (refusesRefund(recordAfter(...events), amountMinor, now) !== null) continue;
          events.push(refundAsked(`r${String(at)}`, amountMinor));
          if (end !== null) events.push(refundSaid(`r${String(at)}`, end));
          if (end !== 'refused') given += amountMinor;
        }
        expect(given).toBeLessThanOrEqual(4_250);
      }),
    );
  });
});
