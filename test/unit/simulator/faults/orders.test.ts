import { describe, expect, it } from 'vitest';
import { strikeConnection, strikeRequest, type Order } from '../../../../simulator/faults/orders.ts';
import { FAULT_NAMES } from '../../../../simulator/faults/fault.ts';
import { readOrder } from '../../../../simulator/faults/read-order.ts';

const HANG = { name: 'hang' } as const;
const CLOSE = { name: 'close-after' } as const;
const forApi = (api: string | null, more: Partial<Order> = {}): Order => ({
  fault: HANG,
  on: { kind: 'request', api },
  skip: 0,
  count: 1,
  ...more,
});

/** Runs requests past the orders and tells which were struck. */
function run(orders: readonly Order[], apis: readonly string[]): readonly (string | null)[] {
  let left = orders;
  return apis.map((api) => {
    const struck = strikeRequest(left, api);
    left = struck.left;
    return struck.fault?.name ?? null;
  });
}

function connect(orders: readonly Order[], times: number): readonly (string | null)[] {
  let left = orders;
  return Array.from({ length: times }, () => {
    const struck = strikeConnection(left);
    left = struck.left;
    return struck.fault?.name ?? null;
  });
}

describe('orders', () => {
  it('an order strikes the next request of its API, once', () => {
    expect(run([forApi('pay')], ['inquiryPayment', 'pay', 'pay'])).toEqual([null, 'hang', null]);
  });

  it('without an API any request will do', () => {
    expect(run([forApi(null)], ['cancelPayment', 'pay'])).toEqual(['hang', null]);
  });

  it('skip lets that many pass, count strikes that many', () => {
    expect(run([forApi('pay', { skip: 2, count: 2 })], ['pay', 'inquiryPayment', 'pay', 'pay', 'pay', 'pay'])).toEqual([
      null,
      null,
      null,
      'hang',
      'hang',
      null,
    ]);
  });

  it('orders strike in the order in which they came, one a request', () => {
    expect(run([forApi('pay'), forApi('pay', { fault: CLOSE })], ['pay', 'pay', 'pay'])).toEqual(['hang', 'close-after', null]);
  });

  it('connections are counted from the order, and requests are not connections', () => {
    const third: Order = { fault: HANG, on: { kind: 'connection', number: 3 }, skip: 0, count: 1 };
    expect(connect([third], 5)).toEqual([null, null, 'hang', null, null]);
    expect(run([third], ['pay'])).toEqual([null]);
  });
});

describe('orders as JSON', () => {
  it('every fault can be ordered by its name alone', () => {
    for (const name of FAULT_NAMES) expect(readOrder({ name })).toMatchObject({ ok: true, order: { fault: { name } } });
  });

  it('defaults are filled in and the moment is understood', () => {
    expect(readOrder({ name: 'cut', api: 'pay', atByte: -1, direction: 'request', count: 3 })).toEqual({
      ok: true,
      order: {
        fault: { name: 'cut', direction: 'request', atByte: -1, how: 'reset' },
        on: { kind: 'request', api: 'pay' },
        skip: 0,
        count: 3,
      },
    });
    expect(readOrder({ name: 'partition', forMs: 10 })).toMatchObject({ order: { on: { kind: 'now' } } });
    expect(readOrder({ name: 'partition', api: 'pay' })).toMatchObject({ order: { on: { kind: 'request', api: 'pay' } } });
    expect(readOrder({ name: 'hang', connection: 2 })).toMatchObject({ order: { on: { kind: 'connection', number: 2 } } });
  });

  it.each([
    [null, '$'],
    [[], '$'],
    [{}, 'name'],
    [{ name: 'earthquake' }, 'name'],
    [{ name: 'cut', atByte: 1.5 }, 'atByte'],
    [{ name: 'cut', direction: 'sideways' }, 'direction'],
    [{ name: 'cut', how: 'gently' }, 'how'],
    [{ name: 'hang', count: 0 }, 'count'],
    [{ name: 'hang', api: 'pay', connection: 1 }, 'connection'],
    [{ name: 'page-5xx', status: 200 }, 'status'],
    [{ name: 'garbage', reaches: 'yes' }, 'reaches'],
    [{ name: 'redirect', location: 'a\r\nb' }, 'location'],
    [{ name: 'delay', delayms: 5 }, 'delayms'],
  ])('%j is refused and the field is named', (value, field) => {
    expect(readOrder(value)).toEqual({ ok: false, field });
  });
});
