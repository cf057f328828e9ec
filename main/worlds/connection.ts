import type { Clock, Nap } from '../../core/payment/clock.ts';
import type { AlipayPlusClient } from '../alipayplus/client.ts';
import type { GatewayHolder } from '../counter/gateway-holder.ts';
import type { HealthBoard } from '../counter/health.ts';
import type { World } from './world.ts';

/** Keeps the counter connected: tries until the keychain opens, and again whenever the keys change. */
export type Connection = {
  /** Connects anew, for example after another key became active; resolves when the first try is over. */
  readonly renew: () => Promise<void>;
  readonly skewMs: () => number | null;
  /** Opens idle connections, because a payment is being prepared. */
  readonly warm: () => void;
  readonly close: () => void;
};

const RETRY_MS = [3_000, 5_000, 10_000, 30_000] as const;

/** Starts unconnected; `renew` begins. */
export function createConnection(world: World, holder: GatewayHolder, clock: Clock, health: () => HealthBoard): Connection {
  let client: AlipayPlusClient | null = null;
  let nap: Nap | null = null;
  let turn = 0;
  const attempt = async (mine: number, tries: number): Promise<void> => {
    const connected = await tryConnect(world, health);
    if (mine !== turn) return;
    health().keychain(connected.keychain);
    if (connected.ok) {
      client?.close();
      client = connected.client;
      holder.use(client, '');
      void client.warm();
      return;
    }
    holder.use(client, connected.keychain);
    nap = clock.nap(RETRY_MS[Math.min(tries, RETRY_MS.length - 1)] ?? RETRY_MS[0]);
    void nap.done.then(() => (mine === turn ? attempt(mine, tries + 1) : undefined));
  };
  return {
    renew: () => attempt((turn += 1), 0),
    skewMs: () => client?.skewMs() ?? null,
    warm: () => void client?.warm(),
    close: () => {
      turn += 1;
      nap?.wake();
      client?.close();
    },
  };
}

async function tryConnect(world: World, health: () => HealthBoard) {
  try {
    return await world.connect({ onExchange: (record) => { health().gateway(record); } });
  } catch {
    // Settings that passed the schema and still make no client are a fault of the set-up, never a reason to stop the counter.
    return { ok: false, keychain: 'no-key' } as const;
  }
}
