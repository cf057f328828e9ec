import type { Settings } from '../settings/schema.ts';

/**
 * What decides how this counter behaves, picked one by one, so that a setting of tomorrow is left out until somebody has thought
 * about it. No keys, no addresses of people, no words of the shop.
 */
export function toldSettings(settings: Settings): object {
  const { mode, counter, shop, terminal, printer, routing, scanner, limits, people, customs, disputes, registration } = settings;
  return {
    mode,
    counter: { counterId: counter.counterId, number: counter.number },
    shop: { currency: shop.currency, timeZone: shop.timeZone },
    terminal: { storeTerminalId: terminal.storeTerminalId },
    printer: { kind: printer.kind },
    routing,
    scanner,
    limits,
    people,
    customs,
    disputes,
    registration,
    gateway: toldGateway(settings.gateway),
    keyRing: settings.keyRing.map(({ keyVersion, state, createdAt }) => ({ keyVersion, state, createdAt })),
    notify: settings.notify === null ? null : { port: settings.notify.port, tls: settings.notify.tls?.kind ?? null },
    hasBackupFolder: settings.backups !== null,
  };
}

function toldGateway(gateway: Settings['gateway']): object | null {
  if (gateway === null) return null;
  const { clientId, pathPrefix, requestTimeoutMs, connectTimeoutMs, settlementCurrency } = gateway;
  return { host: hostOf(gateway.baseUrl), clientId, pathPrefix, requestTimeoutMs, connectTimeoutMs, settlementCurrency };
}

/** Without whatever else somebody wrote into the address. */
const hostOf = (address: string): string | null => (URL.canParse(address) ? new URL(address).host : null);
