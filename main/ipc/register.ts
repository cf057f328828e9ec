import { ipcMain } from 'electron';
import { CHANNEL_NAMES, wireName, type Channel } from '../../core/contract/channel-names.ts';
import type { Outcome } from '../../core/contract/refusals.ts';
import { refuse, type RefusalLog } from './refuse.ts';
import { isTrustedSender, mainFrameUrl } from './sender.ts';

/** Answers one call of a trusted page: parses the request, runs the handler, parses the reply; it never rejects. */
export type Answer = (channel: Channel, raw: unknown) => Promise<Outcome<unknown>>;

/**
 * The only door from a page into main. It checks the sender at once; a call that comes while nobody stands behind the door waits.
 * A call that is refused always gets an answer with a code and a trace id. Returns the function that closes the door.
 */
export function openDoor(answer: () => Promise<Answer>, log: RefusalLog): () => void {
  for (const channel of CHANNEL_NAMES) {
    ipcMain.handle(wireName(channel), async (event, raw: unknown) => {
      if (!isTrustedSender(event)) return refuse(channel, 'untrusted-sender', mainFrameUrl(event), log);
      return (await answer())(channel, raw);
    });
  }
  return () => {
    for (const channel of CHANNEL_NAMES) ipcMain.removeHandler(wireName(channel));
  };
}
