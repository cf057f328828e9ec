// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { UpdateView } from '../../../core/contract/updates.ts';
import { goTo } from '../../../renderer/state/view-store.ts';
import { en } from '../../../renderer/words/en.ts';
import { closePage, openPage, type FakePage } from '../../builders/page.tsx';
import { aSnapshot } from '../../builders/snapshot.ts';
import { anUpdateView } from '../../builders/update-view.ts';

afterEach(closePage);

async function openUpdates(change: Partial<UpdateView> = {}): Promise<FakePage> {
  const done = { ok: true, value: {} };
  const page = await openPage(aSnapshot(), {
    'updates.view': { ok: true, value: anUpdateView(change) },
    ...{ 'updates.install': done, 'updates.go-back': done, 'updates.try-again': done, 'updates.save': done },
  });
  await act(async () => {
    goTo({ kind: 'updates' });
    await Promise.resolve();
  });
  return page;
}

const text = (): string => screen.getByTestId('updates').textContent;

it('says what a version that is ready waits for, shows its notes as text, and puts it in when the owner says so', async () => {
  await openUpdates({ release: { version: '0.2.0', notes: { en: '<b>Faster</b>' } } });
  expect(text()).toContain(en.updates.hindrance.hours);
  expect(text()).toContain('<b>Faster</b>');
  expect(screen.getByTestId('updates-install').hasAttribute('disabled')).toBe(false);
});

it('does not let a version be put in while a payment is not settled', async () => {
  await openUpdates({ hindrance: 'unsettled' });
  expect(text()).toContain(en.updates.hindrance.unsettled);
  expect(screen.getByTestId('updates-install').hasAttribute('disabled')).toBe(true);
});

it('offers to stay or to try again after a version that never got ready', async () => {
  const page = await openUpdates({ state: 'resting', rest: 'never', release: null, notReady: '0.2.0' });
  expect(text()).toContain(en.updates.notReady('0.2.0'));
  await act(async () => {
    fireEvent.click(screen.getByTestId('updates-stay'));
    fireEvent.click(screen.getByTestId('updates-try-again'));
    await Promise.resolve();
  });
  expect(page.calls.map(({ channel }) => channel)).toEqual(expect.arrayContaining(['updates.go-back', 'updates.try-again']));
});

it('says why one cannot go back to a version that cannot read the ledger, and offers no button', async () => {
  await openUpdates({ previous: { version: '0.0.9', isReadable: false } });
  expect(text()).toContain(en.updates.cannotRead('0.0.9'));
  expect(screen.queryByTestId('updates-go-back')).toBeNull();
});

it('a package of the system offers nothing and says who renews it', async () => {
  await openUpdates({ place: 'managed', state: 'resting', release: null, previous: null, canChangeRules: false });
  expect(text()).toContain(en.updates.managed);
  expect(screen.queryByTestId('updates-look')).toBeNull();
  expect(screen.queryByTestId('updates-rules')).toBeNull();
});

it('takes no time of day that is none', async () => {
  await openUpdates();
  const field = screen.getByTestId('updates-tradingFrom');
  await act(async () => {
    fireEvent.change(field, { target: { value: '25:00' } });
    await Promise.resolve();
  });
  expect(text()).toContain(en.updates.timeWrong);
  expect(screen.getByTestId('updates-save').hasAttribute('disabled')).toBe(true);
});
