import { awaitsPayment, firstPlace, HAPPENINGS, nextPlace, type Happening, type Lesson, type LessonPlace } from './lessons.ts';

/** As much of a payment as a lesson looks at; the views that the page gets have it. */
export type SeenPayment = {
  readonly paymentRequestId: string;
  /** Epoch ms, by the same clock as `Sight.nowMs`. */
  readonly submittedAtMs: number;
  readonly amount: { readonly amountMinor: number };
  readonly face: 'asking' | 'waiting' | 'unknown' | 'cancelling' | 'paid' | 'not-paid' | 'cancelled';
  readonly slip: { readonly outcome: string } | null;
  readonly refunded: { readonly amountMinor: number };
};

/** The counter at one moment: the payment in front of the cashier, and all that are in sight, that one included. */
export type Sight = { readonly nowMs: number; readonly onStage: string | null; readonly payments: readonly SeenPayment[] };

/** A lesson that is being done. */
export type LessonRun = {
  readonly place: LessonPlace;
  /** How often it began, this time included: each time the practice gateway is asked for its part anew. */
  readonly turn: number;
  /** The payment that the lesson is about; null until it is made. */
  readonly own: string | null;
  /** Payments that are not the lesson's, and the moment before which none is; epoch ms. */
  readonly others: ReadonlySet<string>;
  readonly sinceMs: number;
  /** What happened of the lesson's payment so far. */
  readonly said: ReadonlySet<Happening>;
};

/** Begins a lesson: whatever payment comes next is its own. */
export const beginLesson = (lesson: Lesson, sight: Sight): LessonRun => anew(firstPlace(lesson), sight, 1);

/** Moves a lesson on by what really happened since the last look. Never by time and never by a key of the lesson's own. */
export function lookAt(run: LessonRun, sight: Sight): LessonRun {
  const own = run.own ?? firstNew(run, sight);
  const payment = sight.payments.find(({ paymentRequestId }) => paymentRequestId === own);
  if (payment === undefined) return run;
  const news = HAPPENINGS.filter((happening) => !run.said.has(happening) && HAPPENED[happening](payment, sight, run));
  const place = news.reduce<LessonPlace>(nextPlace, run.place);
  const isAnew = awaitsPayment(place) && (place !== run.place || FINAL.has(payment.face));
  return isAnew ? anew(place, sight, run.turn + 1) : { ...run, own, place, said: new Set([...run.said, ...news]) };
}

const anew = (place: LessonPlace, sight: Sight, turn: number): LessonRun => ({
  place,
  turn,
  own: null,
  others: new Set(sight.payments.map(({ paymentRequestId }) => paymentRequestId)),
  sinceMs: sight.nowMs,
  said: new Set(),
});

/** The one in front of the cashier, where several are new. */
function firstNew(run: LessonRun, { onStage, payments }: Sight): string | null {
  const fresh = payments.filter((payment) => isNew(payment, run)).map(({ paymentRequestId }) => paymentRequestId);
  return fresh.find((id) => id === onStage) ?? fresh[0] ?? null;
}

/** An old payment may come back into sight from the search, and is not begun by that. */
const isNew = ({ paymentRequestId, submittedAtMs }: SeenPayment, { others, sinceMs }: LessonRun): boolean =>
  !others.has(paymentRequestId) && submittedAtMs >= sinceMs;

type Told = (payment: SeenPayment, sight: Sight, run: LessonRun) => boolean;

const faced =
  (face: SeenPayment['face']): Told =>
  (payment) =>
    payment.face === face;

/** What of the lesson's payment is true now. */
const HAPPENED: Readonly<Record<Happening, Told>> = {
  charged: () => true,
  'in-doubt': faced('unknown'),
  paid: faced('paid'),
  'not-paid': faced('not-paid'),
  'set-aside': ({ face, paymentRequestId }, { onStage }) => !FINAL.has(face) && onStage !== paymentRequestId,
  cancelling: faced('cancelling'),
  cancelled: faced('cancelled'),
  'refunded-part': ({ refunded, amount }) => refunded.amountMinor > 0 && refunded.amountMinor < amount.amountMinor,
  'refunded-all': ({ refunded, amount }) => refunded.amountMinor > 0 && refunded.amountMinor >= amount.amountMinor,
  'slip-waiting': ({ slip }) => slip?.outcome === 'waiting',
  'slip-out': ({ slip }) => slip?.outcome === 'printed' || slip?.outcome === 'sent',
  // Another customer may well pay meanwhile: it is the same amount that gives a second charge away.
  'charged-again': ({ paymentRequestId, amount }, { payments }, run) =>
    run.own !== null &&
    payments.some(
      (other) =>
        other.paymentRequestId !== paymentRequestId && isNew(other, run) && other.amount.amountMinor === amount.amountMinor,
    ),
};

const FINAL: ReadonlySet<SeenPayment['face']> = new Set(['paid', 'not-paid', 'cancelled']);
