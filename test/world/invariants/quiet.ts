import { isDeepStrictEqual } from 'node:util';
import { foldPayment, isSettled, type PaymentRecord } from '../../../core/payment/record.ts';
import { modelLedger } from '../../builders/model-ledger.ts';
import { firstOf, type Facts, type Invariant } from './facts.ts';
import { readPaper } from './sight.ts';

/** What is true once all faults are over and nothing is open. */
export const QUIET_INVARIANTS: readonly Invariant[] = [
  {
    name: 'everything-settles',
    promise: 'Every payment that was ever written down reaches a final state, and so does every refund.',
    onQuiet: (facts) =>
      firstOf(facts.records(), (record) => (isSettled(record) ? null : `${record.orderNumber} is still ${record.state}`)),
  },
  {
    name: 'ledgers-agree',
    promise: 'The ledger and the books of the gateway agree on every payment and refund, to the minor unit.',
    onQuiet: (facts) =>
      firstOf(facts.records(), (record) => {
        const [ours, theirs] = [keptOf(record), keptAtGateway(facts, record)];
        return ours === theirs
          ? null
          : `${record.orderNumber} (${record.state}): ${String(ours)} in the ledger, ${String(theirs)} at the gateway`;
      }),
  },
  {
    name: 'cancel-comes-to-an-end',
    promise:
      'A payment that somebody asked to cancel leaves no money at the shop, unless Alipay+ refused cancel and refund for good.',
    onQuiet: (facts) =>
      firstOf(facts.records(), (record) => {
        const isRefused = record.refunds.some(({ state }) => state === 'refused');
        if (record.cancel === null || isRefused || keptAtGateway(facts, record) === 0) return null;
        return `${record.orderNumber} was to be cancelled and the shop still has the money`;
      }),
  },
  {
    name: 'receipt-for-every-payment',
    promise: 'Every paid payment has its receipt: on paper, or known to be in doubt.',
    onQuiet: (facts) => {
      if (facts.plan.shop.printer === 'none') return null;
      const out = facts.papers.filter(({ isWhole }) => isWhole).map(({ text }) => readPaper(text));
      return firstOf(facts.records(), (record) => {
        if (record.paid === null || record.state !== 'paid') return null;
        if (record.papers.length === 0) return `${record.orderNumber} is paid and was never printed`;
        const { slip, orderNumber } = record;
        if (slip?.outcome !== 'printed' || record.papers.length !== 1) return null;
        const isOut = out.some((read) => read?.title === 'SALE' && read.orderNumber === orderNumber && read.isCopy === slip.copy);
        return !isOut ? `${record.orderNumber} counts as printed and no paper came out` : null;
      });
    },
  },
  {
    name: 'the-journal-is-the-state',
    promise: 'Folding the rows again gives exactly what the running program holds; nothing lives beside the journal.',
    onQuiet: (facts) => {
      const till = facts.till();
      const again = modelLedger({ rows: [...facts.rows], hashKey: '' }, { wallMs: () => 0, monotonicMs: () => 0 });
      return firstOf(facts.records(), (record) => {
        const folded = foldPayment(again.entries(record.paymentRequestId));
        const held = till?.ledger.record(record.paymentRequestId) ?? null;
        return isDeepStrictEqual(folded, record) && isDeepStrictEqual(folded, held)
          ? null
          : `${record.orderNumber} folds to something else`;
      });
    },
  },
];

const refundedOf = ({ refunds }: PaymentRecord): number =>
  refunds.reduce((sum, { state, amountMinor }) => sum + (state === 'refunded' ? amountMinor : 0), 0);

/** What the ledger says the shop has of this payment, minor units. */
const keptOf = (record: PaymentRecord): number => (record.state === 'paid' ? record.amount.amountMinor - refundedOf(record) : 0);

function keptAtGateway({ books }: Facts, { paymentRequestId }: PaymentRecord): number {
  const payment = books.payment(paymentRequestId);
  return payment === undefined ? 0 : books.netMinor(payment);
}
