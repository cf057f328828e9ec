import type { Batch, Settlement } from './batches.ts';
import type { Utc8Day } from './utc8.ts';

/** One clearing cycle as the reports tell it; signed minor units of the settlement currency. */
export type CycleView = {
  readonly set: string;
  readonly batchId: string;
  readonly day: Utc8Day | null;
  readonly currency: string;
  readonly rows: number;
  readonly reportedMinor: number;
  readonly feesMinor: number;
  /** The settlement that lists this cycle; null while none does. */
  readonly settledIn: string | null;
};

/** One settlement as the reports tell it. */
export type SettlementView = {
  readonly set: string;
  readonly settlementBatchId: string;
  readonly day: Utc8Day | null;
  readonly currency: string;
  readonly netMinor: number;
  readonly valueDate: string;
};

/** Cycles of the span, and every settlement that was read. */
export function views(batches: readonly Batch[], settlements: readonly Settlement[], inSpan: (day: Utc8Day) => boolean) {
  const settledIn = (batch: Batch): string | null =>
    settlements.find(({ set, rows }) => set === batch.set && rows.some(({ batchId }) => batchId === batch.batchId))
      ?.settlementBatchId ?? null;
  const cycles = batches
    .filter(({ day }) => day !== null && inSpan(day))
    .map((batch): CycleView => ({
      set: batch.set,
      batchId: batch.batchId,
      day: batch.day,
      currency: batch.currency,
      rows: batch.moves.PAYMENT.count + batch.moves.REFUND.count,
      reportedMinor: batch.moves.PAYMENT.netMinor + batch.moves.REFUND.netMinor,
      feesMinor: -batch.fees.netMinor,
      settledIn: settledIn(batch),
    }));
  return {
    cycles,
    settlements: settlements.map((settlement): SettlementView => ({
      set: settlement.set,
      settlementBatchId: settlement.settlementBatchId,
      day: settlement.day,
      currency: settlement.currency,
      netMinor: settlement.totals?.netMinor ?? settlement.rows.reduce((net, row) => net + row.netMinor, 0),
      valueDate: settlement.totals?.valueDate ?? '',
    })),
  };
}
