import * as z from 'zod';
import { CURRENCY_CODES, type CurrencyCode } from '../money/currency.ts';

/** An amount as the page may show it. */
export const moneySchema = z.strictObject({
  currency: z.enum(CURRENCY_CODES as [CurrencyCode, ...CurrencyCode[]]),
  amountMinor: z.int().min(0),
});

export type MoneyView = z.infer<typeof moneySchema>;
