import type { IpcMainInvokeEvent } from 'electron';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { wireName, type Channel } from '../../../core/contract/channel-names.ts';
import { CHANNELS } from '../../../core/contract/channels.ts';
import { REFUSAL_CODES, refusalSchema } from '../../../core/contract/refusals.ts';
import { answer, answering, RefusedError, type Handlers } from '../../../main/ipc/answer.ts';
import type { RefusalLog } from '../../../main/ipc/refuse.ts';
import { openDoor, type Answer } from '../../../main/ipc/register.ts';

type Listener = (event: Pick<IpcMainInvokeEvent, 'senderFrame'>, raw: unknown) => Promise<unknown>;
const doors = vi.hoisted(() => new Map<string, unknown>());

vi.mock('electron', () => ({
  ipcMain: {
    handle: (name: string, listener: unknown) => {
      doors.set(name, listener);
    },
    removeHandler: (name: string) => {
      doors.delete(name);
    },
  },
}));

afterEach(() => {
  doors.clear();
});

const NAMES = Object.keys(CHANNELS) as readonly Channel[];
const EMPTY_REPLY = NAMES.filter((channel) => CHANNELS[channel].res.safeParse({}).success);
const silent = () => {};

/** A door with these handlers behind it. */
const open = (handlers: Handlers, log: RefusalLog): (() => void) =>
  openDoor(() => Promise.resolve(answering(handlers, log)), log);

/** Handlers that all do the same. */
const everywhere = (run: (request: unknown) => unknown): Handlers =>
  Object.fromEntries(NAMES.map((channel) => [channel, run])) as unknown as Handlers;

const frame = (url: string, parent: unknown = null): Pick<IpcMainInvokeEvent, 'senderFrame'> =>
  ({ senderFrame: { url, parent } }) as unknown as Pick<IpcMainInvokeEvent, 'senderFrame'>;
const OURS = frame('app://paydesk/');

describe('the door', () => {
  const call = (channel: Channel, event: Pick<IpcMainInvokeEvent, 'senderFrame'>, raw: unknown) =>
    (doors.get(wireName(channel)) as Listener)(event, raw);

  it('opens one for every channel of the contract, and closes them all', () => {
    const close = open(
      everywhere(() => ({})),
      silent,
    );
    expect([...doors.keys()].sort()).toEqual(NAMES.map(wireName).sort());
    close();
    expect(doors.size).toBe(0);
  });

  it.each(NAMES)('%s: a stranger is refused before anything runs, with a trace id that is logged too', async (channel) => {
    let ran = 0;
    const logged: unknown[] = [];
    open(
      everywhere(() => {
        ran += 1;
        return {};
      }),
      (...entry) => {
        logged.push(entry);
      },
    );
    const refusal = await call(channel, frame('https://evil.example/'), {});
    expect(refusalSchema.parse(refusal).code).toBe('untrusted-sender');
    expect(ran).toBe(0);
    expect(logged).toEqual([[channel, refusal, 'https://evil.example/']]);
  });

  it('our own page gets through', async () => {
    open(
      everywhere(() => ({})),
      silent,
    );
    expect(await call('payment.next', OURS, {})).toEqual({ ok: true, value: {} });
  });
});

describe('a page that calls early', () => {
  it('waits until there is somebody behind the door, and gets its answer', async () => {
    let arrive: (answer: Answer) => void = () => undefined;
    const arriving = new Promise<Answer>((resolve) => {
      arrive = resolve;
    });
    openDoor(() => arriving, silent);
    const early = (doors.get(wireName('payment.next')) as Listener)(OURS, {});
    arrive(
      answering(
        everywhere(() => ({})),
        silent,
      ),
    );
    expect(await early).toEqual({ ok: true, value: {} });
  });
});

describe('an answer', () => {
  it.each(REFUSAL_CODES)("a handler's own refusal %s reaches the page as its code", async (code) => {
    expect(
      await answer(
        'payment.next',
        {},
        everywhere(() => {
          throw new RefusedError(code);
        }),
        silent,
      ),
    ).toMatchObject({ ok: false, code });
  });

  it('whatever else a handler throws is "internal", and its text stays in main', async () => {
    const causes: unknown[] = [];
    for (const cause of [new Error('key 1234'), 'text', undefined, null, { code: 'over-refund' }]) {
      const outcome = await answer(
        'payment.next',
        {},
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- libraries do reject with anything
        everywhere(() => Promise.reject(cause)),
        (_channel, _refusal, told) => {
          causes.push(told);
        },
      );
      expect(Object.keys(refusalSchema.parse(outcome)).sort()).toEqual(['code', 'ok', 'traceId']);
      expect(outcome).toMatchObject({ code: 'internal' });
    }
    expect(causes).toHaveLength(5);
  });

  it('a reply that is not in the contract never reaches the page', async () => {
    expect(
      await answer(
        'payment.next',
        {},
        everywhere(() => ({ privateKey: 'x' })),
        silent,
      ),
    ).toMatchObject({ ok: false, code: 'internal' });
    expect(
      await answer(
        'refund.start',
        { paymentRequestId: 'p', amount: { currency: 'SGD', amountMinor: 1 }, reason: null },
        everywhere(() => ({})),
        silent,
      ),
    ).toMatchObject({ ok: false, code: 'internal' });
  });

  it.each([
    ['payment.cancel', { paymentRequestId: 'p', extra: 1 }],
    ['payment.cancel', { paymentRequestId: '' }],
    ['payment.cancel', { paymentRequestId: 'x'.repeat(65) }],
    ['sale.key', { key: '000' }],
    ['sale.key', { key: 1 }],
    ['sale.note', { note: 'x'.repeat(201) }],
    ['refund.start', { paymentRequestId: 'p', amount: { currency: 'SGD', amountMinor: -1 }, reason: null }],
    ['refund.start', { paymentRequestId: 'p', amount: { currency: 'SGD', amountMinor: 0.5 }, reason: null }],
    ['refund.start', { paymentRequestId: 'p', amount: { currency: 'XXX', amountMinor: 1 }, reason: null }],
    ['app.snapshot', undefined],
    ['app.snapshot', null],
    ['app.snapshot', []],
    ['app.snapshot', 'x'],
  ] as const)('%s refuses %j without running', async (channel, raw) => {
    let ran = 0;
    expect(
      await answer(
        channel,
        raw,
        everywhere(() => {
          ran += 1;
        }),
        silent,
      ),
    ).toMatchObject({ ok: false, code: 'bad-request' });
    expect(ran).toBe(0);
  });

  it('whatever a page sends, it gets a typed outcome and nothing is thrown', async () => {
    const raw = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withNullPrototype: true,
      withTypedArray: true,
    });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...NAMES), raw, async (channel, request) => {
        const outcome = await answer(
          channel,
          request,
          everywhere(() => ({})),
          silent,
        );
        if (outcome.ok) expect(EMPTY_REPLY).toContain(channel);
        else expect(refusalSchema.safeParse(outcome).success).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('whatever a handler returns, the page gets only what the contract allows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...EMPTY_REPLY), fc.anything(), async (channel, value) => {
        const outcome = await answer(
          channel,
          channel === 'app.keys' ? { owner: 'page' } : {},
          everywhere(() => value),
          silent,
        );
        if (outcome.ok) expect(outcome.value).toEqual({});
      }),
    );
  });
});
