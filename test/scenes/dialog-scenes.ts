import type { AskingView } from '../../core/contract/people.ts';
import type { Snapshot } from '../../core/contract/views.ts';
import { aPayment, anUnknown, aWaiting, NOW_MS, paymentStage, sgd } from '../builders/snapshot.ts';
import { aScannerView } from '../builders/scanner-view.ts';
import { shiftPage } from './answers-shift.ts';
import { BOOKS, PEOPLE, REPORTS, SETUP, SHIFT } from './page-scenes.ts';
import { scene, type Scene, type Stroke } from './scene.ts';
import { morning } from './stage-scenes.ts';

const live = morning({ mode: 'live', practice: null });
const RESTORING: readonly Stroke[] = [...BOOKS, { press: 'books-restore' }, { press: 'restore-look' }];
const paid = morning({ stage: paymentStage(aPayment()) });

const asking = (over: Partial<AskingView>): Snapshot =>
  morning({
    mode: 'live',
    practice: null,
    staff: {
      isSetUp: true,
      person: null,
      isLocked: true,
      asking: {
        kind: 'sign-in',
        step: 'who',
        name: null,
        role: null,
        digits: 0,
        isChecking: false,
        fault: null,
        triesLeft: null,
        waitUntilMs: null,
        people: [
          { number: 1, name: 'Mei Tan', role: 'owner' },
          { number: 2, name: 'Arun', role: 'supervisor' },
        ],
        wish: null,
        challenge: null,
        canPhone: true,
        ...over,
      },
    },
  });

const learning = aScannerView({
  learning: { scans: 1, problem: 'keys-missing', learnt: null },
});

const openSetup = (press: string): readonly Stroke[] => [SETUP, { press }];

/** Every dialog and every question to a person. */
export const DIALOG_SCENES: readonly Scene[] = [
  scene('palette', morning(), [{ key: 'Ctrl K' }]),
  scene('palette-none', morning(), [{ key: 'Ctrl K' }, { type: 'xyzzy', into: 'palette-text' }]),
  scene('help', morning(), [{ key: 'F1' }]),
  scene('note', morning(), [{ key: 'F7' }]),
  scene('cancel-open', morning({ stage: paymentStage(aWaiting()) }), [{ key: 'F4' }]),
  scene('cancel-paid', paid, [{ key: 'F4' }]),
  scene('refund', paid, [{ key: 'F3' }]),
  scene('refund-second-person', paid, [{ key: 'F3' }], {
    answers: { 'refund.needs': { reasons: ['amount', 'age'], isSecondPersonNeeded: true, isReasonNeeded: true } },
  }),
  scene('refund-wrong', paid, [{ key: 'F3' }, { type: '99999', into: 'refund-amount' }]),
  scene('receipt', paid, [{ key: 'F10' }]),
  scene('receipt-unknown', morning({ stage: paymentStage(anUnknown()) }), [{ key: 'F10' }]),
  scene('printer', live, openSetup('setup-printer-choose')),
  scene('make-key', live, openSetup('setup-make-key')),
  scene('import-key', live, openSetup('setup-import-key')),
  scene('gateway-key', live, openSetup('setup-gateway-key')),
  scene('activate-key', live, openSetup('setup-activate-key')),
  scene('learn-scanner', live, openSetup('scanner-guided'), { answers: { 'scanner.view': learning } }),
  scene('scanner-by-hand', live, openSetup('scanner-by-hand')),
  scene('add-person', live, [...PEOPLE, { press: 'people-add' }]),
  scene('person', live, [...PEOPLE, { press: 'person-row-2' }]),
  scene('rules', live, [...PEOPLE, { press: 'rules-change' }]),
  scene('open-shift', live, [SHIFT, { press: 'open-shift' }], {
    answers: { 'shift.page': shiftPage({ open: null, figures: null, lastClosed: null }) },
  }),
  scene('close-shift', live, [SHIFT, { press: 'close-shift' }]),
  scene('take-over', live, [SHIFT, { press: 'take-over' }], { answers: { 'shift.page': shiftPage({ isYours: false }) } }),
  scene('payout', live, [...REPORTS, { press: 'settlement-enter' }]),
  scene('explain', live, [...REPORTS, { press: 'reports-open-day' }, { press: 'difference-explain' }]),
  scene('sign-in', asking({})),
  scene('sign-in-wrong', asking({ step: 'pin', name: 'Arun', role: 'supervisor', digits: 3, fault: 'wrong', triesLeft: 2 })),
  scene(
    'approve',
    asking({
      kind: 'approve',
      step: 'code',
      challenge: '481 220',
      wish: {
        kind: 'refund',
        orderNumber: 'T2-001044',
        amount: sgd(4_250),
        reason: 'Wrong size',
        reasons: ['amount', 'other-shift'],
        requester: 'Siti',
        expiresAtMs: NOW_MS + 90_000,
      },
    }),
  ),
  scene('set-pin', asking({ kind: 'set-pin', step: 'new-pin', name: 'Siti', role: 'cashier', fault: 'pin-run' })),
  scene('refused', morning({ stage: paymentStage(anUnknown()) }), [{ press: 'act-keep-checking' }], {
    refused: { 'payment.keep-checking': 'storage-full' },
  }),
  scene('aside', morning({ isAside: true })),
  scene('restore', live, [...BOOKS, { press: 'books-restore' }]),
  scene('restore-confirm', live, RESTORING),
  scene('restore-refused', live, RESTORING, { refused: { 'books.look': 'books-other' } }),
  scene('erase', live, [...BOOKS, { press: 'books-erase' }]),
  scene('erase-confirm', live, [
    ...BOOKS,
    { press: 'books-erase' },
    { type: '2025-12-31', into: 'erase-before' },
    { press: 'erase-count' },
    { type: '4712', into: 'books-code' },
  ]),
];
