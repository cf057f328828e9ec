import type { KeyObject } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { createAlipayPlusClient, type AlipayPlusClient } from '../alipayplus/client.ts';
import type { OpenSocket } from '../alipayplus/connect.ts';
import { keySigner } from '../alipayplus/sign.ts';
import { verifyingKey } from '../keychain/signing-key.ts';
import type { GatewaySettings, Settings } from '../settings/schema.ts';
import { shopFacts } from './settings-map.ts';
import { offsetMinutes } from './time-zone.ts';
import type { ConnectParts } from './world.ts';

/** The client of one counter from its settings and its key; throws ClientOptionsError for settings that cannot work. */
export function clientFor(
  settings: Settings,
  gateway: GatewaySettings,
  key: { readonly keyVersion: number; readonly privateKey: KeyObject },
  parts: ConnectParts,
  connect?: OpenSocket,
): AlipayPlusClient {
  const { timeZone } = settings.shop;
  const sign = keySigner(key.privateKey);
  const newest = parts.newestResponseTimeMs();
  return createAlipayPlusClient({
    baseUrl: gateway.baseUrl,
    pathPrefix: `${gateway.pathPrefix}/payments`,
    clientId: gateway.clientId,
    keyVersion: key.keyVersion,
    signer: (content) => {
      const signature = sign(content);
      parts.onSigned();
      return signature;
    },
    gatewayPublicKey: verifyingKey(gateway.gatewayPublicKey),
    shop: shopFacts(settings),
    ...(gateway.settlementCurrency === null ? {} : { settlementCurrency: gateway.settlementCurrency }),
    ...(gateway.ca === null ? {} : { caPem: gateway.ca }),
    clock: { nowMs: () => Date.now(), monotonicMs: () => performance.now() },
    utcOffsetMinutes: () => offsetMinutes(timeZone, Date.now()),
    limits: { connectTimeoutMs: gateway.connectTimeoutMs, readTimeoutMs: gateway.requestTimeoutMs },
    notifyUrl: parts.notifyUrl,
    onExchange: parts.onExchange,
    onStep: parts.onStep,
    ...(connect === undefined ? {} : { connect }),
    ...(newest === null ? {} : { newestResponseTimeMs: newest }),
  });
}
