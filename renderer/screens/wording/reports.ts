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

/** What a row of a report says, name by name in the words of the column page; empty values and the line's number are left out. */
export function previewFacts(words: Words, row: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  const { fields } = words.reports.editor;
  return Object.entries(row)
    .filter(([name, value]) => name !== 'line' && value !== '' && value !== 'null')
    .map(([name, value]) => {
      const field = FIELD_OF.get(name) ?? name;
      return [isKeyOf(fields, field) ? fields[field] : field, previewValue(words, row, name, value)] as const;
    });
}

/** What a row calls its values, by the field of the column page that they are read from. */
const FIELD_OF: ReadonlyMap<string, string> = new Map([
  ['kind', 'type'],
  ['atMs', 'time'],
  ['amountMinor', 'amount'],
  ['settlementMinor', 'settlementAmount'],
  ['feesMinor', 'fees'],
  ['netMinor', 'net'],
  ['isCredit', 'direction'],
]);

function previewValue(words: Words, row: Readonly<Record<string, string>>, name: string, value: string): string {
  const { editor, localState } = words.reports;
  switch (name) {
    case 'kind':
    case 'type':
      return isKeyOf(localState, value) ? localState[value] : value === 'TOTAL' ? editor.fields.total : value;
    case 'atMs':
      return `${new Date(Number(value)).toISOString().slice(0, 19).replace('T', ' ')} +00:00`;
    case 'day':
      return sayDay(Number(value));
    case 'isCredit':
      return value === 'true' ? editor.fields.credit : editor.fields.debit;
    case 'amountMinor':
      return previewAmount(row['currency'], value);
    case 'settlementMinor':
      return previewAmount(row['settlementCurrency'], value);
    default:
      return value;
  }
}

/** Rows that name no currency are shown as they are, in minor units. */
const previewAmount = (currency: string | undefined, value: string): string =>
  currency === undefined ? value : sayPlain({ currency, amountMinor: Number(value) });
