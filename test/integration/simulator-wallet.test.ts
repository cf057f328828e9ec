import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { callWire, payMessage, resultText } from '../builders/wire-client.ts';
import { json, startBench } from './simulator-bench.ts';

describe('the wallet', () => {
  it('shows a code that waits for its holder, who decides once', async () => {
    const { simulator, party, wallet } = await startBench();
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
    const { simulator, pay } = await startBench();
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
    const { simulator, party, wallet } = await startBench();
    const { code } = simulator.wallet.mintCode({ behaviour: '2003', brand: 'TNG' });
    expect(resultText((await callWire(party, 'pay', payMessage('p1', code))).json)).toBe('USER_BALANCE_NOT_ENOUGH/F');
    expect(() => simulator.wallet.mintCode({ behaviour: 'explode' })).toThrow(RangeError);
    expect((await json(`${wallet}/codes`, { brand: 'NOPE' })).status).toBe(400);
  });

  it('the page and its files come whole, with nothing from elsewhere and nothing inline', async () => {
    const { simulator } = await startBench();
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
    const { wallet, pay } = await startBench();
    const stop = new AbortController();
    const feed = await fetch(`${wallet}/events`, { signal: stop.signal });
    const reader = (feed.body as ReadableStream<Uint8Array>).getReader();
    const next = async (): Promise<string> => new TextDecoder().decode((await reader.read()).value);
    expect(await next()).toContain('"waiting":[]');
    await pay('p1', {}, '1003');
    expect(await next()).toContain('"paymentRequestId":"p1"');
    stop.abort();
  });
});

describe('the practice printer on its port', () => {
  it('prints what comes over TCP, says its state, and shows both on the page', async () => {
    const { simulator, wallet } = await startBench();
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
    expect((await json(`${wallet}/printer/switches`, { paperOut: true })).value['switches']).toMatchObject({ paperOut: true });
    expect((await json(`${wallet}/printer/switches`, { onFire: true })).status).toBe(400);
    await json(`${wallet}/printer/tear-off`, {});
    expect((await json(`${wallet}/state`)).value['printer']).toMatchObject({ rows: [], switches: { paperOut: true } });
  });
});
