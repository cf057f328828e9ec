import type { AddressInfo } from 'node:net';
import type { NotifyAlarm, NotifyFault, NotifyView } from '../../core/contract/notify.ts';
import type { Clock, Nap } from '../../core/payment/clock.ts';
import { addressOf, listenFault, publicPath, publicUrlOf } from './address.ts';
import { createExchange, type Exchange, type Place } from './exchange.ts';
import { NOTIFY_LIMITS, type NotifyLimits } from './limits.ts';
import type { NotifyPlan, TlsMaterial } from './plan.ts';
import { alarmTeller, type NotifyNews } from './news.ts';
import { createRate } from './rate.ts';
import { createRefusals, type RefusalCounts, type Refusals } from './refusals.ts';
import { createReplays } from './replays.ts';
import type { Routes } from './routes.ts';
import { makeServer, type MadeServer } from './server.ts';
import { isExpired } from './tls.ts';
import type { Trust } from './trust.ts';

/** What a listener stands on. */
export type ListenerParts = {
  readonly plan: NotifyPlan;
  /** The keys in use at this moment; null while there are none. */
  readonly trust: () => Trust | null;
  readonly routes: Routes;
  readonly clock: Clock;
  readonly limits?: Partial<NotifyLimits>;
  readonly tell: (news: NotifyNews) => void;
  readonly changed: () => void;
};

/** Hears what Alipay+ sends by itself. Whatever goes wrong with it, the counter goes on without. */
export type Listener = {
  /** Begins to listen and goes on trying until closed; resolves when the first try is over, never rejects. */
  readonly start: () => Promise<void>;
  readonly view: () => NotifyView;
  /** The address to tell Alipay+ for one API; null while nothing listens, or when it is not to be told. */
  readonly urlFor: (api: string) => string | null;
  /** Takes nothing new, lets what is being answered end, and cuts every connection. */
  readonly close: () => Promise<void>;
};

type Open = MadeServer & { readonly address: string; tls: TlsMaterial | null };

type House = {
  readonly parts: ListenerParts;
  readonly limits: NotifyLimits;
  readonly refusals: Refusals;
  readonly exchange: Exchange;
  readonly places: Map<string, Place>;
  open: Open | null;
  fault: NotifyFault | null;
  alarm: NotifyAlarm | null;
  isStarted: boolean;
  isClosed: boolean;
  nap: Nap | null;
  verified: number;
  lastAtMs: number | null;
};

/** Makes a listener that listens nowhere yet. */
export function createListener(parts: ListenerParts): Listener {
  const house = build(parts);
  return {
    start: async () => {
      await attempt(house);
      house.isStarted = true;
      void keepUp(house);
    },
    view: () => viewOf(house),
    urlFor: (api) => urlOf(house, api),
    close: () => close(house),
  };
}

function build(parts: ListenerParts): House {
  const limits = { ...NOTIFY_LIMITS, ...parts.limits };
  const places = new Map<string, Place>();
  const told = (counts: RefusalCounts): void => {
    parts.tell({ what: 'refused', counts });
    parts.changed();
  };
  const refusals = createRefusals(told, later, limits.logEveryMs);
  const tellAlarm = alarmTeller(parts.tell, later, limits.logEveryMs);
  const exchange = createExchange({
    limits,
    clock: parts.clock,
    rate: createRate(limits, parts.clock.monotonicMs),
    replays: createReplays(limits.replaysMax),
    trust: parts.trust,
    placeOf: (path) => places.get(path),
    refused: refusals.count,
    believed: () => {
      house.verified += 1;
      house.lastAtMs = parts.clock.wallMs();
      parts.changed();
    },
    alarmed: (alarm, about) => {
      house.alarm = alarm;
      tellAlarm(alarm, about);
      parts.changed();
    },
  });
  const house: House = {
    parts,
    limits,
    refusals,
    exchange,
    places,
    open: null,
    fault: null,
    alarm: null,
    isStarted: false,
    isClosed: false,
    nap: null,
    verified: 0,
    lastAtMs: null,
  };
  return house;
}

/** A timer that keeps no program alive. */
function later(delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, delayMs);
  timer.unref();
  return () => {
    clearTimeout(timer);
  };
}

/** One try; a fault is told once and not at every further try. */
async function attempt(house: House): Promise<void> {
  const { plan } = house.parts;
  const loaded = plan.tls === null ? ({ ok: true, tls: null } as const) : await plan.tls();
  const fault = loaded.ok ? await listen(house, loaded.tls) : loaded.fault;
  worry(house, fault ?? expiryOf(house));
}

function expiryOf({ open, parts }: House): NotifyFault | null {
  const cert = open?.tls?.cert;
  return cert !== undefined && isExpired(cert, parts.clock.wallMs()) ? 'certificate-expired' : null;
}

function worry(house: House, fault: NotifyFault | null): void {
  if (fault !== null && fault !== house.fault) house.parts.tell({ what: 'fault', fault });
  house.fault = fault;
  house.parts.changed();
}

async function listen(house: House, tls: TlsMaterial | null): Promise<NotifyFault | null> {
  const { exchange, limits, refusals, parts } = house;
  const made = orNull(() =>
    makeServer({
      tls,
      limits,
      serve: (request, response) => void exchange.serve(request, response),
      refused: refusals.count,
    }),
  );
  // Legible and fitting, and still refused by TLS, for example because the key is too short.
  if (made === null) return 'certificate-unreadable';
  const { host, port } = parts.plan;
  const code = await new Promise<string | null>((resolve) => {
    // Stays for the server's whole life, so that nothing it meets later can end the program.
    made.server.on('error', (cause) => {
      resolve(String(Reflect.get(cause, 'code')));
    });
    made.server.listen({ host, port }, () => {
      resolve(null);
    });
  });
  if (code !== null) return listenFault(code);
  settle(house, made, tls);
  return null;
}

function orNull<Value>(make: () => Value): Value | null {
  try {
    return make();
  } catch {
    return null;
  }
}

function settle(house: House, made: MadeServer, tls: TlsMaterial | null): void {
  const { plan, routes, tell } = house.parts;
  if (house.isClosed) {
    made.server.close();
    return;
  }
  const { port } = made.server.address() as AddressInfo;
  const address = addressOf(plan, port, tls !== null);
  house.open = { ...made, address, tls };
  for (const [api, handler] of Object.entries(routes))
    house.places.set(`${plan.pathPrefix}/${api}`, { uri: `${publicPath(plan)}/${api}`, handler });
  tell({ what: 'listening', address });
}

/** Tries again while nothing listens, and reads a renewed certificate while something does. */
async function keepUp(house: House): Promise<void> {
  const { parts, limits } = house;
  while (!house.isClosed && (house.open === null || parts.plan.tls !== null)) {
    house.nap = parts.clock.nap(house.open === null ? limits.retryMs : limits.certificateEveryMs);
    await house.nap.done;
    await onceMore(house);
  }
}

async function onceMore(house: House): Promise<void> {
  if (house.isClosed) return;
  await (house.open === null ? attempt(house) : renewCertificate(house, house.open));
}

/** A certificate that cannot be read any more is a worry; the one in use stays until there is a better one. */
async function renewCertificate(house: House, open: Open): Promise<void> {
  const loaded = await house.parts.plan.tls?.();
  if (loaded === undefined) return;
  worry(house, loaded.ok ? (exchangeTls(open, loaded.tls) ?? expiryOf(house)) : loaded.fault);
}

function exchangeTls(open: Open, tls: TlsMaterial): NotifyFault | null {
  if (tls.cert === open.tls?.cert) return null;
  try {
    open.secure?.setSecureContext({ ...tls, minVersion: 'TLSv1.2' });
  } catch {
    return 'certificate-unreadable';
  }
  open.tls = tls;
  return null;
}

const urlOf = ({ open, parts }: House, api: string | null): string | null =>
  open === null ? null : publicUrlOf(parts.plan, open.address, api);

function viewOf(house: House): NotifyView {
  const { open, refusals } = house;
  return {
    state: open !== null ? 'listening' : house.isStarted ? 'not-listening' : 'starting',
    fault: house.fault,
    address: open?.address ?? null,
    publicUrl: urlOf(house, null),
    lastAtMs: house.lastAtMs,
    verified: house.verified,
    refused: refusals.total(),
    alarm: house.alarm,
  };
}

/** What is being answered gets this long to end. */
const CLOSE_GRACE_MS = 1_000;

async function close(house: House): Promise<void> {
  const { open, exchange, refusals, parts } = house;
  if (house.isClosed) return;
  house.isClosed = true;
  house.nap?.wake();
  house.open = null;
  if (open !== null) {
    const closed = new Promise<void>((resolve) => {
      open.server.close(() => {
        resolve();
      });
    });
    open.server.closeIdleConnections();
    const grace = parts.clock.nap(exchange.inFlight() === 0 ? 0 : CLOSE_GRACE_MS);
    await Promise.race([closed, grace.done]);
    grace.wake();
    open.server.closeAllConnections();
    await closed;
  }
  refusals.close();
}
