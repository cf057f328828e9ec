// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { SCANNER_FAULTS, type ScannerView } from '../../../core/contract/scanner.ts';
import { scannerFaultOf, udevRuleOf } from '../../../renderer/screens/wording/scanner.ts';
import { en } from '../../../renderer/words/en.ts';
import { closePage, openPage, strike } from '../../builders/page.tsx';
import { aScannerView } from '../../builders/scanner-view.ts';
import { aSnapshot } from '../../builders/snapshot.ts';
import { aNotifyView } from '../../builders/notify-view.ts';

const STATUS = {
  baseUrl: null,
  clientId: null,
  keyVersion: null,
  publicKey: null,
  publicKeyFingerprint: null,
  gatewayKeyFingerprint: null,
  nextKey: null,
  policy: { locked: [], isFaulty: false },
  printer: 'practice',
  notify: aNotifyView(),
};

const settings = async (view: ScannerView) => {
  const page = await openPage(aSnapshot(), {
    'setup.status': { ok: true, value: STATUS },
    'printer.status': { ok: true, value: { choice: null, letters: 'none' } },
    'scanner.view': () => ({ ok: true, value: view }),
  });
  await strike('F9');
  return page;
};

const press = (element: HTMLElement): Promise<void> =>
  act(async () => {
    fireEvent.click(element);
    await Promise.resolve();
  });

afterEach(closePage);

describe('the scanner’s card', () => {
  it('shows the speed, the counts and the last scans, masked', async () => {
    await settings(aScannerView());
    const meter = screen.getByTestId('scanner-meter').textContent;
    expect(meter).toContain('4.2 ms');
    expect(screen.getAllByTestId('scanner-scan').map((row) => row.textContent)).toEqual([expect.stringContaining('28••••4821')]);
  });

  it('switches the wire at once and leaves everything else as it was', async () => {
    const view = aScannerView();
    const page = await settings(view);
    fireEvent.click(screen.getByTestId('choice-hid'));
    expect(page.callsOf('scanner.save')).toEqual([{ ...view.setup, wire: 'hid' }]);
  });

  it('says on Linux which rule to add, with the ids of this very scanner', async () => {
    const device = { name: 'Acme', vendorId: '0c2e', productId: '0901' };
    const setup = { ...aScannerView().setup, wire: 'hid' as const };
    const view = aScannerView({ setup, state: 'refused', fault: 'access-denied', device });
    await settings(view);
    expect(screen.getByTestId<HTMLTextAreaElement>('scanner-rule').value).toBe(
      'SUBSYSTEM=="hidraw", ATTRS{idVendor}=="0c2e", ATTRS{idProduct}=="0901", MODE="0660", TAG+="uaccess"',
    );
    expect(udevRuleOf({ ...view, device: null })).toBeNull();
  });

  it('keeps an unplugged port in the list, and saves port and speed as they are chosen', async () => {
    const setup = { ...aScannerView().setup, wire: 'serial' as const, port: 'COM7' };
    const page = await settings(aScannerView({ setup, ports: [{ path: 'COM3', name: 'Acme' }] }));
    const port = screen.getByTestId<HTMLSelectElement>('scanner-port');
    expect([...port.options].map(({ text }) => text)).toEqual(['The only USB port', 'COM3 · Acme', 'COM7 (not there)']);
    fireEvent.change(port, { target: { value: '' } });
    fireEvent.change(screen.getByTestId('scanner-speed'), { target: { value: '115200' } });
    expect(page.callsOf('scanner.save')).toEqual([
      { ...setup, port: null },
      { ...setup, baudRate: 115_200 },
    ]);
  });

  it('has words for each fault on each system', () => {
    for (const fault of SCANNER_FAULTS)
      for (const platform of ['linux', 'windows', 'mac'] as const)
        expect(scannerFaultOf(en, fault, platform).length, `${fault} ${platform}`).toBeGreaterThan(20);
  });
});

describe('the guided set-up', () => {
  it('has main listen while it is open, and not a moment longer', async () => {
    const page = await settings(aScannerView());
    await press(screen.getByTestId('scanner-guided'));
    await press(screen.getByTestId('learn-close'));
    expect(page.callsOf('scanner.learn')).toEqual([{ isOn: true }, { isOn: false }]);
  });

  it('says what was wrong with a scan', async () => {
    await settings(aScannerView({ learning: { scans: 1, problem: 'suffix-differs', learnt: null } }));
    await press(screen.getByTestId('scanner-guided'));
    expect(screen.getByTestId('learn-problem').textContent).toContain('Set the scanner to send Enter');
    expect(screen.getByTestId('learn-step').textContent).toContain('Symbol 2 of 3');
  });

  it('shows what was learnt and keeps it only when it is told to', async () => {
    const learnt = { prefix: '~', suffix: 'tab' as const, hasAim: true, msPerKey: 5 };
    const page = await settings(aScannerView({ learning: { scans: 3, problem: null, learnt } }));
    await press(screen.getByTestId('scanner-guided'));
    expect(screen.getByTestId('learn-dialog').textContent).toContain('Tab');
    expect(page.callsOf('scanner.keep-learnt')).toEqual([]);
    await press(screen.getByTestId('learn-use'));
    expect(page.callsOf('scanner.keep-learnt')).toEqual([{}]);
    expect(screen.queryByTestId('learn-dialog')).toBeNull();
  });
});

it('set by hand, prefix, suffix and AIM identifier are saved together', async () => {
  const view = aScannerView();
  const page = await settings(view);
  await press(screen.getByTestId('scanner-by-hand'));
  fireEvent.change(screen.getByTestId('by-hand-prefix'), { target: { value: '~S' } });
  fireEvent.click(screen.getByTestId('choice-line-feed'));
  fireEvent.click(screen.getByTestId('choice-yes'));
  await press(screen.getByTestId('by-hand-save'));
  expect(page.callsOf('scanner.save')).toEqual([{ ...view.setup, prefix: '~S', suffix: 'line-feed', hasAim: true }]);
});
