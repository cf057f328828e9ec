import type { PlantedBug } from '../planted-bug.ts';

const ACTOR = 'core/payment/actor.ts';
const RECORD = 'core/payment/record.ts';
const SAGA = 'core/refund/saga.ts';
const REFUND_VERDICT = 'core/refund/verdict.ts';

/** Refunds. */
export const REFUNDS: readonly PlantedBug[] = [
  {
    name: 'refund-sum-by-floats',
    file: RECORD,
    find: 'add(sum, refund.amountMinor)',
    replace: '(Math.trunc((sum / 100 + refund.amountMinor / 100) * 100) as Minor)',
    story: 'Refunds are added up in decimals, and the till believes that a cent is left.',
  },
  {
    name: 'refund-in-doubt-not-counted',
    file: RECORD,
    find: "refund.state === 'refused' ? sum",
    replace: "refund.state !== 'refunded' ? sum",
    story: 'A refund without an answer does not count, and the same money is given back twice.',
  },
  {
    name: 'refund-retried-with-new-id',
    file: SAGA,
    find: 'const { refundRequestId, reason } = refund;',
    replace: 'const { reason } = refund;\n  const refundRequestId = repeated ? ports.newRefundId() : refund.refundRequestId;',
    story: 'The second try of a refund is another refund to Alipay+.',
  },
  {
    name: 'lost-refund-is-refused',
    file: REFUND_VERDICT,
    find: 'repeated: boolean): RefundVerdict {',
    replace: `repeated: boolean): RefundVerdict {
  if (reply.kind === 'lost') return { kind: 'refused', resultCode: reply.cause };`,
    story: 'A refund without an answer counts as refused, and the cashier makes it again.',
  },
  {
    name: 'refused-refund-repeat-is-final',
    file: SAGA,
    find: 'work(refund.refundRequestId, true)',
    replace: 'work(refund.refundRequestId, false)',
    story: 'After a restart a call-level refusal of the repeated refund is taken for the fate of the first one.',
  },
  {
    name: 'refund-not-resumed',
    file: ACTOR,
    find: '  refunds.resume();\n',
    replace: '',
    story: 'A refund that was open when the power went is never asked about again.',
  },
  {
    name: 'void-after-partial-refund',
    file: ACTOR,
    find: "record.refunds.every(({ state }) => state === 'refused') && ",
    replace: '',
    story: 'A payment of which a part was refunded is cancelled as a whole.',
  },
];
