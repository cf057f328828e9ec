import type { Notice, PaymentView, Snapshot } from '../../core/contract/views.ts';
import {
  amountStage,
  anUnknown,
  aPayment,
  aRefused,
  aSale,
  aSnapshot,
  aWaiting,
  goodHealth,
  NOW_MS,
  paymentStage,
  sgd,
} from '../builders/snapshot.ts';
import { aShift } from './answers-shift.ts';
import { scene, type Scene } from './scene.ts';

/** The last five of a morning, one of each end. */
export const LAST_FIVE: readonly PaymentView[] = [
  aPayment({ paymentRequestId: 'l1', orderNumber: 'T2-001043', amount: sgd(1_800), walletBrandName: 'GCash' }),
  aRefused({ paymentRequestId: 'l2', orderNumber: 'T2-001042', amount: sgd(720) }),
  aPayment({
    paymentRequestId: 'l3',
    orderNumber: 'T2-001041',
    amount: sgd(12_690),
    walletBrandName: 'AlipayHK',
    refunded: sgd(2_000),
  }),
  aPayment({ paymentRequestId: 'l4', orderNumber: 'T2-001040', face: 'cancelled', amount: sgd(999) }),
  aPayment({ paymentRequestId: 'l5', orderNumber: 'T2-001039', amount: sgd(450), walletBrandName: 'Touch ’n Go' }),
];

/** A counter in the middle of a morning. */
export const morning = (over: Partial<Snapshot> = {}): Snapshot =>
  aSnapshot({
    lastFive: [...LAST_FIVE],
    shift: aShift(),
    staff: { isSetUp: true, person: { name: 'Mei Tan', role: 'owner' }, isLocked: false, asking: null },
    ...over,
  });

const notice = (over: Partial<Notice>): Notice => ({
  id: 7,
  kind: 'code-refused',
  family: null,
  advice: null,
  code: null,
  ...over,
});

const on = (payment: PaymentView, over: Partial<Snapshot> = {}): Snapshot => morning({ stage: paymentStage(payment), ...over });

const tray: PaymentView[] = [
  anUnknown({ paymentRequestId: 't1', orderNumber: 'T2-001031', amount: sgd(640) }),
  aPayment({
    paymentRequestId: 't2',
    orderNumber: 'T2-001030',
    face: 'cancelling',
    amount: sgd(12_000),
    nextAskAtMs: NOW_MS + 8_000,
  }),
  aPayment({ paymentRequestId: 't3', orderNumber: 'T2-001029', amount: sgd(2_200), refundsInDoubt: 1 }),
];

/** Every state of the checkout. */
export const STAGE_SCENES: readonly Scene[] = [
  scene('amount-empty', aSnapshot({ stage: amountStage({ amount: sgd(0) }) })),
  scene('amount-typed', morning()),
  scene('amount-confirmed', morning({ stage: amountStage({ confirmed: true, note: 'Table 7' }) })),
  scene('amount-long', morning({ stage: amountStage({ amount: { currency: 'IDR', amountMinor: 99_999_999_99 } }) })),
  scene(
    'code-held',
    morning({ stage: amountStage({ amount: sgd(0), heldCode: { mask: '28••••4821', expiresAtMs: NOW_MS + 42_000 } }) }),
  ),
  scene('code-typing', morning({ stage: { kind: 'code', sale: aSale(), mask: '•••• •••• 48', digits: 10 } })),
  scene('notice-wechat', morning({ notice: notice({ family: 'wechat' }) })),
  scene('notice-used', morning({ notice: notice({ kind: 'code-already-sent' }) })),
  scene(
    'notice-not-set-up',
    morning({ mode: 'live', practice: null, notice: notice({ kind: 'not-set-up', code: 'ledger-gone' }) }),
  ),
  scene('notice-keys', morning({ notice: notice({ kind: 'keys-fell-back' }) })),
  scene('notice-paper', on(aPayment(), { notice: notice({ kind: 'paper-low' }) })),
  scene('asking', on(aPayment({ face: 'asking', canCancel: true }))),
  scene('waiting', on(aWaiting())),
  scene('paid', on(aPayment())),
  scene('paid-no-paper', on(aPayment({ slip: { outcome: 'waiting', reason: 'paper-out' }, refunded: sgd(1_000) }))),
  scene('paid-alarm', on(aPayment({ alarm: 'paid-after-end', slip: { outcome: 'in-doubt', reason: null } }))),
  scene('not-paid', on(aRefused())),
  scene('unknown', on(anUnknown({ doubt: 'connect-failed' }), { tray: tray.slice(0, 1) })),
  scene(
    'cancelling',
    on(aPayment({ face: 'cancelling', canCancel: false, resultCode: null, tries: 4, nextAskAtMs: NOW_MS + 8_000 })),
  ),
  scene('cancelled', on(aPayment({ face: 'cancelled', slip: { outcome: 'sent', reason: null } }))),
  scene('tray-full', morning({ tray })),
  scene(
    'health-bad',
    morning({
      health: goodHealth({
        gateway: { state: 'down', latencyMs: null, hint: 'INVALID_SIGNATURE' },
        printer: { state: 'waiting', reason: 'cover-open', isPaperLow: false },
        keychain: 'keychain-locked',
        ledger: 'storage-full',
        scanner: 'searching',
        clockSkewMs: -5_000,
      }),
    }),
  ),
];
