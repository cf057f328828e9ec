import type { Order } from '../../simulator/faults/orders.ts';
import { isUnsent, type Case } from './faults-cells.ts';
import type { CashierRule, TillConfig } from './faults-till-protocol.ts';

/** Amounts tell the payments of a case apart; none of them is one of the gateway's magic ones. */
export const AMOUNTS = { main: 4250, next: 1990, earlier: 777, rescan: 3100, refund: 1000 } as const;

/** A counter waits in seconds and minutes; a matrix of thousands of cases in a tenth of that, in much the same proportions. */
export const PACE: Pick<TillConfig, 'timing' | 'requestTimeoutMs' | 'connectTimeoutMs'> = {
  timing: {
    pollAtMs: [120, 240, 400],
    firstAskInFlightMs: 250,
    askGapMs: 80,
    cancelRetryMs: [100, 150, 250, 400],
    refundRetryMs: [100, 200, 400],
    lateAskMs: [80, 150, 250, 400],
    neverArrivedAfterMs: 600,
  },
  requestTimeoutMs: 350,
  connectTimeoutMs: 300,
};

/**
 * How long the payment of this case may stay open. Expiries travel in whole seconds, so the gateway closes an unpaid one up to a
 * second before the window is over. What ends by expiry has a short one; in the others a till that is killed must be back in time.
 */
export const limitsOf = (one: Case): TillConfig['limits'] => ({
  paymentWindowMs: one.truth === 'expired' || isUnsent(one) ? 1_700 : 4_000,
  pollEveryMs: 150,
});

/** When the customer of `later` confirms. */
export const CONFIRMS_AFTER_MS = 300;

/** How long this case's fault may hold bytes back, and a little more. */
export function heldBackMs({ fault }: Case): number {
  const made = fault.make(0);
  switch (made?.name) {
    case 'delay':
    case 'duplicate':
      return made.delayMs + MARGIN_MS;
    case 'swap':
    case 'partition':
      return made.forMs + MARGIN_MS;
    default:
      return 0;
  }
}

const MARGIN_MS = 200;

/** What the cashier of this case does beside the sale. */
export function rulesOf({ act }: Case, codes: { readonly main: string; readonly next: string }): readonly CashierRule[] {
  const of = { ofAmountMinor: AMOUNTS.main };
  switch (act) {
    case 'none':
      return [];
    case 'cancel-open':
      return [{ ...of, when: 'there', act: 'cancel' }];
    case 'cancel-paid':
      return [{ ...of, when: 'paid', act: 'cancel' }];
    case 'refund':
      return [{ ...of, when: 'paid', act: 'refund', amountMinor: AMOUNTS.refund }];
    case 'rescan':
      return [
        { ...of, when: 'there', act: 'scan', code: codes.main },
        { ...of, when: 'settled', act: 'sell', amountMinor: AMOUNTS.rescan, code: codes.main, isUsed: true },
      ];
    case 'next':
      return [{ ...of, when: 'there', act: 'sell', amountMinor: AMOUNTS.next, code: codes.next, isUsed: false }];
  }
}

/** What the network is ordered; null for a good one. */
export function orderOf({ fault, api, atByte }: Case): Order | null {
  const made = fault.make(atByte);
  if (made === null) return null;
  // A pay that is refused must find nobody listening; every other call is under way when the gateway goes down.
  if (made.name === 'refuse' && api === 'pay') return { fault: made, on: { kind: 'now' }, skip: 0, count: 1 };
  const count = made.name === 'swap' || (api !== 'pay' && made.name !== 'refuse' && made.name !== 'partition') ? 2 : 1;
  return { fault: made, on: { kind: 'request', api }, skip: 0, count };
}
