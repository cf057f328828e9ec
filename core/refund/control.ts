import type { Act } from '../people/roles.ts';

/** The owner's rules for giving money back; amounts in minor units of the shop's currency. */
export type GiveBackRules = {
  /** The most that one refund or cancel may give back without a second person; 0 = always ask for one. */
  readonly withoutApprovalMinor: number;
  /** How old the payment may be, hours. */
  readonly withinHours: number;
  /** How many a shift may see without a second person. */
  readonly perShift: number;
};

/** What is known about the money that somebody wants to give back. */
export type GiveBackFacts = {
  readonly amountMinor: number;
  readonly ageMs: number;
  /** Whether the payment was taken in the shift that is running. */
  readonly isSameShift: boolean;
  /** Refunds and cancels of paid payments in this shift so far. */
  readonly doneThisShift: number;
};

/** Why a second person is needed. */
export type BeyondReason = 'amount' | 'age' | 'other-shift' | 'count';

const HOUR_MS = 3_600_000;

/** Everything about it that lies outside the rules, in the order in which it is told; none of them = within. */
export function beyondRules(facts: GiveBackFacts, rules: GiveBackRules): readonly BeyondReason[] {
  const checks: readonly (readonly [boolean, BeyondReason])[] = [
    [facts.amountMinor > rules.withoutApprovalMinor, 'amount'],
    [facts.ageMs > rules.withinHours * HOUR_MS, 'age'],
    [!facts.isSameShift, 'other-shift'],
    [facts.doneThisShift >= rules.perShift, 'count'],
  ];
  return checks.filter(([isBeyond]) => isBeyond).map(([, reason]) => reason);
}

/** The act that it is for the permission table. */
export const giveBackAct = (reasons: readonly BeyondReason[]): Act =>
  reasons.length === 0 ? 'give-back-within' : 'give-back-beyond';
