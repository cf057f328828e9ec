import type { PaymentRecord } from '../../core/payment/record.ts';
import type { Taken, TakenWindow } from './port.ts';
import type { LedgerQueries } from './queries.ts';
import type { Watched } from './protocol.ts';

/** Keeps the figure of one span in step with the rows, so that nobody has to add up a day's payments after each of them. */
export type TakenWatch = {
  readonly watch: (window: TakenWindow) => void;
  readonly moved: (before: PaymentRecord | null, after: PaymentRecord | null) => void;
  readonly view: () => Watched | null;
};

/** Watches nothing at first. */
export function createTakenWatch(queries: Pick<LedgerQueries, 'taken'>): TakenWatch {
  let watched: Watched | null = null;
  return {
    view: () => watched,
    watch: (window) => {
      watched = { window, taken: queries.taken(window.currency, window.fromMs, window.untilMs) };
    },
    moved: (before, after) => {
      if (watched === null) return;
      const { window, taken } = watched;
      const [old, now] = [shareOf(before, window), shareOf(after, window)];
      watched = {
        window,
        taken: {
          payments: taken.payments + now.payments - old.payments,
          amountMinor: taken.amountMinor + now.amountMinor - old.amountMinor,
        },
      };
    },
  };
}

const NOTHING: Taken = { payments: 0, amountMinor: 0 };

/** What one payment adds to a span: the same rule as the query over all of them. */
function shareOf(record: PaymentRecord | null, { currency, fromMs, untilMs }: TakenWindow): Taken {
  if (record?.state !== 'paid' || record.amount.currency !== currency) return NOTHING;
  if (record.finalAtMs === null || record.finalAtMs < fromMs || record.finalAtMs >= untilMs) return NOTHING;
  const refunded = record.refunds.filter(({ state }) => state === 'refunded').map(({ amountMinor }) => amountMinor);
  return {
    payments: 1,
    amountMinor: refunded.reduce((left, amountMinor) => left - amountMinor, Number(record.amount.amountMinor)),
  };
}
