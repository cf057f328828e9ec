import { describe, expect, it } from 'vitest';
import { envelopeOf } from '../../../core/journal/envelope.ts';
import { approvedBy, type Approver, type Cause, type JournalEvent } from '../../../core/journal/events.ts';
import { FREE_TEXT } from '../../../core/journal/free-text.ts';
import { money } from '../../../core/money/money.ts';
import type { OwnerRules } from '../../../core/people/owner-rules.ts';
import { MAYA, PAID, submitted } from '../../builders/payments.ts';

const LEE: Approver = { kind: 'cashier', name: 'Lee', personId: 'p2', how: 'pin' };
const ID = { paymentRequestId: 'T1-P-1' } as const;
const FLOAT = money('SGD', 10_000);
const RULES: OwnerRules = {
  refundWithoutApprovalMinor: 5_000,
  refundWithinHours: 24,
  refundsPerShift: 10,
  idleLockMinutes: 5,
  approvalSeconds: 120,
  blindCount: false,
};
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

const disputeFrom = (source: 'notification' | 'entered'): JournalEvent => ({
  type: 'dispute-raised',
  disputeRequestId: 'D1',
  kind: 'retrieval',
  disputedPaymentId: 'T1-P-1',
  occurredAtMs: 1,
  asked: ['RECEIPT'],
  amount: null,
  reasonCode: null,
  reason: null,
  source,
  answerByMs: 2,
  actor: source === 'entered' ? MAYA : { kind: 'paydesk' },
});
const PLACE = { referenceMerchantId: 'M1', referenceStoreId: null } as const;
const standingFrom = (source: 'inquiry' | 'notification'): JournalEvent => ({
  type: 'registration-told',
  ...PLACE,
  standing: { overall: 'APPROVED', wallets: [] },
  source,
  toldAtMs: 1,
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
  [{ type: 'books-handled', deed: { kind: 'copied', sequence: 1 }, actor: MAYA }, 'person'],
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
  [{ type: 'rules-changed', before: RULES, after: { ...RULES, blindCount: true }, actor: MAYA }, 'person'],
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
  [disputeFrom('notification'), 'notification'],
  [disputeFrom('entered'), 'person'],
  [
    {
      type: 'dispute-replied',
      disputeRequestId: 'D1',
      reply: { kind: 'retrieval', responseCode: '0003', remarks: null },
      papers: [],
      bodySha256: '00',
      actor: MAYA,
    },
    'person',
  ],
  [{ type: 'dispute-answered', disputeRequestId: 'D1', verdict: { kind: 'taken' } }, 'answer'],
  [
    {
      type: 'registration-submitted',
      ...PLACE,
      registrationRequestId: 'G1',
      products: [],
      papers: [],
      bodySha256: '00',
      actor: MAYA,
    },
    'person',
  ],
  [{ type: 'registration-answered', registrationRequestId: 'G1', verdict: { kind: 'taken' }, toldAtMs: 1 }, 'answer'],
  [standingFrom('inquiry'), 'answer'],
  [standingFrom('notification'), 'notification'],
  [{ type: 'customs-amount', declaredPaymentId: 'T1-P-1', amount: FLOAT }, 'answer'],
  [
    {
      type: 'customs-declared',
      customsDeclarationRequestId: 'C1',
      declaredPaymentId: 'T1-P-1',
      customsCode: 'HANGZHOU',
      merchantCustomsCode: '1',
      merchantCustomsName: 'Tea',
      amount: FLOAT,
      isSplit: false,
      referenceOrderId: null,
      hasBuyer: false,
      bodySha256: '00',
      actor: MAYA,
    },
    'person',
  ],
  [{ type: 'customs-answered', customsDeclarationRequestId: 'C1', verdict: { kind: 'refused', resultCode: 'X' } }, 'answer'],
  [
    {
      type: 'customs-told',
      customsDeclarationRequestId: 'C1',
      word: { status: 'SUCCESS', resultCode: null, resultText: null, pspDeclarationRequestId: null },
    },
    'answer',
  ],
];

/** The compiler keeps this whole, and so the table above. */
const KINDS = {
  'payment-submitted': true,
  'ledger-restored': true,
  'notes-erased': true,
  'rules-changed': true,
  'books-handled': true,
  'person-added': true,
  'person-changed': true,
  'person-left': true,
  'credential-set': true,
  'credential-dropped': true,
  'challenge-spent': true,
  'refusals-forgotten': true,
  'owner-reset': true,
  'signed-in': true,
  'shift-opened': true,
  'shift-taken-over': true,
  'shift-closed': true,
  'dispute-replied': true,
  'registration-submitted': true,
  'customs-declared': true,
  'credential-refused': true,
  locked: true,
  'refund-requested': true,
  'payment-answered': true,
  'cancel-answered': true,
  'refund-answered': true,
  'dispute-answered': true,
  'registration-answered': true,
  'customs-answered': true,
  'customs-amount': true,
  'customs-told': true,
  'dispute-raised': true,
  'registration-told': true,
  'cancel-requested': true,
  'pay-repeated': true,
  'refund-instead': true,
  'never-arrived': true,
  slip: true,
} satisfies Record<JournalEvent['type'], true>;

describe('who and what stands behind a row', () => {
  it('is asked of every kind of event', () => {
    expect([...new Set(CAUSES.map(([event]) => event.type))].toSorted()).toEqual(Object.keys(KINDS).toSorted());
  });

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
