import { describe, expect, it } from 'vitest';
import { answered, PAID, recordAfter, refundAsked, refundSaid } from '../../builders/payments.ts';

const after = (...kinds: readonly ('refunded' | 'refused' | 'doubt')[]) =>
  recordAfter(answered(PAID), refundAsked('r1', 1_000), ...kinds.map((kind) => refundSaid('r1', kind))).refunds[0];

describe('one refund as its rows tell it', () => {
  it('is being asked for until an answer came, and nothing is known of it', () => {
    expect(after()).toMatchObject({ state: 'asking', tries: 0, resultCode: null, refundId: null, refundTime: null });
  });

  it('is unknown after a doubt, however many', () => {
    expect(after('doubt', 'doubt')).toMatchObject({ state: 'unknown', tries: 2 });
  });

  it('is ended by the first final answer, and no later one changes anything of it', () => {
    for (const final of ['refunded', 'refused'] as const)
      for (const late of ['refunded', 'refused', 'doubt'] as const)
        expect(after('doubt', final, late)).toEqual(after('doubt', final));
    expect(after('doubt', 'refunded')).toMatchObject({ state: 'refunded', tries: 2, resultCode: null, refundId: 'R-r1' });
    expect(after('doubt', 'refused')).toMatchObject({ state: 'refused', tries: 2, resultCode: 'PROCESS_FAIL', refundId: null });
  });
});
