import type { SlipView } from '../../api/types.ts';
import type { Words } from '../../words/shape.ts';
import { isKeyOf } from './advice.ts';

/** What the printer said of the last slip. */
export function slipOf(words: Words, slip: SlipView | null): string {
  if (slip === null) return words.slip.none;
  return slip.outcome === 'waiting' && slip.reason !== null
    ? words.slip.waitingFor(printerReason(words, slip.reason))
    : words.slip[slip.outcome];
}

/** A reason in the printer room's own code, in words; an unknown one is shown as it is, because it names the fault. */
export const printerReason = (words: Words, reason: string): string =>
  isKeyOf(words.printerReason, reason) ? words.printerReason[reason] : reason.replaceAll('-', ' ');
