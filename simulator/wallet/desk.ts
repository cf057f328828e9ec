import { randomInt } from 'node:crypto';
import type { Decision } from '../gateway/engine-wallet.ts';
import { isMagicSuffix, MAGIC_SUFFIXES, type ScenarioPart } from '../gateway/magic.ts';
import { isFailCode } from '../gateway/results.ts';
import type { Runtime } from '../gateway/runtime.ts';
import { getRow } from '../gateway/table.ts';
import { walletOf, type Wallet, type WalletBrand } from '../gateway/wallets.ts';

/**
 * What a fresh code shall do. `behaviour` is `approve`, `ask`, a failing result code such as `RISK_REJECT`, or the four digits of
 * a magic suffix; without it the code does what the gateway's default says.
 */
export type MintOrder = { readonly brand?: WalletBrand; readonly behaviour?: string };

/** A code as the phone shows it. `expiresAt` is epoch ms of the gateway's clock. */
export type MintedCode = { readonly code: string; readonly brand: WalletBrand; readonly expiresAt: number };

/** The customer's side: makes codes and decides about payments. */
export type WalletDesk = {
  /** Throws RangeError for a brand or behaviour it does not know. */
  readonly mint: (order?: MintOrder) => MintedCode;
  /** False when that payment is not waiting. */
  readonly decide: (paymentRequestId: string, decision: Decision) => boolean;
};

const bySuffix = new Map(MAGIC_SUFFIXES.map((row) => [row.key, row.part]));

/** The desk of the wallets of one gateway. */
export function createWalletDesk(runtime: Runtime): WalletDesk {
  return {
    mint: (order = {}) => {
      const wallet = walletOf(order.brand ?? 'KAKAOPAY') ?? unknown('brand');
      const scenario = order.behaviour === undefined ? null : (scenarioOf(order.behaviour) ?? unknown('behaviour'));
      const code = freshCode(runtime, wallet);
      runtime.send({ type: 'mint', digits: code, brand: wallet.brand, scenario });
      return { code, brand: wallet.brand, expiresAt: runtime.now() + runtime.state().settings.codeLifetimeMs };
    },
    decide: (paymentRequestId, decision) => runtime.send({ type: 'decide', paymentRequestId, decision }).ok,
  };
}

function unknown(what: string): never {
  throw new RangeError(`unknown ${what}`);
}

/** The scenario a behaviour names; null for a name nobody knows. */
function scenarioOf(behaviour: string): ScenarioPart | null {
  if (behaviour === 'approve') return { pay: { kind: 'approve' } };
  if (behaviour === 'ask' || behaviour === 'never') return { pay: { kind: 'ask' } };
  if (isFailCode(behaviour)) return { pay: { kind: 'fail', code: behaviour } };
  return bySuffix.get(behaviour) ?? null;
}

/** Digits nobody has seen yet that end in no magic suffix. */
function freshCode(runtime: Runtime, wallet: Wallet): string {
  for (;;) {
    const tail = Array.from({ length: wallet.codeLength - wallet.codePrefix.length }, () => String(randomInt(10))).join('');
    const digits = `${wallet.codePrefix}${tail}`;
    if (!isMagicSuffix(digits) && getRow(runtime.state().codes, digits) === undefined) return digits;
  }
}
