import type { IpcMainInvokeEvent } from 'electron';

/** The one origin whose main frame may call. */
const TRUSTED = { protocol: 'app:', host: 'paydesk' } as const;

/** SECURITY: only the main frame of our own page may call; frames, other windows and spoofed addresses are refused. */
export function isTrustedSender(event: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean {
  const url = mainFrameUrl(event);
  if (url === null || !URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return protocol === TRUSTED.protocol && host === TRUSTED.host;
}

/** The address of the calling main frame; null for a subframe, for none, and for one that is gone, whose parts throw when read. */
export function mainFrameUrl({ senderFrame }: Pick<IpcMainInvokeEvent, 'senderFrame'>): string | null {
  try {
    return senderFrame?.parent === null ? senderFrame.url : null;
  } catch {
    return null;
  }
}
