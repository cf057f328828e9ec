// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { STANDARD_KEYS } from '../../../core/keys/key-map.ts';
import { spokenNow } from '../../../renderer/state/language.ts';
import { aPayment, aSnapshot, paymentStage } from '../../builders/snapshot.ts';
import { closePage, openPage, strike } from '../../builders/page.tsx';
import { ANSWERS } from '../../scenes/answers.ts';

afterEach(closePage);

const swapped = { ...STANDARD_KEYS, search: 'F9', setup: 'F2' };
const SETTINGS = {
  'setup.status': { ok: true, value: ANSWERS['setup.status'] },
  'printer.status': { ok: true, value: ANSWERS['printer.status'] },
} as const;
const press = async (testId: string) => {
  await act(async () => {
    screen.getByTestId(testId).click();
    await Promise.resolve();
  });
};
const choose = (command: string, key: string): void => {
  fireEvent.change(screen.getByTestId(`key-of-${command}`), { target: { value: key } });
};

describe('keys that a shop has changed', () => {
  it('do what they say on the bar, in the palette and in every sentence', async () => {
    await openPage(aSnapshot({ lastFive: [aPayment()] }), {
      ...SETTINGS,
      'keys.view': { ok: true, value: { map: swapped, isFallback: false } },
    });
    expect(screen.getByTestId('key-F9').textContent).toContain('Search');
    await strike('F9');
    expect(screen.getByTestId('history')).toBeTruthy();
    await strike('k', true);
    expect(screen.getByTestId('palette-search').textContent).toBe('SearchF9');
    await strike('k', true);
    await strike('F2');
    expect(screen.getByTestId('setup')).toBeTruthy();
  });

  it('stand on the buttons of a payment, and never rename what a person wrote', async () => {
    const map = { ...STANDARD_KEYS, refund: 'F12', next: 'F3' };
    await openPage(aSnapshot({ stage: paymentStage(aPayment({ canRefund: true })) }), {
      'keys.view': { ok: true, value: { map, isFallback: false } },
    });
    expect(screen.getByTestId('act-refund').textContent).toContain('F12');
    const words = spokenNow().words;
    expect(words.keyPage.conflict('Table F3, Ctrl J')).toContain('Table F3, Ctrl J');
    expect(words.notice.kind['busy-with-payment'].now).toContain('press F3');
  });

  it('fall back with a word about it where what was kept cannot be read', async () => {
    await openPage(aSnapshot(), { ...SETTINGS, 'keys.view': { ok: true, value: { map: STANDARD_KEYS, isFallback: true } } });
    await strike('F9');
    await press('setup-keys');
    expect(screen.getByTestId('keys-fell-back')).toBeTruthy();
    await press('keys-save');
    expect(screen.queryByTestId('keys-fell-back')).toBeNull();
  });

  it('are saved only when each command has a key of its own', async () => {
    const page = await openPage(aSnapshot(), SETTINGS);
    await strike('F9');
    await press('setup-keys');
    choose('refund', 'F4');
    expect(screen.getByTestId('keys-conflict')).toBeTruthy();
    expect(screen.getByTestId('keys-save')).toHaveProperty('disabled', true);
    choose('cancel', 'F3');
    expect(screen.queryByTestId('keys-conflict')).toBeNull();
    await press('keys-save');
    expect(page.callsOf('keys.save')).toEqual([{ ...STANDARD_KEYS, refund: 'F4', cancel: 'F3' }]);
    expect(screen.getByTestId('key-F4').textContent).toContain('Refund');
    await press('keys-strip');
    expect(page.callsOf('keys.strip')).toMatchObject([
      { rows: expect.arrayContaining([{ key: 'F4', label: 'Refund' }]) as unknown },
    ]);
  });
});
