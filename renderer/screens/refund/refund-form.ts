import { parseTyped } from '../../../core/money/money.ts';
import type { MoneyView } from '../../api/types.ts';
import type { Words } from '../../words/shape.ts';
import { sayMoney } from '../wording/money.ts';

/** What stands in the field: an amount to ask main for, or why there is none yet. */
export type Typed = { readonly amount: MoneyView; readonly error: null } | { readonly amount: null; readonly error: string };

/** Reads the field. The bound is shown here to spare a question; whether the refund is allowed is main's to say. */
export function readRefund(text: string, refundable: MoneyView, { refundDialog: words }: Words): Typed {
  const { currency } = refundable;
  const amountMinor = parseTyped(currency, text);
  if (amountMinor === null) return { amount: null, error: words.notAmount(currency) };
  if (amountMinor === 0) return { amount: null, error: words.zero };
  if (amountMinor > refundable.amountMinor) return { amount: null, error: words.over(sayMoney(refundable)) };
  return { amount: { currency, amountMinor }, error: null };
}
