import type { Channel } from '../../core/contract/channel-names.ts';
import type { Refusal, RefusalCode } from '../../core/contract/refusals.ts';

/** Where refusals are told to the log; the cause never reaches the page. */
export type RefusalLog = (channel: Channel, refusal: Refusal, cause: unknown) => void;

/** Makes a refusal with a fresh trace id, and tells the log. */
export function refuse(channel: Channel, code: RefusalCode, cause: unknown, log: RefusalLog): Refusal {
  const refusal: Refusal = { ok: false, code, traceId: crypto.randomUUID() };
  log(channel, refusal, cause);
  return refusal;
}
