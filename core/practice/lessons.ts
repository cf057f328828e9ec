/** The lessons of practice mode, in the order in which they are offered. */
export const LESSONS = ['pay', 'cancel', 'refund', 'doubt', 'paper'] as const;

/** One of the lessons above. */
export type Lesson = (typeof LESSONS)[number];

/** Where somebody can be in a lesson. `again`: something went another way, and the next payment begins the lesson anew. */
export const LESSON_PLACES = [
  'pay-charge',
  'pay-confirm',
  'pay-slip',
  'pay-again',
  'pay-done',
  'cancel-charge',
  'cancel-ask',
  'cancel-wait',
  'cancel-again',
  'cancel-done',
  'refund-charge',
  'refund-give',
  'refund-again',
  'refund-done',
  'doubt-charge',
  'doubt-hold',
  'doubt-next',
  'doubt-again',
  'doubt-done',
  'paper-charge',
  'paper-look',
  'paper-roll',
  'paper-again',
  'paper-done',
] as const;

/** One of the places above; its lesson stands before the dash. */
export type LessonPlace = (typeof LESSON_PLACES)[number];

/** Where a lesson is finished. */
export type LessonEnd = Extract<LessonPlace, `${Lesson}-done`>;

/** Where there is something to do. */
export type LessonStep = Exclude<LessonPlace, LessonEnd>;

/** What can be seen of a payment, each once, in the order in which several at once are taken. Nothing of it is a click. */
export const HAPPENINGS = [
  'charged',
  'in-doubt',
  'paid',
  'not-paid',
  'set-aside',
  'cancelling',
  'cancelled',
  'refunded-part',
  'refunded-all',
  'slip-waiting',
  'slip-out',
  'charged-again',
] as const;

/** One of the above. */
export type Happening = (typeof HAPPENINGS)[number];

type Moves = Readonly<Record<Happening, LessonPlace>>;

/** From here every happening leads here again, but for those that are named. */
const from = (place: LessonPlace, moves: Partial<Moves>): Moves => {
  const staying = Object.fromEntries(HAPPENINGS.map((happening) => [happening, place])) as Moves;
  return { ...staying, ...moves };
};

const PAY = { charged: 'pay-confirm', paid: 'pay-slip' } as const;
const CANCEL = { paid: 'cancel-ask' } as const;
const REFUND = { paid: 'refund-give' } as const;
const DOUBT = { 'in-doubt': 'doubt-hold' } as const;
const PAPER = { paid: 'paper-look', 'slip-waiting': 'paper-roll' } as const;

/** Where each happening leads from each place: total over both. */
const TABLE: Readonly<Record<LessonPlace, Moves>> = {
  'pay-charge': from('pay-charge', PAY),
  'pay-confirm': from('pay-confirm', { paid: 'pay-slip', 'not-paid': 'pay-again', cancelled: 'pay-again' }),
  'pay-slip': from('pay-slip', { 'slip-out': 'pay-done', cancelled: 'pay-again' }),
  'pay-again': from('pay-again', PAY),
  'pay-done': from('pay-done', {}),

  'cancel-charge': from('cancel-charge', CANCEL),
  'cancel-ask': from('cancel-ask', {
    cancelling: 'cancel-wait',
    cancelled: 'cancel-done',
    'refunded-part': 'cancel-again',
    'refunded-all': 'cancel-again',
  }),
  'cancel-wait': from('cancel-wait', { cancelled: 'cancel-done' }),
  'cancel-again': from('cancel-again', CANCEL),
  'cancel-done': from('cancel-done', {}),

  'refund-charge': from('refund-charge', REFUND),
  'refund-give': from('refund-give', {
    'refunded-part': 'refund-done',
    'refunded-all': 'refund-again',
    cancelled: 'refund-again',
  }),
  'refund-again': from('refund-again', REFUND),
  'refund-done': from('refund-done', {}),

  'doubt-charge': from('doubt-charge', DOUBT),
  'doubt-hold': from('doubt-hold', {
    paid: 'doubt-done',
    'set-aside': 'doubt-next',
    cancelling: 'doubt-again',
    cancelled: 'doubt-again',
    'charged-again': 'doubt-again',
  }),
  'doubt-next': from('doubt-next', {
    paid: 'doubt-done',
    cancelling: 'doubt-again',
    cancelled: 'doubt-again',
    'charged-again': 'doubt-again',
  }),
  'doubt-again': from('doubt-again', DOUBT),
  'doubt-done': from('doubt-done', {}),

  'paper-charge': from('paper-charge', PAPER),
  'paper-look': from('paper-look', { 'slip-waiting': 'paper-roll', 'slip-out': 'paper-again', 'charged-again': 'paper-again' }),
  'paper-roll': from('paper-roll', { 'slip-out': 'paper-done', 'charged-again': 'paper-again', cancelled: 'paper-again' }),
  'paper-again': from('paper-again', PAPER),
  'paper-done': from('paper-done', {}),
};

/** The place that this happening leads to. */
export const nextPlace = (place: LessonPlace, happening: Happening): LessonPlace => TABLE[place][happening];

/** Which lesson a place belongs to. */
export const lessonOf = (place: LessonPlace): Lesson => LESSON_OF[place];

/** Where a lesson begins. */
export const firstPlace = (lesson: Lesson): LessonPlace => `${lesson}-charge`;

/** True where the next payment is the lesson's. */
export const awaitsPayment = (place: LessonPlace): boolean => place.endsWith('-charge') || place.endsWith('-again');

export const isDone = (place: LessonPlace): place is LessonEnd => place.endsWith('-done');

/** The steps of a lesson in their order; beginning anew is no step of its own. */
export const stepsOf = (lesson: Lesson): readonly LessonPlace[] =>
  LESSON_PLACES.filter((place) => lessonOf(place) === lesson && !isDone(place) && !place.endsWith('-again'));

const LESSON_OF = Object.fromEntries(LESSON_PLACES.map((place) => [place, place.split('-')[0]])) as Readonly<
  Record<LessonPlace, Lesson>
>;
