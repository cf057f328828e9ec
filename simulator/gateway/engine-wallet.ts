import { endPayment, findPayment, savePayment } from './books.ts';
import type { ScenarioPart } from './magic.ts';
import type { FailCode } from './results.ts';
import type { GatewayState } from './state.ts';
import { getRow, putRow } from './table.ts';
import type { WalletBrand } from './wallets.ts';

/** What the customer does with a payment that waits. No page documents the code of a plain refusal: ORDER_IS_CLOSED is assumed. */
export type Decision =
  | { readonly kind: 'approve' }
  | { readonly kind: 'decline' }
  | { readonly kind: 'fail'; readonly code: FailCode }
  | { readonly kind: 'ignore' };

/** Writes down a code that the wallet now shows. A code that exists already stays as it is. */
export function mint(
  state: GatewayState,
  code: { readonly digits: string; readonly brand: WalletBrand; readonly scenario: ScenarioPart | null },
  nowMs: number,
): GatewayState {
  if (getRow(state.codes, code.digits) !== undefined) return state;
  const { digits, brand, scenario } = code;
  return {
    ...state,
    codes: putRow(state.codes, digits, { digits, brand, scenario, mintedAtMs: nowMs, minted: true, usedBy: null }),
  };
}

/** Carries out a decision; null when that payment is not waiting any more, so that a late approval pays nothing. */
export function decide(state: GatewayState, paymentRequestId: string, decision: Decision, nowMs: number): GatewayState | null {
  const payment = findPayment(state, paymentRequestId);
  if (payment?.status !== 'waiting') return null;
  switch (decision.kind) {
    case 'approve':
      return endPayment(state, payment, { kind: 'paid' }, nowMs);
    case 'decline':
      return endPayment(state, payment, { kind: 'failed', code: 'ORDER_IS_CLOSED' }, nowMs);
    case 'fail':
      return endPayment(state, payment, { kind: 'failed', code: decision.code }, nowMs);
    case 'ignore':
      return savePayment(state, { ...payment, ignored: true });
  }
}
