import type { Actor } from '../journal/actor.ts';
import type { Money } from '../money/money.ts';

/** What is declared. https://docs.alipayplus.com/alipayplus/alipayplus/api_acq_tile/declare.md */
export type Declaration = {
  /** The payment it is about. It has a name of its own because a declaration is no step of the payment: folding a payment never meets it. */
  readonly declaredPaymentId: string;
  readonly customsCode: string;
  /** As the merchant is registered at this customs. */
  readonly merchantCustomsCode: string;
  readonly merchantCustomsName: string;
  /** Always CNY, in fen. */
  readonly amount: Money;
  /** Split over several customs districts, or only a part of the order. */
  readonly isSplit: boolean;
  /** The part of the order that a split declaration is about; null for a whole one. */
  readonly referenceOrderId: string | null;
};

/** Who bought, so that the wallet holds buyer against payer. It is sent and then forgotten: the ledger keeps that it was there. */
export type BuyerCertificate = {
  readonly type: 'ID_CARD' | 'PASSPORT';
  readonly number: string;
  readonly name: string;
};

/** What Alipay+ tells when it takes a declaration. */
export type DeclarationFacts = {
  readonly pspPaymentId: string | null;
  readonly pspDeclarationRequestId: string | null;
  readonly pspCustomsCode: string | null;
  readonly clearingChannel: string | null;
  readonly clearingTransactionId: string | null;
  /** Whether buyer and payer are the same person; it stops nothing, and is null where no buyer was named. */
  readonly identityCheck: string | null;
};

/** Alipay+'s word about a declaration. `taken`: processed, which is not yet what customs says. */
export type DeclarationVerdict =
  | { readonly kind: 'taken'; readonly facts: DeclarationFacts }
  | { readonly kind: 'refused'; readonly resultCode: string }
  | { readonly kind: 'unknown'; readonly resultCode: string | null };

/** How far customs is; the raw status stays as it came, because the list of them was read out of an SDK. */
export type CustomsWord = {
  readonly status: string;
  readonly resultCode: string | null;
  readonly resultText: string | null;
  readonly pspDeclarationRequestId: string | null;
};

/** What the ledger keeps about customs. */
export type CustomsEvent =
  | {
      /** Alipay+ says how much of a payment may be declared. */
      readonly type: 'customs-amount';
      readonly declaredPaymentId: string;
      readonly amount: Money;
    }
  | (Declaration & {
      /** Durable before the request leaves: after a crash the same bytes are sent, never others under the same id. */
      readonly type: 'customs-declared';
      readonly customsDeclarationRequestId: string;
      readonly hasBuyer: boolean;
      /** SHA-256 of the exact request body, hexadecimal. */
      readonly bodySha256: string;
      readonly actor: Actor;
    })
  | {
      readonly type: 'customs-answered';
      readonly customsDeclarationRequestId: string;
      readonly verdict: DeclarationVerdict;
    }
  | { readonly type: 'customs-told'; readonly customsDeclarationRequestId: string; readonly word: CustomsWord };
