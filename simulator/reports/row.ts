/** One payment or refund as a report tells it; `credit` means that Alipay+ owes the acquirer. Everything is text that may be bent. */
export type ReportRow = {
  readonly transactionId: string;
  readonly originalTransactionId: string;
  readonly requestId: string;
  readonly originalRequestId: string;
  readonly type: 'PAYMENT' | 'REFUND';
  readonly atMs: number;
  readonly amountMinor: number;
  readonly currency: string;
  readonly settlementMinor: number;
  readonly settlementCurrency: string;
  readonly credit: boolean;
  readonly pspId: string;
  readonly pspName: string;
  readonly merchantId: string;
  readonly storeId: string;
};

/** One fee item; fees are what the acquirer owes. */
export type FeeItem = {
  readonly transactionId: string;
  readonly requestId: string;
  readonly type: 'PAYMENT' | 'REFUND';
  readonly atMs: number;
  readonly feeType: string;
  readonly amountMinor: number;
  readonly currency: string;
};

/** A practice rate in hundredths of a percent of the settlement amount; nothing in it is anybody's contract. */
export type FeeRate = { readonly feeType: string; readonly basisPoints: number };

/** What the practice gateway takes: 0.60 % for the wallet, 0.10 % for itself, nothing back on refunds. */
export const PRACTICE_FEES: readonly FeeRate[] = [
  { feeType: 'INTERCHANGE_FEE', basisPoints: 60 },
  { feeType: 'SERVICE_FEE', basisPoints: 10 },
];

/** The fees of rows: payments only, half-even, none that rounds to nothing. */
export function feesFor(rows: readonly ReportRow[], rates: readonly FeeRate[]): readonly FeeItem[] {
  return rows
    .filter(({ type }) => type === 'PAYMENT')
    .flatMap((row) =>
      rates
        .map(({ feeType, basisPoints }): FeeItem => ({
          transactionId: row.transactionId,
          requestId: row.requestId,
          type: row.type,
          atMs: row.atMs,
          feeType,
          amountMinor: halfEven(row.settlementMinor * basisPoints, 10_000),
          currency: row.settlementCurrency,
        }))
        .filter(({ amountMinor }) => amountMinor > 0),
    );
}

function halfEven(numerator: number, denominator: number): number {
  const whole = Math.floor(numerator / denominator);
  const twice = (numerator % denominator) * 2;
  if (twice < denominator) return whole;
  return twice === denominator && whole % 2 === 0 ? whole : whole + 1;
}
