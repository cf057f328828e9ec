import type { Role } from './roles.ts';

/** Why a PIN is not taken. */
export type PinFault = 'pin-too-short' | 'pin-same-digits' | 'pin-run' | 'pin-differs';

/** The most digits of a PIN. */
export const PIN_DIGITS_MAX = 8;

/** The fewest digits: whoever may approve needs more than whoever may only charge. */
export const PIN_DIGITS_MIN: Readonly<Record<Role, number>> = { cashier: 4, supervisor: 6, owner: 6 };

/** Refuses what anybody would try first: too short, one digit repeated, or a run up or down such as 1234 or 987654. Null = good. */
export function refusesPin(pin: string, role: Role): PinFault | null {
  if (!/^\d+$/.test(pin) || pin.length < PIN_DIGITS_MIN[role] || pin.length > PIN_DIGITS_MAX) return 'pin-too-short';
  if (new Set(pin).size === 1) return 'pin-same-digits';
  return isRun(pin, 1) || isRun(pin, 9) ? 'pin-run' : null;
}

/** Each digit the one before plus `step`, over nine to nought again. */
const isRun = (pin: string, step: number): boolean =>
  Array.from(pin).every((digit, at) => at === 0 || Number(digit) === (Number(pin[at - 1]) + step) % 10);
