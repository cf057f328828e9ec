import type { JournalEvent } from './events.ts';

/**
 * Where an event holds words that a person typed, which may name a customer. The ledger seals them with a key a row, so that they can
 * be erased without a change of the row: one more event with such words needs a line here.
 */
export const FREE_TEXT: Readonly<Partial<Record<JournalEvent['type'], string>>> = {
  'payment-submitted': 'note',
  'refund-requested': 'reason',
  'shift-taken-over': 'reason',
};
