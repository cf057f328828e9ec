// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { en } from '../../../renderer/words/en.ts';
import { aSnapshot } from '../../builders/snapshot.ts';
import { closePage, openPage, type FakePage } from '../../builders/page.tsx';
import { goTo } from '../../../renderer/state/view-store.ts';

afterEach(closePage);

const escalation = {
  disputeRequestId: 'E1',
  kind: 'escalation',
  paymentRequestId: 'T1-P-1',
  state: 'open',
  source: 'notification',
  amount: { currency: 'SGD', amountMinor: 4_250 },
  owed: null,
  asked: [],
  reason: null,
  raisedAtMs: 0,
  answerByMs: Date.now() + 30 * 86_400_000,
  isDueSoon: false,
  reply: null,
};

async function openDisputes(view: object): Promise<FakePage> {
  const page = await openPage(aSnapshot(), {
    'disputes.list': { ok: true, value: { isListening: true, mayAnswer: true, disputes: [escalation], ...view } },
    'disputes.answer': { ok: true, value: { given: 'taken' } },
  });
  await act(async () => {
    goTo({ kind: 'disputes' });
    await Promise.resolve();
  });
  return page;
}

it('says that disputes cannot arrive by themselves while nothing listens, and only then', async () => {
  await openDisputes({ isListening: false });
  expect(screen.getByTestId('disputes-not-listening').textContent).toBe(en.disputes.notListening);
  closePage();
  await openDisputes({});
  expect(screen.queryByTestId('disputes-not-listening')).toBeNull();
});

it('accepts in part only with an amount, and says what came of it', async () => {
  const page = await openDisputes({});
  expect(screen.getByTestId<HTMLButtonElement>('dispute-accept-part').disabled).toBe(true);
  fireEvent.change(screen.getByTestId('dispute-part'), { target: { value: '10.00' } });
  await act(async () => {
    fireEvent.click(screen.getByTestId('dispute-accept-part'));
    await Promise.resolve();
  });
  expect(page.callsOf('disputes.answer')).toMatchObject([
    { disputeRequestId: 'E1', reply: { refundType: 'ACCEPT_PARTIAL_REFUND', refund: { currency: 'SGD', amountMinor: 1_000 } } },
  ]);
  expect(screen.getByTestId('dispute-said').textContent).toBe(en.disputes.given.taken);
});

it('offers no answer to whom the permission table gives none', async () => {
  await openDisputes({ mayAnswer: false });
  expect(screen.queryByTestId('dispute-accept')).toBeNull();
  expect(screen.queryByTestId('dispute-enter')).toBeNull();
});
