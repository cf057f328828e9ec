import type { CredentialStore, StoreAnswer, StoreFault } from './credential-store.ts';
import { readReply, type WorkerReply, type WorkerRequest } from './worker-protocol.ts';

/** A keychain process as this side sees it. `kill` must end it at once, even while a native call hangs in it. */
export type WorkerPipe = {
  readonly send: (request: WorkerRequest) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  readonly onExit: (listener: () => void) => void;
  readonly kill: () => void;
};

/** Starts a keychain process; may throw. */
export type SpawnWorker = () => WorkerPipe;

/**
 * How long an answer may take: a process's first one includes loading the library and waking the OS service. `restMs`: how long a
 * process that nobody asks is kept; without it, for ever.
 */
export type WorkerLimits = { readonly firstAskMs: number; readonly askMs: number; readonly restMs?: number };

/** What Paydesk uses. The keychain is asked at the start and then hardly ever, and an idle process holds tens of megabytes. */
export const WORKER_LIMITS: WorkerLimits = { firstAskMs: 10_000, askMs: 4_000, restMs: 15_000 };

/** Runs `fire` after that many milliseconds unless the returned function is called first. */
export type StartTimer = (afterMs: number, fire: () => void) => () => void;

type Act = { readonly act: 'get' } | { readonly act: 'set'; readonly secret: string } | { readonly act: 'remove' };
type Settle = (answer: WorkerReply | { readonly ok: false; readonly code: StoreFault }) => void;
type Worker = { readonly pipe: WorkerPipe; readonly waiting: Map<number, Settle> };

/** The parts of a worker store. `service` is the name under which the OS groups the entries. */
export type WorkerStoreParts = {
  readonly spawn: SpawnWorker;
  readonly service: string;
  readonly startTimer: StartTimer;
  readonly limits: WorkerLimits;
};

/**
 * The OS keychain behind a process of its own, because a call to a locked or half-present one may never return and
 * then even keeps its process from exiting. An ask without an answer in time kills the process and answers
 * `keychain-timeout`; the next ask starts a new one. An older process that finds the keychain missing or broken is
 * replaced and the ask repeated once, which is safe because every ask says what shall be, not what shall change. One that was asked
 * nothing for a while is ended.
 */
export function workerStore(parts: WorkerStoreParts): CredentialStore {
  const { ask, close } = workerClient(parts);
  return {
    get: async (account) =>
      narrow(
        await ask(account, { act: 'get' }),
        (value) => typeof value !== 'boolean',
        (value) => value,
      ),
    set: async (account, secret) =>
      narrow(
        await ask(account, { act: 'set', secret }),
        (value) => value === null,
        () => null,
      ),
    remove: async (account) =>
      narrow(
        await ask(account, { act: 'remove' }),
        (value) => typeof value === 'boolean',
        (value) => value,
      ),
    close: () => {
      close();
      return Promise.resolve();
    },
  };
}

type RawAnswer = StoreAnswer<string | boolean | null>;

function narrow<Kind extends string | boolean | null, Value>(
  answer: RawAnswer,
  is: (value: string | boolean | null) => value is Kind,
  as: (value: Kind) => Value,
): StoreAnswer<Value> {
  if (!answer.ok) return answer;
  return is(answer.value) ? { ok: true, value: as(answer.value) } : { ok: false, code: 'keychain-broken' };
}

type Client = { readonly ask: (account: string, act: Act) => Promise<RawAnswer>; readonly close: () => void };

function workerClient({ spawn, service, startTimer, limits }: WorkerStoreParts): Client {
  const alive = new Set<Worker>();
  let current: Worker | null = null;
  let asked = 0;
  let isOpen = true;
  let stopRest: () => void = () => undefined;

  const drop = (worker: Worker, code: StoreFault): void => {
    if (!alive.delete(worker)) return;
    if (current === worker) current = null;
    worker.pipe.kill();
    for (const settle of [...worker.waiting.values()]) settle({ ok: false, code });
  };
  const start = (): Worker => {
    const worker: Worker = { pipe: spawn(), waiting: new Map() };
    alive.add(worker);
    worker.pipe.onExit(() => {
      drop(worker, 'keychain-broken');
    });
    worker.pipe.onMessage((message) => {
      const reply = readReply(message);
      if (reply === null) drop(worker, 'keychain-broken');
      else worker.waiting.get(reply.id)?.(reply);
    });
    return worker;
  };
  const rest = (worker: Worker): void => {
    if (worker !== current || worker.waiting.size > 0 || limits.restMs === undefined) return;
    stopRest();
    stopRest = startTimer(limits.restMs, () => {
      if (worker.waiting.size === 0) drop(worker, 'keychain-broken');
    });
  };
  const ask = async (account: string, act: Act): Promise<RawAnswer> => {
    if (!isOpen) return { ok: false, code: 'keychain-broken' };
    stopRest();
    const isFresh = current === null;
    const worker = (current ??= start());
    asked += 1;
    const request = { id: asked, service, account, ...act };
    const stopTimer = startTimer(isFresh ? limits.firstAskMs : limits.askMs, () => {
      drop(worker, 'keychain-timeout');
    });
    const answer = await exchange(worker, request, () => {
      drop(worker, 'keychain-broken');
    });
    stopTimer();
    rest(worker);
    if (answer.ok || !STALE.has(answer.code)) return answer;
    // libsecret keeps talking to a daemon that has been restarted since, so a process that says this is not asked twice.
    drop(worker, answer.code);
    return isFresh ? answer : ask(account, act);
  };
  return {
    ask: (account, act) => ask(account, act).catch(() => ({ ok: false, code: 'keychain-broken' })),
    close: () => {
      isOpen = false;
      stopRest();
      if (current !== null) drop(current, 'keychain-broken');
    },
  };
}

/** Sends a request and waits for its reply, or for the fault with which the worker is dropped. */
const exchange = (worker: Worker, request: WorkerRequest, onDeaf: () => void): Promise<RawAnswer> =>
  new Promise((resolve) => {
    worker.waiting.set(request.id, (answer) => {
      worker.waiting.delete(request.id);
      resolve(answer.ok ? { ok: true, value: answer.value } : { ok: false, code: answer.code });
    });
    try {
      worker.pipe.send(request);
    } catch {
      onDeaf();
    }
  });

/** Faults that a fresh process may not have. */
const STALE: ReadonlySet<StoreFault> = new Set(['keychain-missing', 'keychain-broken']);
