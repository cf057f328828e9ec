import type { CustomerPicture, CustomerScene } from '../../core/contract/customer.ts';
import { sgd } from '../builders/snapshot.ts';
import { aBrandKit } from './answers-brand.ts';
import { onCustomerDisplay, type Scene } from './scene.ts';
import { morning } from './stage-scenes.ts';

const picture = (scene: CustomerScene, over: Partial<CustomerPicture> = {}): CustomerPicture => ({
  scene,
  shopName: 'Bright Lane Bakery',
  isPractice: false,
  language: 'en',
  theme: 'system',
  idlePicture: null,
  brand: { mark: null, wallets: [] },
  ...over,
});

const { mark, wallets } = aBrandKit();
const KIT = { mark, wallets };

const FACES = ['asking', 'waiting', 'paid', 'not-paid', 'unknown', 'cancelling', 'cancelled'] as const;

const payment = (face: (typeof FACES)[number], over: Partial<Extract<CustomerScene, { kind: 'payment' }>> = {}) =>
  ({ kind: 'payment', face, amount: sgd(4_250), wallet: null, refunded: null, ...over }) as const;

/** Everything that the customer's display shows. */
export const CUSTOMER_SCENES: readonly Scene[] = [
  onCustomerDisplay('customer-idle', morning(), picture({ kind: 'idle' })),
  onCustomerDisplay('customer-picture', morning(), picture({ kind: 'idle' }, { idlePicture: '0' })),
  onCustomerDisplay('customer-amount', morning(), picture({ kind: 'amount', amount: sgd(4_250) })),
  onCustomerDisplay(
    'customer-amount-long',
    morning(),
    picture({ kind: 'amount', amount: { currency: 'IDR', amountMinor: 99_999_999_99 } }, { isPractice: true }),
  ),
  onCustomerDisplay('customer-brand-kit', morning(), picture({ kind: 'amount', amount: sgd(4_250) }, { brand: KIT })),
  ...FACES.map((face) => onCustomerDisplay(`customer-${face}`, morning(), picture(payment(face)))),
  onCustomerDisplay(
    'customer-refunded',
    morning(),
    picture(payment('paid', { wallet: 'Kakao Pay', refunded: sgd(1_000) }), { isPractice: true }),
  ),
];
