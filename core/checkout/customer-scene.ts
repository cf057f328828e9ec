import type { CustomerChoice, CustomerScene } from '../contract/customer.ts';
import type { Language } from '../contract/display.ts';
import type { Face, PaymentView, Snapshot } from '../contract/views.ts';

/** Whose turn it is: the sale that was typed last, and the payment that is made of it. */
export type CustomerMemory = { readonly saleId: string | null; readonly paymentRequestId: string | null };

export const NOBODY: CustomerMemory = { saleId: null, paymentRequestId: null };

/**
 * What the customer sees of a snapshot. A result belongs to its sale: the first key of the next sale takes it away, and a payment
 * that had its end before it came onto the stage (the last result, one of the list) is the cashier's alone, so that nobody goes with
 * goods on another customer's *Paid*. A locked counter shows no amount, but a payment that is being made goes on.
 */
export function customerScene(
  memory: CustomerMemory,
  { stage, staff }: Pick<Snapshot, 'stage' | 'staff'>,
): { readonly memory: CustomerMemory; readonly scene: CustomerScene } {
  if (stage.kind === 'payment') return ofPayment(memory, stage.payment);
  const { amount, saleId } = stage.sale;
  const isShown = amount.amountMinor > 0 && !staff.isLocked;
  return { memory: { saleId, paymentRequestId: null }, scene: isShown ? { kind: 'amount', amount } : { kind: 'idle' } };
}

function ofPayment(memory: CustomerMemory, payment: PaymentView): ReturnType<typeof customerScene> {
  const { paymentRequestId, saleId, amount, face, walletBrandName, refunded } = payment;
  const isTheirs = memory.paymentRequestId === paymentRequestId || memory.saleId === saleId || !ENDED.has(face);
  if (!isTheirs) return { memory: NOBODY, scene: { kind: 'idle' } };
  const wentBack = face === 'paid' && refunded.amountMinor > 0 ? refunded : null;
  return {
    memory: { saleId, paymentRequestId },
    scene: { kind: 'payment', amount, face, wallet: walletBrandName, refunded: wentBack },
  };
}

const ENDED: ReadonlySet<Face> = new Set(['paid', 'not-paid', 'cancelled']);

/** The language in which the customer is spoken to: the wallet's once it is known and the shop wants it so, else the shop's. */
export function customerLanguage(choice: CustomerChoice, cashiers: Language, scene: CustomerScene): Language {
  const ofWallet =
    choice.followsWallet && scene.kind === 'payment' && scene.wallet !== null ? walletLanguage(scene.wallet) : null;
  return ofWallet ?? choice.language ?? cashiers;
}

/** Wallets that are used in one country, by the letters and digits of their names; the others say nothing about a language. */
const LANGUAGE_OF: ReadonlyMap<string, Language> = new Map(
  Object.entries({
    alipay: 'zh-Hans',
    alipaycn: 'zh-Hans',
    alipayhk: 'zh-Hant',
    mpay: 'zh-Hant',
    jkopay: 'zh-Hant',
    jkos: 'zh-Hant',
    kakaopay: 'ko',
    naverpay: 'ko',
    tosspay: 'ko',
    toss: 'ko',
    paypay: 'ja',
    touchngo: 'ms',
    touchngoewallet: 'ms',
    tngewallet: 'ms',
    boost: 'ms',
    bigpay: 'ms',
    truemoney: 'th',
    rabbitlinepay: 'th',
    tinaba: 'it',
  } as const),
);

/** The language of a wallet's country; null where its name says nothing. */
export const walletLanguage = (brandName: string): Language | null =>
  LANGUAGE_OF.get(brandName.toLowerCase().replaceAll(/[^a-z0-9]/g, '')) ?? null;
