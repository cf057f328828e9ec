import { describe, expect, it } from 'vitest';
import { headStart } from '../../../main/keychain/head-start.ts';
import type { WorkerPipe } from '../../../main/keychain/worker-store.ts';

type Started = { readonly pipe: WorkerPipe; exit: () => void; isKilled: boolean };

/** Counts what was started and lets each of them end. */
function factory(fails = false) {
  const started: Started[] = [];
  const spawn = (): WorkerPipe => {
    if (fails && started.length === 0) {
      fails = false;
      throw new Error('no process');
    }
    const exits: (() => void)[] = [];
    const one: Started = {
      isKilled: false,
      exit: () => {
        for (const listener of exits) listener();
      },
      pipe: {
        send: () => undefined,
        onMessage: () => undefined,
        onExit: (listener) => exits.push(listener),
        kill: () => {
          one.isKilled = true;
        },
      },
    };
    started.push(one);
    return one.pipe;
  };
  return { started, spawn };
}

describe('a keychain process with a head start', () => {
  it('runs before anybody asks, serves the first ask, and every later ask gets a fresh one', () => {
    const { started, spawn } = factory();
    const early = headStart(spawn);
    expect(started).toHaveLength(1);
    expect(early.spawn()).toBe(started[0]?.pipe);
    expect(early.spawn()).toBe(started[1]?.pipe);
  });

  it('is replaced when it ended before anybody asked', () => {
    const { started, spawn } = factory();
    const early = headStart(spawn);
    started[0]?.exit();
    expect(early.spawn()).toBe(started[1]?.pipe);
  });

  it('is ended when nobody ever asked, and left alone when it is in use', () => {
    const unused = factory();
    headStart(unused.spawn).drop();
    expect(unused.started[0]?.isKilled).toBe(true);
    const used = factory();
    const early = headStart(used.spawn);
    early.spawn();
    early.drop();
    expect(used.started[0]?.isKilled).toBe(false);
  });

  it('that cannot be started is tried again at the first ask', () => {
    const { started, spawn } = factory(true);
    const early = headStart(spawn);
    expect(started).toHaveLength(0);
    expect(early.spawn()).toBe(started[0]?.pipe);
  });
});
