import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOTIFY_LIMITS } from '../../../main/notify/limits.ts';
import { createRate, networkOf } from '../../../main/notify/rate.ts';

const LIMITS = { perAddress: { burst: 3, perSecond: 1 }, inAll: { burst: 10, perSecond: 5 }, addressesMax: 4 };

function rateAt(limits = LIMITS) {
  let nowMs = 1_000;
  const rate = createRate(limits, () => nowMs);
  return {
    rate,
    pass: (ms: number) => {
      nowMs += ms;
    },
    many: (address: string, count: number) => Array.from({ length: count }, () => rate.take(address)).filter(Boolean).length,
  };
}

describe('the rate of one sender and of all', () => {
  it('lets a burst through and then as much as flows back', () => {
    const { rate, many, pass } = rateAt();
    expect(many('192.0.2.1', 50)).toBe(3);
    pass(999);
    expect(rate.take('192.0.2.1')).toBe(false);
    pass(1);
    expect(many('192.0.2.1', 50)).toBe(1);
    pass(3_600_000);
    expect(many('192.0.2.1', 50)).toBe(3);
  });

  it('a sender that has used up its share costs the others nothing', () => {
    const { many } = rateAt();
    many('192.0.2.1', 10_000);
    expect(many('192.0.2.2', 5)).toBe(3);
    expect(many('192.0.2.3', 5)).toBe(3);
  });

  it('many senders together have a bound too', () => {
    const { many, rate } = rateAt({ ...LIMITS, addressesMax: 1_000 });
    expect(
      Array.from({ length: 500 }, (_, at) => many(`10.0.${String(at >> 8)}.${String(at & 255)}`, 1)).reduce((a, b) => a + b),
    ).toBe(10);
    expect(rate.take('203.0.113.9')).toBe(false);
  });

  it('a clock that stands still or steps back gives nothing away', () => {
    const { many, pass } = rateAt();
    expect(many('192.0.2.1', 5)).toBe(3);
    pass(-5_000);
    expect(many('192.0.2.1', 5)).toBe(0);
  });

  it('never lets through more than burst and flow allow, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ waitMs: fc.nat(2_000), from: fc.nat(9) }), { maxLength: 200 }), (steps) => {
        const { rate, pass } = rateAt();
        let [passed, elapsedMs] = [0, 0];
        for (const { waitMs, from } of steps) {
          pass(waitMs);
          elapsedMs += waitMs;
          if (rate.take(`10.0.0.${String(from)}`)) passed += 1;
        }
        expect(passed).toBeLessThanOrEqual(LIMITS.inAll.burst + (elapsedMs / 1_000) * LIMITS.inAll.perSecond);
      }),
    );
  });
});

describe('what counts as one sender', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8:1:2::9', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['', ''],
  ])('%s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('the bounds', () => {
  it('fit each other: an answer is given within 3 s, and one sender cannot take all connections', () => {
    expect(NOTIFY_LIMITS.answerTimeoutMs).toBeLessThan(3_000);
    expect(NOTIFY_LIMITS.bodyBytesMax).toBe(64 * 1_024);
    expect(NOTIFY_LIMITS.connectionsPerAddressMax).toBeLessThan(NOTIFY_LIMITS.connectionsMax);
    expect(NOTIFY_LIMITS.perAddress.burst).toBeLessThan(NOTIFY_LIMITS.inAll.burst);
    expect(NOTIFY_LIMITS.perAddress.perSecond).toBeLessThan(NOTIFY_LIMITS.inAll.perSecond);
  });
});
