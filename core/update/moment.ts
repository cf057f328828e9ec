/** When the owner wants updates put in. Times of day are the PC's, as `HH:MM`. */
export type UpdateRules = {
  readonly isAutomatic: boolean;
  /** From here to `tradingTo` the counter is never interrupted by itself; the same time twice means all day. */
  readonly tradingFrom: string;
  readonly tradingTo: string;
};

/** What the counter is doing right now. */
export type Moment = {
  /** Payments and refunds whose end is not known. */
  readonly unsettled: number;
  /** Somebody is charging: an amount is typed, a code is held, or a payment stands on the stage. */
  readonly isCharging: boolean;
  /** Minutes since midnight on the PC. */
  readonly minuteOfDay: number;
};

/** Whether the shop is open at that minute; hours may go past midnight. */
export function isTrading({ tradingFrom, tradingTo }: UpdateRules, minuteOfDay: number): boolean {
  const [from, to] = [minutesOf(tradingFrom), minutesOf(tradingTo)];
  if (from === to) return true;
  return from < to ? minuteOfDay >= from && minuteOfDay < to : minuteOfDay >= from || minuteOfDay < to;
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

/** Why a new version is not put in now: money first, then the customer, then the owner's hours; null when it may be. */
export function hindrance(rules: UpdateRules, moment: Moment, isOwnerAsking: boolean): 'unsettled' | 'charging' | 'hours' | null {
  if (moment.unsettled > 0) return 'unsettled';
  if (isOwnerAsking) return null;
  if (moment.isCharging) return 'charging';
  return rules.isAutomatic && !isTrading(rules, moment.minuteOfDay) ? null : 'hours';
}
