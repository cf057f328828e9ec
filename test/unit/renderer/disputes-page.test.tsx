// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
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

/** What a person chooses next, in order. */
const chosen: object[] = [];

const file = (name: string, contentType: string, content: string): object => ({
  ...{ name, contentType, bytes: content.length },
  base64: btoa(content),
});

async function openDisputes(view: object): Promise<FakePage> {
  const page = await openPage(aSnapshot(), {
    'disputes.list': {
      ok: true,
      value: { isListening: true, mayAnswer: true, papersMax: 1, paperBytesMax: 1_000, disputes: [escalation], ...view },
    },
    'disputes.answer': { ok: true, value: { given: 'taken' } },
    'files.choose': () => ({ ok: true, value: { file: chosen.shift() ?? null } }),
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

it('sends a chosen document along, and refuses one that is too large or of another kind before it goes anywhere', async () => {
  const page = await openDisputes({});
  const choose = async (next: object): Promise<void> => {
    chosen.push(next);
    fireEvent.click(screen.getByTestId('dispute-file'));
    await waitFor(() => {
      expect(screen.queryAllByTestId('dispute-paper').length + screen.queryAllByText(/was not added/).length).toBe(1);
    });
  };
  await choose(file('large.pdf', 'application/pdf', 'x'.repeat(1_001)));
  expect(screen.getByText(en.disputes.papers.tooLarge('large.pdf'))).toBeDefined();
  await choose(file('delivery.pdf', 'application/pdf', '%PDF'));
  // One more is allowed, and it is here.
  await waitFor(() => {
    expect(screen.queryByTestId('dispute-file')).toBeNull();
  });
  await act(async () => {
    fireEvent.click(screen.getByTestId('dispute-refuse'));
    await Promise.resolve();
  });
  expect(page.callsOf('disputes.answer')).toMatchObject([
    { papers: [{ name: 'delivery.pdf', contentType: 'application/pdf', base64: btoa('%PDF') }] },
  ]);
});

it('leads back to the checkout, as its button says', async () => {
  await openDisputes({});
  expect(screen.getByTestId('act-back').textContent).toContain(en.act.back);
  fireEvent.click(screen.getByTestId('act-back'));
  expect(screen.queryByTestId('disputes')).toBeNull();
  expect(screen.getByTestId('stage')).toBeDefined();
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
