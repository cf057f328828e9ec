import type { AdviceKey, Alarm, DoubtCause, PaymentView, RefusalCode } from '../../api/types.ts';
import type { Advice, Words } from '../../words/shape.ts';

/** The three parts for an advice group; a group this version does not know gets the general one. */
export function adviceOf(words: Words, key: string | null): Advice {
  const table: Readonly<Record<AdviceKey, Advice>> = words.advice;
  return key !== null && isKeyOf(table, key) ? table[key] : table.general;
}

/** Why the last answer settled nothing. */
export function doubtOf(words: Words, payment: PaymentView): string {
  const table: Readonly<Record<DoubtCause | 'none', string>> = words.doubt;
  return payment.doubt !== null && isKeyOf(table, payment.doubt) ? table[payment.doubt] : table.none;
}

/** What the person in charge has to know; an alarm of a newer version gets the general sentence. */
export function alarmOf(words: Words, alarm: string): string {
  const table: Readonly<Record<Alarm, string>> = words.alarm;
  return isKeyOf(table, alarm) ? table[alarm] : words.about.alarm;
}

/** Why main did not do what was asked. */
export function refusalOf(words: Words, code: RefusalCode): Advice {
  const table: Readonly<Record<RefusalCode, Advice>> = words.refusal;
  return table[code];
}

/** True when the table has its own row for the key; inherited names of objects do not count. */
export const isKeyOf = <Table extends object>(table: Table, key: string): key is Extract<keyof Table, string> =>
  Object.hasOwn(table, key);
