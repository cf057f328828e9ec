import { ipcMain } from 'electron';
import { CHANNELS, wireName, type Channel, type Req, type Res } from '../../core/contract/channels.ts';
import type { Outcome, Refusal, RefusalCode } from '../../core/contract/refusals.ts';
import { isTrustedSender, mainFrameUrl } from './sender.ts';

/** A handler's own refusal; anything else it throws becomes `internal`. */
export class RefusedError extends Error {
  readonly code: RefusalCode;
  constructor(code: RefusalCode) {
    super(code);
    this.name = 'RefusedError';
    this.code = code;
  }
}

/** One function a channel; all of them, so that a forgotten one does not compile. */
export type Handlers = { readonly [C in Channel]: (request: Req<C>) => Promise<Res<C>> | Res<C> };

/** Handlers that wait for the real ones, so that a page may be opened, and call, before there is anything behind the door. */
export function waitingHandlers(real: Promise<Handlers>): Handlers {
  const entries = (Object.keys(CHANNELS) as readonly Channel[]).map((channel) => [
    channel,
    async (request: unknown) => ((await real)[channel] as (request: unknown) => unknown)(request),
  ]);
  return Object.fromEntries(entries) as Handlers;
}

/** Where refusals are told to the log; the cause never reaches the page. */
export type RefusalLog = (channel: Channel, refusal: Refusal, cause: unknown) => void;

/**
 * The only door from a page into main: checks the sender, parses the request, runs the handler, parses the reply. A call that
 * is refused always gets an answer with a code and a trace id. Returns the function that closes the door.
 */
export function registerHandlers(handlers: Handlers, log: RefusalLog): () => void {
  const channels = Object.keys(CHANNELS) as readonly Channel[];
  for (const channel of channels) {
    ipcMain.handle(wireName(channel), async (event, raw: unknown) => {
      if (!isTrustedSender(event)) return refuse(channel, 'untrusted-sender', mainFrameUrl(event), log);
      return answer(channel, raw, handlers, log);
    });
  }
  return () => {
    for (const channel of channels) ipcMain.removeHandler(wireName(channel));
  };
}

/** Parses, runs and parses again; separate from Electron so that it can be fuzzed. */
export async function answer<C extends Channel>(
  channel: C,
  raw: unknown,
  handlers: Handlers,
  log: RefusalLog,
): Promise<Outcome<Res<C>>> {
  const request = CHANNELS[channel].req.safeParse(raw);
  if (!request.success)
    return refuse(
      channel,
      'bad-request',
      request.error.issues.map(({ path }) => path.join('.')),
      log,
    );
  try {
    const run = handlers[channel] as (request: Req<C>) => Promise<Res<C>> | Res<C>;
    const value = await run(request.data as Req<C>);
    return { ok: true, value: CHANNELS[channel].res.parse(value) as Res<C> };
  } catch (cause) {
    return refuse(channel, cause instanceof RefusedError ? cause.code : 'internal', cause, log);
  }
}

function refuse(channel: Channel, code: RefusalCode, cause: unknown, log: RefusalLog): Refusal {
  const refusal: Refusal = { ok: false, code, traceId: crypto.randomUUID() };
  log(channel, refusal, cause);
  return refusal;
}
