import type { KeyDesk } from '../ipc/handlers/setup-handlers.ts';
import type { KeyDeskParts } from './key-desk.ts';

/** A key desk that loads its library when somebody first opens the settings, because no start should wait for it. */
export function lazyKeyDesk(parts: KeyDeskParts): KeyDesk {
  let opened: Promise<KeyDesk> | null = null;
  const desk = (): Promise<KeyDesk> => (opened ??= import('./key-desk.ts').then(({ createKeyDesk }) => createKeyDesk(parts)));
  return {
    status: async () => (await desk()).status(),
    make: async (bits) => (await desk()).make(bits),
    importKey: async (request) => (await desk()).importKey(request),
    activate: async (keyVersion) => (await desk()).activate(keyVersion),
    saveGatewayKey: async (publicKey) => (await desk()).saveGatewayKey(publicKey),
  };
}
