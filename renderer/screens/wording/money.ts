import { formatMinor, formatMoney, money } from '../../../core/money/money.ts';
import type { MoneyView } from '../../api/types.ts';

/** `1,250.00 SGD`: the way an amount is written in a sentence. */
export const sayMoney = (amount: MoneyView): string => formatMoney(money(amount.currency, amount.amountMinor), ',');

/** `1,250.00`: only where the currency code stands right beside it. */
export const sayNumber = (amount: MoneyView): string => formatMinor(money(amount.currency, amount.amountMinor), ',');

/** `1250.00`: what stands in a field that a person edits. */
export const fieldNumber = (amount: MoneyView): string => formatMinor(money(amount.currency, amount.amountMinor));
