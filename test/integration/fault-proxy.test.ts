import { describe, expect, it, onTestFinished } from 'vitest';
import type { AlipayPlusClient } from '../../main/alipayplus/client.ts';
import type { Fault } from '../../simulator/faults/fault.ts';
import type { Order } from '../../simulator/faults/orders.ts';
import { startFaultProxy } from '../../simulator/faults/proxy.ts';
import type { FirstByte } from '../../simulator/faults/relay.ts';
import { startSimulator, type RunningSimulator, type SimulatorNetwork } from '../../simulator/start.ts';
import { counterClient } from '../builders/alipayplus-counter.ts';
import { makePki } from '../builders/certificates.ts';
import { VECTOR_CLIENT_ID, VECTOR_KEYS } from '../builders/signature-vectors.ts';
import { startSigningServer } from '../builders/signing-server.ts';
import { putNetworkInFront } from '../drive/faults-front.ts';
import { payRequest } from '../contract/gateway-port.ts';
import { PAID } from './client-bench.ts';
import { json, nextCode } from './simulator-bench.ts';

const READ_TIMEOUT_MS = 500;
const LONGER_MS = READ_TIMEOUT_MS * 2;
const APIS = { pay: 'pay', inquiry: 'inquiryPayment' } as const;

type Bench = { readonly simulator: RunningSimulator; readonly network: SimulatorNetwork; readonly client: AlipayPlusClient };

/** A gateway, a bad network in front of it, and the real client at its other end. */
async function open(): Promise<Bench> {
  const simulator = await startSimulator({
    gatewayPrivateKey: VECTOR_KEYS.gatewayPrivate,
    clientPublicKey: VECTOR_KEYS.acquirerPublic,
    settings: { clientId: VECTOR_CLIENT_ID },
    walletPort: null,
    printerPort: null,
    faultPort: 0,
  });
  onTestFinished(simulator.close);
  const { network } = simulator;
  if (network === null) throw new Error('no bad network was started');
  return { simulator, network, client: clientAt(network.url) };
}

function clientAt(url: string, caPem?: string, readTimeoutMs = READ_TIMEOUT_MS): AlipayPlusClient {
  const client = counterClient(url, {
    limits: { readTimeoutMs, connectTimeoutMs: 5_000 },
    ...(caPem === undefined ? {} : { caPem }),
  });
  onTestFinished(client.close);
  return client;
}

const onPay = (fault: Fault, more: Partial<Order> = {}): Order => ({
  fault,
  on: { kind: 'request', api: 'pay' },
  skip: 0,
  count: 1,
  ...more,
});

const PAID_REPLY = { kind: 'verified', message: { result: { resultStatus: 'S' } } };
const lost = (cause: string) => ({ kind: 'lost', cause, sent: 'maybe' });

/** What the client hears of its pay, and whether the gateway took the money. */
const STORIES: readonly (readonly [story: string, fault: Fault, reply: object, isCharged: boolean])[] = [
  ['hang', { name: 'hang' }, lost('timeout'), false],
  ['black hole in the request', { name: 'black-hole', direction: 'request', atByte: 700 }, lost('timeout'), false],
  ['black hole in the answer', { name: 'black-hole', direction: 'answer', atByte: 40 }, lost('timeout'), true],
  ['reset in the request', { name: 'cut', direction: 'request', atByte: 900, how: 'reset' }, lost('reset'), false],
  [
    'reset before the last byte of the request',
    { name: 'cut', direction: 'request', atByte: -1, how: 'reset' },
    lost('reset'),
    false,
  ],
  ['end in the request', { name: 'cut', direction: 'request', atByte: 1, how: 'end' }, lost('reset'), false],
  ['reset before the answer', { name: 'cut', direction: 'answer', atByte: 0, how: 'reset' }, lost('reset'), true],
  ['reset in the answer', { name: 'cut', direction: 'answer', atByte: -1, how: 'reset' }, lost('reset'), true],
  ['end in the answer', { name: 'cut', direction: 'answer', atByte: -1, how: 'end' }, lost('reset'), true],
  ['late request', { name: 'delay', direction: 'request', delayMs: LONGER_MS }, lost('timeout'), true],
  ['late answer', { name: 'delay', direction: 'answer', delayMs: LONGER_MS }, lost('timeout'), true],
  ['short delay', { name: 'delay', direction: 'answer', delayMs: 30 }, PAID_REPLY, true],
  ['slow answer', { name: 'trickle', direction: 'answer', bytes: 400, everyMs: 5 }, PAID_REPLY, true],
  ['slower answer', { name: 'trickle', direction: 'answer', bytes: 1, everyMs: 20 }, lost('timeout'), true],
  ['slow request', { name: 'trickle', direction: 'request', bytes: 400, everyMs: 5 }, PAID_REPLY, true],
  ['a flipped bit in the request', { name: 'flip', direction: 'request', atByte: -3 }, lost('unsigned'), false],
  ['a flipped bit in the answer', { name: 'flip', direction: 'answer', atByte: -3 }, lost('bad-signature'), true],
  ['the request twice', { name: 'duplicate', delayMs: 0 }, PAID_REPLY, true],
  ['garbage', { name: 'garbage', reaches: true }, lost('unparsable'), true],
  ['garbage by a box on the way', { name: 'garbage', reaches: false }, lost('unparsable'), false],
  ['502', { name: 'page-5xx', status: 502, reaches: false }, lost('http-status'), false],
  ['504 after the work', { name: 'page-5xx', status: 504, reaches: true }, lost('http-status'), true],
  ['redirect', { name: 'redirect', location: '/login', reaches: false }, lost('redirect'), false],
  ['close after the answer', { name: 'close-after' }, PAID_REPLY, true],
  ['the answer twice', { name: 'extra-bytes', text: null }, PAID_REPLY, true],
  ['noise behind the answer', { name: 'extra-bytes', text: 'HTTP/1.1 200 OK\r\n\r\n' }, PAID_REPLY, true],
  ['partition', { name: 'partition', forMs: LONGER_MS }, lost('timeout'), true],
  ['swap without a partner', { name: 'swap', forMs: 20 }, PAID_REPLY, true],
];

describe('the bad network between the real client and the gateway', () => {
  it.each(STORIES)('%s: the client hears what is true, or nothing', async (_story, fault, reply, isCharged) => {
    const { simulator, network, client } = await open();
    network.order(onPay(fault));
    const request = payRequest(nextCode());
    expect(await client.pay(request)).toMatchObject(reply);
    await expect
      .poll(() => simulator.ledger().payments.map(({ chargedMinor }) => chargedMinor), { timeout: 5_000 })
      .toEqual(isCharged ? [599] : []);
    // The next question finds an honest network again.
    await expect
      .poll(() => client.inquire(request.paymentRequestId).then(({ kind }) => kind), { timeout: 5_000 })
      .toBe('verified');
    expect(network.seen()[0]).toMatchObject({ api: 'pay', fault: fault.name });
    expect(network.orders()).toEqual([]);
  });

  it('without an order every call goes through and is seen by its name', async () => {
    const { simulator, network, client } = await open();
    expect(await client.warm()).toBeGreaterThan(0);
    const request = payRequest(nextCode());
    expect(await client.pay(request)).toMatchObject(PAID_REPLY);
    expect(await client.inquire(request.paymentRequestId)).toMatchObject({ kind: 'verified' });
    expect(await client.cancel(request.paymentRequestId)).toMatchObject({ kind: 'verified' });
    expect(network.seen().map(({ api, fault }) => [api, fault])).toEqual([
      ['pay', null],
      ['inquiryPayment', null],
      ['cancelPayment', null],
    ]);
    expect(simulator.ledger().payments[0]).toMatchObject({ status: 'reversed', netMinor: 0 });
    expect(JSON.stringify(network.seen())).not.toContain(request.paymentCode);
  });

  it.each([false, true])(
    'a refused connection certainly sent nothing, and the door opens again (reset first: %s)',
    async (drop) => {
      const { simulator, network, client } = await open();
      if (drop) await client.warm();
      network.order({ fault: { name: 'refuse', forMs: 60_000, drop }, on: { kind: 'now' }, skip: 0, count: 1 });
      // Connections that were open may take a moment to notice that they are gone.
      await expect
        .poll(() => client.inquire('unknown'), { timeout: 5_000 })
        .toMatchObject({ kind: 'lost', cause: 'connect-failed', sent: 'no' });
      expect(await client.pay(payRequest(nextCode()))).toMatchObject({ kind: 'lost', cause: 'connect-failed', sent: 'no' });
      network.clear();
      expect(await client.pay(payRequest(nextCode()))).toMatchObject(PAID_REPLY);
      expect(simulator.ledger().payments).toHaveLength(1);
    },
  );

  it('an answer to an earlier request is never taken for the answer to this one', async () => {
    const { network, client } = await open();
    const [first, second] = [payRequest(nextCode(), 100), payRequest(nextCode(), 250)];
    await client.pay(first);
    await client.pay(second);
    await client.inquire(first.paymentRequestId);
    network.order({ ...onPay({ name: 'replay', of: null, reaches: true }), on: { kind: 'request', api: APIS.inquiry } });
    // It verifies, being the gateway's own: that it names the other payment is for the payment's judge to see.
    expect(await client.inquire(second.paymentRequestId)).toMatchObject({
      kind: 'verified',
      message: { facts: { paymentRequestId: first.paymentRequestId } },
    });
    network.order({ ...onPay({ name: 'replay', of: 'pay', reaches: true }), on: { kind: 'request', api: APIS.inquiry } });
    expect(await client.inquire(second.paymentRequestId)).toMatchObject(lost('bad-signature'));
  });

  it('two answers change places', async () => {
    const { network, client } = await open();
    const both = [payRequest(nextCode(), 100), payRequest(nextCode(), 250)] as const;
    for (const request of both) await client.pay(request);
    network.order({ ...onPay({ name: 'swap', forMs: 5_000 }, { count: 2 }), on: { kind: 'request', api: APIS.inquiry } });
    const replies = await Promise.all(both.map((request) => client.inquire(request.paymentRequestId)));
    expect(replies.map((reply) => reply.kind === 'verified' && reply.message.facts.paymentRequestId)).toEqual([
      both[1].paymentRequestId,
      both[0].paymentRequestId,
    ]);
  });

  it('a request that is repeated later arrives again, and the gateway still charges once', async () => {
    const { simulator, network, client } = await open();
    network.order(onPay({ name: 'duplicate', delayMs: 50 }));
    expect(await client.pay(payRequest(nextCode()))).toMatchObject(PAID_REPLY);
    await expect.poll(() => simulator.ledger().counts.requests).toBe(2);
    expect(simulator.ledger().payments).toMatchObject([{ chargedMinor: 599 }]);
  });

  it('the n-th connection can be struck, whatever is spoken on it', async () => {
    const { network, client } = await open();
    network.order({ fault: { name: 'reset-at-once' }, on: { kind: 'connection', number: 2 }, skip: 0, count: 1 });
    expect(await client.inquire('first')).toMatchObject({ kind: 'verified' });
    // The lane of asking has its connection; a pay opens the second one.
    expect(await client.pay(payRequest(nextCode()))).toMatchObject({ kind: 'lost' });
    expect(await client.pay(payRequest(nextCode()))).toMatchObject({ kind: 'verified' });
  });

  it('a partition concerns every connection, and what was under way arrives afterwards', async () => {
    const { simulator, network, client } = await open();
    network.order({ fault: { name: 'partition', forMs: 60_000 }, on: { kind: 'now' }, skip: 0, count: 1 });
    expect(await client.pay(payRequest(nextCode()))).toMatchObject(lost('timeout'));
    expect(simulator.ledger().payments).toEqual([]);
    network.clear();
    await expect.poll(() => simulator.ledger().payments.length).toBe(1);
  });
});

describe('a gateway with the bad network in front', () => {
  it("has the network's address and keeps everything else", async () => {
    const { simulator } = await open();
    const before = { gatewayUrl: simulator.gatewayUrl, stop: () => Promise.resolve(), ledger: simulator.ledger };
    const { gateway, network } = await putNetworkInFront(before);
    onTestFinished(gateway.stop);
    expect(gateway).toMatchObject({ gatewayUrl: network.url, ledger: simulator.ledger });
    expect(await clientAt(gateway.gatewayUrl).pay(payRequest(nextCode()))).toMatchObject(PAID_REPLY);
    expect([network.seen().length, gateway.ledger().payments.length]).toEqual([1, 1]);
  });
});

describe('orders over HTTP', () => {
  it('a stranger can order, list and take back', async () => {
    const { network, client } = await open();
    const faults = `${network.controlUrl}/faults`;
    expect(await json(faults, { name: 'page-5xx', api: 'pay', reaches: false })).toMatchObject({ value: { ok: true, taken: 1 } });
    expect(await json(faults)).toMatchObject({ value: { orders: [{ fault: { name: 'page-5xx', status: 502 } }] } });
    expect(await client.pay(payRequest(nextCode()))).toMatchObject(lost('http-status'));
    expect(await json(`${network.controlUrl}/seen`)).toMatchObject({ value: { seen: [{ api: 'pay', fault: 'page-5xx' }] } });
    await json(faults, {
      orders: [
        { name: 'hang', api: 'pay' },
        { name: 'partition', forMs: 60_000 },
      ],
    });
    await fetch(faults, { method: 'DELETE' });
    expect(await client.pay(payRequest(nextCode()))).toMatchObject(PAID_REPLY);
  });

  it('a bad order is refused with the field that is wrong, and none of its list is taken', async () => {
    const { network } = await open();
    const reply = await json(`${network.controlUrl}/faults`, { orders: [{ name: 'hang' }, { name: 'cut', atByte: 'x' }] });
    expect(reply).toEqual({ status: 400, value: { ok: false, error: 'BAD_ORDER', index: 1, field: 'atByte' } });
    expect(network.orders()).toEqual([]);
    expect(await json(`${network.controlUrl}/elsewhere`)).toMatchObject({ status: 404 });
  });

  it('SECURITY: a page of another origin orders nothing', async () => {
    const { network } = await open();
    const reply = await json(`${network.controlUrl}/faults`, { name: 'hang' }, { origin: 'https://evil.example' });
    expect([reply.status, network.orders()]).toEqual([403, []]);
  });
});

describe('TLS through the bad network', () => {
  it.each(['ended and spoken anew', 'passed through unread'])('TLS is %s', async (how) => {
    const pki = makePki('127.0.0.1');
    const server = await startSigningServer({ answer: () => PAID, tls: pki.server });
    onTestFinished(server.close);
    const moments: string[] = [];
    const proxy = await startFaultProxy({
      gatewayUrl: server.url,
      onFirstByte: ({ direction, exchange }: FirstByte) => void moments.push(`${exchange.api} ${direction}`),
      ...(how.startsWith('passed')
        ? { passthrough: true }
        : { gatewayCaPem: pki.caPem, tls: { certPem: pki.server.cert, keyPem: pki.server.key } }),
    });
    onTestFinished(proxy.close);
    const client = clientAt(proxy.url, pki.caPem, 10_000);
    const request = payRequest(nextCode());
    expect(await client.pay(request)).toMatchObject(PAID_REPLY);
    expect(moments).toEqual(how.startsWith('passed') ? [] : ['pay request', 'pay answer']);
    // A handshake and a part of the request pass, then the connection is gone.
    proxy.order({
      fault: { name: 'cut', direction: 'request', atByte: 1_200, how: 'reset' },
      on: { kind: 'connection', number: 1 },
      skip: 0,
      count: 1,
    });
    const another = clientAt(proxy.url, pki.caPem, 10_000);
    expect(await another.pay(request)).toMatchObject({ kind: 'lost' });
    expect(server.received).toHaveLength(1);
    expect(await another.pay(request)).toMatchObject(PAID_REPLY);
  });
});
