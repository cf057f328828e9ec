import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../../core/journal/events.ts';
import { money } from '../../../core/money/money.ts';
import { isFinal } from '../../../core/payment/machine.ts';
import { applyEntry, foldPayment } from '../../../core/payment/record.ts';
import type { DoubtCause } from '../../../core/payment/verdict.ts';
import {
  answered,
  AMOUNT,
  cancelAsked,
  cancelSaid,
  entriesFor,
  NOT_FOUND,
  NOT_PAID,
  PAID,
  PENDING,
  recordAfter,
  submitted,
  type Happened,
} from '../../builders/payments.ts';

describe('folding', () => {
  it("rows without their first row are nobody's record", () => {
    const stray: JournalEvent = { type: 'pay-repeated', paymentRequestId: 'x' };
    expect(foldPayment(entriesFor([stray]))).toBeNull();
    expect(applyEntry(null, { sequence: 1, wallMs: 1, monotonicMs: 1, event: stray })).toBeNull();
  });

  it('a second first row changes nothing', () => {
    const first = submitted();
    const record = foldPayment(entriesFor([first, { ...first, amount: money('SGD', 1) }]));
    expect(record?.amount).toEqual(AMOUNT);
  });

  it('paper is remembered beside the payment and never changes it', () => {
    const slip = (outcome: 'printed' | 'waiting') =>
      ({ type: 'slip', document: 'sale', paper: 'sale', copy: false, outcome, reason: null }) as const;
    expect(recordAfter(answered(PAID), slip('waiting'))).toMatchObject({
      state: 'paid',
      slip: { outcome: 'waiting' },
      papers: [],
    });
    expect(recordAfter(answered(PAID), slip('waiting'), slip('printed'), slip('printed'))).toMatchObject({
      slip: { outcome: 'printed' },
      papers: ['sale'],
    });
  });
});

const doubtCauses: readonly DoubtCause[] = [
  'timeout',
  'reset',
  'mismatch',
  'bad-signature',
  'inconsistent',
  'gateway-busy',
  'call-refused',
  'stale',
];
const silence = fc.oneof(
  fc.constant(answered(PENDING)),
  fc.constant(answered(NOT_FOUND)),
  fc.constant<Happened>({ type: 'pay-repeated' }),
  fc.constantFrom(...doubtCauses).map((cause) => answered({ kind: 'doubt', cause, resultCode: null })),
  fc.constant(cancelAsked()),
  fc.constant(cancelSaid('doubt')),
  fc.constant(cancelSaid('not-found')),
);
const anything = fc.oneof(
  silence,
  fc.constantFrom(answered(PAID), answered(NOT_PAID), answered(PAID, 'pay')),
  fc.constantFrom(cancelSaid('cancelled'), cancelSaid('window-exceeded'), cancelSaid('refused')),
  fc.constantFrom<Happened>({ type: 'refund-instead' }, { type: 'never-arrived' }),
);

describe('any story', () => {
  it('silence and wishes alone never end a payment, however long they go on', () => {
    fc.assert(
      fc.property(fc.array(silence, { maxLength: 40 }), (story) => {
        expect(isFinal(recordAfter(...story).state)).toBe(false);
      }),
    );
  });

  it('a payment that once was cancelled or not paid stays so unless a verified answer says paid', () => {
    const isPaidWord = (event: Happened): boolean => event.type === 'payment-answered' && event.verdict.kind === 'paid';
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 12 }), fc.array(anything, { maxLength: 12 }), (story, after) => {
        const { state } = recordAfter(...story);
        if (state !== 'cancelled' && state !== 'notPaid') return;
        expect(recordAfter(...story, ...after.filter((event) => !isPaidWord(event))).state).toBe(state);
      }),
    );
  });

  it('"paid" always stands on a verified paid answer, or on a refund in place of a late cancel', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 15 }), (story) => {
        if (recordAfter(...story).state !== 'paid') return;
        const said = story.some((event) => event.type === 'payment-answered' && event.verdict.kind === 'paid');
        expect(said || story.some((event) => event.type === 'refund-instead')).toBe(true);
      }),
    );
  });
});
