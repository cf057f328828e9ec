import { existsSync, readFileSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { app } from 'electron';
import { systemSources } from '../alipayplus/authorities.ts';
import { parseBaseUrl, type BaseUrl } from '../alipayplus/base-url.ts';
import { openSocketVia, type OpenSocket } from '../alipayplus/connect.ts';
import type { Proxy } from '../alipayplus/proxy.ts';
import { createTransport } from '../alipayplus/transport.ts';
import { activeKey } from '../keychain/key-ring.ts';
import { signingKey } from '../keychain/signing-key.ts';
import type { Vault } from '../keychain/vault-port.ts';
import { glanceAt } from '../ledger/glance.ts';
import { buildName } from '../lifecycle/build-name.ts';
import { healthReport, type HealthFacts } from '../observability/health-report.ts';
import { openSettings } from '../settings/electron-settings.ts';
import { judgePolicy, type Policy } from '../settings/policy/policy.ts';
import { systemPolicy } from '../settings/policy/system-policy.ts';
import type { GatewaySettings, Settings } from '../settings/schema.ts';
import { systemWays } from './system-proxy.ts';
import { openVault } from './vault.ts';

/**
 * Prints the report of `--health` on standard output. Answers the exit code: 0 ready for payments, 4 not. It changes nothing, sends
 * no request and may be run beside a counter that runs.
 */
export async function healthFirst(dataDir: string): Promise<0 | 4> {
  const vault = openVault();
  try {
    const report = healthReport(await lookAround(dataDir, vault));
    process.stdout.write(`${JSON.stringify(report)}\n`);
    return report.ready ? 0 : 4;
  } finally {
    await vault.close();
  }
}

async function lookAround(dataDir: string, vault: Vault): Promise<HealthFacts> {
  const hasDataFolder = existsSync(dataDir);
  const policy = judgePolicy(await systemPolicy());
  const { settings, facts, ...looked } = hasDataFolder ? lookAtSettings(dataDir, policy) : { ...NO_SETTINGS, policy };
  const live = settings?.mode === 'live' ? settings : null;
  const [key, gateway] = await Promise.all([
    live === null ? null : tryKey(live, vault),
    live === null ? null : tryGateway(live.gateway),
  ]);
  return {
    version: buildName(app.getVersion(), readFileSync(path.join(app.getAppPath(), 'package.json'), 'utf8')),
    electron: process.versions.electron,
    atIso: new Date().toISOString(),
    hasDataFolder,
    diskFreeBytes: hasDataFolder ? freeBytes(dataDir) : null,
    settings: facts,
    policy: { source: policy.source, locked: looked.policy.held, findings: looked.policy.findings },
    ledger: hasDataFolder ? glanceAt(path.join(dataDir, 'ledger.sqlite')) : { state: 'none' },
    signingKey: key,
    certificateStore: certificateStore(),
    gateway,
  };
}

type SettingsLook = { readonly settings: Settings | null; readonly facts: HealthFacts['settings'] };

const NO_SETTINGS: SettingsLook = { settings: null, facts: { state: 'none', code: null, counterId: null } };

function lookAtSettings(dataDir: string, given: Policy): SettingsLook & { readonly policy: Policy } {
  const store = openSettings(dataDir, given);
  const [settings, problem, policy] = [store.read(), store.problem(), store.policy()];
  if (problem !== null) return { settings: null, facts: { state: 'problem', code: problem.code, counterId: null }, policy };
  if (settings === null) return { ...NO_SETTINGS, policy };
  return { settings, facts: { state: settings.mode, code: null, counterId: settings.counter.counterId }, policy };
}

/** The key is read, to find a damaged entry, and let go. */
async function tryKey(settings: Settings, vault: Vault): Promise<string> {
  const record = activeKey(settings.keyRing);
  if (record === null) return 'no-key';
  try {
    const lent = await vault.lend(record.vaultName, (secret) => signingKey(secret).type);
    return lent.ok ? 'ok' : lent.code;
  } catch {
    return 'keychain-broken';
  }
}

/** Opens a connection, with TLS and through the proxy, and closes it. */
async function tryGateway(gateway: Settings['gateway']): Promise<HealthFacts['gateway']> {
  const url = gateway === null ? 'bad-url' : parseBaseUrl(gateway.baseUrl);
  if (gateway === null || typeof url === 'string') return { reachable: false, proxy: null };
  const ways = await systemWays(gateway.baseUrl);
  for (const way of ways) {
    if (await canConnect(url, gateway, openSocketVia(way))) return { reachable: true, proxy: nameOf(way) };
  }
  return { reachable: false, proxy: nameOf(ways[0]) };
}

const nameOf = (proxy: Proxy | null): string | null => (proxy === null ? null : `${proxy.host}:${String(proxy.port)}`);

async function canConnect(url: BaseUrl, gateway: GatewaySettings, open: OpenSocket): Promise<boolean> {
  const one = { socketsMax: 1, spareCount: 1, idleMsMax: 10_000 };
  const transport = createTransport({
    url,
    caPem: gateway.ca ?? undefined,
    limits: {
      connectTimeoutMs: gateway.connectTimeoutMs,
      readTimeoutMs: gateway.requestTimeoutMs,
      responseBytesMax: 1,
      lanes: { charge: one, ask: { ...one, spareCount: 0 } },
    },
    monotonicMs: () => performance.now(),
    open,
  });
  const isReached = (await transport.warm()) > 0;
  transport.close();
  return isReached;
}

/** Where the authorities of this PC come from; `none`: this Electron cannot read the system's store, so only public ones are trusted. */
function certificateStore(): HealthFacts['certificateStore'] {
  try {
    if (systemSources.fromRuntime() !== null) return 'system';
  } catch {
    return 'none';
  }
  return systemSources.bundles.some((file) => existsSync(file)) ? 'file' : 'none';
}

function freeBytes(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
