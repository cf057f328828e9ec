import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  awaitsPayment,
  firstPlace,
  HAPPENINGS,
  isDone,
  LESSON_PLACES,
  LESSONS,
  lessonOf,
  nextPlace,
  stepsOf,
  type Lesson,
  type LessonPlace,
} from '../../../core/practice/lessons.ts';
import { beginLesson, lookAt, type LessonRun, type SeenPayment, type Sight } from '../../../core/practice/run.ts';

const NOW_MS = 1_000;
const pay = (paymentRequestId: string, over: Partial<SeenPayment> = {}): SeenPayment => ({
  paymentRequestId,
  submittedAtMs: NOW_MS,
  amount: { amountMinor: 500 },
  face: 'asking',
  slip: null,
  refunded: { amountMinor: 0 },
  ...over,
});
/** The first payment is on the stage. */
const sight = (...payments: readonly SeenPayment[]): Sight => ({
  nowMs: NOW_MS,
  onStage: payments[0]?.paymentRequestId ?? null,
  payments,
});
/** The counter at rest, with the payments in the tray or in the list. */
const aside = (...payments: readonly SeenPayment[]): Sight => ({ nowMs: NOW_MS, onStage: null, payments });
const printed = { outcome: 'printed' };

/** Where a lesson is after these looks at the counter. */
const after = (lesson: Lesson, ...looks: readonly Sight[]): LessonPlace => follow(lesson, ...looks).place;
const follow = (lesson: Lesson, ...looks: readonly Sight[]): LessonRun =>
  looks.reduce<LessonRun>(lookAt, beginLesson(lesson, sight()));

describe('the lessons', () => {
  it('are finished by doing what they teach', () => {
    const asked = sight(pay('a'));
    const paid = sight(pay('a', { face: 'paid' }));
    const stood = { face: 'unknown' } as const;
    expect(
      after('pay', asked, sight(pay('a', { face: 'waiting' })), paid, sight(pay('a', { face: 'paid', slip: printed }))),
    ).toBe('pay-done');
    expect(after('cancel', asked, paid)).toBe('cancel-ask');
    expect(after('cancel', paid, sight(pay('a', { face: 'cancelling' })))).toBe('cancel-wait');
    expect(after('cancel', paid, sight(pay('a', { face: 'cancelled' })))).toBe('cancel-done');
    expect(after('refund', paid, sight(pay('a', { face: 'paid', refunded: { amountMinor: 200 } })))).toBe('refund-done');
    expect(after('doubt', sight(pay('a', stood)), aside(pay('a', stood)))).toBe('doubt-next');
    expect(after('doubt', sight(pay('a', stood)), aside(pay('a', stood)), aside(pay('a', { face: 'paid' })))).toBe('doubt-done');
    const waits = sight(pay('a', { face: 'paid', slip: { outcome: 'waiting' } }));
    expect(after('paper', paid, waits)).toBe('paper-roll');
    expect(after('paper', paid, waits, sight(pay('a', { face: 'paid', slip: printed })))).toBe('paper-done');
  });

  it('begin anew when the next payment went another way, and the payment after that is theirs', () => {
    const all = pay('a', { face: 'paid', refunded: { amountMinor: 500 } });
    const run = follow('refund', sight(pay('a', { face: 'paid' })), sight(all));
    expect(run).toMatchObject({ place: 'refund-again', own: null, turn: 2 });
    const next = lookAt(run, sight(pay('b', { face: 'paid' }), all));
    expect(next).toMatchObject({ place: 'refund-give', own: 'b' });
    expect(after('pay', sight(pay('a', { face: 'not-paid' })))).toBe('pay-again');
    expect(after('cancel', sight(pay('a', { face: 'paid' })), sight(all))).toBe('cancel-again');
    // The part of the practice gateway was used up, so that it has to be ordered once more.
    expect(follow('doubt', sight(pay('a', { face: 'paid' })))).toMatchObject({ place: 'doubt-charge', turn: 2 });
  });

  it('tell a second charge of the same amount from the next customer', () => {
    const doubt = pay('a', { face: 'unknown' });
    const other = pay('b', { amount: { amountMinor: 990 }, face: 'paid' });
    expect(after('doubt', sight(doubt), sight(other, doubt))).toBe('doubt-next');
    expect(after('doubt', sight(doubt), sight(pay('b'), doubt))).toBe('doubt-again');
    const waits = pay('a', { face: 'paid', slip: { outcome: 'waiting' } });
    expect(after('paper', sight(waits), sight(pay('b'), waits))).toBe('paper-again');
  });

  it('never take an older payment for their own, wherever it comes back into sight', () => {
    const old = pay('old', { face: 'paid', slip: printed });
    const begun = beginLesson('pay', sight(old));
    expect(lookAt(begun, sight(old)).place).toBe('pay-charge');
    const older = pay('older', { face: 'paid', slip: printed, submittedAtMs: NOW_MS - 1 });
    expect(lookAt(begun, sight(older, old)).place).toBe('pay-charge');
  });

  it('have a place for everything that can happen, in the same lesson, and stay finished', () => {
    for (const place of LESSON_PLACES) {
      for (const happening of HAPPENINGS) {
        const next = nextPlace(place, happening);
        expect(lessonOf(next)).toBe(lessonOf(place));
        if (isDone(place)) expect(next).toBe(place);
      }
    }
  });

  it('can be finished from wherever somebody is in them', () => {
    for (const lesson of LESSONS) {
      const places = LESSON_PLACES.filter((place) => lessonOf(place) === lesson);
      for (const place of places) {
        const reached = new Set([place]);
        for (const one of reached) for (const happening of HAPPENINGS) reached.add(nextPlace(one, happening));
        // Set iteration goes on over what is added meanwhile.
        expect([...reached].some(isDone), place).toBe(true);
      }
      expect(stepsOf(lesson)[0]).toBe(firstPlace(lesson));
    }
  });
});

const faces = ['asking', 'waiting', 'unknown', 'cancelling', 'paid', 'not-paid', 'cancelled'] as const;
const anyPayment = fc.record({
  paymentRequestId: fc.constantFrom('a', 'b', 'c'),
  submittedAtMs: fc.constantFrom(NOW_MS - 1, NOW_MS),
  amount: fc.record({ amountMinor: fc.constantFrom(500, 700) }),
  face: fc.constantFrom(...faces),
  slip: fc.option(fc.record({ outcome: fc.constantFrom('printing', 'printed', 'sent', 'waiting', 'in-doubt') })),
  refunded: fc.record({ amountMinor: fc.constantFrom(0, 200, 500, 700) }),
});
const anySight = fc
  .uniqueArray(anyPayment, { selector: ({ paymentRequestId }) => paymentRequestId, maxLength: 3 })
  .chain((payments) =>
    fc.record({
      nowMs: fc.constant(NOW_MS),
      onStage: fc.constantFrom(null, ...payments.map(({ paymentRequestId }) => paymentRequestId)),
      payments: fc.constant(payments),
    }),
  );

describe('whatever a counter shows', () => {
  it('a lesson stays in its own places, counts its turns up, and is finished only by a payment that it has seen', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LESSONS), fc.array(anySight, { maxLength: 12 }), (lesson, looks) => {
        let run = beginLesson(lesson, sight());
        for (const look of looks) {
          const next = lookAt(run, look);
          expect(lessonOf(next.place)).toBe(lesson);
          expect(next.turn).toBeGreaterThanOrEqual(run.turn);
          if (isDone(run.place)) expect(next.place).toBe(run.place);
          if (isDone(next.place)) expect(next.own).not.toBeNull();
          // Without a payment of its own a lesson can only be where it waits for one.
          if (next.own === null) expect(awaitsPayment(next.place)).toBe(true);
          run = next;
        }
      }),
    );
  });

  it('a counter on which nothing is charged moves no lesson', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LESSONS), anySight, fc.integer({ min: 1, max: 5 }), (lesson, look, times) => {
        let run = beginLesson(lesson, look);
        for (let turn = 0; turn < times; turn += 1) run = lookAt(run, look);
        expect(run.place).toBe(firstPlace(lesson));
      }),
    );
  });
});
