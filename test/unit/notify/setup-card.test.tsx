// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { NOTIFY_ALARMS, NOTIFY_FAULTS, type NotifyView } from '../../../core/contract/notify.ts';
import { healthSchema } from '../../../core/contract/views.ts';
import { healthOf } from '../../../renderer/screens/wording/health.ts';
import { en } from '../../../renderer/words/en.ts';
import { aNotifyView } from '../../builders/notify-view.ts';
import { closePage, openPage, strike } from '../../builders/page.tsx';
import { aSnapshot, goodHealth, NOW_MS } from '../../builders/snapshot.ts';

afterEach(closePage);

async function card(notify: NotifyView): Promise<string> {
  const status = {
    baseUrl: null,
    clientId: null,
    keyVersion: null,
    publicKey: null,
    publicKeyFingerprint: null,
    gatewayKeyFingerprint: null,
    nextKey: null,
    policy: { locked: [], isFaulty: false },
    printer: 'practice',
    notify,
  };
  await openPage(aSnapshot(), {
    'setup.status': { ok: true, value: status },
    'printer.status': { ok: true, value: { choice: null, letters: 'none' } },
  });
  await strike('F9');
  return screen.getByTestId('setup-notify').textContent;
}

describe('the settings show the listener', () => {
  it('off, and that nothing is missed by it', async () => {
    expect(await card(aNotifyView())).toContain('Off. Paydesk asks Alipay+ itself, so nothing is missed.');
  });

  it('where it listens, what Alipay+ is told, the last notification and the counts', async () => {
    const text = await card(
      aNotifyView({
        state: 'listening',
        address: 'https://0.0.0.0:8443/alipayplus',
        publicUrl: 'https://pay.example/till-1',
        lastAtMs: NOW_MS,
        verified: 12,
        refused: 3,
      }),
    );
    for (const part of ['Listening', 'https://0.0.0.0:8443/alipayplus', 'https://pay.example/till-1', '14:06', '12, 3'])
      expect(text).toContain(part);
  });

  it.each([...NOTIFY_FAULTS])('%s in words that say what to do', async (fault) => {
    expect(await card(aNotifyView({ state: 'not-listening', fault }))).toContain(en.notify.fault[fault]);
    expect(en.notify.fault[fault]).toMatch(/^[A-Z].+\.$/);
  });

  it.each([...NOTIFY_ALARMS])('%s in words', async (alarm) => {
    expect(await card(aNotifyView({ state: 'listening', address: 'x', alarm }))).toContain(en.notify.alarm[alarm]);
  });

  it.each(healthSchema.shape.notify.unwrap().options)('%s has a short word in the health line', (notify) => {
    const item = healthOf(en, goodHealth({ notify })).find(({ id }) => id === 'notify');
    expect(item?.text.length).toBeGreaterThan(5);
    expect(healthOf(en, goodHealth()).some(({ id }) => id === 'notify')).toBe(false);
  });
});
