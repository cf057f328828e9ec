import { describe, expect, it } from 'vitest';
import { NEXT_PARTS, readNextPart } from '../../../simulator/gateway/next-part.ts';
import { gatewayBench, type GatewayBench } from './gateway-bench.ts';

const CODE = '2810060200000000007777';
const SECOND = '2810060200000000007778';

function ordered(part: string): GatewayBench {
  const gateway = gatewayBench();
  gateway.send({ type: 'replay', journeys: readNextPart(part) ?? [] });
  return gateway;
}

describe('how the next payment goes', () => {
  it('in doubt: it is paid, but no answer says so for eight questions; then the truth, and the payment after it is as usual', () => {
    const gateway = ordered('in-doubt-then-paid');
    expect(gateway.pay('p1', CODE).result).toBe('UNKNOWN_EXCEPTION/U');
    for (let question = 0; question < 8; question += 1) {
      gateway.wait(3_000);
      expect(gateway.inquire('p1').result).toBe('UNKNOWN_EXCEPTION/U');
    }
    gateway.wait(3_000);
    expect(gateway.inquire('p1').payment).toBe('SUCCESS/S');
    expect(gateway.pay('p2', SECOND).result).toBe('SUCCESS/S');
    expect(gateway.events).toEqual([]);
  });

  it('after a while: the customer confirms within three seconds', () => {
    const gateway = ordered('paid-after-a-while');
    expect(gateway.pay('p1', CODE).result).toBe('PAYMENT_IN_PROCESS/U');
    gateway.wait(3_000);
    expect(gateway.inquire('p1').payment).toBe('SUCCESS/S');
  });

  it('at once, even when the phone was told to ask first', () => {
    const gateway = ordered('paid-at-once');
    gateway.send({ type: 'mint', digits: CODE, brand: 'KAKAOPAY', scenario: { pay: { kind: 'ask' } } });
    expect(gateway.pay('p1', CODE).result).toBe('SUCCESS/S');
  });

  it('can be taken back, and a name nobody knows is refused', () => {
    const gateway = ordered('in-doubt-then-paid');
    gateway.send({ type: 'replay', journeys: readNextPart(null) ?? [] });
    expect(gateway.pay('p1', CODE).result).toBe('SUCCESS/S');
    expect(['', 'toString', 7, undefined].map(readNextPart)).toEqual([null, null, null, null]);
    expect(NEXT_PARTS).toEqual(['paid-at-once', 'paid-after-a-while', 'in-doubt-then-paid']);
  });
});
