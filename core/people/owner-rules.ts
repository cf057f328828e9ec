/** What the owner allows: who gives money back alone, and when the counter locks. */
export type OwnerRules = {
  /** The most that a cashier gives back of one payment alone, minor units of the shop's currency; 0 = never alone. */
  readonly refundWithoutApprovalMinor: number;
  /** How old a payment may be that is given back alone. */
  readonly refundWithinHours: number;
  /** How many a shift may see without a second person. */
  readonly refundsPerShift: number;
  /** 0 = never. */
  readonly idleLockMinutes: number;
  readonly approvalSeconds: number;
  /** Cashiers count before they see what the shift took. */
  readonly blindCount: boolean;
};

/** A rule that is a number. */
export type NumberRule = Exclude<keyof OwnerRules, 'blindCount'>;

/** The least and the most that a rule may be: the only place that says so, for settings, provisioning and the page alike. */
export const RULE_RANGES: Readonly<Record<NumberRule, readonly [least: number, most: number]>> = {
  refundWithoutApprovalMinor: [0, 999_999_999],
  refundWithinHours: [0, 8_760],
  refundsPerShift: [0, 1_000],
  idleLockMinutes: [0, 240],
  approvalSeconds: [30, 600],
};

/** True when both say the same. */
export const sameRules = (one: OwnerRules, other: OwnerRules): boolean =>
  (Object.keys(one) as (keyof OwnerRules)[]).every((rule) => one[rule] === other[rule]);
