import { expect, it, vi } from 'vitest';
import type { PadKey } from '../../core/checkout/sale.ts';
import { wireCounter } from '../../main/worlds/counter-wiring.ts';
import { startPractice } from '../builders/practice-start.ts';

it('practice listens by itself on loopback, tells its gateway where, and is notified', async () => {
  const { gatewayLedger, ...parts } = await startPractice();
  const { counter, connection, notify } = await wireCounter({ ...parts, changed: () => undefined });
  expect(notify.view()).toMatchObject({ state: 'starting', address: null });
  await connection.renew();
  await counter.resume();
  await notify.start();
  expect(notify.view().address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/alipayplus$/);
  for (const digit of '4250') counter.session.key(digit as PadKey);
  counter.session.key('enter');
  counter.session.scan('2810060200000000009977');
  await vi.waitFor(() => {
    expect(gatewayLedger().notifications[0]).toMatchObject({ url: notify.notifyUrl(), state: 'acknowledged' });
  }, 20_000);
  expect(notify.view()).toMatchObject({ verified: 1, refused: 0, alarm: null, fault: null });
});
