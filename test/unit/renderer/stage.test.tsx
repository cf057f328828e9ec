// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Face, PaymentView } from '../../../core/contract/views.ts';
import {
  NOW_MS,
  amountStage,
  aPayment,
  aRefused,
  aSale,
  aSnapshot,
  anUnknown,
  aWaiting,
  paymentStage,
  sgd,
} from '../../builders/snapshot.ts';
import { en } from '../../../renderer/words/en.ts';
import { closePage, openPage } from '../../builders/page.tsx';
import { aShift } from '../../scenes/answers-shift.ts';

afterEach(closePage);

type Expected = { readonly word: string; readonly shape: string; readonly acts: readonly string[] };

const PAYMENTS: Readonly<Record<Face, PaymentView>> = {
  asking: aPayment({ face: 'asking', canCancel: true }),
  waiting: aWaiting(),
  unknown: anUnknown(),
  cancelling: anUnknown({ face: 'cancelling' }),
  paid: aPayment(),
  'not-paid': aRefused(),
  cancelled: aPayment({ face: 'cancelled', canCancel: false, canRefund: false }),
};

const EXPECTED: Readonly<Record<Face, Expected>> = {
  asking: { word: 'Asking the wallet', shape: 'ring', acts: ['act-next', 'act-cancel'] },
  waiting: { word: 'Waiting for the customer', shape: 'ring', acts: ['act-next', 'act-cancel'] },
  unknown: { word: 'Not known yet', shape: 'triangle', acts: ['act-next', 'act-keep-checking', 'act-cancel'] },
  cancelling: { word: 'Cancelling', shape: 'ring', acts: ['act-next', 'act-keep-checking', 'act-cancel'] },
  paid: { word: 'Paid', shape: 'disc', acts: ['act-next', 'act-refund'] },
  'not-paid': { word: 'Not paid', shape: 'square', acts: ['act-next'] },
  cancelled: { word: 'Cancelled', shape: 'void', acts: ['act-next'] },
};

const show = (payment: PaymentView) => openPage(aSnapshot({ stage: paymentStage(payment) }));
const stage = () => screen.getByTestId('stage');
const acts = () => [...stage().querySelectorAll('.acts [data-testid]')].map((button) => button.getAttribute('data-testid'));

describe('the stage', () => {
  it.each(Object.entries(EXPECTED) as [Face, Expected][])(
    'shows %s with its one word, its one shape and its acts',
    async (face, expected) => {
      await show(PAYMENTS[face]);
      expect(stage().dataset['face']).toBe(face);
      expect(screen.getByTestId('stage-word').textContent).toBe(expected.word);
      expect([...stage().querySelectorAll('svg[data-shape]')].map((shape) => shape.getAttribute('data-shape'))).toEqual([
        expected.shape,
      ]);
      expect(acts()).toEqual(expected.acts);
      expect(screen.getByTestId('amount').textContent).toBe('42.50 SGD');
      expect(within(stage()).getByTestId('brand').textContent).toBe('Alipay+ Partner');
    },
  );

  it('never offers to charge again while the end is not known', async () => {
    await show(PAYMENTS.unknown);
    expect(stage().textContent).toContain('Do not charge again.');
    expect(stage().textContent).not.toMatch(/try again|charge again now|retry/i);
  });

  it('offers no cancel that main says is impossible', async () => {
    await show(anUnknown({ canCancel: false }));
    expect(acts()).toEqual(['act-next', 'act-keep-checking']);
  });

  it('counts down to the moment of the cancel and to the next question', async () => {
    await show(aWaiting({ deadlineAtMs: NOW_MS + 41_000 }));
    expect(stage().querySelector('.ring-seconds')?.textContent).toBe('41');
    closePage();
    await show(anUnknown({ nextAskAtMs: NOW_MS + 4_000 }));
    expect(stage().textContent).toContain('Asking again in 4 s.');
  });

  it('says in plain words why nothing was paid, with the code in small print', async () => {
    await show(aRefused());
    expect(stage().textContent).toContain('There is not enough money in the wallet.');
    expect(stage().textContent).toContain('No money was taken.');
    expect(screen.getByTestId('small-code').textContent).toBe('USER_BALANCE_NOT_ENOUGH');
  });

  it('offers to print only when the receipt did not come out', async () => {
    await show(aPayment({ slip: { outcome: 'waiting', reason: 'paper-out' } }));
    expect(acts()).toEqual(['act-next', 'act-refund', 'act-reprint']);
    expect(stage().textContent).toContain('Receipt not printed yet: paper is out.');
  });

  it('calls for the person in charge when answers disagree', async () => {
    await show(aPayment({ alarm: 'contradiction' }));
    expect(screen.getByTestId('alarm').textContent).toContain('disagree');
  });

  it('shows the amount while it is typed, in the currency’s own digits', async () => {
    await openPage(aSnapshot({ stage: amountStage({ amount: { currency: 'JPY', amountMinor: 1_234_567 } }) }));
    expect(screen.getByTestId('amount').textContent).toBe('1,234,567 JPY');
    closePage();
    await openPage(aSnapshot({ stage: amountStage({ amount: { currency: 'KWD', amountMinor: 1_234 } }) }));
    expect(screen.getByTestId('amount').textContent).toBe('1.234 KWD');
  });

  it('asks for the amount of a code that came first, with the seconds it still lives', async () => {
    const heldCode = { mask: '28••••4821', expiresAtMs: NOW_MS + 38_000 };
    const notice = { id: 1, kind: 'amount-needed', family: null, advice: null, code: null } as const;
    await openPage(aSnapshot({ stage: amountStage({ amount: sgd(0), heldCode }), notice }));
    expect(stage().textContent).toContain('within 38 seconds');
    expect(stage().textContent).toContain('Nothing is charged yet.');
  });

  it('shows of a typed code only the mask that main sends', async () => {
    await openPage(aSnapshot({ stage: { kind: 'code', sale: aSale(), mask: '•••••••••7', digits: 10 } }));
    expect(stage().dataset['face']).toBe('code');
    expect(screen.getByTestId('code-mask').textContent).toBe('•••••••••7');
    expect(document.body.textContent).toContain('10 digits');
  });

  it('shows a notice in the place of the invitation, once, and not after it was closed', async () => {
    const notice = { id: 5, kind: 'code-refused', family: 'wechat', advice: null, code: null } as const;
    const page = await openPage(aSnapshot({ notice }));
    expect(screen.getAllByTestId('notice')).toHaveLength(1);
    expect(screen.getByTestId('stage-word').textContent).toBe('That is a WeChat Pay code');
    screen.getByTestId('notice-close').click();
    page.push(aSnapshot({ revision: 2, notice }));
    expect(screen.queryByTestId('notice')).toBeNull();
  });

  it('wears the mark of this shift on a paid result of this shift, and on nothing else', async () => {
    const shift = aShift({ openedAtMs: NOW_MS - 60_000 });
    const page = await openPage(aSnapshot({ shift, stage: paymentStage(aPayment()) }));
    expect(screen.getByTestId('mark').textContent).toBe('Mark of this shift: purple river');
    const others = [anUnknown(), aRefused(), aPayment({ submittedAtMs: NOW_MS - 70_000, finalAtMs: NOW_MS - 61_000 })];
    others.forEach((payment, index) => {
      page.push(aSnapshot({ revision: 2 + index, shift, stage: paymentStage(payment) }));
      expect(screen.queryByTestId('mark')).toBeNull();
    });
    page.push(aSnapshot({ revision: 9, stage: paymentStage(aPayment()) }));
    expect(screen.queryByTestId('mark')).toBeNull();
  });

  it('explains every state where it is shown, and finds other answers by their words', async () => {
    for (const payment of Object.values(PAYMENTS)) {
      await show(payment);
      act(() => {
        screen.getByTestId('act-meaning').click();
      });
      expect(screen.getByTestId(`help-${payment.face}`).textContent).toContain(en.meaning.faces[payment.face]);
      fireEvent.change(screen.getByTestId('help-text'), { target: { value: 'does not print' } });
      expect(screen.getByTestId('help-printer').textContent).toContain('The payment is not affected.');
      fireEvent.change(screen.getByTestId('help-text'), { target: { value: 'xyzzy' } });
      expect(screen.getByTestId('help-dialog').textContent).toContain(en.meaning.none);
      closePage();
    }
  });

  it('never lets a number as long as a payment code onto the screen', async () => {
    for (const payment of Object.values(PAYMENTS)) {
      await show({ ...payment, paymentId: null });
      expect(document.body.textContent).not.toMatch(/\d{16,32}/);
      closePage();
    }
  });
});
