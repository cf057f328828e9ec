import type { PadKey } from '../../core/checkout/sale.ts';

const NAMED: Readonly<Record<string, PadKey>> = { Enter: 'enter', NumpadEnter: 'enter', Backspace: 'back', Delete: 'clear' };
const DIGIT = /^(?:Digit|Numpad)(\d)$/;

/** What a physical key means on the cashier's pad; null for a key without a meaning there. Shift and layout change nothing. */
export function padKeyOf(code: string): PadKey | null {
  const digit = DIGIT.exec(code)?.[1];
  return digit === undefined ? (NAMED[code] ?? null) : (digit as PadKey);
}
