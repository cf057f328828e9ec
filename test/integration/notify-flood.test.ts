import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { message, post, type Sent } from '../builders/notify-sender.ts';
import { bare, rawSocket, shout, wire } from '../builders/raw-client.ts';
import { openNotifyBench, ownNotification } from './notify-bench.ts';

const genuine = (sent: Sent = {}) => message({ body: ownNotification(), ...sent });

describe('SECURITY: a flood', () => {
  it('of ten thousand requests reaches nothing, says nothing, and Alipay+ is heard in the middle of it', async () => {
    const bench = await openNotifyBench();
    const forged = wire(genuine({ headers: { Signature: 'algorithm=RSA256, keyVersion=1, signature=QUJD' } }));
    const answers = new Map<string, number>();
    const attack = async (): Promise<void> => {
      for (let at = 0; at < 1_250; at += 1) {
        const answer = await shout(bench.port, forged);
        answers.set(answer, (answers.get(answer) ?? 0) + 1);
      }
    };
    const attackers = Promise.all(Array.from({ length: 8 }, attack));
    const heard: number[] = [];
    for (const digit of ['1', '2', '3']) {
      const startedMs = performance.now();
      const got = await post(bench.url, message({ body: ownNotification({ paymentId: digit }) }), { from: '127.0.0.2' });
      expect(got).toMatchObject({ status: 200, isSigned: true });
      heard.push(performance.now() - startedMs);
    }
    await attackers;
    expect(Math.max(...heard)).toBeLessThan(3_000);
    expect([...answers.keys()].sort()).toEqual([bare('400 Bad Request'), bare('429 Too Many Requests')]);
    expect([...answers.values()].reduce((sum, count) => sum + count)).toBe(10_000);
    expect(bench.heard).toHaveLength(3);
    expect(bench.listener.view()).toMatchObject({ verified: 3, refused: 10_000 });
    expect(bench.news.filter(({ what }) => what === 'refused').length).toBeLessThanOrEqual(1);
  });

  it('of requests in one breath on one connection ends with the first that is refused', async () => {
    const bench = await openNotifyBench();
    const { socket, closed } = await rawSocket(bench.port);
    socket.write(wire(genuine({ headers: { Signature: null } })).repeat(300));
    expect(await closed).toBe(bare('400 Bad Request'));
    expect(bench.heard).toEqual([]);
  });

  it('of genuine requests in one breath is answered in order, each once', async () => {
    const bench = await openNotifyBench();
    const { socket, closed } = await rawSocket(bench.port);
    const messages = ['1', '2', '3'].map((paymentId) => message({ body: ownNotification({ paymentId }) }));
    const last = message({ body: ownNotification({ paymentId: '4' }), headers: { Connection: 'close' } });
    socket.write([...messages, last].map((each) => wire(each)).join(''));
    expect((await closed).match(/HTTP\/1\.1 200 OK/g)).toHaveLength(4);
    expect(bench.heard.map(({ facts }) => facts.paymentId)).toEqual(['1', '2', '3', '4']);
  });

  it('of replays changes nothing and is acknowledged like the first', async () => {
    const bench = await openNotifyBench();
    const sent = genuine();
    for (let at = 0; at < 20; at += 1) expect(await post(bench.url, sent)).toMatchObject({ status: 200, isSigned: true });
    expect(bench.heard).toHaveLength(1);
  });

  it('a replay to another path or under another time is no replay but a forgery', async () => {
    const bench = await openNotifyBench();
    const { body, headers } = genuine();
    await post(bench.url, { body, headers });
    const later = { ...headers, 'Request-Time': new Date(Date.now() + 1_000).toISOString() };
    expect(await post(bench.url, { body, headers: later })).toMatchObject({ status: 400, text: '', isSigned: false });
    expect(bench.heard).toHaveLength(1);
  });
});

describe('SECURITY: what is said', () => {
  it('the log never holds a byte that an unverified sender chose', async () => {
    const bench = await openNotifyBench({ limits: { logEveryMs: 20 } });
    const mark = createHash('sha256').update('mark').digest('hex');
    for (const headers of [{ Signature: mark }, { 'Client-Id': mark }, { 'Request-Time': mark }, { 'X-Mark': mark }])
      await post(bench.url, genuine({ headers, body: { ...ownNotification(), mark } }));
    await expect.poll(() => bench.news.some(({ what }) => what === 'refused')).toBe(true);
    expect(JSON.stringify(bench.news)).not.toContain(mark);
  });

  it('an id that Alipay+ signed is told only when it looks like one', async () => {
    const bench = await openNotifyBench();
    bench.answer(() => Promise.resolve('unknown-payment'));
    await post(bench.url, message({ body: ownNotification({ paymentRequestId: 'T9-P-1' }) }));
    await post(bench.url, message({ body: ownNotification({ paymentRequestId: 'x\nfault everything is fine' }) }));
    expect(bench.news.filter(({ what }) => what === 'alarm')).toEqual([
      { what: 'alarm', alarm: 'foreign-payment', about: 'T9-P-1' },
      { what: 'alarm', alarm: 'foreign-payment', about: null },
    ]);
  });
});
