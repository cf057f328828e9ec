import type { Actor, Approver } from './actor.ts';
import type { AlipayPlusFamily } from '../paycode/family.ts';
import type { Money } from '../money/money.ts';
import type { CancelVerdict, PaymentVerdict } from '../payment/verdict.ts';
import type { AccessEvent, PeopleEvent } from '../people/events.ts';
import type { DisputeEvent } from '../dispute/events.ts';
import type { CustomsEvent } from '../customs/events.ts';
import type { RegistrationEvent } from '../registration/events.ts';
import type { OwnerRules } from '../people/owner-rules.ts';
import type { ShiftEvent } from '../shift/events.ts';
import type { RefundVerdict } from '../refund/verdict.ts';

export type { Actor, Approver } from './actor.ts';

/** The field of an event for whoever allowed it; none where nobody had to. */
export const approvedBy = (approver: Approver | null): { readonly approver?: Approver } =>
  approver === null ? {} : { approver };

/** The intent to charge. Once this row is durable the request may leave; the payment code itself is never written. */
export type PaymentSubmitted = {
  readonly type: 'payment-submitted';
  readonly paymentRequestId: string;
  readonly saleId: string;
  readonly saleVersion: number;
  /** The merchant's order number, shown to the customer and printed. */
  readonly orderNumber: string;
  /** The counter's own running number, which the receipt's barcode carries. */
  readonly receiptNumber: number;
  readonly amount: Money;
  readonly note: string | null;
  readonly codeFamily: AlipayPlusFamily;
  readonly codeMask: string;
  /** Keyed hash of the payment code: the same code is never sent under two ids. */
  readonly codeHash: string;
  /** Epoch ms of this PC's clock after which an unpaid payment must not succeed. */
  readonly expiresAtMs: number;
  /** Alipay+'s clock minus this PC's, as measured when the intent was written; 0 while it was not. */
  readonly clockSkewMs: number;
  readonly actor: Actor;
};

/** Why a cancel was asked for; `contradiction`: Alipay+ says paid about a payment that had ended unpaid. */
export type CancelReason = 'cashier' | 'deadline' | 'contradiction';

/** The events of one payment, in the only order in which they can be believed: as the ledger keeps them. */
export type PaymentEvent =
  | PaymentSubmitted
  | { readonly type: 'pay-repeated'; readonly paymentRequestId: string }
  | {
      readonly type: 'payment-answered';
      readonly paymentRequestId: string;
      readonly api: 'pay' | 'inquiryPayment' | 'notifyPayment';
      readonly verdict: PaymentVerdict;
      /** Verified Response-Time of the answer, epoch ms; left out where there was none. Nothing much older is believed again. */
      readonly responseTimeMs?: number;
    }
  | {
      readonly type: 'cancel-requested';
      readonly paymentRequestId: string;
      readonly reason: CancelReason;
      readonly actor: Actor;
      readonly approver?: Approver;
    }
  | { readonly type: 'cancel-answered'; readonly paymentRequestId: string; readonly verdict: CancelVerdict }
  | { readonly type: 'refund-instead'; readonly paymentRequestId: string }
  | { readonly type: 'never-arrived'; readonly paymentRequestId: string };

/** The events of one refund. */
export type RefundEvent =
  | {
      readonly type: 'refund-requested';
      readonly paymentRequestId: string;
      readonly refundRequestId: string;
      readonly amount: Money;
      readonly reason: string | null;
      readonly receiptNumber: number;
      readonly actor: Actor;
      readonly approver?: Approver;
    }
  | {
      readonly type: 'refund-answered';
      readonly paymentRequestId: string;
      readonly refundRequestId: string;
      readonly verdict: RefundVerdict;
    };

/**
 * What became of a paper, in the printer's words. `printing`: durable before its first byte leaves; `waiting`: not one byte of it
 * was sent; `in-doubt`: some of it may be on paper, so it is never sent again by itself.
 */
export type PrintOutcome = 'printing' | 'printed' | 'sent' | 'waiting' | 'in-doubt';

/** Paper: what was printed for a payment. */
export type PrintEvent = {
  readonly type: 'slip';
  readonly paymentRequestId: string;
  readonly document: 'sale' | 'refund' | 'cancelled' | 'in-doubt';
  /** Which paper of the payment: its document, or the refundRequestId of a refund's. */
  readonly paper: string;
  readonly copy: boolean;
  readonly outcome: PrintOutcome;
  /** Why it is waiting, as the printer's room names it. */
  readonly reason: string | null;
};

/** What was done to the books themselves. */
export type BookEvent =
  | {
      /** A backup took the ledger's place; what is open in it is asked about anew. */
      readonly type: 'ledger-restored';
      /** The head of the ledger that was put aside; null where it could not be read. */
      readonly replaced: ChainHead | null;
      /** Receipt numbers go on above this one, because the lost rows may have used those below. */
      readonly lastReceiptNumber: number;
      readonly actor: Actor;
    }
  | {
      /** The keys of typed words were destroyed; their rows stay as they are. */
      readonly type: 'notes-erased';
      /** Of one payment, or of all payments begun before a moment. */
      readonly scope: { readonly of: string } | { readonly beforeMs: number };
      readonly notes: number;
      readonly actor: Actor;
    }
  | {
      /** Something of the books was taken away, or is kept elsewhere from now on. What was searched for is not written: it may name a customer. */
      readonly type: 'books-handled';
      readonly deed:
        | {
            readonly kind: 'exported';
            readonly format: 'csv' | 'json';
            readonly fromMs: number | null;
            readonly untilMs: number | null;
            readonly payments: number;
          }
        | { readonly kind: 'copied'; readonly sequence: number }
        | { readonly kind: 'folder-chosen'; readonly folder: string };
      readonly actor: Actor;
    }
  | {
      /** The owner's rules of giving back and locking are about to be others; a second row takes back what could not be kept. */
      readonly type: 'rules-changed';
      readonly before: OwnerRules;
      readonly after: OwnerRules;
      readonly actor: Actor;
    };

/** Everything the ledger keeps. An event that belongs to a payment carries its `paymentRequestId`; the others carry none. */
export type JournalEvent =
  | PaymentEvent
  | RefundEvent
  | PrintEvent
  | BookEvent
  | PeopleEvent
  | AccessEvent
  | ShiftEvent
  | DisputeEvent
  | RegistrationEvent
  | CustomsEvent;

/** An event of one payment. */
export type EventOfPayment = Extract<JournalEvent, { readonly paymentRequestId: string }>;

/** An event that belongs to no payment: people, shifts, disputes, the books themselves. */
export type EventOfHouse = Exclude<JournalEvent, EventOfPayment>;

/** True for an event of one payment. */
export const isOfPayment = (event: JournalEvent): event is EventOfPayment => 'paymentRequestId' in event;

/** The payment that an event belongs to; null for one that belongs to none. */
export const paymentIdOf = (event: JournalEvent): string | null => (isOfPayment(event) ? event.paymentRequestId : null);

/** One row as it is folded. `sequence` grows by one a row; `wallMs` is for people, `monotonicMs` orders within one run. */
export type JournalEntry = {
  readonly sequence: number;
  readonly wallMs: number;
  readonly monotonicMs: number;
  readonly event: JournalEvent;
};

/** What set a row in motion: a person, Alipay+ (asked or by itself), or Paydesk's own rules, limits and printer. */
export type Cause = 'person' | 'answer' | 'notification' | 'deadline' | 'contradiction' | 'policy' | 'printer';

/** Who made it happen, who allowed it where two are needed, and why. */
export type Envelope = { readonly actor: Actor; readonly approver: Approver | null; readonly cause: Cause };

/** A row in its place: `previousHash` is the `hash` of the row before it, both 64 lowercase hexadecimal digits (`chain.ts`). */
export type ChainedEntry = JournalEntry & Envelope & { readonly previousHash: string; readonly hash: string };

/** The newest row's number and hash; number 0 while there is no row. Whoever keeps it elsewhere can tell every change up to it. */
export type ChainHead = { readonly sequence: number; readonly hash: string };
