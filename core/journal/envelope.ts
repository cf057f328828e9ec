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
    case 'books-handled':
    case 'rules-changed':
    case 'person-added':
    case 'person-changed':
    case 'person-left':
    case 'credential-set':
    case 'credential-dropped':
    case 'challenge-spent':
    case 'refusals-forgotten':
    case 'owner-reset':
    case 'signed-in':
    case 'shift-opened':
    case 'shift-taken-over':
    case 'shift-closed':
    case 'dispute-replied':
    case 'registration-submitted':
    case 'customs-declared':
      return 'person';
    case 'credential-refused':
      return 'policy';
    case 'locked':
      return event.why === 'key' ? 'person' : 'policy';
    case 'refund-requested':
      return event.actor.kind === 'paydesk' ? 'policy' : 'person';
    case 'payment-answered':
      return event.api === 'notifyPayment' ? 'notification' : 'answer';
    case 'cancel-answered':
    case 'refund-answered':
    case 'dispute-answered':
    case 'registration-answered':
    case 'customs-answered':
    case 'customs-amount':
    case 'customs-told':
      return 'answer';
    case 'dispute-raised':
      return event.source === 'notification' ? 'notification' : 'person';
    case 'registration-told':
      return event.source === 'notification' ? 'notification' : 'answer';
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
