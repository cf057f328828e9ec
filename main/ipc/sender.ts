import type { IpcMainInvokeEvent } from 'electron';
import { CHANNELS } from '../../core/contract/channels.ts';

/** The one origin whose main frame may call. */
const TRUSTED = { protocol: 'app:', host: 'paydesk' } as const;

/** SECURITY: only the main frame of our own page may call; frames, other windows and spoofed addresses are refused. */
export function isTrustedSender(event: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean {
  const frame = event.senderFrame;
  if (frame?.parent !== null || !URL.canParse(frame.url)) return false;
  const { protocol, host } = new URL(frame.url);
  return protocol === TRUSTED.protocol && host === TRUSTED.host;
}

/** True for a channel of the contract. */
export const isChannel = (name: string): name is keyof typeof CHANNELS => Object.hasOwn(CHANNELS, name);
