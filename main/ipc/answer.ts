import type { Channel } from '../../core/contract/channel-names.ts';
import { CHANNELS, type Req, type Res } from '../../core/contract/channels.ts';
import { REFUSAL_CODES, type Outcome, type RefusalCode } from '../../core/contract/refusals.ts';
import { refuse, type RefusalLog } from './refuse.ts';
import type { Answer } from './register.ts';

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

/** What stands behind the door; `mark` names both ends of every call, for tests that kill the program there. */
export const answering =
  (handlers: Handlers, log: RefusalLog, mark: (name: string) => void = () => undefined): Answer =>
  async (channel, raw) => {
    mark(`ipc-${channel}`);
    const outcome = await answer(channel, raw, handlers, log);
    mark(`ipc-${channel}-answered`);
    return outcome;
  };

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
    return refuse(channel, cause instanceof RefusedError ? cause.code : (faultIn(cause) ?? 'internal'), cause, log);
  }
}

/** Rows that cannot be read and windows that do not open say why in `fault`; main/ipc is handed both and knows none of their classes. */
function faultIn(cause: unknown): RefusalCode | null {
  if (!(cause instanceof Error) || !('fault' in cause)) return null;
  return REFUSAL_CODES.find((code) => code === cause.fault) ?? null;
}
