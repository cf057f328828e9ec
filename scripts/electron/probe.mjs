/** Asks whether the official Electron file can be had from here, before minutes are spent on a network that drops packets. */
import { createRequire } from 'node:module';

const RELEASES = 'https://github.com/electron/electron/releases/download/';

/**
 * The address electron's own installer would download, mirrors included
 * (https://www.electronjs.org/docs/latest/tutorial/installation#mirror).
 * @param {string} version such as 45.4.1
 * @param {NodeJS.ProcessEnv} env
 */
export function officialAddress(version, env, platform = process.platform, arch = process.arch) {
  const setting = (/** @type {string} */ name) =>
    env[`npm_config_electron_${name}`] ||
    env[`NPM_CONFIG_ELECTRON_${name.toUpperCase()}`] ||
    env[`ELECTRON_${name.toUpperCase()}`];
  const folder = (setting('custom_dir') || `v${version}`).replace('{{ version }}', version);
  return `${setting('mirror') || RELEASES}${folder}/electron-v${version}-${platform}-${arch}.zip`;
}

/**
 * True when the address answers "here it is" within the time, redirects followed. Never throws, never takes longer.
 * @param {string} address
 * @param {{ timeoutMs?: number, env?: NodeJS.ProcessEnv }} [options]
 */
export async function answers(address, { timeoutMs = 3_000, env = process.env } = {}) {
  const { fetch, dispatcher } = fetcher(env);
  const timer = new AbortController();
  const timeout = setTimeout(() => {
    timer.abort();
  }, timeoutMs);
  try {
    const reply = await fetch(address, {
      method: 'HEAD',
      redirect: 'follow',
      signal: timer.signal,
      ...(dispatcher && { dispatcher }),
    });
    return reply.ok;
  } catch {
    return false;
  } finally {
    clearTimeout(timeout);
    void dispatcher?.destroy?.();
  }
}

/** @param {NodeJS.ProcessEnv} env */
export function usesProxy(env) {
  return [env.HTTPS_PROXY, env.https_proxy, env.HTTP_PROXY, env.http_proxy].some((value) => value !== undefined && value !== '');
}

/**
 * The same client electron's installer uses (undici comes with it), so that a proxy means the same thing to both.
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ fetch: (address: string, init: object) => Promise<{ ok: boolean }>, dispatcher?: { destroy?: () => Promise<void> } }}
 */
function fetcher(env) {
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('electron/package.json'));
    const undici = /** @type {any} */ (require('undici'));
    return { fetch: undici.fetch, dispatcher: usesProxy(env) ? new undici.EnvHttpProxyAgent() : new undici.Agent() };
  } catch {
    return { fetch: globalThis.fetch };
  }
}
