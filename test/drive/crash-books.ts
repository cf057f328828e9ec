import { isFinal } from '../../core/payment/machine.ts';
import { isSettled, type PaymentRecord } from '../../core/payment/record.ts';

/** One payment in the gateway's own books (`GET /ledger`). */
export type GatewayPayment = {
  readonly paymentRequestId: string;
  readonly status: string;
  readonly amount: { readonly currency: string; readonly value: string };
  readonly chargedMinor: number;
  readonly reversedMinor: number;
  readonly refundedMinor: number;
  readonly netMinor: number;
};

/** The part of the gateway's books that the till's must agree with. */
export type GatewayBooks = {
  readonly payments: readonly GatewayPayment[];
  readonly refunds: readonly {
    readonly refundRequestId: string;
    readonly paymentRequestId: string;
    readonly amount: GatewayPayment['amount'];
    readonly resultCode: string;
  }[];
};

/** Where two books contradict each other about one payment. */
export type Divergence = { readonly paymentRequestId: string; readonly what: string };

/**
 * What must hold at any moment, even with the till dead in the middle of a payment: nothing that the gateway knows is missing in
 * the till, and nothing that the till calls final is otherwise at the gateway.
 */
export function faultsAnytime(till: readonly PaymentRecord[], gateway: GatewayBooks): readonly Divergence[] {
  const pairs = pairsOf(till, gateway);
  return pairs.flatMap((pair) => {
    const faults = [...identityFaults(pair), ...finalFaults(pair), ...refundFaults(pair)];
    return faults.map((what) => ({ paymentRequestId: pair.id, what }));
  });
}

/** What must hold once everything is quiet: besides the above, both books are equal to the minor unit and nothing is open. */
export function faultsWhenQuiet(till: readonly PaymentRecord[], gateway: GatewayBooks): readonly Divergence[] {
  const pairs = pairsOf(till, gateway);
  const open = pairs.flatMap((pair) => quietFaults(pair).map((what) => ({ paymentRequestId: pair.id, what })));
  return [...faultsAnytime(till, gateway), ...open, ...saleFaults(till, gateway)];
}

type Pair = {
  readonly id: string;
  readonly record: PaymentRecord | undefined;
  readonly booked: GatewayPayment | undefined;
  readonly refunds: GatewayBooks['refunds'];
};

function pairsOf(till: readonly PaymentRecord[], gateway: GatewayBooks): readonly Pair[] {
  const records = new Map(till.map((record) => [record.paymentRequestId, record]));
  const booked = new Map(gateway.payments.map((payment) => [payment.paymentRequestId, payment]));
  return [...new Set([...records.keys(), ...booked.keys()])].map((id) => ({
    id,
    record: records.get(id),
    booked: booked.get(id),
    refunds: gateway.refunds.filter(({ paymentRequestId }) => paymentRequestId === id),
  }));
}

function identityFaults({ record, booked }: Pair): readonly string[] {
  if (booked === undefined) return [];
  if (record === undefined) return ['lost: the gateway has it, the till has no row of it'];
  const { currency, value } = booked.amount;
  const isSame = record.amount.currency === currency && String(record.amount.amountMinor) === value;
  return isSame ? [] : [`amount: till ${String(record.amount.amountMinor)}, gateway ${value} ${currency}`];
}

/** What the gateway kept of the money of a payment, refunds apart. */
const keptMinor = (booked: GatewayPayment | undefined): number => (booked?.chargedMinor ?? 0) - (booked?.reversedMinor ?? 0);

function finalFaults({ record, booked }: Pair): readonly string[] {
  if (record === undefined || !isFinal(record.state)) return [];
  const dueMinor = record.state === 'paid' ? record.amount.amountMinor : 0;
  const kept = keptMinor(booked);
  return kept === dueMinor ? [] : [`final: till says ${record.state}, the gateway holds ${String(kept)} (${statusOf(booked)})`];
}

const statusOf = (booked: GatewayPayment | undefined): string => booked?.status ?? 'no such payment';

function refundFaults({ record, refunds }: Pair): readonly string[] {
  const known = record?.refunds ?? [];
  const done = new Map(
    refunds.filter(({ resultCode }) => resultCode === 'SUCCESS').map((refund) => [refund.refundRequestId, refund]),
  );
  const lost = [...done.keys()].filter((id) => !known.some(({ refundRequestId }) => refundRequestId === id));
  return [
    ...lost.map((id) => `refund ${id}: done at the gateway, the till has no row of it`),
    ...known.flatMap((refund) => {
      const booked = done.get(refund.refundRequestId);
      const isAsked = booked === undefined || booked.amount.value === String(refund.amountMinor);
      const isTrue =
        refund.state === 'refunded' ? booked !== undefined : refund.state === 'refused' ? booked === undefined : true;
      return isAsked && isTrue
        ? []
        : [`refund ${refund.refundRequestId}: till says ${refund.state}, gateway ${booked?.amount.value ?? 'has none'}`];
    }),
  ];
}

function quietFaults({ record, booked }: Pair): readonly string[] {
  if (record === undefined) return [];
  const faults = isSettled(record) ? [] : [`open: ${record.state} after everything should be quiet`];
  const paidMinor = record.state === 'paid' ? record.amount.amountMinor : 0;
  const backMinor = record.refunds.reduce((sum, { state, amountMinor }) => sum + (state === 'refunded' ? amountMinor : 0), 0);
  const net = booked?.netMinor ?? 0;
  if (paidMinor - backMinor !== net) faults.push(`money: till ${String(paidMinor - backMinor)}, gateway ${String(net)}`);
  if (booked?.status === 'waiting') faults.push('open: the gateway still waits for the customer');
  return faults;
}

/** Goods are paid once: of all payments of one sale the gateway may hold the money of one. */
function saleFaults(till: readonly PaymentRecord[], gateway: GatewayBooks): readonly Divergence[] {
  const booked = new Map(gateway.payments.map((payment) => [payment.paymentRequestId, payment]));
  const charged = till.filter(({ paymentRequestId }) => keptMinor(booked.get(paymentRequestId)) > 0);
  const sales = charged.map(({ saleId }) => saleId);
  return charged
    .filter(({ saleId }, at) => sales.indexOf(saleId) !== at)
    .map(({ paymentRequestId, saleId }) => ({ paymentRequestId, what: `charged twice: sale ${saleId}` }));
}

/**
 * A code lives in memory alone, so every `pay` of a payment must have left in the very run that took it. What a killed run had
 * already handed to the network arrives after its end, so a request belongs to the last run that had begun.
 */
export function repeatFaults(
  till: readonly PaymentRecord[],
  requests: readonly { readonly at: string; readonly uri: string; readonly body: unknown }[],
  launches: readonly { readonly fromMs: number }[],
): readonly Divergence[] {
  const launchAt = (atMs: number): number => launches.findLastIndex(({ fromMs }) => fromMs <= atMs);
  const takenIn = new Map(till.map(({ paymentRequestId, submittedAtMs }) => [paymentRequestId, launchAt(submittedAtMs)]));
  return requests
    .filter(({ uri }) => uri.endsWith('/pay'))
    .map(({ at, body }) => ({ at, id: String((body as Readonly<Record<string, unknown>> | null)?.['paymentRequestId']) }))
    .filter(({ at, id }) => launchAt(Date.parse(at)) !== takenIn.get(id))
    .map(({ id }) => ({ paymentRequestId: id, what: 'charged again by itself: pay left in another run than the scan' }));
}
