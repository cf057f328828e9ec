import { net, session } from 'electron';
import type { GetFile } from './description.ts';

const ASK_MS = 30_000;

/**
 * The partition that electron-updater uses too, so that all of it goes through the system's proxy and certificates. SECURITY: it gets
 * no dictionary, because a new session would ask a stranger for one, and it is in no window.
 */
export function updateSession(): Electron.Session {
  const own = session.fromPartition('electron-updater', { cache: false });
  own.setSpellCheckerEnabled(false);
  own.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  return own;
}

/** Small files of the maker's server; a redirect to another place is not followed. */
export function filesAt(address: string, from: Pick<typeof net, 'fetch'> = updateSession()): GetFile {
  return async (name, maxBytes) => {
    const answer = await from.fetch(new URL(name, address).href, {
      redirect: 'error',
      signal: AbortSignal.timeout(ASK_MS),
    });
    if (answer.status === 404) return null;
    if (!answer.ok || answer.body === null) throw new Error(`the update server answered ${String(answer.status)}`);
    return readUpTo(answer.body, maxBytes);
  };
}

/** Stops reading at the limit, whatever length was announced. */
async function readUpTo(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<Buffer | null> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  const reader = body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.length;
    if (bytes > maxBytes) {
      await reader.cancel();
      return null;
    }
    parts.push(part.value);
  }
  return Buffer.concat(parts);
}
