import type { WebContents } from 'electron';
import { SNAPSHOT_EVENT } from '../../core/contract/channel-names.ts';
import type { Snapshot } from '../../core/contract/views.ts';

/** Sends the newest picture to the page; several changes in one turn of the loop become one message. */
export type Publisher = { readonly changed: () => void; readonly close: () => void };

/** `contents` answers null while there is no page to send to; `sent` is told after each picture. */
export function createPublisher(
  contents: () => WebContents | null,
  snapshot: () => Snapshot,
  sent: () => void = () => undefined,
): Publisher {
  let pending: NodeJS.Immediate | null = null;
  let isClosed = false;
  const send = () => {
    pending = null;
    contents()?.send(SNAPSHOT_EVENT, snapshot());
    sent();
  };
  return {
    changed: () => {
      if (!isClosed) pending ??= setImmediate(send);
    },
    close: () => {
      isClosed = true;
      if (pending !== null) clearImmediate(pending);
    },
  };
}
