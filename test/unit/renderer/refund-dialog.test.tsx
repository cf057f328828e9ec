// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { readRefund } from '../../../renderer/screens/refund/refund-form.ts';
import { en } from '../../../renderer/words/en.ts';
import { aPayment, aSnapshot, paymentStage, sgd } from '../../builders/snapshot.ts';
import { closePage, openPage, strike, type FakePage } from '../../builders/page.tsx';

afterEach(closePage);

const payment = aPayment({ refunded: sgd(1000), refundable: sgd(3250) });

async function openRefund(answers: Readonly<Record<string, unknown>> = {}): Promise<FakePage> {
  const page = await openPage(aSnapshot({ stage: paymentStage(payment) }), answers);
  await strike('F3');
  return page;
}

const type = (testId: string, value: string) => {
  fireEvent.change(screen.getByTestId(testId), { target: { value } });
};
const submit = async () => {
  await act(async () => {
    fireEvent.submit(screen.getByTestId('refund-dialog').querySelector('form') ?? document.body);
    await Promise.resolve();
  });
};

describe('the refund dialog', () => {
  it('starts with all that is left and shows the original and what went back', async () => {
    await openRefund();
    expect(screen.getByTestId<HTMLInputElement>('refund-amount').value).toBe('32.50');
    const text = screen.getByTestId('refund-dialog').textContent;
    for (const amount of ['42.50 SGD', '10.00 SGD', '32.50 SGD']) expect(text).toContain(amount);
    expect(screen.getByTestId('refund-submit').textContent).toBe('Refund 32.50 SGD');
  });

  it('cannot ask for more than is left, not even with Enter', async () => {
    const page = await openRefund();
    type('refund-amount', '32.51');
    expect(screen.getByTestId('refund-error').textContent).toBe('Only 32.50 SGD can still be refunded.');
    expect(screen.getByTestId<HTMLButtonElement>('refund-submit').disabled).toBe(true);
    await submit();
    expect(page.callsOf('refund.start')).toEqual([]);
  });

  it('asks main once with whole minor units and opens the payment’s page', async () => {
    const page = await openRefund({ 'refund.start': { ok: true, value: { refundRequestId: 'r-1' } } });
    type('refund-amount', '10,5');
    type('refund-reason', '  Wrong size ');
    await submit();
    expect(page.callsOf('refund.start')).toEqual([{ paymentRequestId: 'pr-1044', amount: sgd(1050), reason: 'Wrong size' }]);
    expect(screen.queryByTestId('refund-dialog')).toBeNull();
    expect(screen.getByTestId('payment-page').dataset['payment']).toBe('pr-1044');
  });

  it('stays open and says why when main refuses', async () => {
    await openRefund({ 'refund.start': { ok: false, code: 'over-refund', traceId: 't' } });
    await submit();
    expect(screen.getByTestId('refund-error').textContent).toContain('More than is left of this payment');
    expect(screen.getByTestId('refund-error').textContent).toContain('Nothing was given back.');
  });

  it.each([
    ['0', en.refundDialog.zero],
    ['', en.refundDialog.notAmount('SGD')],
    ['1.234', en.refundDialog.notAmount('SGD')],
    ['-5', en.refundDialog.notAmount('SGD')],
  ])('reads %o as no refund', (text, error) => {
    expect(readRefund(text, sgd(3250), en)).toEqual({ amount: null, error });
  });

  it('warns while an earlier refund is not known', async () => {
    await openPage(aSnapshot({ stage: paymentStage(aPayment({ refundsInDoubt: 1 })) }));
    await strike('F3');
    expect(screen.getByTestId('refund-dialog').textContent).toContain(en.refundDialog.doubt);
  });
});
