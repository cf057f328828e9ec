import { fromWire, money, type Money } from '../../core/money/money.ts';
import { isRecord } from '../web/exchange.ts';
import { toUtc8Millis } from '../gateway/iso-time.ts';
import type { Runtime } from '../gateway/runtime.ts';
import type { SignedSender } from '../gateway/notifications.ts';
import type { Payment } from '../gateway/state.ts';
import { getRow } from '../gateway/table.ts';
import type { DisputeBook, DisputeRow } from './book.ts';

/** What a wallet asks; everything but the payment has a default. */
export type DisputeOrder = {
  readonly kind: 'retrieval' | 'escalation';
  readonly paymentRequestId: string;
  /** A fresh one unless given; the same one again is a repeat. */
  readonly disputeRequestId?: string;
  /** What was paid, unless given. */
  readonly amount?: Money;
  readonly reason?: string;
  /** Where the shop listens; next to where its payments are notified, unless given. */
  readonly url?: string;
  /** Sends it although the wallet knows no such payment. */
  readonly force?: boolean;
};

/** What the shop said: its result code, or in one word why there is none. */
export type Raised = { readonly disputeRequestId: string; readonly said: string };

/** Raises disputes as a wallet would. */
export type DisputeRaiser = (order: DisputeOrder) => Promise<Raised | null>;

const API = { retrieval: 'initiateRetrieval', escalation: 'initiateEscalation' } as const;

/** Makes the raiser of one gateway; it answers null for a payment that was never paid, or whose shop told no address. */
export function createDisputeRaiser(runtime: Runtime, book: DisputeBook, send: SignedSender): DisputeRaiser {
  let serial = 0;
  return async (order) => {
    const payment = getRow(runtime.state().payments, order.paymentRequestId) ?? (order.force === true ? STRANGER : null);
    const url = payment === null ? null : urlOf(order, payment);
    if (payment === null || url === null) return null;
    serial += 1;
    const disputeRequestId = order.disputeRequestId ?? `D${String(runtime.now())}${String(serial).padStart(4, '0')}`;
    const amount = order.amount ?? payment.amount;
    const { said } = await send(url, JSON.stringify(bodyOf(order, disputeRequestId, amount, runtime.now())));
    const known = book.rows().find((row) => row.disputeRequestId === disputeRequestId);
    if (known === undefined) book.put(rowOf(order, disputeRequestId, amount, said));
    return { disputeRequestId, said };
  };
}

type Disputed = Pick<Payment, 'amount' | 'notifyUrl'>;

const STRANGER: Disputed = { amount: money('SGD', 1), notifyUrl: null };

const urlOf = (order: DisputeOrder, { notifyUrl }: Disputed): string | null => order.url ?? siblingOf(notifyUrl, API[order.kind]);

/** The same folder of the shop's listener, another name. */
const siblingOf = (url: string | null, name: string): string | null =>
  url === null ? null : `${url.slice(0, url.lastIndexOf('/'))}/${name}`;

const rowOf = (order: DisputeOrder, disputeRequestId: string, amount: Money, acknowledged: string): DisputeRow => ({
  disputeRequestId,
  kind: order.kind,
  paymentRequestId: order.paymentRequestId,
  amount: order.kind === 'escalation' ? amount : null,
  acknowledged,
  answer: null,
});

/** Names of the reason's fields are assumed. https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/initiate_retrieval */
const bodyOf = (order: DisputeOrder, disputeRequestId: string, amount: Money, nowMs: number): object => ({
  disputeRequestId,
  paymentRequestId: order.paymentRequestId,
  disputeOccurTime: toUtc8Millis(nowMs),
  ...(order.kind === 'retrieval'
    ? { requestInformationType: 'TRANSACTION_RECEIPT' }
    : { escalationAmount: { currency: amount.currency, value: String(amount.amountMinor) } }),
  ...(order.reason === undefined ? {} : { disputeReasonMsg: order.reason }),
});

/** Reads an order off the control API; null when it is none. */
export function readDisputeOrder(body: Readonly<Record<string, unknown>>): DisputeOrder | null {
  const { kind, paymentRequestId, disputeRequestId, reason } = body;
  if ((kind !== 'retrieval' && kind !== 'escalation') || typeof paymentRequestId !== 'string') return null;
  const amount = amountOf(body['amount']);
  if (amount === null) return null;
  return {
    kind,
    paymentRequestId,
    ...(typeof disputeRequestId === 'string' ? { disputeRequestId } : {}),
    ...(typeof reason === 'string' ? { reason } : {}),
    ...(amount === undefined ? {} : { amount }),
  };
}

/** Undefined where none is said, null where it cannot be read. */
function amountOf(given: unknown): Money | null | undefined {
  if (given === undefined) return undefined;
  return isRecord(given) ? fromWire(String(given['currency']), String(given['value'])) : null;
}
