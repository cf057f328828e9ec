import type { Actor } from '../journal/actor.ts';
import type { Money } from '../money/money.ts';

/** `retrieval`: documents are asked for. `escalation`: the money is asked back. */
export type DisputeKind = 'retrieval' | 'escalation';

/** What a wallet asks for, as it reached this counter. */
export type DisputeClaim = {
  /** Given by Alipay+; the key that makes a repeat harmless. */
  readonly disputeRequestId: string;
  readonly kind: DisputeKind;
  /** The payment in dispute. It has a name of its own because a dispute is no step of the payment: folding a payment never meets it. */
  readonly disputedPaymentId: string;
  /** Epoch ms; when Alipay+ recorded it. */
  readonly occurredAtMs: number;
  /** Kinds of document a retrieval asks for, in Alipay+'s words. */
  readonly asked: readonly string[];
  /** What an escalation claims; null for a retrieval. */
  readonly amount: Money | null;
  /** Names of these two are assumed; Alipay+'s pages that could be read show none. */
  readonly reasonCode: string | null;
  readonly reason: string | null;
};

/** `0001` everything asked for, `0002` a part of it, `0003` nothing. https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/response_retrieval */
export type RetrievalCode = '0001' | '0002' | '0003';

/** https://docs.alipayplus.com/alipayplus/alipayplus/api_acq_tile/response_escalation */
export type RefundType = 'ACCEPT_REFUND' | 'ACCEPT_PARTIAL_REFUND' | 'REFUSE_REFUND';

/** What the shop answers. */
export type DisputeReply =
  | { readonly kind: 'retrieval'; readonly responseCode: RetrievalCode; readonly remarks: string | null }
  | {
      readonly kind: 'escalation';
      readonly refundType: RefundType;
      /** What will go back; null when nothing does. */
      readonly refund: Money | null;
      /** Epoch ms; by when the shop means to have given it back. */
      readonly plannedRefundAtMs: number | null;
      readonly remarks: string | null;
    };

/** A document that a person chose to send along. */
export type ChosenPaper = {
  readonly type: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
};

/** A document that went with an answer: what it was, not its bytes. */
export type DisputePaper = {
  readonly type: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: number;
  /** SHA-256, hexadecimal. */
  readonly sha256: string;
};

/** Alipay+'s word about an answer. `lost`: none that could be believed, so the same answer is sent again. */
export type DisputeVerdict =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly resultCode: string }
  | { readonly kind: 'unknown'; readonly resultCode: string | null };

/** What the ledger keeps about disputes. */
export type DisputeEvent =
  | (DisputeClaim & {
      readonly type: 'dispute-raised';
      /** Signed by Alipay+, or typed in from what Partner Workspace shows. */
      readonly source: 'notification' | 'entered';
      /** Epoch ms; the deadline as the settings said when it came, so that a later change of settings moves nothing. */
      readonly answerByMs: number;
      readonly actor: Actor;
    })
  | {
      /** Durable before the answer leaves: after a crash the same answer is sent, never another. */
      readonly type: 'dispute-replied';
      readonly disputeRequestId: string;
      readonly reply: DisputeReply;
      readonly papers: readonly DisputePaper[];
      /** SHA-256 of the exact request body, hexadecimal. */
      readonly bodySha256: string;
      readonly actor: Actor;
    }
  | { readonly type: 'dispute-answered'; readonly disputeRequestId: string; readonly verdict: DisputeVerdict };
