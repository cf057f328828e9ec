import type { LedgerQueries } from '../../main/ledger/queries.ts';

/** What a person might type who looks for the payment to which a row belongs, by kind of search. */
export function textsFor(ledger: LedgerQueries, sequence: number): Readonly<Record<string, string>> {
  const [entry] = ledger.between(sequence, sequence);
  const id = entry !== undefined && 'paymentRequestId' in entry.event ? entry.event.paymentRequestId : '';
  const wallMs = entry?.wallMs ?? 0;
  return { ...PLAIN_TEXTS, ...textsOfDay(new Date(wallMs).toISOString().slice(0, 10)), ...textsOfPayment(ledger, id) };
}

const PLAIN_TEXTS = {
  everything: '',
  amountRange: 'amount:10-12.50',
  rareAmount: 'amount:98765',
  wallet: 'wallet:a',
  cashier: 'cashier:maya',
  noSuchCashier: 'cashier:nobody',
  cancelled: 'state:cancelled',
  refunded: 'state:refunded',
  open: 'state:open',
  note: 'note:table',
  rareNote: 'note:牛肉',
  time: '14:06',
  nothing: 'nothing like it',
  notPaid: 'state:notpaid',
  noSuchWallet: 'wallet:nowhere',
  wideRange: 'amount:0.01-100000',
  refundedOfCashier: 'state:refunded cashier:maya',
  cancelledOfWallet: 'state:cancelled wallet:a amount:5-500',
  noted: 'note:table state:cancelled',
};

const textsOfDay = (day: string) => ({
  day: `on:${day}`,
  dayAlone: day,
  month: `from:${day.slice(0, 7)}-01 to:${day.slice(0, 7)}-28 state:refunded`,
});

function textsOfPayment(ledger: LedgerQueries, id: string): Readonly<Record<string, string>> {
  const record = ledger.record(id);
  if (record === null) return {};
  const { amount, orderNumber, receiptNumber, paymentId } = record;
  return {
    amount: (amount.amountMinor / 100).toFixed(2),
    amountCancelled: `amount:${(amount.amountMinor / 100).toFixed(2)} state:cancelled`,
    amountOfNobody: `${(amount.amountMinor / 100).toFixed(2)} cashier:maya state:notpaid`,
    orderNumber,
    orderTyped: orderNumber.toLowerCase(),
    receipt: String(receiptNumber),
    paymentRequestId: id,
    paymentId: paymentId ?? 'none',
    partOfId: (paymentId ?? 'no such payment').slice(-8),
  };
}
