import { paymentIdOf, type JournalEntry, type JournalEvent } from '../../core/journal/events.ts';

/** A row in a few words, for stories. */
export const rowText = ({ event }: JournalEntry): string =>
  [event.type, ...detailOf(event), `(${paymentIdOf(event)?.slice(0, 9) ?? 'books'})`].join(' ');

function detailOf(event: JournalEvent): readonly string[] {
  switch (event.type) {
    case 'payment-submitted':
      return [event.orderNumber, String(event.amount.amountMinor), event.amount.currency];
    case 'payment-answered':
      return [event.api, ...verdictOf(event.verdict)];
    case 'cancel-answered':
    case 'refund-answered':
      return verdictOf(event.verdict);
    case 'cancel-requested':
      return [event.reason];
    case 'refund-requested':
      return [String(event.amount.amountMinor)];
    case 'slip':
      return [event.document, event.outcome];
    default:
      return [];
  }
}

type Verdict = Extract<JournalEvent, { readonly verdict: unknown }>['verdict'];

const verdictOf = (verdict: Verdict): readonly string[] => [
  verdict.kind,
  ...('cause' in verdict ? [verdict.cause] : []),
  ...('resultCode' in verdict && verdict.resultCode !== null ? [verdict.resultCode] : []),
];
