import type { Clock, Nap } from '../../core/payment/clock.ts';
import type { GatewayPort } from '../../core/payment/gateway-port.ts';
import type { AlipayPlusClient } from '../alipayplus/client.ts';
import type { GatewayHolder } from '../counter/gateway-holder.ts';
import type { HealthBoard } from '../counter/health.ts';
import type { Marks } from '../lifecycle/marks.ts';
import { withClockCheck } from './clock-check.ts';
import type { Connected, World } from './world.ts';

/** Keeps the counter connected: tries until the keychain opens, and again whenever the keys change. */
export type Connection = {
  /** Connects anew, for example after another key became active; resolves when the first try is over. */
  readonly renew: () => Promise<void>;
  readonly skewMs: () => number | null;
  /** Opens idle connections, because a payment is being prepared. */
  readonly warm: () => void;
  /** Asks about a payment that does not exist, so that the clocks are compared before a customer comes: after a sleep, for example. */
  readonly measure: () => void;
  /** Judges and answers what Alipay+ sends by itself, with the keys in use at this moment; null while there are none. */
  readonly inbound: () => AlipayPlusClient['inbound'] | null;
  /** The client of this moment; null while there are no keys. */
  readonly client: () => AlipayPlusClient | null;
  readonly close: () => void;
};

const RETRY_MS = [3_000, 5_000, 10_000, 30_000] as const;

/** What a connection stands on. */
export type ConnectionParts = {
  readonly world: World;
  readonly holder: GatewayHolder;
  readonly clock: Clock;
  readonly health: () => HealthBoard;
  readonly marks: Marks;
  /** Makes a paymentRequestId that no payment has. */
  readonly strangeId: () => string;
  /** The gateway's clock was measured anew after an answer looked stale: what waits for an answer may ask again now. */
  readonly clockFound: () => void;
  readonly newestResponseTimeMs: () => number | null;
  readonly notifyUrl: () => string | null;
};

/** Starts unconnected; `renew` begins. */
export function createConnection(parts: ConnectionParts): Connection {
  const { holder, clock, health } = parts;
  let client: AlipayPlusClient | null = null;
  let watched: GatewayPort | null = null;
  // The first measure leaves a warm connection behind as well.
  const measure = (): void => void watched?.inquire(parts.strangeId());
  let nap: Nap | null = null;
  let turn = 0;
  const attempt = async (mine: number, tries: number): Promise<void> => {
    const connected = await tryConnect(parts);
    if (mine !== turn) return;
    health().keychain(connected.keychain);
    if (connected.ok) {
      client?.close();
      client = connected.client;
      watched = withClockCheck(client, clock, parts);
      holder.use(watched, '');
      void client.warm();
      measure();
      return;
    }
    holder.use(client, connected.why ?? connected.keychain);
    nap = clock.nap(RETRY_MS[Math.min(tries, RETRY_MS.length - 1)] ?? RETRY_MS[0]);
    void nap.done.then(() => (mine === turn ? attempt(mine, tries + 1) : undefined));
  };
  return {
    renew: () => attempt((turn += 1), 0),
    skewMs: () => client?.skewMs() ?? null,
    warm: () => void client?.warm(),
    measure,
    inbound: () => client?.inbound ?? null,
    client: () => client,
    close: () => {
      turn += 1;
      nap?.wake();
      client?.close();
    },
  };
}

async function tryConnect({ world, health, marks, newestResponseTimeMs, notifyUrl }: ConnectionParts): Promise<Connected> {
  try {
    return await world.connect({
      newestResponseTimeMs,
      notifyUrl,
      onStep: marks.mark,
      onSigned: () => {
        marks.mark('signed');
      },
      onExchange: (record) => {
        health().gateway(record);
        if (record.firstByteAtMs !== null) marks.at(`first-byte-${record.api}`, record.firstByteAtMs);
      },
    });
  } catch {
    // Settings that passed the schema and still make no client are a fault of the set-up, never a reason to stop the counter.
    return { ok: false, keychain: 'no-key' };
  }
}
