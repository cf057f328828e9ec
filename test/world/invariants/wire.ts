import type { Money } from '../../../core/money/money.ts';
import { applyEntry, type PaymentRecord } from '../../../core/payment/record.ts';
import { textOf } from '../http-text.ts';
import type { Exchange } from '../line.ts';
import { eventsOf, firstOf, nameOf, type Facts, type Invariant } from './facts.ts';

/** What may leave the counter, and when. */
export const WIRE_INVARIANTS: readonly Invariant[] = [
  {
    name: 'row-before-send',
    promise: 'Nothing about money is sent without a durable row for that very id and that very sending.',
    onRequest: (facts, exchange) => {
      const missing = missingRow(facts, exchange);
      return missing === null ? null : `${exchange.api} of ${nameOf(facts, exchange.paymentRequestId)} left without ${missing}`;
    },
  },
  {
    name: 'amount-as-written',
    promise: 'What is asked for on the wire is what the durable row says, to the minor unit, in the same currency.',
    onRequest: (facts, exchange) => {
      if (exchange.api !== 'pay' && exchange.api !== 'refund') return null;
      const field = exchange.api === 'pay' ? 'paymentAmount' : 'refundAmount';
      const [value, currency] = [textOf(exchange.body, field, 'value'), textOf(exchange.body, field, 'currency')];
      const written = writtenAmount(facts, exchange);
      return value === String(written?.amountMinor) && currency === written?.currency
        ? null
        : `${exchange.api} of ${nameOf(facts, exchange.paymentRequestId)} asks for another amount than its row`;
    },
  },
  {
    name: 'one-code-one-payment',
    promise: 'The same payment code is never sent under two ids.',
    onRequest: (facts, exchange) => {
      const code = codeOf(exchange);
      const other = facts.exchanges.find(
        (each) => code !== null && codeOf(each) === code && each.paymentRequestId !== exchange.paymentRequestId,
      );
      return other === undefined
        ? null
        : `${nameOf(facts, exchange.paymentRequestId)} carries the code of ${nameOf(facts, other.paymentRequestId)}`;
    },
  },
  {
    name: 'pay-in-its-own-run',
    promise: 'After a restart no pay is sent again: only the run that scanned the code may charge it.',
    onRequest: (facts, { api, run, paymentRequestId }) =>
      api === 'pay' && facts.runOf(paymentRequestId) !== run
        ? `a later run charged ${nameOf(facts, paymentRequestId)} again`
        : null,
  },
  {
    name: 'no-pay-after-cancel',
    promise: 'Once a cancel is asked for, or a final answer is written, no further pay is begun.',
    onRequest: (facts, { api, paymentRequestId }) => {
      if (api !== 'pay' || sendsOf(facts, paymentRequestId) < sendsBeforeTheEnd(facts, paymentRequestId)) return null;
      return `pay of ${nameOf(facts, paymentRequestId)} left although it was ${facts.record(paymentRequestId)?.state ?? 'unknown'}`;
    },
  },
  {
    name: 'repeats-are-identical',
    promise: 'A repeated pay or refund has the same body, byte for byte.',
    onRequest: (facts, exchange) => {
      if (exchange.api !== 'pay' && exchange.api !== 'refund') return null;
      const first = facts.exchanges.find((each) => each.api === exchange.api && keyOf(each) === keyOf(exchange));
      return first === undefined || JSON.stringify(first.body) === JSON.stringify(exchange.body)
        ? null
        : `${exchange.api} of ${nameOf(facts, exchange.paymentRequestId)} was repeated with another body`;
    },
  },
  {
    name: 'one-call-at-a-time',
    promise:
      'A payment is asked about, charged or cancelled by one call of a kind at a time: there are never two that look after it.',
    onRequest: (facts, { api, paymentRequestId, run }) => {
      if (api === 'refund' || !facts.isUnderWay(api, paymentRequestId, run)) return null;
      return `a second ${api} of ${nameOf(facts, paymentRequestId)} left while the first was under way`;
    },
  },
  {
    name: 'code-only-in-pay',
    promise: 'A payment code travels in pay alone, in the one field that is made for it.',
    onRequest: (facts, { api, bytes }) => {
      const text = bytes.toString('latin1');
      return firstOf(facts.codes, (code) => {
        const times = text.split(code).length - 1;
        return times > (api === 'pay' ? 1 : 0) ? `${api} carries a payment code` : null;
      });
    },
  },
];

const writtenAmount = (facts: Facts, { api, paymentRequestId, refundRequestId }: Exchange): Money | undefined =>
  api === 'pay'
    ? facts.record(paymentRequestId)?.amount
    : eventsOf(facts, paymentRequestId, 'refund-requested').find((row) => row.refundRequestId === refundRequestId)?.amount;

const keyOf = ({ paymentRequestId, refundRequestId }: Exchange): string => refundRequestId ?? paymentRequestId;

const codeOf = ({ api, body }: Exchange): string | null =>
  api === 'pay' ? textOf(body, 'paymentMethod', 'paymentMethodId') : null;

/** How often it was sent already. */
const sendsOf = ({ exchanges }: Facts, paymentRequestId: string): number =>
  exchanges.filter((each) => each.api === 'pay' && each.paymentRequestId === paymentRequestId).length;

/** How many sendings were written down before somebody asked to cancel, or a final answer was written. */
function sendsBeforeTheEnd(facts: Facts, paymentRequestId: string): number {
  let record: PaymentRecord | null = null;
  for (const entry of facts.rowsOf(paymentRequestId)) {
    const next: PaymentRecord | null = applyEntry(record, entry);
    if (next !== null && (next.cancel !== null || next.finalAtMs !== null)) break;
    record = next;
  }
  return record?.paySends ?? 0;
}

function missingRow(facts: Facts, { api, paymentRequestId, refundRequestId }: Exchange): string | null {
  const record = facts.record(paymentRequestId);
  switch (api) {
    case 'pay': {
      const before = sendsOf(facts, paymentRequestId);
      return before < (record?.paySends ?? 0) ? null : `a row for sending number ${String(before + 1)}`;
    }
    case 'cancelPayment':
      return record !== null && record.cancel !== null ? null : 'a row that asks for a cancel';
    case 'refund':
      return record?.refunds.some((refund) => refund.refundRequestId === refundRequestId) === true ? null : 'a row of the refund';
    case 'inquiryPayment':
      return null;
  }
}
