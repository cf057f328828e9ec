import type { Actor } from '../journal/actor.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { Money } from '../money/money.ts';

/** How many, and how much of it, in minor units of one currency. */
export type Tally = { readonly count: number; readonly amountMinor: number };

/** What one currency did in a shift. A cancel here is one of a payment that had been paid. */
export type CurrencyTotal = {
  readonly currency: CurrencyCode;
  readonly sales: Tally;
  readonly cancels: Tally;
  readonly refunds: Tally;
};

/**
 * What the ledger keeps about shifts. Shifts lie end to end: each covers the rows after the last one's `untilSequence`, so that no
 * payment falls between two of them, whether or not a shift was open.
 */
export type ShiftEvent = { readonly actor: Actor } & (
  | {
      readonly type: 'shift-opened';
      readonly shiftId: string;
      readonly number: number;
      /** What the drawer held. */
      readonly float: Money;
      /** Minutes east of UTC at the shop, so that the report needs no table of time zones. */
      readonly utcOffsetMinutes: number;
    }
  | {
      readonly type: 'shift-taken-over';
      readonly shiftId: string;
      readonly from: string;
      /** Null once the owner erased it. */
      readonly reason: string | null;
    }
  | {
      readonly type: 'shift-closed';
      readonly shiftId: string;
      readonly number: number;
      readonly fromSequence: number;
      readonly untilSequence: number;
      /** What was counted in the drawer; null where nobody counted. */
      readonly counted: Money | null;
      readonly isBlind: boolean;
      readonly totals: readonly CurrencyTotal[];
      /** paymentRequestIds that the next shift takes over, oldest first. */
      readonly unresolved: readonly string[];
    }
);
