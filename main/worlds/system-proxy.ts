import { app } from 'electron';
import { readProxy, type Proxy } from '../alipayplus/proxy.ts';
import { systemClock } from '../lifecycle/clock.ts';

/** A network that offers to configure itself may never answer; a start does not wait for it longer than this. */
const ASK_MS = 2_000;

/**
 * The proxy that this machine's settings name for an address, a configuration script included; null for none. SECURITY: asked of the
 * app and not of a session, because a new session fetches a dictionary from a stranger, and those of the windows reach nothing.
 */
export async function systemProxy(url: string): Promise<Proxy | null> {
  const { done, wake } = systemClock.nap(ASK_MS);
  const direct = 'DIRECT';
  const asked = app.resolveProxy(url).catch(() => direct);
  try {
    return readProxy(await Promise.race([asked, done.then(() => direct)]));
  } finally {
    wake();
  }
}
