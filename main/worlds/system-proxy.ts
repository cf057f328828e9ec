import { app } from 'electron';
import { systemClock } from '../lifecycle/clock.ts';
import { readWays, type Ways } from './ways.ts';

/** A network that offers to configure itself may never answer; a start does not wait for it longer than this. */
const ASK_MS = 2_000;

/**
 * The ways that this machine's settings name to an address, best first, a configuration script included. SECURITY: asked of the app
 * and not of a session, because a new session fetches a dictionary from a stranger, and those of the windows reach nothing.
 */
export async function systemWays(url: string): Promise<Ways> {
  const { done, wake } = systemClock.nap(ASK_MS);
  const direct = 'DIRECT';
  const asked = app.resolveProxy(url).catch(() => direct);
  try {
    return readWays(await Promise.race([asked, done.then(() => direct)]));
  } finally {
    wake();
  }
}
