import { outputChecklist } from '../../core/brand/checklist.ts';
import { STANDARD_KEYS } from '../../core/keys/key-map.ts';
import { PERMISSIONS, ACTS } from '../../core/people/roles.ts';
import { LESSONS } from '../../core/practice/lessons.ts';
import { aNotifyView } from '../builders/notify-view.ts';
import { anUpdateView } from '../builders/update-view.ts';
import { aScannerView } from '../builders/scanner-view.ts';
import { aDetail, aPayment, aRefused, NOW_MS, sgd } from '../builders/snapshot.ts';
import { aBooksPage, COUNTED, LOOKED } from './answers-books.ts';
import { HEALTH_PAGE } from './answers-health.ts';
import { aRegistration } from './answers-registration.ts';
import { REPORT_ANSWERS } from './answers-reports.ts';
import { shiftPage } from './answers-shift.ts';
import type { Answers } from './scene.ts';

const FINGERPRINT = '41C8 9F02 77AB 1D3E 5560 E1F2 0A9B C4D7 8812 6E5F 93AA 07BC 2D41 F0E8 6B19 AC35';

/** One dot of black: the strip's place in a picture, not its content. */
const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=';

/** What main answers wherever a scene says nothing else. */
export const ANSWERS: Answers = {
  'payment.detail': aDetail(aPayment({ paymentRequestId: 'l1', note: 'Table 7' })),
  'history.search': {
    rows: [
      aPayment({ paymentRequestId: 'h1', note: 'Table 7' }),
      aRefused({ paymentRequestId: 'h2', orderNumber: 'T2-001043', amount: sgd(720) }),
      aPayment({ paymentRequestId: 'h3', orderNumber: 'T2-001042', amount: sgd(12_690), refunded: sgd(2_000) }),
      aPayment({ paymentRequestId: 'h4', orderNumber: 'T2-001041', face: 'cancelled', amount: sgd(999) }),
    ],
    next: null,
  },
  'refund.needs': { reasons: [], isSecondPersonNeeded: false, isReasonNeeded: true },
  'health.page': HEALTH_PAGE,
  'updates.view': anUpdateView(),
  'receipt.preview': { png: DOT, width: 576, height: 900, text: 'BRIGHT LANE BAKERY', isCopy: true },
  'setup.status': {
    baseUrl: 'https://open-sea.alipayplus.example',
    clientId: 'SANDBOX_5Y0812000000001',
    keyVersion: 1,
    publicKey: 'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA0123456789abcdef'.repeat(3),
    publicKeyFingerprint: FINGERPRINT,
    gatewayKeyFingerprint: FINGERPRINT,
    nextKey: { keyVersion: 2, publicKey: 'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A', fingerprint: FINGERPRINT },
    policy: { locked: [], isFaulty: false },
    notify: aNotifyView({
      state: 'listening',
      address: 'https://0.0.0.0:8443/alipayplus',
      publicUrl: 'https://pay.brightlane.example/alipayplus',
      lastAtMs: NOW_MS - 60_000,
      verified: 41,
    }),
  },
  'brand.view': {
    mark: null,
    wallets: [],
    isMarkLost: false,
    outputs: outputChecklist({
      hasMark: false,
      isMarkPrintable: false,
      printsPictures: true,
      hasPrinter: true,
      hasCustomerDisplay: false,
      walletMarks: 0,
    }).map((row) => ({ ...row })),
  },
  'keys.view': { map: { ...STANDARD_KEYS }, isFallback: false },
  'brand.keep': { outcome: 'wrong-ratio' },
  'customer.view': {
    choice: { isOn: true, screen: { id: 2, label: 'ELO 1002L', width: 1_280, height: 800 }, language: null, followsWallet: true },
    place: 'shown',
    screens: [
      { identity: { id: 1, label: 'DELL P2419H', width: 1_920, height: 1_080 }, isCashier: true },
      { identity: { id: 2, label: 'ELO 1002L', width: 1_280, height: 800 }, isCashier: false },
    ],
    hasPicture: true,
  },
  'customer.picture': { outcome: 'too-small' },
  'lessons.view': {
    isPractice: true,
    person: 'Mei Tan',
    lessons: LESSONS.map((lesson, at) => ({ lesson, times: at < 3 ? 2 - at : 0, lastAtMs: at < 2 ? NOW_MS - 86_400_000 : null })),
  },
  'scanner.view': aScannerView(),
  'printer.status': {
    choice: {
      place: { kind: 'tcp', host: '192.168.1.50', port: 9_100 },
      driver: 'epson',
      columns: 48,
      codePage: 'gb18030',
      answers: 'auto',
    },
    letters: 'plain',
  },
  'printer.discover': {
    found: [
      { place: { kind: 'usb', vendorId: 0x04b8, productId: 0x0202, serial: null }, name: 'EPSON TM-T88V', trouble: null },
      { place: { kind: 'queue', name: 'Receipts' }, name: 'Receipts', trouble: 'wrong-queue' },
    ],
  },
  'printer.test': { outcome: 'waiting', reason: 'paper-out', isPaperLow: false },
  'people.list': {
    people: [
      { personId: 'p1', number: 1, name: 'Mei Tan', role: 'owner', hasPin: true, hasBadge: true, hasPhone: true, isYou: true },
      {
        personId: 'p2',
        number: 2,
        name: 'Arun',
        role: 'supervisor',
        hasPin: true,
        hasBadge: false,
        hasPhone: false,
        isYou: false,
      },
      { personId: 'p3', number: 3, name: 'Siti', role: 'cashier', hasPin: false, hasBadge: false, hasPhone: false, isYou: false },
    ],
    currency: 'SGD',
    rules: {
      refundWithoutApprovalMinor: 5_000,
      refundWithinHours: 24,
      refundsPerShift: 10,
      idleLockMinutes: 5,
      approvalSeconds: 120,
      blindCount: false,
    },
    ruleRanges: {
      refundWithoutApprovalMinor: [0, 999_999_999],
      refundWithinHours: [0, 8_760],
      refundsPerShift: [0, 1_000],
      idleLockMinutes: [0, 240],
      approvalSeconds: [30, 600],
    },
    mayChangeRules: true,
    lockedRules: [],
    resets: [{ atMs: NOW_MS - 86_400_000, osUser: 'till' }],
    mayManage: true,
    table: ACTS.map((act) => ({ act, ...PERMISSIONS[act] })),
  },
  'shift.page': shiftPage(),
  'books.page': aBooksPage(),
  'books.look': LOOKED,
  'books.count': COUNTED,
  'customs.of': { customs: null },
  'disputes.list': {
    isListening: false,
    mayAnswer: true,
    papersMax: 5,
    paperBytesMax: 2_097_152,
    disputes: [
      {
        disputeRequestId: 'D-20261122-01',
        kind: 'escalation',
        paymentRequestId: 'pr-1044',
        state: 'open',
        source: 'notification',
        amount: sgd(4_250),
        owed: null,
        asked: [],
        reason: '4853',
        raisedAtMs: NOW_MS - 3 * 86_400_000,
        answerByMs: NOW_MS + 2 * 86_400_000,
        isDueSoon: true,
        reply: null,
      },
      {
        disputeRequestId: 'D-20261120-07',
        kind: 'retrieval',
        paymentRequestId: 'pr-1021',
        state: 'answered',
        source: 'entered',
        amount: null,
        owed: sgd(1_800),
        asked: ['RECEIPT'],
        reason: null,
        raisedAtMs: NOW_MS - 5 * 86_400_000,
        answerByMs: NOW_MS + 15 * 86_400_000,
        isDueSoon: false,
        reply: '0001',
      },
    ],
  },
  'registration.view': aRegistration(),
  'registration.begin': { draftId: 'draft-1' },
  ...REPORT_ANSWERS,
};
