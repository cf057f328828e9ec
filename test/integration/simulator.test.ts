import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FAULT_NAMES } from '../../simulator/gateway/faults.ts';
import { startSimulator, type RunningSimulator, type SimulatorOptions } from '../../simulator/start.ts';
import { VECTOR_KEYS } from '../builders/signature-vectors.ts';
import { callWire, payMessage, resultText, type WireParty, type WireTwist } from '../builders/wire-client.ts';

let simulator: RunningSimulator;
let party: WireParty;
let serial = 0;

async function restart(options: SimulatorOptions = {}): Promise<void> {
  await simulator.close();
  await start(options);
}
/** The published test keys: making fresh ones for every test would take most of its time. */
async function start(options: SimulatorOptions = {}): Promise<void> {
  simulator = await startSimulator({
    gatewayPrivateKey: VECTOR_KEYS.gatewayPrivate,
    clientPublicKey: VECTOR_KEYS.acquirerPublic,
    ...options,
  });
  party = partyOf(simulator, VECTOR_KEYS.acquirerPrivate);
}
const partyOf = (running: RunningSimulator, privateKey: string): WireParty => ({
  baseUrl: running.gatewayUrl,
  clientId: running.clientId,
  privateKey,
  gatewayPublicKey: running.gatewayPublicKey,
});
const nextCode = (ending = '5733'): string => {
  serial += 1;
  return `28100602${String(serial).padStart(12, '0')}${ending}`;
};
const pay = (id: string, twist: WireTwist = {}, ending = '5733') =>
  callWire(party, 'pay', payMessage(id, nextCode(ending)), twist);
const json = async (url: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) => {
  const reply = await fetch(
    url,
    body === undefined
      ? { headers }
      : { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) },
  );
  return { status: reply.status, value: (await reply.json()) as Readonly<Record<string, unknown>> };
};
const control = (path: string, body?: unknown) => json(`${simulator.gatewayUrl}/control/${path}`, body);

beforeEach(async () => {
  await start();
});
afterEach(async () => {
  await simulator.close();
});

describe('the gateway over HTTP', () => {
  it('a signed pay is paid once and the answer is signed over its exact bytes', async () => {
    const answer = await pay('p1');
    expect([answer.status, resultText(answer.json), answer.verified]).toEqual([200, 'SUCCESS/S', true]);
    expect(answer.headers['client-id']).toBe(simulator.clientId);
    expect(simulator.ledger()).toMatchObject({
      counts: { payments: 1, paid: 1, requests: 1 },
      money: [{ currency: 'JPY', chargedMinor: 599, netMinor: 599 }],
      payments: [{ chargedMinor: 599 }],
    });
  });

  it('payment codes are masked in the ledger unless asked for', async () => {
    await pay('p1', {}, '0000');
    expect(JSON.stringify(simulator.ledger())).not.toMatch(/28100602\d{12}0000/);
    await restart({ revealCodes: true });
    await pay('p1', {}, '0000');
    expect(JSON.stringify(simulator.ledger()).match(/28100602\d{12}0000/g)).toHaveLength(2);
  });

  it.each<readonly [string, WireTwist, string, boolean | null]>([
    ['GET', { method: 'GET' }, 'METHOD_NOT_SUPPORTED/F', true],
    ['an unknown path', { path: '/aps/api/v1/payments/inquirePayment' }, 'NO_INTERFACE_DEF/F', true],
    ['another media type', { headers: { 'Content-Type': 'text/xml' } }, 'MEDIA_TYPE_NOT_ACCEPTABLE/F', true],
    ['no client', { headers: { 'Client-Id': null } }, 'INVALID_CLIENT/F', null],
    ['another body than signed', { sentBody: '{}' }, 'INVALID_SIGNATURE/F', null],
    ['an old time', { requestTime: '2020-01-01T00:00:00Z' }, 'PARAM_ILLEGAL/F', true],
  ])('%s is refused with HTTP 200 and a result', async (_name, twist, expected, verified) => {
    const answer = await pay('p1', twist);
    expect([answer.status, resultText(answer.json), answer.verified]).toEqual([200, expected, verified]);
    expect(simulator.ledger().counts).toMatchObject({ payments: 0, requests: 1 });
  });

  it('even INVALID_SIGNATURE is signed when asked for', async () => {
    await restart({ settings: { signRefusals: true } });
    expect(await pay('p1', { sentBody: '{}' })).toMatchObject({ verified: true });
  });

  it('the query belongs to the signed path; a body over the limit or not JSON is PARAM_ILLEGAL', async () => {
    expect(resultText((await pay('p1', { path: '/aps/api/v1/payments/pay?trace=1' })).json)).toBe('SUCCESS/S');
    expect(resultText((await callWire(party, 'pay', '{"paymentRequestId":')).json)).toBe('PARAM_ILLEGAL/F');
    expect(resultText((await callWire(party, 'pay', `"${'x'.repeat(300_000)}"`)).json)).toBe('PARAM_ILLEGAL/F');
  });

  it('inquiry, refund and cancel go over the wire too', async () => {
    await pay('p1');
    await pay('p2');
    const refund = { paymentRequestId: 'p1', refundRequestId: 'r1', refundAmount: { currency: 'JPY', value: '200' } };
    expect(resultText((await callWire(party, 'refund', refund)).json)).toBe('SUCCESS/S');
    expect(resultText((await callWire(party, 'cancelPayment', { paymentRequestId: 'p2' })).json)).toBe('SUCCESS/S');
    expect((await callWire(party, 'inquiryPayment', { paymentRequestId: 'p1' })).json['transactions']).toHaveLength(1);
    expect(simulator.ledger().money).toEqual([
      { currency: 'JPY', chargedMinor: 1_198, refundedMinor: 200, reversedMinor: 599, netMinor: 399 },
    ]);
    const mine = await json(`${simulator.gatewayUrl}/ledger?paymentRequestId=p2`);
    expect(mine.value).toMatchObject({
      payments: [{ paymentRequestId: 'p2', moves: [{ kind: 'charge' }, { kind: 'reversal' }] }],
      refunds: [],
      cancels: [{ moneyBack: true }],
    });
  });

  it('a silent answer never comes although the payment is charged', async () => {
    await expect(pay('p1', { timeoutMs: 150 }, '1005')).rejects.toThrow('timeout');
    expect(simulator.ledger().payments).toMatchObject([{ paymentRequestId: 'p1', chargedMinor: 599 }]);
  });

  it('keys are made when none are given, and path prefix and client are the ones asked for', async () => {
    await simulator.close();
    simulator = await startSimulator({ settings: { clientId: 'ME', pathPrefix: '/x' }, printerPort: null, walletPort: null });
    expect([simulator.walletUrl, simulator.printerPort, simulator.printer]).toEqual([null, null, null]);
    party = partyOf(simulator, simulator.clientPrivateKey ?? '');
    expect(await pay('p1', { path: '/x/pay' })).toMatchObject({ json: { result: { resultCode: 'SUCCESS' } }, verified: true });
  });

  it('a key that is none is refused in plain words, and a taken port leaves nothing running', async () => {
    await expect(startSimulator({ clientPublicKey: 'nonsense' })).rejects.toThrow('not an RSA public key');
    const port = Number(new URL(simulator.gatewayUrl).port);
    await expect(startSimulator({ gatewayPort: port })).rejects.toThrow('EADDRINUSE');
  });
});

describe('faults', () => {
  const seen: Readonly<Record<(typeof FAULT_NAMES)[number], (id: string) => Promise<unknown>>> = {
    'drop-response': (id) => expect(pay(id, { timeoutMs: 150 })).rejects.toThrow('timeout'),
    delay: async (id) => {
      expect(resultText((await pay(id)).json)).toBe('SUCCESS/S');
    },
    'close-before': (id) => expect(pay(id)).rejects.toThrow(),
    'close-after': (id) => expect(pay(id)).rejects.toThrow(),
    'http-500': async (id) => {
      expect((await pay(id)).status).toBe(500);
    },
    'garbage-body': async (id) => {
      expect(await pay(id)).toMatchObject({ text: '<html>busy</html>', verified: true });
    },
    'bad-signature': async (id) => {
      expect((await pay(id)).verified).toBe(false);
    },
    unsigned: async (id) => {
      expect((await pay(id)).verified).toBe(null);
    },
    'wrong-client-id': async (id) => {
      expect((await pay(id)).headers['client-id']).toBe('SANDBOX_SOMEBODY_ELSE');
    },
    'stale-response-time': async (id) => {
      const answer = await pay(id);
      expect([Date.parse(String(answer.headers['response-time'])) < Date.now() - 3_500_000, answer.verified]).toEqual([
        true,
        true,
      ]);
    },
    redirect: async (id) => {
      expect((await pay(id)).status).toBe(302);
    },
    'huge-body': async (id) => {
      expect((await pay(id)).text.length).toBe(16 * 1024 * 1024);
    },
  };

  it.each(FAULT_NAMES)('%s strikes one request and then no more', async (name) => {
    expect((await control('faults', { name, delayMs: 20 })).status).toBe(200);
    await seen[name](`p-${name}`);
    expect(simulator.ledger().counts.payments).toBe(name === 'close-before' ? 0 : 1);
    expect(simulator.ledger().requests[0]?.bent).toBe(name);
    expect(await pay('after')).toMatchObject({ status: 200, verified: true });
  });

  it('wait for their API, can be listed and taken back, and must be spelt right', async () => {
    await control('faults', { faults: [{ name: 'http-500', api: 'refund', count: 2 }] });
    expect((await pay('p1')).status).toBe(200);
    expect((await control('faults')).value['orders']).toEqual([{ name: 'http-500', api: 'refund', count: 2 }]);
    await fetch(`${simulator.gatewayUrl}/control/faults`, { method: 'DELETE' });
    expect((await control('faults')).value['orders']).toEqual([]);
    expect((await control('faults', { name: 'explode' })).value['error']).toBe('BAD_FAULT');
  });
});

describe('control', () => {
  it('moving the clock lets payments expire and cut-offs pass', async () => {
    await pay('open', {}, '1003');
    const { value } = await control('clock', { advanceMs: 61_000 });
    expect(Number(value['nowMs'])).toBeGreaterThan(Date.now() + 60_000);
    expect(simulator.ledger().payments[0]?.status).toBe('closed');
    expect((await control('clock', { setTo: '2030-01-01T00:00:00+08:00' })).value['now']).toContain('2030-01-01T00:00:00');
    expect((await control('clock', { setTo: 'tomorrow' })).value['error']).toBe('BAD_CLOCK');
  });

  it('changes what unknown codes do, and refuses unknown settings by name', async () => {
    await control('scenario', { behaviour: 'ask' });
    expect(resultText((await pay('p1')).json)).toBe('PAYMENT_IN_PROCESS/U');
    expect((await control('scenario', { behavior: 'ask' })).value['detail']).toBe('settings.behavior: no such setting');
    expect((await control('nothing')).status).toBe(404);
  });

  it('is deaf to pages of other origins', async () => {
    expect(
      (await json(`${simulator.gatewayUrl}/control/clock`, { advanceMs: 1 }, { origin: 'https://evil.example' })).status,
    ).toBe(403);
    expect((await json(`${simulator.walletUrl ?? ''}wallet/state`, undefined, { origin: 'https://evil.example' })).status).toBe(
      403,
    );
    expect((await json(`${simulator.gatewayUrl}/health`)).value['ok']).toBe(true);
  });
});

describe('the wallet', () => {
  it('shows a code that waits for its holder, who decides once', async () => {
    const wallet = `${simulator.walletUrl ?? ''}wallet`;
    const minted = await json(`${wallet}/codes`, { brand: 'GCASH', behaviour: 'ask', symbols: true });
    expect(minted.value).toMatchObject({ ok: true, brand: 'GCASH' });
    expect([String(minted.value['barcodeSvg']), String(minted.value['qrSvg'])].map((svg) => svg.slice(0, 4))).toEqual([
      '<svg',
      '<svg',
    ]);
    const answer = await callWire(party, 'pay', payMessage('p1', String(minted.value['code'])));
    expect(resultText(answer.json)).toBe('PAYMENT_IN_PROCESS/U');
    expect((await json(`${wallet}/state`)).value['waiting']).toMatchObject([
      { paymentRequestId: 'p1', merchant: 'Cafe Mori KK', amount: '599', currency: 'JPY' },
    ]);
    expect((await json(`${wallet}/payments/p1/fail`, { resultCode: 'SUCCESS' })).status).toBe(400);
    expect((await json(`${wallet}/payments/p1/fail`, { resultCode: 'RISK_REJECT' })).status).toBe(200);
    expect((await json(`${wallet}/payments/p1/approve`, {})).value).toEqual({ ok: false, error: 'NOT_WAITING' });
    expect(simulator.ledger().payments[0]?.resultCode).toBe('RISK_REJECT');
  });

  it('approve, decline and ignore do what they say', async () => {
    simulator.control.setBehaviour('ask');
    for (const id of ['yes', 'no', 'later']) await pay(id);
    expect([
      simulator.wallet.approve('yes'),
      simulator.wallet.decline('no'),
      simulator.wallet.ignore('later'),
      simulator.wallet.approve('nobody'),
    ]).toEqual([true, true, true, false]);
    expect(simulator.ledger().payments.map((row) => row.status)).toEqual(['paid', 'failed', 'waiting']);
  });

  it('a minted behaviour can be any magic suffix or failing code, and nothing else', async () => {
    const { code } = simulator.wallet.mintCode({ behaviour: '2003', brand: 'TNG' });
    expect(resultText((await callWire(party, 'pay', payMessage('p1', code))).json)).toBe('USER_BALANCE_NOT_ENOUGH/F');
    expect(() => simulator.wallet.mintCode({ behaviour: 'explode' })).toThrow(RangeError);
    expect((await json(`${simulator.walletUrl ?? ''}wallet/codes`, { brand: 'NOPE' })).status).toBe(400);
  });

  it('the page and its files come whole, with nothing from elsewhere and nothing inline', async () => {
    const page = await fetch(simulator.walletUrl ?? '');
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(html).not.toMatch(/https?:|<script>|style=|onclick/);
    const files = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? '');
    for (const path of [...files, '/page-code.js', '/page-sheet.js', '/page-paper.js', '/page-post.js']) {
      const file = await fetch(new URL(path, simulator.walletUrl ?? ''));
      expect([path, file.status, (await file.text()).length > 50]).toEqual([path, 200, true]);
    }
  });

  it('pages are told of every change', async () => {
    const stop = new AbortController();
    const feed = await fetch(`${simulator.walletUrl ?? ''}wallet/events`, { signal: stop.signal });
    const reader = (feed.body as ReadableStream<Uint8Array>).getReader();
    const next = async (): Promise<string> => new TextDecoder().decode((await reader.read()).value);
    expect(await next()).toContain('"waiting":[]');
    await pay('p1', {}, '1003');
    expect(await next()).toContain('"paymentRequestId":"p1"');
    stop.abort();
  });
});

describe('notifyPayment', () => {
  it('is signed by the gateway, and sent again until the answer is signed with S', async () => {
    const got: { readonly verified: boolean; readonly body: string }[] = [];
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body = Buffer.concat(parts).toString('utf8');
        const head = `POST /notify.${String(got.length)}`;
        got.push({ verified: isFromGateway(request.headers, body), body });
        const ack = '{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}';
        const time = new Date().toISOString();
        const key = createPrivateKey({ key: Buffer.from(party.privateKey, 'base64'), format: 'der', type: 'pkcs8' });
        const signature = sign('sha256', Buffer.from(`POST /notify?a=1\n${party.clientId}.${time}.${ack}`), key).toString(
          'base64',
        );
        const signed =
          got.length === 1
            ? {}
            : { 'response-time': time, signature: `algorithm=RSA256,keyVersion=1,signature=${encodeURIComponent(signature)}` };
        response.writeHead(200, { 'x-seen': head, ...signed }).end(ack);
      });
    });
    const isFromGateway = (headers: NodeJS.Dict<string | string[]>, body: string): boolean => {
      const key = createPublicKey({ key: Buffer.from(party.gatewayPublicKey, 'base64'), format: 'der', type: 'spki' });
      const value = decodeURIComponent(/signature=([^,]+)/.exec(String(headers['signature']))?.[1] ?? '');
      return verify(
        'sha256',
        Buffer.from(`POST /notify?a=1\n${party.clientId}.${String(headers['request-time'])}.${body}`),
        key,
        Buffer.from(value, 'base64'),
      );
    };
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/notify?a=1`;
    await callWire(party, 'pay', payMessage('p1', nextCode(), { paymentNotifyUrl: url }));
    await expect
      .poll(() => simulator.ledger().notifications[0]?.attempts.map((each) => each.outcome))
      .toEqual(['ack-not-signed']);
    simulator.control.advanceClock(120_000);
    await expect.poll(() => simulator.ledger().notifications[0]?.state).toBe('acknowledged');
    expect(got).toMatchObject([{ verified: true }, { verified: true }]);
    expect(JSON.parse(got[0]?.body ?? '{}')).toMatchObject({ paymentRequestId: 'p1', paymentResult: { resultStatus: 'S' } });
    server.close();
  });

  it('never leaves this machine unless told to', async () => {
    await callWire(party, 'pay', payMessage('p1', nextCode(), { paymentNotifyUrl: 'https://acqp.example/notify' }));
    await expect.poll(() => simulator.ledger().notifications[0]?.attempts[0]?.outcome).toBe('not-sent-beyond-loopback');
  });
});

describe('the practice printer on its port', () => {
  it('prints what comes over TCP, says its state, and shows both on the page', async () => {
    const answered = await new Promise<Buffer>((resolve, reject) => {
      const socket = connect(simulator.printerPort ?? 0, '127.0.0.1', () => {
        socket.write(Buffer.from('\x1b@Hello\n\x1dVA\x00\x10\x04\x01', 'latin1'));
      });
      socket.on('data', (bytes) => {
        socket.end();
        resolve(bytes);
      });
      socket.on('error', reject);
    });
    expect([...answered]).toEqual([0x12]);
    expect(simulator.printer?.paperText()).toEqual(['Hello', '- - - - - - - - cut - - - - - - - -']);
    expect(Buffer.from(simulator.printer?.bytes() ?? []).includes('Hello')).toBe(true);
    const wallet = `${simulator.walletUrl ?? ''}wallet`;
    expect((await json(`${wallet}/printer/switches`, { paperOut: true })).value['switches']).toMatchObject({ paperOut: true });
    expect((await json(`${wallet}/printer/switches`, { onFire: true })).status).toBe(400);
    await json(`${wallet}/printer/tear-off`, {});
    expect((await json(`${wallet}/state`)).value['printer']).toMatchObject({ rows: [], switches: { paperOut: true } });
  });
});
