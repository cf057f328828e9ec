import type { GatewayState, Payment, Refund } from '../gateway/state.ts';
import { rowsOf, getRow } from '../gateway/table.ts';
import type { ReportRow } from './row.ts';

const DAY_MS = 86_400_000;
const UTC8_MS = 8 * 3_600_000;

/** The UTC+8 day of a moment, as whole days since 1970-01-01. */
export const dayAt = (atMs: number): number => Math.floor((atMs + UTC8_MS) / DAY_MS);

/** What the gateway's books hold for one day: paid payments that were not cancelled, and refunds that were made. Nothing else is reported. */
export function rowsOfDay(state: GatewayState, day: number): readonly ReportRow[] {
  const paid = [...rowsOf(state.payments)].filter(
    ({ status, paidAtMs }) => status === 'paid' && paidAtMs !== null && dayAt(paidAtMs) === day,
  );
  const refunds = [...rowsOf(state.refunds)].filter(({ result, atMs }) => result.resultStatus === 'S' && dayAt(atMs) === day);
  return [...paid.map(paymentRow), ...refunds.map((refund) => refundRow(state, refund))].sort((a, b) => a.atMs - b.atMs);
}

/** Payments of a day that ended without money; a report that lists one is wrong. */
export const unpaidOfDay = (state: GatewayState, day: number): readonly ReportRow[] =>
  [...rowsOf(state.payments)]
    .filter((row) => row.status !== 'paid' && row.status !== 'waiting' && dayAt(row.createdAtMs) === day)
    .map(paymentRow);

function paymentRow(payment: Payment): ReportRow {
  return {
    ...partyOf(payment),
    ...settled(payment.settlement, payment.amount),
    transactionId: payment.paymentId,
    originalTransactionId: '',
    requestId: payment.paymentRequestId,
    originalRequestId: '',
    type: 'PAYMENT',
    atMs: payment.paidAtMs ?? payment.createdAtMs,
    credit: true,
  };
}

function refundRow(state: GatewayState, refund: Refund): ReportRow {
  const payment = getRow(state.payments, refund.paymentRequestId);
  return {
    ...(payment === undefined ? NO_PARTY : partyOf(payment)),
    ...settled(refund.settlement, refund.amount),
    transactionId: refund.refundId,
    originalTransactionId: payment?.paymentId ?? '',
    requestId: refund.refundRequestId,
    originalRequestId: refund.paymentRequestId,
    type: 'REFUND',
    atMs: refund.atMs,
    credit: false,
  };
}

const NO_PARTY = { pspId: '', pspName: '', merchantId: '', storeId: '' };

const partyOf = ({ wallet, merchantName }: Payment) => ({
  pspId: wallet.pspId,
  pspName: wallet.brand,
  merchantId: merchantName,
  storeId: '',
});

/** Without a settlement of its own a payment settles in its own currency. */
function settled(settlement: Payment['settlement'], amount: Payment['amount']) {
  const { currency, amountMinor } = settlement?.amount ?? amount;
  return {
    amountMinor: amount.amountMinor,
    currency: amount.currency,
    settlementMinor: amountMinor,
    settlementCurrency: currency,
  };
}
