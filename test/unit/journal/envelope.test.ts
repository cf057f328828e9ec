import { describe, expect, it } from 'vitest';
import { envelopeOf } from '../../../core/journal/envelope.ts';
import { approvedBy, type Approver, type Cause, type JournalEvent } from '../../../core/journal/events.ts';
import { FREE_TEXT } from '../../../core/journal/free-text.ts';
import { money } from '../../../core/money/money.ts';
import { DEFAULT_PEOPLE } from '../../../main/settings/sections.ts';
import { MAYA, PAID, submitted } from '../../builders/payments.ts';

const LEE: Approver = { kind: 'cashier', name: 'Lee', personId: 'p2', how: 'pin' };
const ID = { paymentRequestId: 'T1-P-1' } as const;
const FLOAT = money('SGD', 10_000);
const PERSON = { personId: 'p1', actor: MAYA } as const;
const answerTo = (api: 'pay' | 'inquiryPayment' | 'notifyPayment'): JournalEvent => ({
  type: 'payment-answered',
  ...ID,
  api,
  verdict: PAID,
});
const cancelFor = (reason: 'cashier' | 'deadline' | 'contradiction'): JournalEvent => ({
  type: 'cancel-requested',
  ...ID,
  reason,
  actor: reason === 'cashier' ? MAYA : { kind: 'paydesk' },
});
const refundBy = (actor: typeof MAYA): JournalEvent => ({
  type: 'refund-requested',
  ...ID,
  refundRequestId: 'R1',
  amount: FLOAT,
  reason: null,
  receiptNumber: 1,
  actor,
});

/** Every kind of event, and both kinds of those whose cause depends on what they say. */
const CAUSES: readonly (readonly [JournalEvent, Cause])[] = [
  [submitted(), 'person'],
  [{ type: 'pay-repeated', ...ID }, 'policy'],
  [answerTo('pay'), 'answer'],
  [answerTo('inquiryPayment'), 'answer'],
  [answerTo('notifyPayment'), 'notification'],
  [cancelFor('cashier'), 'person'],
  [cancelFor('deadline'), 'deadline'],
  [cancelFor('contradiction'), 'contradiction'],
  [{ type: 'cancel-answered', ...ID, verdict: { kind: 'cancelled' } }, 'answer'],
  [{ type: 'refund-instead', ...ID }, 'policy'],
  [{ type: 'never-arrived', ...ID }, 'policy'],
  [refundBy(MAYA), 'person'],
  [refundBy({ kind: 'paydesk' }), 'policy'],
  [{ type: 'refund-answered', ...ID, refundRequestId: 'R1', verdict: { kind: 'refused', resultCode: 'PROCESS_FAIL' } }, 'answer'],
  [{ type: 'slip', ...ID, document: 'sale', paper: 'sale', copy: false, outcome: 'printed', reason: null }, 'printer'],
  [{ type: 'ledger-restored', replaced: null, lastReceiptNumber: 1, actor: MAYA }, 'person'],
  [{ type: 'notes-erased', scope: { beforeMs: 1 }, notes: 1, actor: MAYA }, 'person'],
  [{ type: 'person-added', ...PERSON, number: 1, name: 'Maya', role: 'cashier' }, 'person'],
  [{ type: 'person-changed', ...PERSON, name: 'Maya', role: 'owner' }, 'person'],
  [{ type: 'person-left', ...PERSON }, 'person'],
  [{ type: 'credential-set', ...PERSON, kind: 'pin', mark: 'm' }, 'person'],
  [{ type: 'credential-dropped', ...PERSON, kind: 'pin' }, 'person'],
  [{ type: 'credential-refused', ...PERSON, kind: 'pin' }, 'policy'],
  [{ type: 'refusals-forgotten', ...PERSON, how: 'pin' }, 'person'],
  [{ type: 'challenge-spent', ...PERSON, challenge: '1' }, 'person'],
  [{ type: 'owner-reset', osUser: 'root', actor: MAYA }, 'person'],
  [{ type: 'signed-in', ...PERSON, how: 'pin' }, 'person'],
  [{ type: 'locked', ...PERSON, why: 'key' }, 'person'],
  [{ type: 'locked', ...PERSON, why: 'idle' }, 'policy'],
  [{ type: 'shift-opened', shiftId: 's', number: 1, float: FLOAT, utcOffsetMinutes: 480, actor: MAYA }, 'person'],
  [{ type: 'rules-changed', before: DEFAULT_PEOPLE, after: DEFAULT_PEOPLE, actor: MAYA }, 'person'],
  [{ type: 'shift-taken-over', shiftId: 's', from: 'Lee', reason: 'ill', actor: MAYA }, 'person'],
  [
    {
      type: 'shift-closed',
      shiftId: 's',
      number: 1,
      fromSequence: 1,
      untilSequence: 2,
      counted: null,
      isBlind: false,
      totals: [],
      unresolved: [],
      actor: MAYA,
    },
    'person',
  ],
];

describe('who and what stands behind a row', () => {
  it.each(CAUSES.map(([event, cause]) => ({ type: event.type, event, cause })))(
    '$type is made by: $cause',
    ({ event, cause }) => {
      expect(envelopeOf(event).cause).toBe(cause);
    },
  );

  it('names the actor of the event, and Paydesk where the event names nobody', () => {
    expect(envelopeOf(submitted()).actor).toEqual(MAYA);
    expect(envelopeOf({ type: 'pay-repeated', ...ID }).actor).toEqual({ kind: 'paydesk' });
  });

  it('names the second person where there was one, and nobody otherwise', () => {
    const asked = { ...refundBy(MAYA), ...approvedBy(LEE) } as JournalEvent;
    expect([envelopeOf(asked).approver, envelopeOf(refundBy(MAYA)).approver]).toEqual([LEE, null]);
    expect(envelopeOf(submitted()).approver).toBeNull();
    expect([approvedBy(LEE), approvedBy(null)]).toEqual([{ approver: LEE }, {}]);
  });

  it('the words that a person typed stand where the ledger seals them', () => {
    expect(FREE_TEXT).toMatchObject({ 'payment-submitted': 'note', 'refund-requested': 'reason', 'shift-taken-over': 'reason' });
    for (const [type, field] of Object.entries(FREE_TEXT)) {
      const event = CAUSES.find(([each]) => each.type === type)?.[0];
      expect(Object.keys(event ?? {})).toContain(field);
    }
  });
});
