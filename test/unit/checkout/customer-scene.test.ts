import { describe, expect, it } from 'vitest';
import { customerLanguage, customerScene, NOBODY, walletLanguage } from '../../../core/checkout/customer-scene.ts';
import { DEFAULT_CUSTOMER, type CustomerScene } from '../../../core/contract/customer.ts';
import type { Stage } from '../../../core/contract/views.ts';
import { amountStage, aPayment, anUnknown, aRefused, aSnapshot, aWaiting, paymentStage, sgd } from '../../builders/snapshot.ts';

/** What the customer sees of each stage, one after the other. */
function seen(stages: readonly Stage[], isLocked = false): readonly string[] {
  let memory = NOBODY;
  return stages.map((stage) => {
    const { staff } = aSnapshot();
    const followed = customerScene(memory, { stage, staff: { ...staff, isLocked } });
    memory = followed.memory;
    return told(followed.scene);
  });
}

const told = (scene: CustomerScene): string => {
  if (scene.kind === 'idle') return 'idle';
  const amount = String(scene.amount.amountMinor);
  return scene.kind === 'amount' ? amount : `${scene.face} ${amount}`;
};

const typed = (amountMinor: number, saleId = 'sale-1044'): Stage => amountStage({ saleId, amount: sgd(amountMinor) });

describe('what the customer sees', () => {
  it('is the amount from its first digit on, before any code is scanned', () => {
    expect(seen([typed(0), typed(4), typed(42), typed(0)])).toEqual(['idle', '4', '42', 'idle']);
  });

  it('is each state of their own payment up to its result', () => {
    const faces = [aPayment({ face: 'asking' }), aWaiting(), anUnknown(), aPayment()];
    expect(seen([typed(4_250), ...faces.map(paymentStage)])).toEqual([
      '4250',
      'asking 4250',
      'waiting 4250',
      'unknown 4250',
      'paid 4250',
    ]);
  });

  it('loses a result with the first key of the next sale', () => {
    const stages = [typed(4_250), paymentStage(aPayment({ face: 'asking' })), paymentStage(aPayment()), typed(3, 'sale-1045')];
    expect(seen(stages).at(-1)).toBe('3');
  });

  it('is never the result of another sale that the cashier looks at', () => {
    const old = paymentStage(aPayment({ paymentRequestId: 'pr-1', saleId: 'sale-1' }));
    expect(seen([typed(3, 'sale-1045'), old, typed(3, 'sale-1045')])).toEqual(['3', 'idle', '3']);
    expect(seen([old])).toEqual(['idle']);
    const refused = paymentStage(aRefused({ paymentRequestId: 'pr-2', saleId: 'sale-2' }));
    expect(seen([paymentStage(aWaiting()), refused])).toEqual(['waiting 4250', 'idle']);
  });

  it('is their result even where it came before they could be shown as asked', () => {
    expect(seen([typed(4_250), paymentStage(aPayment())])).toEqual(['4250', 'paid 4250']);
  });

  it('goes on for a payment that is taken up again from the tray', () => {
    const waiting = paymentStage(anUnknown({ paymentRequestId: 'pr-1', saleId: 'sale-1' }));
    const paid = paymentStage(aPayment({ paymentRequestId: 'pr-1', saleId: 'sale-1' }));
    expect(seen([typed(3, 'sale-1045'), waiting, paid])).toEqual(['3', 'unknown 4250', 'paid 4250']);
  });

  it('is no amount behind a lock, but a payment that is being made', () => {
    expect(seen([typed(4_250), paymentStage(aWaiting())], true)).toEqual(['idle', 'waiting 4250']);
  });

  it('is no reason, no code and no id', () => {
    const stage = paymentStage(aRefused({ note: 'Table 7' }));
    const { scene } = customerScene({ saleId: 'sale-1044', paymentRequestId: null }, { stage, staff: aSnapshot().staff });
    expect(scene).toEqual({ kind: 'payment', face: 'not-paid', amount: sgd(4_250), wallet: null, refunded: null });
  });

  it('tells what went back of a payment that stays paid', () => {
    const stage = paymentStage(aPayment({ refunded: sgd(1_000) }));
    const { scene } = customerScene({ saleId: 'sale-1044', paymentRequestId: null }, { stage, staff: aSnapshot().staff });
    expect(scene).toMatchObject({ face: 'paid', wallet: 'Kakao Pay', refunded: sgd(1_000) });
  });
});

describe('the language in which the customer is spoken to', () => {
  const paid = { kind: 'payment', amount: sgd(1), face: 'paid', wallet: 'Kakao Pay', refunded: null } as const;

  it('is the cashier’s, the shop’s choice, or the wallet’s once it is known', () => {
    const choice = { ...DEFAULT_CUSTOMER, language: 'th' } as const;
    expect(customerLanguage(DEFAULT_CUSTOMER, 'de', paid)).toBe('de');
    expect(customerLanguage(choice, 'de', paid)).toBe('th');
    expect(customerLanguage({ ...choice, followsWallet: true }, 'de', paid)).toBe('ko');
    expect(customerLanguage({ ...choice, followsWallet: true }, 'de', { ...paid, wallet: null })).toBe('th');
    expect(customerLanguage({ ...choice, followsWallet: true }, 'de', { ...paid, wallet: 'GCash' })).toBe('th');
  });

  it.each([
    ['AlipayHK', 'zh-Hant'],
    ['Alipay', 'zh-Hans'],
    ['Touch ’n Go eWallet', 'ms'],
    ["Touch 'n Go", 'ms'],
    ['TrueMoney', 'th'],
    ['NAVER Pay', 'ko'],
    ['constructor', null],
  ])('knows the country of %s', (name, language) => {
    expect(walletLanguage(name)).toBe(language);
  });
});
