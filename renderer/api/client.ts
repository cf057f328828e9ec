import type { Channel, Outcome, Req, Res, Snapshot } from './types.ts';

/** What the preload puts at `window.paydesk`. */
export type PaydeskBridge = {
  readonly invoke: <C extends Channel>(channel: C, request: Req<C>) => Promise<Outcome<Res<C>>>;
  readonly onSnapshot: (listener: (snapshot: Snapshot) => void) => () => void;
};

/** Calls main; never rejects: a call that could not even be made is the refusal `internal`. */
export async function call<C extends Channel>(channel: C, request: Req<C>): Promise<Outcome<Res<C>>> {
  try {
    return await bridge().invoke(channel, request);
  } catch {
    return { ok: false, code: 'internal', traceId: 'page' };
  }
}

/** Hears every snapshot until the returned function is called. */
export const subscribe = (listener: (snapshot: Snapshot) => void): (() => void) => bridge().onSnapshot(listener);

function bridge(): PaydeskBridge {
  const { paydesk } = globalThis as unknown as { readonly paydesk?: PaydeskBridge };
  if (paydesk === undefined) throw new Error('the preload is missing');
  return paydesk;
}
