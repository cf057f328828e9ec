// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { amountStage, aPayment, aSale, aSnapshot, anUnknown, aWaiting, paymentStage } from '../../builders/snapshot.ts';
import { closePage, openPage, strike } from '../../builders/page.tsx';
import { HEALTH_PAGE } from '../../scenes/answers-health.ts';

afterEach(closePage);

const press = async (testId: string) => {
  await act(async () => {
    screen.getByTestId(testId).click();
    await Promise.resolve();
  });
};

describe('the keyboard', () => {
  it('cancels money only after the question, and Esc keeps', async () => {
    const page = await openPage(aSnapshot({ stage: paymentStage(aWaiting()) }));
    await strike('F4');
    expect(screen.getByTestId('confirm-no').textContent).toBe('Keep');
    expect(screen.getByTestId('confirm-no')).toBe(document.activeElement);
    screen.getByTestId('cancel-dialog').dispatchEvent(new Event('cancel', { cancelable: true }));
    expect(page.callsOf('payment.cancel')).toEqual([]);
    await strike('F4');
    await press('confirm-yes');
    expect(page.callsOf('payment.cancel')).toEqual([{ paymentRequestId: 'pr-1044' }]);
  });

  it('does nothing about money when Esc is pressed on an open payment', async () => {
    const page = await openPage(aSnapshot({ stage: paymentStage(anUnknown()) }));
    await strike('Escape');
    expect(page.calls.map(({ channel }) => channel)).toEqual(['app.snapshot', 'app.keys', 'keys.view', 'brand.view']);
  });

  it('leaves digits, Enter and Backspace to main', async () => {
    const page = await openPage();
    for (const key of ['1', 'Enter', 'Backspace']) expect(await strike(key)).toBe(false);
    expect(page.callsOf('sale.key')).toEqual([]);
  });

  it('keeps every function key from the browser engine, possible or not', async () => {
    await openPage();
    for (const key of ['F3', 'F4', 'F5', 'F6', 'F12']) expect(await strike(key), key).toBe(true);
  });

  it('serves the next customer with F12, brings back the last result with F5, reprints with F6', async () => {
    const last = aPayment({ paymentRequestId: 'pr-last' });
    const page = await openPage(aSnapshot({ stage: paymentStage(anUnknown()), lastFive: [last] }));
    await strike('F12');
    expect(page.callsOf('payment.next')).toEqual([{}]);
    await strike('F5');
    expect(page.callsOf('payment.show')).toEqual([{ paymentRequestId: 'pr-last' }]);
    page.push(aSnapshot({ revision: 2, lastFive: [last] }));
    await strike('F6');
    expect(page.callsOf('receipt.print')).toEqual([{ paymentRequestId: 'pr-last' }]);
  });

  it('finds everything by name with Ctrl+K, and the same key closes it', async () => {
    const page = await openPage(aSnapshot({ lastFive: [aPayment()] }));
    expect(await strike('k', true)).toBe(true);
    const text = screen.getByTestId<HTMLInputElement>('palette-text');
    expect(document.activeElement).toBe(text);
    fireEvent.change(text, { target: { value: 'result last' } });
    expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['Last resultF5']);
    await act(async () => {
      fireEvent.submit(text);
      await Promise.resolve();
    });
    expect(screen.queryByTestId('palette')).toBeNull();
    expect(page.callsOf('payment.show')).toEqual([{ paymentRequestId: 'pr-1044' }]);
    await strike('k', true);
    await strike('k', true);
    expect(screen.queryByTestId('palette')).toBeNull();
  });

  it('moves through the list with the arrows, round its ends, and offers nothing that cannot be done now', async () => {
    await openPage(aSnapshot(), { 'health.page': { ok: true, value: HEALTH_PAGE } });
    await strike('k', true);
    const text = screen.getByTestId('palette-text');
    const chosen = () => document.querySelector('[aria-selected="true"]')?.getAttribute('data-testid');
    expect(screen.queryByTestId('palette-refund')).toBeNull();
    expect(chosen()).toBe('palette-code');
    fireEvent.keyDown(text, { key: 'ArrowUp' });
    expect(chosen()).toBe('palette-books');
    fireEvent.keyDown(text, { key: 'ArrowDown' });
    expect(chosen()).toBe('palette-code');
    fireEvent.change(text, { target: { value: 'health' } });
    await press('palette-health');
    expect(screen.getByTestId('health')).toBeDefined();
    await strike('k', true);
    fireEvent.change(screen.getByTestId('palette-text'), { target: { value: 'xyzzy' } });
    expect(screen.queryAllByRole('option')).toEqual([]);
    fireEvent.submit(screen.getByTestId('palette-text'));
    expect(screen.getByTestId('palette').textContent).toContain('Nothing here is called that');
  });

  it('gives way to a payment that begins while it is open', async () => {
    const page = await openPage();
    await strike('k', true);
    page.push(aSnapshot({ revision: 2, stage: paymentStage(aPayment({ face: 'asking' })) }));
    expect(screen.queryByTestId('palette')).toBeNull();
  });

  it('writes the file for helpers with Ctrl+I and says where it is, or that the disk refused it', async () => {
    const file = '/home/shop/Documents/Paydesk/paydesk-incident-T1.json';
    const answers = {
      'health.page': { ok: true, value: HEALTH_PAGE },
      'health.incident': { ok: true, value: { file } },
    } as const;
    const page = await openPage(aSnapshot(), answers);
    expect(await strike('i', true)).toBe(true);
    expect(page.callsOf('health.incident')).toEqual([{}]);
    expect(screen.getByTestId('incident-saved').textContent).toBe(`Written: ${file}`);
    closePage();
    await openPage(aSnapshot(), { ...answers, 'health.incident': { ok: true, value: { file: null } } });
    await strike('i', true);
    expect(screen.getByTestId('incident-saved').textContent).toContain('could not be written');
  });

  it('opens the hand-typed code with Ctrl+E and leaves it with Esc', async () => {
    const page = await openPage();
    expect(await strike('e', true)).toBe(true);
    expect(page.callsOf('code.open')).toEqual([{}]);
    page.push(aSnapshot({ revision: 2, stage: { kind: 'code', sale: aSale(), mask: '', digits: 0 } }));
    await strike('Escape');
    expect(page.callsOf('code.close')).toEqual([{}]);
  });

  it('closes with Esc first what lies over the screen, then goes back', async () => {
    const notice = { id: 3, kind: 'busy-with-payment', family: null, advice: null, code: null } as const;
    const page = await openPage(aSnapshot({ stage: paymentStage(aPayment()), notice }));
    expect(screen.getByTestId('notice').textContent).toContain('The new code was not charged.');
    await strike('Escape');
    expect(screen.queryByTestId('notice')).toBeNull();
    expect(page.callsOf('sale.key')).toEqual([]);
    await strike('Escape');
    expect(page.callsOf('sale.key')).toEqual([{ key: 'enter' }]);
  });

  it('has the button after a result do what Enter does', async () => {
    const page = await openPage(aSnapshot({ stage: paymentStage(aPayment()) }));
    await press('act-next');
    expect(page.callsOf('sale.key')).toEqual([{ key: 'enter' }]);
  });

  it('opens the wallet page in practice only', async () => {
    const page = await openPage(aSnapshot({ mode: 'live', practice: null }));
    await strike('F8');
    expect(page.callsOf('app.open-wallet')).toEqual([]);
    page.push(aSnapshot({ revision: 2 }));
    await strike('F8');
    expect(page.callsOf('app.open-wallet')).toEqual([{}]);
  });

  it('dims what cannot be done and never moves it', async () => {
    await openPage(aSnapshot({ stage: amountStage() }));
    const keys = [...document.querySelectorAll('.key-bar button')].map((key) => [
      key.querySelector('kbd')?.textContent,
      (key as HTMLButtonElement).disabled,
    ]);
    expect(keys).toEqual([
      ['F1', false],
      ['F2', false],
      ['F3', true],
      ['F4', true],
      ['F5', true],
      ['F6', true],
      ['F7', false],
      ['F8', false],
      ['F9', false],
      ['F10', true],
      ['F11', true],
      ['Ctrl L', true],
      ['Ctrl J', false],
      ['F12', true],
    ]);
  });

  it('gives the typed keys to the page while a dialog or another screen is open, and back to the counter after', async () => {
    const page = await openPage();
    await strike('F1');
    await press('help-close');
    await strike('F2');
    await strike('Escape');
    expect(page.callsOf('app.keys').map((request) => (request as { owner: string }).owner)).toEqual([
      'counter',
      'page',
      'counter',
      'page',
      'counter',
    ]);
  });

  it('lets a dialog keep the keys to itself', async () => {
    const page = await openPage(aSnapshot({ stage: paymentStage(aPayment()) }));
    await strike('F3');
    await strike('F12');
    await strike('k', true);
    expect(page.callsOf('payment.next')).toEqual([]);
    expect(page.callsOf('code.open')).toEqual([]);
    expect(screen.getByTestId('refund-dialog')).toBeTruthy();
  });

  it('sends the numpad’s keys to main', async () => {
    const page = await openPage();
    for (const key of ['4', '00', 'back', 'enter']) await press(`pad-${key}`);
    expect(page.callsOf('sale.key')).toEqual([{ key: '4' }, { key: '00' }, { key: 'back' }, { key: 'enter' }]);
  });
});
