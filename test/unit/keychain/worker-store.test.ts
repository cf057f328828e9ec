import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openKeychain } from '../../../main/keychain/keychain.ts';
import { workerStore, type WorkerPipe } from '../../../main/keychain/worker-store.ts';
import type { WorkerRequest } from '../../../main/keychain/worker-protocol.ts';
import { forkWorker, isRunning } from './fork-worker.ts';

/** A pipe whose far end is the test. */
function fakePipe() {
  const sent: WorkerRequest[] = [];
  let say: (message: unknown) => void = () => undefined;
  let exit: () => void = () => undefined;
  let kills = 0;
  const pipe: WorkerPipe = {
    send: (request) => {
      sent.push(request);
    },
    onMessage: (listener) => {
      say = listener;
    },
    onExit: (listener) => {
      exit = listener;
    },
    kill: () => {
      kills += 1;
    },
  };
  return {
    pipe,
    sent,
    say: (message: unknown) => {
      say(message);
    },
    exit: () => {
      exit();
    },
    kills: () => kills,
  };
}

/** A store on fake pipes and a clock that only moves when told. */
function setUp(restMs?: number) {
  const pipes: ReturnType<typeof fakePipe>[] = [];
  const timers: { readonly afterMs: number; readonly fire: () => void; isRunning: boolean }[] = [];
  const store = workerStore({
    service: 'Paydesk test',
    limits: { firstAskMs: 10_000, askMs: 4_000, ...(restMs === undefined ? {} : { restMs }) },
    spawn: () => {
      const made = fakePipe();
      pipes.push(made);
      return made.pipe;
    },
    startTimer: (afterMs, fire) => {
      const timer = { afterMs, fire, isRunning: true };
      timers.push(timer);
      return () => {
        timer.isRunning = false;
      };
    },
  });
  return { store, pipes, timers };
}

describe('asking the keychain process', () => {
  it('starts nothing before the first ask and one process for all asks', async () => {
    const { store, pipes } = setUp();
    expect(pipes).toHaveLength(0);
    const answers = Promise.all([store.get('a'), store.set('b', 's'), store.remove('c')]);
    pipes[0]?.say({ id: 2, ok: true, value: null });
    pipes[0]?.say({ id: 1, ok: true, value: 'secret' });
    pipes[0]?.say({ id: 3, ok: true, value: false });
    expect(await answers).toEqual([
      { ok: true, value: 'secret' },
      { ok: true, value: null },
      { ok: true, value: false },
    ]);
    expect(pipes).toHaveLength(1);
    expect(pipes[0]?.sent[1]).toEqual({ id: 2, act: 'set', service: 'Paydesk test', account: 'b', secret: 's' });
  });

  it('gives the first ask 10 seconds, later ones 4, and stops the clock at the answer', async () => {
    const { store, pipes, timers } = setUp();
    const first = store.get('a');
    pipes[0]?.say({ id: 1, ok: true, value: null });
    await first;
    const second = store.get('a');
    pipes[0]?.say({ id: 2, ok: true, value: null });
    await second;
    expect(timers.map(({ afterMs, isRunning: is }) => [afterMs, is])).toEqual([
      [10_000, false],
      [4_000, false],
    ]);
  });

  it('ends a process that nobody asked for a while, never one that still owes an answer, and starts a new one at the next ask', async () => {
    const { store, pipes, timers } = setUp(15_000);
    const rests = () => timers.filter(({ afterMs }) => afterMs === 15_000);
    const [first, second] = [store.get('a'), store.get('b')];
    pipes[0]?.say({ id: 1, ok: true, value: 'secret' });
    await first;
    expect(rests()).toEqual([]);
    pipes[0]?.say({ id: 2, ok: true, value: 'secret' });
    await second;
    expect(rests()).toMatchObject([{ isRunning: true }]);
    const third = store.get('a');
    expect(rests()).toMatchObject([{ isRunning: false }]);
    rests()[0]?.fire();
    expect(pipes[0]?.kills()).toBe(0);
    pipes[0]?.say({ id: 3, ok: true, value: 'secret' });
    expect(await third).toEqual({ ok: true, value: 'secret' });
    rests()[1]?.fire();
    expect(pipes[0]?.kills()).toBe(1);
    const next = store.get('a');
    expect(timers.at(-1)?.afterMs).toBe(10_000);
    pipes[1]?.say({ id: 4, ok: true, value: 'fresh' });
    expect(await next).toEqual({ ok: true, value: 'fresh' });
  });

  it('kills a process that does not answer and asks a new one the next time', async () => {
    const { store, pipes, timers } = setUp();
    const hung = store.get('a');
    const alsoHung = store.get('b');
    timers[0]?.fire();
    expect(await hung).toEqual({ ok: false, code: 'keychain-timeout' });
    expect(await alsoHung).toEqual({ ok: false, code: 'keychain-timeout' });
    expect(pipes[0]?.kills()).toBe(1);
    const next = store.get('a');
    pipes[0]?.say({ id: 3, ok: true, value: 'a late word of the dead' });
    pipes[1]?.say({ id: 3, ok: true, value: 'fresh' });
    expect(await next).toEqual({ ok: true, value: 'fresh' });
  });

  it('a process that dies is keychain-broken, and replaced at the next ask', async () => {
    const { store, pipes } = setUp();
    const dying = store.get('a');
    pipes[0]?.exit();
    expect(await dying).toEqual({ ok: false, code: 'keychain-broken' });
    const next = store.get('a');
    pipes[1]?.say({ id: 2, ok: false, code: 'keychain-locked' });
    expect(await next).toEqual({ ok: false, code: 'keychain-locked' });
  });

  it('an older process that finds the keychain gone is replaced, and the ask repeated once', async () => {
    const { store, pipes } = setUp();
    const first = store.get('a');
    pipes[0]?.say({ id: 1, ok: true, value: 'secret' });
    await first;
    const second = store.get('a');
    pipes[0]?.say({ id: 2, ok: false, code: 'keychain-missing' });
    await vi.waitFor(() => {
      expect(pipes[1]?.sent).toHaveLength(1);
    });
    pipes[1]?.say({ id: 3, ok: false, code: 'keychain-missing' });
    expect(await second).toEqual({ ok: false, code: 'keychain-missing' });
    expect(pipes.map((pipe) => pipe.kills())).toEqual([1, 1]);
  });

  it('an old process that waits for a person or was refused is not asked twice', async () => {
    const { store, pipes } = setUp();
    const first = store.get('a');
    pipes[0]?.say({ id: 1, ok: true, value: 'secret' });
    await first;
    const denied = store.get('a');
    pipes[0]?.say({ id: 2, ok: false, code: 'keychain-denied' });
    expect(await denied).toEqual({ ok: false, code: 'keychain-denied' });
    expect(pipes).toHaveLength(1);
  });

  it.each([
    ['no object', 7],
    ['no id', { ok: true, value: null }],
    ['an unknown code', { id: 1, ok: false, code: 'boo' }],
    ['a strange value', { id: 1, ok: true, value: {} }],
  ])('kills a process that answers with %s', async (_case, message) => {
    const { store, pipes } = setUp();
    const answer = store.get('a');
    pipes[0]?.say(message);
    expect(await answer).toEqual({ ok: false, code: 'keychain-broken' });
    expect(pipes[0]?.kills()).toBe(1);
  });

  it('a value of the wrong kind is keychain-broken', async () => {
    const { store, pipes } = setUp();
    const answers = Promise.all([store.get('a'), store.set('a', 's'), store.remove('a')]);
    pipes[0]?.say({ id: 1, ok: true, value: true });
    pipes[0]?.say({ id: 2, ok: true, value: 'x' });
    pipes[0]?.say({ id: 3, ok: true, value: null });
    expect((await answers).map((answer) => answer.ok)).toEqual([false, false, false]);
  });

  it('a process that cannot be started or spoken to is keychain-broken', async () => {
    const parts = { service: 's', limits: { firstAskMs: 1, askMs: 1 }, startTimer: () => () => undefined };
    const unstartable = workerStore({
      ...parts,
      spawn: () => {
        throw new Error('no memory');
      },
    });
    expect(await unstartable.get('a')).toEqual({ ok: false, code: 'keychain-broken' });
    const deaf = workerStore({
      ...parts,
      spawn: () => ({
        ...fakePipe().pipe,
        send: () => {
          throw new Error('channel closed');
        },
      }),
    });
    expect(await deaf.get('a')).toEqual({ ok: false, code: 'keychain-broken' });
  });

  it('closing ends the process and every open ask', async () => {
    const { store, pipes } = setUp();
    const open = store.get('a');
    await store.close();
    expect(await open).toEqual({ ok: false, code: 'keychain-broken' });
    expect(pipes[0]?.kills()).toBe(1);
    expect(await store.get('a')).toEqual({ ok: false, code: 'keychain-broken' });
  });
});

describe('a real process', () => {
  const folder = mkdtempSync(join(tmpdir(), 'paydesk-worker-'));
  const pids: number[] = [];
  const vaultOn = (script: string, limits: { readonly firstAskMs: number; readonly askMs: number }) => {
    const path = join(folder, `worker-${String(pids.length)}-${String(script.length)}.mjs`);
    writeFileSync(path, script);
    return openKeychain({ spawn: forkWorker(path, process.env, pids), limits });
  };
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('that hangs in native code is gone after the deadline', async () => {
    const vault = vaultOn("process.on('message', () => { for (;;); });", { firstAskMs: 300, askMs: 300 });
    const startedMs = Date.now();
    expect(await vault.lend('signing-key', (secret) => secret)).toEqual({ ok: false, code: 'keychain-timeout' });
    expect(Date.now() - startedMs).toBeLessThan(5_000);
    await vi.waitFor(() => {
      expect(pids.some(isRunning)).toBe(false);
    });
    await vault.close();
  });
});
