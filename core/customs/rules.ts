import { add, money, sameMoney, subtract, toMinor, ZERO, type Minor, type Money } from '../money/money.ts';
import type { PaymentRecord } from '../payment/record.ts';
import type { BuyerCertificate, Declaration } from './events.ts';
import type { CustomsLimits } from './limits.ts';
import { declarationState, type Customs, type DeclarationRecord } from './record.ts';

/** How much of a payment may be declared in all: as it was told with the payment, or later; null where Alipay+ told nothing. */
export function declarableOf(payment: PaymentRecord, { amounts }: Pick<Customs, 'amounts'>): Money | null {
  const told = amounts.get(payment.paymentRequestId) ?? payment.paid?.customsDeclarationAmount ?? null;
  return told !== null && isDeclarable(told) ? told : null;
}

/** Customs takes CNY and nothing else. https://docs.alipayplus.com/alipayplus/alipayplus/api_acq_tile/declare.md */
export const isDeclarable = ({ currency, amountMinor }: Money): boolean => currency === 'CNY' && amountMinor > 0;

/** Declarations that count: everything but what Alipay+ or customs has refused, so that a doubt is never declared over again. */
export const standing = (records: readonly DeclarationRecord[], limits: CustomsLimits): readonly DeclarationRecord[] =>
  records.filter((record) => !['refused', 'failed'].includes(declarationState(record, limits)));

/**
 * What is left to declare of one payment; never below zero. The sum of all declarations must not be above the declarable amount.
 * https://docs.alipayplus.com/alipayplus/alipayplus/customs_declaration_acq/overview
 */
export function leftOf(declarable: Money, records: readonly DeclarationRecord[], limits: CustomsLimits): Minor {
  const declared = standing(records, limits).reduce((sum, { amount }) => add(sum, amount.amountMinor), ZERO);
  return declared >= declarable.amountMinor ? ZERO : subtract(declarable.amountMinor, declared);
}

/** Why a declaration is not sent. */
export type DeclareFault =
  | 'not-paid'
  | 'nothing-declarable'
  | 'customs-missing'
  | 'merchant-missing'
  | 'amount-missing'
  | 'amount-too-high'
  | 'not-whole'
  | 'order-missing'
  | 'declared-there'
  | 'buyer-incomplete';

/** All that a declaration is judged by. */
export type DeclareGround = {
  readonly payment: PaymentRecord;
  readonly declarable: Money | null;
  /** The declarations of this payment. */
  readonly records: readonly DeclarationRecord[];
  readonly limits: CustomsLimits;
};

const LENGTH = { customs: 128, merchantCode: 128, merchantName: 256, order: 64, number: 64, name: 256 } as const;

const isText = (text: string, lengthMax: number): boolean =>
  text.length <= lengthMax && text.trim() !== '' && !/\p{Cc}/u.test(text);

/** Judges a declaration; null when it may be sent. https://docs.alipayplus.com/alipayplus/alipayplus/api_acq_tile/declare.md */
export function declareFault(
  declaration: Declaration,
  buyer: BuyerCertificate | null,
  ground: DeclareGround,
): DeclareFault | null {
  const { payment, declarable } = ground;
  if (payment.state !== 'paid') return 'not-paid';
  if (declarable === null) return 'nothing-declarable';
  const textFault = declarationTextFault(declaration);
  if (textFault !== null) return textFault;
  if (buyer !== null && !(isText(buyer.number, LENGTH.number) && isText(buyer.name, LENGTH.name))) return 'buyer-incomplete';
  return amountFault(declaration, declarable, ground);
}

function declarationTextFault(declaration: Declaration): DeclareFault | null {
  const { customsCode, merchantCustomsCode, merchantCustomsName, isSplit, referenceOrderId } = declaration;
  if (!isText(customsCode, LENGTH.customs)) return 'customs-missing';
  if (!isText(merchantCustomsCode, LENGTH.merchantCode) || !isText(merchantCustomsName, LENGTH.merchantName))
    return 'merchant-missing';
  return isSplit && (referenceOrderId === null || !isText(referenceOrderId, LENGTH.order)) ? 'order-missing' : null;
}

/** A whole declaration is of everything, and there is no other; the parts of a split one are told apart by customs and order. */
function amountFault(declaration: Declaration, declarable: Money, { records, limits }: DeclareGround): DeclareFault | null {
  const { amount, isSplit } = declaration;
  if (amount.amountMinor === 0) return 'amount-missing';
  const counted = standing(records, limits);
  if (counted.some((other) => isSameThere(other, declaration))) return 'declared-there';
  if (amount.currency !== declarable.currency || amount.amountMinor > leftOf(declarable, records, limits))
    return 'amount-too-high';
  return isSplit || sameMoney(amount, declarable) ? null : 'not-whole';
}

const isSameThere = (a: DeclarationRecord, b: Declaration): boolean =>
  a.customsCode.toUpperCase() === b.customsCode.toUpperCase() && a.referenceOrderId === b.referenceOrderId;

/** What is left as an amount. */
export const leftMoney = (declarable: Money, left: Minor): Money => money(declarable.currency, toMinor(left));
