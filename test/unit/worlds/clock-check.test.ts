import { describe, expect, it } from 'vitest';
import type { Lost } from '../../../core/payment/gateway-port.ts';
import { withClockCheck } from '../../../main/worlds/clock-check.ts';
import { fakeGateway } from '../../builders/fake-gateway.ts';
import { virtualClock } from '../../builders/virtual-clock.ts';

const STALE: Lost = { kind: 'lost', cause: 'stale', sent: 'maybe' };
const TIMEOUT: Lost = { kind: 'lost', cause: 'timeout', sent: 'maybe' };

function world(staleInquiries: number) {
  const fake = fakeGateway();
  const clock = virtualClock();
  let found = 0;
  for (let at = 0; at < staleInquiries; at += 1) fake.script.inquire.push(STALE);
  const gateway = withClockCheck(fake.gateway, clock, {
    strangeId: () => 'T1Pnobody',
    clockFound: () => {
      found += 1;
    },
  });
  const strange = (): number =>
    fake.calls.filter((call) => call.api === 'inquire' && call.paymentRequestId === 'T1Pnobody').length;
  return { fake, clock, gateway, strange, found: () => found };
}

describe('a gateway whose answers look stale', () => {
  it('is asked about nobody a moment later, and who waits may ask again at once', async () => {
    const { gateway, clock, strange, found } = world(1);
    expect(await gateway.inquire('T1Pmine')).toEqual(STALE);
    await clock.advance(1_499);
    expect(strange()).toBe(0);
    await clock.advance(1);
    expect([strange(), found()]).toEqual([1, 1]);
  });

  it('is looked at once at a time, however many answers are stale', async () => {
    const { gateway, clock, strange } = world(3);
    await Promise.all([gateway.inquire('a'), gateway.inquire('b'), gateway.inquire('c')]);
    await clock.advance(60_000);
    expect(strange()).toBe(1);
  });

  it('that is still stale hurries nobody, and is looked at again after the next stale answer only', async () => {
    const { gateway, clock, strange, found } = world(2);
    await gateway.inquire('a');
    await clock.advance(60_000);
    expect([strange(), found()]).toEqual([1, 0]);
    expect(clock.pending()).toBe(0);
  });

  it('is looked at after a stale refund, cancel or pay too', async () => {
    for (const api of ['pay', 'cancel', 'refund'] as const) {
      const { fake, gateway, clock, strange } = world(0);
      fake.script[api].push(STALE);
      await gateway[api](undefined as never);
      await clock.advance(2_000);
      expect([api, strange()]).toEqual([api, 1]);
    }
  });

  it('is left alone after any other lost answer', async () => {
    const { fake, gateway, clock, strange } = world(0);
    fake.script.inquire.push(TIMEOUT);
    await gateway.inquire('a');
    await clock.advance(60_000);
    expect([strange(), clock.pending()]).toEqual([0, 0]);
  });
});
