import type { Money } from '../money/money.ts';
import type { BeyondReason } from '../refund/control.ts';
import type { Proof } from './events.ts';
import type { PinFault } from './pin-rules.ts';
import type { Person } from './roster.ts';
import type { Role } from './roles.ts';

/** Money that somebody wants to give back: an approval of it is good for exactly this and nothing else. */
export type Wish = {
  readonly kind: 'refund' | 'cancel';
  readonly paymentRequestId: string;
  readonly orderNumber: string;
  readonly amount: Money;
  readonly reason: string | null;
};

/** What came of asking for a second person. */
export type Approved =
  | { readonly ok: true; readonly approver: Person; readonly how: Proof; readonly challenge: string | null }
  | { readonly ok: false; readonly fault: 'approval-declined' | 'approval-expired' };

/** Somebody who is about to get a PIN: a person of the counter, or one who is added together with it. */
export type PinFor = { readonly personId: string } | { readonly add: { readonly name: string; readonly role: Role } };

/** Why somebody is asked who they are. */
export type Purpose =
  | { readonly kind: 'sign-in' }
  | {
      readonly kind: 'approve';
      readonly wish: Wish;
      readonly reasons: readonly BeyondReason[];
      readonly requesterId: string;
      readonly expiresAtMs: number;
      /** Answers whoever asked, once. */
      readonly settle: (approved: Approved) => void;
    }
  | { readonly kind: 'set-pin'; readonly whose: PinFor }
  | { readonly kind: 'set-badge'; readonly personId: string };

/** What did not work with what was just typed or scanned. */
export type AskingFault =
  | PinFault
  | 'unknown-number'
  | 'wrong'
  | 'locked-out'
  | 'may-not-approve'
  | 'own-wish'
  | 'no-pin'
  | 'no-phone'
  | 'changed-outside'
  | 'badge-taken'
  | 'not-stored';

/** Which question is being answered. `code` is what the owner's phone says to the challenge. */
export type AskingStep = 'who' | 'pin' | 'code' | 'new-pin' | 'new-pin-again' | 'badge';

/** A question to a person at the keyboard. What was typed is kept elsewhere and never leaves main. */
export type Asking = {
  readonly purpose: Purpose;
  readonly step: AskingStep;
  readonly personId: string | null;
  readonly isChecking: boolean;
  readonly fault: AskingFault | null;
  readonly waitUntilMs: number | null;
  readonly challenge: string | null;
};

/** A question that was just opened. */
export const ask = (purpose: Purpose, step: AskingStep, personId: string | null = null): Asking => ({
  purpose,
  step,
  personId,
  isChecking: false,
  fault: null,
  waitUntilMs: null,
  challenge: null,
});
