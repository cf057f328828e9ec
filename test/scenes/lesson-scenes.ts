import type { LessonNote } from '../../core/contract/lessons.ts';
import type { Snapshot } from '../../core/contract/views.ts';
import { amountStage, anUnknown, aPayment, paymentStage, sgd } from '../builders/snapshot.ts';
import { scene, type Scene } from './scene.ts';
import { morning } from './stage-scenes.ts';

/** A lesson at one of its places. */
export const aLesson = (over: Partial<LessonNote> & Pick<LessonNote, 'lesson' | 'place'>): LessonNote => ({
  step: 2,
  steps: 3,
  isDone: false,
  isRollWanted: false,
  ...over,
});

const during = (lesson: LessonNote, over: Partial<Snapshot>): Snapshot =>
  morning({ practice: { walletUrl: 'http://127.0.0.1:9/', lesson }, ...over });

const doubt = anUnknown({ paymentRequestId: 't1', orderNumber: 'T2-001031', amount: sgd(1_200) });
const waits = aPayment({ amount: sgd(700), slip: { outcome: 'waiting', reason: 'paper-out' } });
const back = aPayment({ amount: sgd(1_000), refunded: sgd(300) });
const LESSONS_PAGE: Scene['strokes'] = [{ key: 'Ctrl O' }];

/** The page of the lessons, and lessons beside the checkout. */
export const LESSON_SCENES: readonly Scene[] = [
  scene('lessons', morning(), LESSONS_PAGE),
  scene('lessons-live', morning({ mode: 'live', practice: null }), LESSONS_PAGE, {
    answers: { 'lessons.view': { isPractice: false, person: null, lessons: [] } },
  }),
  scene('lesson-begins', during(aLesson({ lesson: 'paper', place: 'paper-charge', step: 1 }), { stage: amountStage() })),
  scene('lesson-doubt', during(aLesson({ lesson: 'doubt', place: 'doubt-hold' }), { stage: paymentStage(doubt) })),
  scene('lesson-doubt-aside', during(aLesson({ lesson: 'doubt', place: 'doubt-next', step: 3 }), { tray: [doubt] })),
  scene('lesson-again', during(aLesson({ lesson: 'doubt', place: 'doubt-again', step: 1 }), { tray: [doubt] })),
  scene(
    'lesson-new-roll',
    during(aLesson({ lesson: 'paper', place: 'paper-roll', step: 3, isRollWanted: true }), { stage: paymentStage(waits) }),
  ),
  scene(
    'lesson-finished',
    during(aLesson({ lesson: 'refund', place: 'refund-done', isDone: true }), { stage: paymentStage(back) }),
  ),
];
