import type { WebContents } from 'electron';
import { SNAPSHOT_EVENT } from '../../core/contract/channel-names.ts';
import type { Snapshot } from '../../core/contract/views.ts';

/** Sends the newest picture to the page; several changes in one turn of the loop become one message. */
export type Publisher = { readonly changed: () => void; readonly close: () => void };

/** `contents` answers null while there is no page to send to; `sent` is told of each picture afterwards. */
export function createPublisher(
  contents: () => WebContents | null,
  snapshot: () => Snapshot,
  sent: (picture: Snapshot) => void = () => undefined,
): Publisher {
  let pending: NodeJS.Immediate | null = null;
  let isClosed = false;
  const send = () => {
    pending = null;
    const picture = snapshot();
    contents()?.send(SNAPSHOT_EVENT, picture);
    sent(picture);
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
