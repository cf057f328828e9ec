import { wireAmount } from './answers.ts';
import { toUtc8Millis } from './iso-time.ts';
import type { SeenRequest } from './request-log.ts';
import type { GatewayState, Notification, Payment, Refund } from './state.ts';
import { getRow, rowsOf } from './table.ts';
import { maskCode } from './wallets.ts';

/** One movement of money, with the id of the payment, refund or cancel that made it. */
export type MoneyMove = {
  readonly kind: 'charge' | 'refund' | 'reversal';
  readonly amountMinor: number;
  readonly at: string;
  readonly id: string;
};

/** A payment in the gateway's own books: what was charged, what went back, what is left. */
export type LedgerPayment = {
  readonly paymentRequestId: string;
  readonly paymentId: string;
  readonly status: Payment['status'];
  readonly resultCode: string;
  readonly amount: { readonly currency: string; readonly value: string };
  readonly chargedMinor: number;
  readonly refundedMinor: number;
  readonly reversedMinor: number;
  /** What the shop keeps: charged minus refunded minus reversed. */
  readonly netMinor: number;
  readonly moves: readonly MoneyMove[];
  readonly code: string;
  readonly walletBrandName: string;
  readonly referenceOrderId: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly paidAt: string | null;
  readonly finalAt: string | null;
  readonly cancelledAt: string | null;
  readonly settlementAmount: { readonly currency: string; readonly value: string } | null;
  readonly answers: Payment['answers'];
};

/** Everything the gateway wrote down, as `GET /ledger` answers it. Rows stand in the order they were made. */
export type LedgerView = {
  readonly at: string;
  readonly clientId: string;
  readonly acquirerId: string;
  readonly counts: Readonly<
    Record<'payments' | Payment['status'] | 'refunds' | 'cancels' | 'notifications' | 'requests', number>
  >;
  /** Totals by currency. */
  readonly money: readonly {
    readonly currency: string;
    readonly chargedMinor: number;
    readonly refundedMinor: number;
    readonly reversedMinor: number;
    readonly netMinor: number;
  }[];
  readonly payments: readonly LedgerPayment[];
  readonly refunds: readonly {
    readonly refundRequestId: string;
    readonly refundId: string;
    readonly paymentRequestId: string;
    readonly amount: { readonly currency: string; readonly value: string };
    readonly resultCode: string;
    readonly at: string;
    readonly reason: string | null;
  }[];
  readonly cancels: readonly {
    readonly paymentRequestId: string;
    readonly resultCode: string;
    readonly moneyBack: boolean;
    readonly at: string;
  }[];
  readonly notifications: readonly (Omit<Notification, 'attempts' | 'nextAtMs' | 'inFlight'> & {
    readonly attempts: readonly { readonly at: string; readonly outcome: string }[];
    readonly nextAt: string | null;
  })[];
  readonly requests: readonly SeenRequest[];
};

/** The books as plain data; payment codes are masked unless `revealCodes`. */
export function buildLedger(
  state: GatewayState,
  seen: { readonly total: number; readonly requests: readonly SeenRequest[] },
  nowMs: number,
  revealCodes: boolean,
): LedgerView {
  const payments = [...rowsOf(state.payments)].sort(bySequence).map((row) => paymentOf(state, row, revealCodes));
  const refunds = [...rowsOf(state.refunds)].sort(bySequence);
  const cancels = [...rowsOf(state.cancels)].sort(bySequence);
  const notifications = rowsOf(state.notifications);
  const countOf = (status: Payment['status']): number => payments.filter((row) => row.status === status).length;
  return {
    at: toUtc8Millis(nowMs),
    clientId: state.settings.clientId,
    acquirerId: state.settings.acquirerId,
    counts: {
      payments: payments.length,
      waiting: countOf('waiting'),
      paid: countOf('paid'),
      failed: countOf('failed'),
      closed: countOf('closed'),
      reversed: countOf('reversed'),
      refunds: refunds.filter(movedMoney).length,
      cancels: cancels.length,
      notifications: notifications.length,
      requests: seen.total,
    },
    money: totals(payments),
    payments,
    refunds: refunds.map((row) => ({
      refundRequestId: row.refundRequestId,
      refundId: row.refundId,
      paymentRequestId: row.paymentRequestId,
      amount: wireAmount(row.amount),
      resultCode: row.result.resultCode,
      at: toUtc8Millis(row.atMs),
      reason: row.reason,
    })),
    cancels: cancels.map(({ paymentRequestId, resultCode, moneyBack, atMs }) => ({
      paymentRequestId,
      resultCode,
      moneyBack,
      at: toUtc8Millis(atMs),
    })),
    notifications: notifications.map(({ attempts, nextAtMs, inFlight: _inFlight, ...row }) => ({
      ...row,
      attempts: attempts.map((each) => ({ at: toUtc8Millis(each.atMs), outcome: each.outcome })),
      nextAt: timeOf(nextAtMs),
    })),
    requests: seen.requests,
  };
}

function paymentOf(state: GatewayState, row: Payment, revealCodes: boolean): LedgerPayment {
  const moves = movesOf(state, row);
  const sum = (kind: MoneyMove['kind']): number =>
    moves.filter((move) => move.kind === kind).reduce((total, move) => total + move.amountMinor, 0);
  const [chargedMinor, refundedMinor, reversedMinor] = [sum('charge'), sum('refund'), sum('reversal')];
  return {
    paymentRequestId: row.paymentRequestId,
    paymentId: row.paymentId,
    status: row.status,
    resultCode:
      row.status === 'paid' ? 'SUCCESS' : row.status === 'waiting' ? 'PAYMENT_IN_PROCESS' : (row.failCode ?? 'ORDER_IS_CLOSED'),
    amount: wireAmount(row.amount),
    chargedMinor,
    refundedMinor,
    reversedMinor,
    netMinor: chargedMinor - refundedMinor - reversedMinor,
    moves,
    code: revealCodes ? row.code : maskCode(row.code),
    walletBrandName: row.wallet.brand,
    referenceOrderId: row.referenceOrderId,
    createdAt: toUtc8Millis(row.createdAtMs),
    expiresAt: toUtc8Millis(row.expiresAtMs),
    paidAt: timeOf(row.paidAtMs),
    finalAt: timeOf(row.finalAtMs),
    cancelledAt: timeOf(row.cancelledAtMs),
    settlementAmount: row.settlement === null ? null : wireAmount(row.settlement.amount),
    answers: row.answers,
  };
}

function movesOf(state: GatewayState, row: Payment): readonly MoneyMove[] {
  const amountMinor = row.amount.amountMinor;
  const charge: readonly MoneyMove[] =
    row.paidAtMs === null ? [] : [{ kind: 'charge', amountMinor, at: toUtc8Millis(row.paidAtMs), id: row.paymentId }];
  const refunds = row.refundIds
    .map((id) => getRow(state.refunds, id))
    .filter((refund) => refund !== undefined)
    .map((refund): MoneyMove => ({
      kind: 'refund',
      amountMinor: refund.amount.amountMinor,
      at: toUtc8Millis(refund.atMs),
      id: refund.refundId,
    }));
  const cancel = row.reversedBy === null ? undefined : getRow(state.cancels, row.reversedBy);
  const reversal: readonly MoneyMove[] =
    cancel === undefined ? [] : [{ kind: 'reversal', amountMinor, at: toUtc8Millis(cancel.atMs), id: row.paymentId }];
  return [...charge, ...refunds, ...reversal];
}

function totals(payments: readonly LedgerPayment[]): LedgerView['money'] {
  const charged = payments.filter((row) => row.chargedMinor > 0);
  return [...new Set(charged.map((row) => row.amount.currency))].map((currency) => {
    const rows = charged.filter((row) => row.amount.currency === currency);
    const sum = (pick: (row: LedgerPayment) => number): number => rows.reduce((total, row) => total + pick(row), 0);
    return {
      currency,
      chargedMinor: sum((row) => row.chargedMinor),
      refundedMinor: sum((row) => row.refundedMinor),
      reversedMinor: sum((row) => row.reversedMinor),
      netMinor: sum((row) => row.netMinor),
    };
  });
}

const bySequence = (a: { readonly sequence: number }, b: { readonly sequence: number }): number => a.sequence - b.sequence;
const movedMoney = (refund: Refund): boolean => refund.result.resultStatus === 'S';
const timeOf = (atMs: number | null): string | null => (atMs === null ? null : toUtc8Millis(atMs));
