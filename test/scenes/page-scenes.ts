import { aPayment, aDetail, aRefused, goodHealth, NOW_MS, sgd } from '../builders/snapshot.ts';
import { aNotifyView } from '../builders/notify-view.ts';
import { aScannerView } from '../builders/scanner-view.ts';
import { anUpdateView } from '../builders/update-view.ts';
import { STANDARD_KEYS } from '../../core/keys/key-map.ts';
import { createStageMeter } from '../../core/health/stages.ts';
import { aBooksPage } from './answers-books.ts';
import { customsOf, DECLARED } from './answers-customs.ts';
import { aBrandKit } from './answers-brand.ts';
import { aRegistration } from './answers-registration.ts';
import { REPORT_DAY } from './answers-reports.ts';
import { shiftPage } from './answers-shift.ts';
import { scene, type Scene, type Stroke } from './scene.ts';
import { morning } from './stage-scenes.ts';

const live = morning({ mode: 'live', practice: null });
export const HISTORY: Stroke = { key: 'F2' };
export const SETUP: Stroke = { key: 'F9' };
export const SHIFT: Stroke = { key: 'Ctrl J' };
export const REPORTS: readonly Stroke[] = [HISTORY, { press: 'open-reports' }];
const REGISTRATION: readonly Stroke[] = [SETUP, { press: 'setup-registration' }];
const FORM: readonly Stroke[] = [...REGISTRATION, { press: 'draft-open-0' }];
const UPDATES: readonly Stroke[] = [SETUP, { press: 'setup-updates' }];
const DISPUTES: readonly Stroke[] = [HISTORY, { press: 'open-disputes' }];
const CUSTOMS: readonly Stroke[] = [{ press: 'rail-row' }, { press: 'open-customs' }];
export const BOOKS: readonly Stroke[] = [SETUP, { press: 'setup-books' }];
export const PEOPLE: readonly Stroke[] = [SETUP, { press: 'setup-people' }];

const refunded = aPayment({
  paymentRequestId: 'l1',
  note: 'Table 7',
  refunded: sgd(2_000),
  refundsInDoubt: 1,
  alarm: 'refund-stuck',
});

/** Every page beside the checkout. */
export const PAGE_SCENES: readonly Scene[] = [
  scene('payment', morning(), [{ press: 'rail-row' }], {
    answers: { 'payment.detail': aDetail(aPayment({ paymentRequestId: 'l1', note: 'Table 7' })) },
  }),
  scene('payment-loading', morning(), [{ press: 'rail-row' }]),
  scene('payment-refunded', morning(), [{ press: 'rail-row' }], {
    answers: {
      'payment.detail': aDetail(refunded, {
        refunds: (['asking', 'unknown', 'refunded', 'refused'] as const).map((state, index) => ({
          refundRequestId: `rf-${String(index)}`,
          amount: sgd(1_000),
          reason: index === 0 ? null : 'Wrong size',
          state,
          resultCode: null,
          requestedAtMs: NOW_MS - index * 60_000,
        })),
      }),
    },
  }),
  scene('payment-refused', morning(), [{ press: 'rail-row', at: 1 }], {
    answers: { 'payment.detail': aDetail(aRefused({ paymentRequestId: 'l2' })) },
  }),
  scene('history', morning(), [HISTORY]),
  scene('history-empty', morning(), [HISTORY], { answers: { 'history.search': { rows: [], next: null } } }),
  scene('setup-practice', morning(), [SETUP], {
    answers: { 'printer.status': { choice: null, letters: 'none' } },
  }),
  scene('setup', live, [SETUP]),
  scene('health-file-written', live, [{ key: 'Ctrl I' }], {
    answers: { 'health.incident': { file: '/home/shop/Documents/Paydesk/paydesk-incident-T1-20261122-140631.json' } },
  }),
  scene('health', live, [SETUP, { press: 'setup-health-page' }]),
  scene('updates', live, UPDATES),
  scene('updates-not-ready', live, UPDATES, {
    answers: {
      'updates.view': anUpdateView({
        state: 'resting',
        rest: 'gone-back-from',
        release: null,
        previous: null,
        notReady: '0.2.0',
      }),
    },
  }),
  scene(
    'health-slow',
    morning({
      health: goodHealth({ pc: { isOnline: false, diskFreeMb: 400 }, slow: { stage: 'gateway', ms: 5_400 } }),
    }),
    [SETUP, { press: 'setup-health-page' }],
    {
      answers: {
        'health.page': {
          stages: createStageMeter()
            .figures()
            .map((figures) => ({ ...figures })),
        },
      },
    },
  ),
  scene('setup-troubled', live, [SETUP, { press: 'setup-printer-test' }], {
    answers: {
      'setup.status': {
        baseUrl: 'https://open-sea.alipayplus.example',
        clientId: null,
        keyVersion: null,
        publicKey: null,
        publicKeyFingerprint: null,
        gatewayKeyFingerprint: null,
        nextKey: null,
        notify: aNotifyView({ state: 'not-listening', fault: 'port-busy', alarm: 'unknown-payment' }),
        policy: { locked: ['printer', 'scanner.wire', 'scanner.suffix', 'gateway.gatewayPublicKey'], isFaulty: true },
      },
      'scanner.view': aScannerView({
        state: 'refused',
        fault: 'access-denied',
        device: { name: 'Zebra DS2208', vendorId: '05e0', productId: '1900' },
        setup: { prefix: '', suffix: 'none', hasAim: true, wire: 'hid', port: null, baudRate: 9_600 },
        meter: { read: 0, dropped: 0, corrected: 0, msPerKey: null, last: [] },
      }),
    },
  }),
  scene('setup-customer', live, [SETUP, { press: 'customer-picture' }], {
    answers: {
      'customer.view': {
        choice: { isOn: true, screen: { id: 7, label: '', width: 1_024, height: 600 }, language: 'th', followsWallet: false },
        place: 'gone',
        screens: [{ identity: { id: 1, label: 'DELL P2419H', width: 1_920, height: 1_080 }, isCashier: true }],
        hasPicture: false,
      },
    },
  }),
  scene('keys', live, [SETUP, { press: 'setup-keys' }]),
  scene('keys-fell-back', live, [SETUP, { press: 'setup-keys' }], {
    answers: { 'keys.view': { map: { ...STANDARD_KEYS }, isFallback: true } },
  }),
  scene('keys-conflict', live, [SETUP, { press: 'setup-keys' }, { type: 'F4', into: 'key-of-refund' }]),
  scene('brand', live, [SETUP, { press: 'setup-brand' }]),
  scene('brand-kit', live, [SETUP, { press: 'setup-brand' }], { answers: { 'brand.view': aBrandKit() } }),
  scene('checkout-brand-kit', morning(), [], { answers: { 'brand.view': aBrandKit() } }),
  scene('people', live, PEOPLE),
  scene('shift', live, [SHIFT]),
  scene('shift-none', live, [SHIFT], { answers: { 'shift.page': shiftPage({ open: null, figures: null, lastClosed: null }) } }),
  scene('shift-blind', live, [SHIFT], {
    answers: { 'shift.page': shiftPage({ isBlind: true, figures: null, isYours: false, lastClosed: null }) },
  }),
  scene('reports', live, REPORTS),
  scene('reports-day', live, [...REPORTS, { press: 'reports-open-day' }], { answers: REPORT_DAY }),
  scene('reports-columns', live, [...REPORTS, { press: 'reports-tab-columns' }]),
  scene('reports-setup', live, [...REPORTS, { press: 'reports-tab-setup' }]),
  scene('customs-part', morning(), [{ press: 'rail-row' }], { answers: { 'customs.of': customsOf([]) } }),
  scene('customs', morning(), CUSTOMS, {
    answers: { 'customs.of': customsOf(DECLARED), 'customs.declare': { declared: 'refused', resultCode: 'INVALID_CONTRACT' } },
  }),
  scene('customs-not-allowed', morning(), CUSTOMS, { answers: { 'customs.of': customsOf([], { mayDeclare: false }) } }),
  scene('registration', live, REGISTRATION),
  scene('registration-none', live, REGISTRATION, { answers: { 'registration.view': aRegistration({ places: [], drafts: [] }) } }),
  scene('registration-merchant', live, FORM),
  scene('registration-company', live, [...FORM, { press: 'registration-step-company' }]),
  scene('registration-store', live, [...FORM, { press: 'registration-step-store' }]),
  scene('registration-papers', live, [...FORM, { press: 'registration-step-papers' }]),
  scene('registration-check', live, [...FORM, { press: 'registration-step-check' }]),
  scene('disputes', live, DISPUTES),
  scene('disputes-form', live, [...DISPUTES, { press: 'dispute-enter' }]),
  scene('books', live, BOOKS),
  scene('books-troubled', live, BOOKS, {
    answers: { 'books.page': aBooksPage({ isChosen: false, trouble: 'storage-full', copies: [], deeds: [] }) },
  }),
  scene('books-practice', morning(), BOOKS, { answers: { 'books.page': aBooksPage({ isLive: false, copies: [], deeds: [] }) } }),
];
