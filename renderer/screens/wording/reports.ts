import { isCurrencyCode } from '../../../core/money/currency.ts';
import { formatMinor, money } from '../../../core/money/money.ts';
import type { ReportDifference } from '../../api/types.ts';
import type { Words } from '../../words/shape.ts';
import { isKeyOf } from './advice.ts';

/** A UTC+8 day number as `2025-03-18`. */
export const sayDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** A signed amount of any currency that a report may name. */
export function sayPlain(amount: { readonly currency: string; readonly amountMinor: number }): string {
  const { currency, amountMinor } = amount;
  if (!isCurrencyCode(currency)) return `${String(amountMinor)} ${currency}`;
  const sign = amountMinor < 0 ? '\u2212' : '';
  return `${sign}${formatMinor(money(currency, Math.abs(amountMinor)), '\u202f')} ${currency}`;
}

type Side = ReportDifference['difference']['ours'];

function saySide(words: Words, side: Side): string {
  if (side === null) return '';
  if (typeof side !== 'string') return sayPlain(side);
  const { localState, kind } = words.reports;
  if (isKeyOf(localState, side)) return localState[side];
  return isKeyOf(kind, side) ? kind[side] : saySum(side);
}

/** `USD 970 (2)` of the core: an amount in minor units with the count behind it. */
function saySum(text: string): string {
  const match = /^([A-Z]{3}) (-?\d+) \((\d+)\)$/.exec(text);
  if (match === null) return text;
  return `${sayPlain({ currency: match[1] ?? '', amountMinor: Number(match[2]) })} (${match[3] ?? ''})`;
}

/** The sentence in which a difference explains itself. */
export function sentenceOf(words: Words, { difference }: ReportDifference): string {
  const { sentence, rowFault } = words.reports;
  const fault = typeof difference.ours === 'string' && isKeyOf(rowFault, difference.ours) ? rowFault[difference.ours] : '';
  return sentence[difference.class]
    .replace('{ours}', saySide(words, difference.ours))
    .replace('{theirs}', saySide(words, difference.theirs))
    .replace('{subject}', difference.subject)
    .replace('{line}', String(difference.line ?? ''))
    .replace('{fault}', fault);
}
