import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../../core/journal/events.ts';
import { money } from '../../../core/money/money.ts';
import { createAtHand } from '../../../main/ledger/at-hand.ts';
import { openLedger } from '../../../main/ledger/ledger.ts';
import { RECENT_KEPT } from '../../../main/ledger/port.ts';
import { createTakenWatch } from '../../../main/ledger/taken.ts';
import { NOT_PAID, PAID, PENDING, submitted } from '../../builders/payments.ts';
import { MORNING_MS, virtualClock } from '../../builders/virtual-clock.ts';
import { ownFolder } from './folder.ts';

const { file, closing } = ownFolder();
const WINDOW = { currency: 'SGD', fromMs: MORNING_MS + 60_000, untilMs: MORNING_MS + 600_000 };
const KINDS = ['new', 'new-yen', 'pending', 'paid', 'not-paid', 'cancel', 'cancelled', 'refund', 'refunded', 'refused'] as const;

type Move = { readonly kind: (typeof KINDS)[number]; readonly at: number; readonly waitMs: number };

const moves = fc.array(fc.record({ kind: fc.constantFrom(...KINDS), at: fc.nat({ max: 6 }), waitMs: fc.nat({ max: 90_000 }) }), {
  minLength: 5,
  maxLength: 60,
});

let refunds = 500_000;

function eventOf({ kind, at }: Move, ids: readonly string[]): JournalEvent | null {
  if (kind === 'new') return submitted();
  if (kind === 'new-yen') return submitted({ amount: money('JPY', 900) });
  const paymentRequestId = ids[ids.length - 1 - (at % Math.max(1, ids.length))];
  if (paymentRequestId === undefined) return null;
  const refundRequestId = `${paymentRequestId}-r`;
  const said = { type: 'refund-answered', paymentRequestId, refundRequestId } as const;
  switch (kind) {
    case 'pending':
    case 'paid':
    case 'not-paid': {
      const verdict = { pending: PENDING, paid: PAID, 'not-paid': NOT_PAID }[kind];
      return { type: 'payment-answered', paymentRequestId, api: 'inquiryPayment', verdict };
    }
    case 'cancel':
      return { type: 'cancel-requested', paymentRequestId, reason: 'cashier', actor: { kind: 'paydesk' } };
    case 'cancelled':
      return { type: 'cancel-answered', paymentRequestId, verdict: { kind: 'cancelled' } };
    case 'refund': {
      const receiptNumber = (refunds += 1);
      const amount = money('SGD', 100);
      const actor = { kind: 'paydesk' } as const;
      return { type: 'refund-requested', paymentRequestId, refundRequestId, amount, reason: null, receiptNumber, actor };
    }
    case 'refunded':
      return {
        ...said,
        verdict: { kind: 'refunded', refundId: null, refundTime: null, settlementAmount: null, settlementQuote: null },
      };
    case 'refused':
      return { ...said, verdict: { kind: 'refused', resultCode: 'PROCESS_FAIL' } };
  }
}

describe('what the main thread keeps at hand', () => {
  it('is at every moment what the ledger itself would answer, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(moves, async (story) => {
        const clock = virtualClock();
        const ledger = closing(openLedger(file(), clock));
        const watch = createTakenWatch(ledger);
        watch.watch(WINDOW);
        const atHand = createAtHand({ recent: [], newestResponseTimeMs: null });
        const ids: string[] = [];
        for (const move of story) {
          await clock.advance(move.waitMs);
          const event = eventOf(move, ids);
          if (event === null) continue;
          const written = ledger.write(event, { wallMs: Math.round(clock.wallMs()), monotonicMs: clock.monotonicMs() });
          if (!written.ok) continue;
          if (event.type === 'payment-submitted') ids.push(event.paymentRequestId);
          watch.moved(written.before, written.after);
          atHand.heard(written.entry);
          atHand.watched(watch.view());
          expect(atHand.taken(WINDOW)).toEqual({ ...ledger.taken(WINDOW.currency, WINDOW.fromMs, WINDOW.untilMs) });
        }
        expect(atHand.recent(RECENT_KEPT)).toEqual(ledger.recent(RECENT_KEPT));
        ledger.close();
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('does not know a span that is not the one that is watched', () => {
    const atHand = createAtHand({ recent: [], newestResponseTimeMs: null });
    atHand.watched({ window: WINDOW, taken: { payments: 1, amountMinor: 5 } });
    expect([atHand.taken(WINDOW), atHand.taken({ ...WINDOW, untilMs: 1 }), atHand.taken({ ...WINDOW, currency: 'JPY' })]).toEqual(
      [{ payments: 1, amountMinor: 5 }, null, null],
    );
  });
});
