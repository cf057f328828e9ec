import type { OpeningNote, OpeningView } from '../../core/contract/opening.ts';
import { emptyForm } from '../../core/opening/form.ts';
import { REGIONS } from '../../core/opening/regions.ts';
import { aSnapshot } from '../builders/snapshot.ts';
import { scene, type Scene } from './scene.ts';
import { morning } from './stage-scenes.ts';

const FINGERPRINT = '41C8 9F02 77AB 1D3E 5560 E1F2 0A9B C4D7 8812 6E5F 93AA 07BC 2D41 F0E8 6B19 AC35';

/** A square that looks like a QR code and says nothing. */
const QR = Array.from({ length: 69 }, (_row, y) =>
  Array.from({ length: 69 }, (_module, x) => ((x * y + x) % 3 === 0 ? '1' : '0')).join(''),
);

const form: OpeningView['form'] = {
  ...emptyForm({ region: 'SG', currency: 'SGD', timeZone: 'Asia/Singapore', counterId: 'T7KQ2' }),
  shopName: 'Bright Lane Bakery',
  address: '1 Example Street\nSingapore 018900',
  counterName: 'Till 2',
  clientId: 'SANDBOX_5Y0812000000001',
  merchantId: 'M-0001',
  mcc: '5812',
  storeId: 'S-0001',
  theirKey: 'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA0123456789abcdef'.repeat(6),
};

const tasks: OpeningView['tasks'] = [
  { task: 'pin', state: 'done' },
  { task: 'scanner', state: 'later' },
  { task: 'printer', state: 'open' },
  { task: 'customer', state: 'open' },
  { task: 'practice', state: 'open' },
];

/** The set-up as main tells it where everything is filled in. */
export const anOpening = (over: Partial<OpeningView> = {}): OpeningView => ({
  place: 'language',
  form,
  isSetUp: false,
  isLive: false,
  ownKey: {
    publicKey: 'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA0123456789abcdef'.repeat(6),
    fingerprint: FINGERPRINT,
    bits: 2_048,
    qr: QR,
  },
  theirKey: { fingerprint: FINGERPRINT, bits: 2_048 },
  faults: [],
  choices: {
    regions: REGIONS.map((one) => ({ ...one, name: `Region ${one.region}` })),
    currencies: ['SGD', 'JPY', 'EUR'],
    timeZones: ['Asia/Singapore', 'Asia/Tokyo', 'Europe/Berlin'],
  },
  tasks,
  locked: [],
  ...over,
});

const note = (over: Partial<OpeningNote> = {}): OpeningNote => ({
  isFirst: true,
  isSetUp: false,
  left: [],
  isPractising: false,
  hasPractised: false,
  ...over,
});

const first = aSnapshot({ opening: note() });
const after = morning({
  mode: 'live',
  practice: null,
  opening: note({ isFirst: true, isSetUp: true, left: ['printer', 'practice'] }),
});

const missing: OpeningView['faults'] = [
  { field: 'shopName', code: 'missing' },
  { field: 'counterId', code: 'wrong-format' },
  { field: 'clientId', code: 'missing' },
  { field: 'mcc', code: 'wrong-format' },
  { field: 'ownKey', code: 'missing' },
  { field: 'theirKey', code: 'key-unreadable' },
];

const at = (name: string, opening: OpeningView, strokes: Scene['strokes'] = []): Scene =>
  scene(name, opening.isSetUp ? after : first, strokes, {
    // What is pressed is kept by main, which says what it said before.
    answers: { 'opening.view': opening, 'opening.save': opening },
  });

/** Every page of the guided set-up. */
export const OPENING_SCENES: readonly Scene[] = [
  at('opening-language', anOpening()),
  at('opening-shop', anOpening({ place: 'shop' })),
  at('opening-shop-wrong', anOpening({ place: 'shop', faults: missing, form: { ...form, shopName: '', counterId: 'T 7' } }), [
    { press: 'opening-next' },
  ]),
  at('opening-alipayplus', anOpening({ place: 'alipayplus' })),
  at('opening-alipayplus-practice', anOpening({ place: 'alipayplus', form: { ...form, mode: 'practice' } })),
  at('opening-alipayplus-locked', anOpening({ place: 'alipayplus', locked: ['gateway.baseUrl'] })),
  at('opening-keys', anOpening({ place: 'keys' })),
  at('opening-keys-wrong', anOpening({ place: 'keys', ownKey: null, theirKey: null, faults: missing })),
  at('opening-apply', anOpening({ place: 'apply' })),
  at('opening-apply-missing', anOpening({ place: 'apply', faults: missing })),
  at('opening-pin', anOpening({ place: 'pin', isSetUp: true, isLive: true })),
  at('opening-scanner', anOpening({ place: 'scanner', isSetUp: true, isLive: true })),
  at('opening-printer', anOpening({ place: 'printer', isSetUp: true, isLive: true })),
  at('opening-printer-locked', anOpening({ place: 'printer', isSetUp: true, isLive: true, locked: ['printer'] })),
  at('opening-customer', anOpening({ place: 'customer', isSetUp: true, isLive: true })),
  at('opening-practice', anOpening({ place: 'practice', isSetUp: true, isLive: false })),
  scene('opening-rail', morning({ opening: note({ isFirst: false, isSetUp: true, left: ['printer', 'practice'] }) })),
  scene('opening-rail-demo', morning({ opening: note({ isFirst: false }) })),
  scene('opening-practising', morning({ opening: note({ isFirst: false, isSetUp: true, isPractising: true }) })),
];
