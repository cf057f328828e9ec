// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aDetail, aPayment, aRefused, aSnapshot, anUnknown, aWaiting, paymentStage, sgd } from '../../builders/snapshot.ts';
import { aNotifyView } from '../../builders/notify-view.ts';
import { closePage, openPage, strike } from '../../builders/page.tsx';

afterEach(() => {
  closePage();
  vi.useRealTimers();
});

const press = async (element: HTMLElement) => {
  await act(async () => {
    element.click();
    await Promise.resolve();
  });
};

describe('the frame', () => {
  it('marks the page ready when the first snapshot is on it', async () => {
    await openPage();
    expect(document.body.dataset['ready']).toBe('true');
  });

  it('wears practice so that nobody takes it for real, and only then', async () => {
    const page = await openPage();
    expect(screen.getByTestId('practice').textContent).toContain('No real money');
    page.push(aSnapshot({ revision: 2, mode: 'live', practice: null }));
    expect(screen.queryByTestId('practice')).toBeNull();
    expect(document.querySelector('.app')?.getAttribute('data-mode')).toBe('live');
  });

  it('shows unsettled payments first, each with what is happening and its acts', async () => {
    const page = await openPage(
      aSnapshot({
        tray: [
          anUnknown({ paymentRequestId: 't1' }),
          anUnknown({ paymentRequestId: 't2', face: 'cancelling', canCancel: false }),
        ],
      }),
    );
    const rows = screen.getAllByTestId('tray-row');
    expect(rows.map((row) => row.dataset['face'])).toEqual(['unknown', 'cancelling']);
    const [one, two] = rows as [HTMLElement, HTMLElement];
    expect(one.textContent).toContain('Not known yet. Asking again in 4 s.');
    expect(within(two).queryByTestId('tray-cancel')).toBeNull();
    await press(within(one).getByTestId('tray-keep-checking'));
    await press(within(one).getByTestId('tray-show'));
    expect(page.callsOf('payment.keep-checking')).toEqual([{ paymentRequestId: 't1' }]);
    expect(page.callsOf('payment.show')).toEqual([{ paymentRequestId: 't1' }]);
    await press(within(one).getByTestId('tray-cancel'));
    await press(screen.getByTestId('confirm-yes'));
    expect(page.callsOf('payment.cancel')).toEqual([{ paymentRequestId: 't1' }]);
  });

  it('names a paid payment in the tray by its open refund', async () => {
    await openPage(aSnapshot({ tray: [aPayment({ refundsInDoubt: 1 })] }));
    expect(screen.getByTestId('tray-row').textContent).toContain('Refund not known yet');
  });

  it('keeps the last five on the screen with their shapes, and opens a payment’s page', async () => {
    const lastFive = [
      aPayment({ paymentRequestId: 'a' }),
      aRefused({ paymentRequestId: 'b' }),
      aWaiting({ paymentRequestId: 'c' }),
    ];
    const page = await openPage(aSnapshot({ lastFive }), {
      'payment.detail': { ok: true, value: aDetail(aPayment({ paymentRequestId: 'a' })) },
    });
    expect(
      screen
        .getAllByTestId('rail-row')
        .map((row) => [row.dataset['payment'], row.dataset['face'], row.querySelector('svg')?.dataset['shape']]),
    ).toEqual([
      ['a', 'paid', 'disc'],
      ['b', 'not-paid', 'square'],
      ['c', 'waiting', 'ring'],
    ]);
    await press(screen.getAllByTestId('rail-row')[0] as HTMLElement);
    expect(page.callsOf('payment.detail')).toEqual([{ paymentRequestId: 'a' }]);
    expect(screen.getAllByTestId('timeline-row').map((row) => row.dataset['what'])).toEqual([
      'payment-submitted',
      'payment-answered/paid',
    ]);
    expect(screen.getByTestId('payment-page').textContent).toContain('Alipay+ says: paid');
  });

  it('writes the currency beside every amount', async () => {
    await openPage(aSnapshot({ stage: paymentStage(aPayment()), lastFive: [aPayment()], tray: [anUnknown()] }));
    const amounts = document.body.textContent.match(/\d[\d,]*\.\d\d(?!\d)\s*\S*/g) ?? [];
    expect(amounts.length).toBeGreaterThan(3);
    for (const amount of amounts) expect(amount).toContain('SGD');
  });

  it('tells a screen reader how the payment stands', async () => {
    const page = await openPage(aSnapshot({ stage: paymentStage(aWaiting()) }));
    expect(screen.getByTestId('announcer').textContent).toBe('Waiting for the customer: 42.50 SGD.');
    page.push(aSnapshot({ revision: 2, stage: paymentStage(anUnknown()) }));
    expect(screen.getByTestId('announcer').textContent).toBe('Not known yet: 42.50 SGD. Do not charge again.');
  });

  it('says why main refused an act, and forgets it with the next act', async () => {
    await openPage(aSnapshot({ stage: paymentStage(aPayment()) }), {
      'receipt.print': { ok: false, code: 'not-now', traceId: 'abc' },
    });
    await strike('F6');
    expect(screen.getByTestId('refusal').textContent).toContain('That is not possible at the moment');
    expect(screen.getByTestId('refusal').textContent).toContain('abc');
    await strike('F12');
    expect(screen.queryByTestId('refusal')).toBeNull();
  });
});

describe('the search', () => {
  it('asks main for what was typed and loads older rows behind the newer', async () => {
    vi.useFakeTimers();
    const rowsBefore = (before: unknown) =>
      Array.from({ length: before === null ? 12 : 1 }, (_, at) =>
        aPayment({ paymentRequestId: before === null ? `newer ${String(at)}` : 'older', amount: sgd(999) }),
      );
    const edge = { atMs: 5, sequence: 41 };
    const answer = ({ before }: { before: unknown }) => ({
      ok: true,
      value: { rows: rowsBefore(before), next: before === null ? edge : null },
    });
    const page = await openPage(aSnapshot(), { 'history.search': answer });
    await strike('F2');
    await act(async () => {
      await vi.advanceTimersByTimeAsync(200);
    });
    fireEvent.change(screen.getByTestId('history-text'), { target: { value: ' 9.99 ' } });
    await act(async () => {
      await vi.advanceTimersByTimeAsync(200);
    });
    await press(screen.getByTestId('history-older'));
    expect(page.callsOf('history.search')).toEqual([
      { text: '', zone: 'shop', before: null },
      { text: '9.99', zone: 'shop', before: null },
      { text: '9.99', zone: 'shop', before: edge },
    ]);
    expect(screen.getAllByTestId('history-row').map((row) => row.dataset['payment'])).toEqual([
      ...rowsBefore(null).map(({ paymentRequestId }) => paymentRequestId),
      'older',
    ]);
  });
});

describe('the settings', () => {
  const status = {
    baseUrl: 'https://gateway.test',
    clientId: 'CLIENT',
    keyVersion: 1,
    publicKey: 'PUBLIC',
    publicKeyFingerprint: 'aa:bb',
    gatewayKeyFingerprint: null,
    nextKey: { keyVersion: 2, publicKey: 'NEXT', fingerprint: 'cc:dd' },
    notify: aNotifyView(),
    policy: { locked: [] as readonly string[], isFaulty: false },
  };
  const choice = { place: { kind: 'queue', name: 'Receipts' }, driver: 'epson', columns: 48, codePage: 'pc437', answers: 'auto' };
  const settings = {
    'setup.status': { ok: true, value: status },
    'printer.status': { ok: true, value: { choice, letters: 'plain' } },
  };

  it('show the public key and ask before another key is used', async () => {
    const page = await openPage(aSnapshot({ mode: 'live', practice: null }), settings);
    await strike('F9');
    expect(screen.getByTestId<HTMLTextAreaElement>('setup-public-key').value).toBe('PUBLIC');
    await press(screen.getByTestId('setup-activate-key'));
    await press(screen.getByTestId('confirm-no'));
    expect(page.callsOf('setup.activate-key')).toEqual([]);
    await press(screen.getByTestId('setup-activate-key'));
    await press(screen.getByTestId('confirm-yes'));
    expect(page.callsOf('setup.activate-key')).toEqual([{ keyVersion: 2 }]);
    expect(page.callsOf('setup.status')).toHaveLength(2);
  });

  it('show what the administrator holds as locked, and say when the policy has mistakes', async () => {
    const policy = { locked: ['printer', 'scanner.wire', 'scanner.suffix', 'gateway.gatewayPublicKey'], isFaulty: true };
    await openPage(aSnapshot({ mode: 'live', practice: null }), {
      ...settings,
      'setup.status': { ok: true, value: { ...status, policy } },
    });
    await strike('F9');
    for (const button of ['setup-printer-choose', 'setup-gateway-key', 'scanner-by-hand', 'scanner-guided'])
      expect(screen.getByTestId<HTMLButtonElement>(button).disabled, button).toBe(true);
    for (const note of ['setup-printer', 'setup-gateway-key', 'scanner-wire', 'scanner-around'])
      expect(screen.getByTestId(`${note}-locked`).textContent, note).toContain('Set by your administrator');
    expect(screen.getByTestId('choice-hid').closest('fieldset')?.disabled).toBe(true);
    expect(screen.getByTestId('setup-policy-faulty').textContent).toContain('paydesk --health');
  });

  it('send a private key in once and keep nothing of it on the page', async () => {
    const page = await openPage(aSnapshot({ mode: 'live', practice: null }), settings);
    await strike('F9');
    await press(screen.getByTestId('setup-import-key'));
    fireEvent.change(screen.getByTestId('import-key-text'), { target: { value: 'SECRETKEY' } });
    fireEvent.change(screen.getByTestId('import-key-passphrase'), { target: { value: 'open sesame' } });
    await press(screen.getByTestId('import-key-yes'));
    expect(page.callsOf('setup.import-key')).toEqual([{ format: 'text', content: 'SECRETKEY', passphrase: 'open sesame' }]);
    expect(document.body.innerHTML).not.toContain('SECRETKEY');
    expect(screen.queryByTestId('import-key-dialog')).toBeNull();
  });

  it('choose a printer that was found or one by its address, and name what is wrong with one', async () => {
    const usb = { kind: 'usb', vendorId: 0x04b8, productId: 0x0e15, serial: null };
    const found = [
      { place: choice.place, name: 'Receipts', trouble: null },
      { place: usb, name: 'EPSON TM-T20', trouble: 'driver-owned' },
    ];
    const page = await openPage(aSnapshot({ mode: 'live', practice: null }), {
      ...settings,
      'printer.discover': { ok: true, value: { found } },
    });
    await strike('F9');
    await press(screen.getByTestId('setup-printer-choose'));
    expect(screen.getByTestId('printer-dialog').textContent).toContain('the system’s driver holds it');
    await press(screen.getByTestId('pick-usb:1208:3605:'));
    await press(screen.getByTestId('printer-save'));
    await press(screen.getByTestId('setup-printer-choose'));
    await press(screen.getByTestId('pick-tcp'));
    expect(screen.getByTestId<HTMLButtonElement>('printer-save').disabled).toBe(true);
    fireEvent.change(screen.getByTestId('printer-address'), { target: { value: '10.0.0.9:9101' } });
    await press(screen.getByTestId('choice-32'));
    fireEvent.change(screen.getByTestId('printer-page'), { target: { value: 'gb18030' } });
    await press(screen.getByTestId('printer-save'));
    expect(page.callsOf('printer.choose')).toEqual([
      { ...choice, place: usb },
      { ...choice, columns: 32, codePage: 'gb18030', place: { kind: 'tcp', host: '10.0.0.9', port: 9101 } },
    ]);
  });

  it('say what became of a test page and what to do', async () => {
    const result = { outcome: 'waiting', reason: 'wrong-queue', isPaperLow: false };
    await openPage(aSnapshot({ mode: 'live', practice: null }), {
      ...settings,
      'printer.test': { ok: true, value: result },
    });
    await strike('F9');
    await press(screen.getByTestId('setup-printer-test'));
    expect(screen.getByTestId('setup-printer-result').textContent).toBe(
      'Not printed: wrong queue type: choose RAW. This queue takes pages, not receipts. ' +
        'Add a raw queue (Windows: driver “Generic / Text Only”) and choose that.',
    );
  });

  it.each([
    ['setup-printer-same', true],
    ['setup-printer-different', false],
  ] as const)('ask a person about the letters on a test page that came out, once: %s', async (button, areSame) => {
    const page = await openPage(aSnapshot({ mode: 'live', practice: null }), {
      ...settings,
      'printer.test': { ok: true, value: { outcome: 'sent', reason: null, isPaperLow: false } },
    });
    await strike('F9');
    expect(screen.queryByTestId('setup-printer-compare')).toBeNull();
    await press(screen.getByTestId('setup-printer-test'));
    await press(screen.getByTestId(button));
    expect(page.callsOf('printer.compared')).toEqual([{ areSame }]);
    expect(screen.queryByTestId('setup-printer-compare')).toBeNull();
  });
});
