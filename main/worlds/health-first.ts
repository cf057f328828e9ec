import { existsSync, readFileSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { app } from 'electron';
import { parseBaseUrl } from '../alipayplus/base-url.ts';
import { openSocketVia } from '../alipayplus/connect.ts';
import { createTransport } from '../alipayplus/transport.ts';
import { activeKey } from '../keychain/key-ring.ts';
import { signingKey } from '../keychain/signing-key.ts';
import type { Vault } from '../keychain/vault-port.ts';
import { glanceAt } from '../ledger/glance.ts';
import { buildName } from '../lifecycle/build-name.ts';
import { healthReport, type HealthFacts } from '../observability/health-report.ts';
import { openSettings } from '../settings/electron-settings.ts';
import type { Settings } from '../settings/schema.ts';
import { systemProxy } from './system-proxy.ts';
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
  const { settings, facts } = hasDataFolder ? lookAtSettings(dataDir) : NO_SETTINGS;
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
    ledger: hasDataFolder ? glanceAt(path.join(dataDir, 'ledger.sqlite')) : { state: 'none' },
    signingKey: key,
    gateway,
  };
}

type SettingsLook = { readonly settings: Settings | null; readonly facts: HealthFacts['settings'] };

const NO_SETTINGS: SettingsLook = { settings: null, facts: { state: 'none', code: null, counterId: null } };

function lookAtSettings(dataDir: string): SettingsLook {
  const store = openSettings(dataDir);
  const [settings, problem] = [store.read(), store.problem()];
  if (problem !== null) return { settings: null, facts: { state: 'problem', code: problem.code, counterId: null } };
  if (settings === null) return NO_SETTINGS;
  return { settings, facts: { state: settings.mode, code: null, counterId: settings.counter.counterId } };
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
  const proxy = await systemProxy(gateway.baseUrl);
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
    open: openSocketVia(proxy),
  });
  const reachable = (await transport.warm()) > 0;
  transport.close();
  return { reachable, proxy: proxy === null ? null : `${proxy.host}:${String(proxy.port)}` };
}

function freeBytes(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
