import type { Cause, Envelope, JournalEvent } from './events.ts';

/** Who made an event happen, who allowed it, and what set it in motion: all of it said by the event itself. */
export const envelopeOf = (event: JournalEvent): Envelope => ({
  actor: 'actor' in event ? event.actor : { kind: 'paydesk' },
  approver: 'approver' in event ? (event.approver ?? null) : null,
  cause: causeOf(event),
});

function causeOf(event: JournalEvent): Cause {
  switch (event.type) {
    case 'payment-submitted':
    case 'ledger-restored':
    case 'notes-erased':
      return 'person';
    case 'refund-requested':
      return event.actor.kind === 'paydesk' ? 'policy' : 'person';
    case 'payment-answered':
      return event.api === 'notifyPayment' ? 'notification' : 'answer';
    case 'cancel-answered':
    case 'refund-answered':
      return 'answer';
    case 'cancel-requested':
      return event.reason === 'cashier' ? 'person' : event.reason;
    case 'pay-repeated':
    case 'refund-instead':
    case 'never-arrived':
      return 'policy';
    case 'slip':
      return 'printer';
  }
}
