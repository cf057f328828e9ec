import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll } from 'vitest';
import { openKeychain } from '../../main/keychain/keychain.ts';
import type { Vault } from '../../main/keychain/vault-port.ts';
import type { WorkerLimits } from '../../main/keychain/worker-store.ts';
import type { VaultUnderTest } from '../contract/vault-port.ts';
import { forkWorker } from '../unit/keychain/fork-worker.ts';

/** Why the real keychain cannot be tried here, or null. It runs on a D-Bus session of its own, never on the developer's. */
export function missingTools(): string | null {
  if (process.platform !== 'linux') return 'needs Linux';
  const missing = ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon'].filter((tool) => !isInstalled(tool));
  return missing.length === 0
    ? null
    : `apt-get install -y --no-install-recommends dbus gnome-keyring libsecret-1-0 (${missing.join(', ')} missing)`;
}

function isInstalled(tool: string): boolean {
  try {
    execFileSync('/bin/sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Bundles the keychain worker next to node_modules, as the application's build does; returns its path. */
export async function bundleWorker(outDir: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: false,
      rolldownOptions: {
        input: { 'keychain-worker': 'main/keychain/worker.ts' },
        external: ['keytar', /^node:/],
        output: { format: 'es', entryFileNames: '[name].mjs' },
      },
    },
  });
  return join(process.cwd(), outDir, 'keychain-worker.mjs');
}

/** A private message bus, on which a keyring daemon may or may not run. */
export class KeychainSession {
  readonly home = mkdtempSync(join(tmpdir(), 'paydesk-keyring-'));
  readonly env: NodeJS.ProcessEnv;
  readonly pids: number[] = [];
  #bus: ChildProcess | null = null;
  #daemon: ChildProcess | null = null;

  constructor() {
    const folder = (name: string) => {
      const path = join(this.home, name);
      mkdirSync(path, { mode: 0o700 });
      return path;
    };
    const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...rest } = process.env;
    this.env = {
      ...rest,
      HOME: this.home,
      DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(this.home, 'bus')}`,
      XDG_DATA_HOME: folder('data'),
      XDG_RUNTIME_DIR: folder('run'),
      XDG_CONFIG_HOME: folder('config'),
      XDG_CACHE_HOME: folder('cache'),
    };
  }

  async startBus(): Promise<void> {
    const config = join(this.home, 'bus.conf');
    // No service folders: nothing is started by asking for it, so each test decides what is there.
    writeFileSync(
      config,
      `<busconfig><type>session</type><listen>${this.env['DBUS_SESSION_BUS_ADDRESS'] ?? ''}</listen>
      <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`,
    );
    this.#bus = spawn('dbus-daemon', [`--config-file=${config}`, '--nofork', '--print-address=1'], {
      env: this.env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    if (this.#bus.stdout !== null) await once(this.#bus.stdout, 'data');
  }

  /** Starts the daemon with a password: the first one makes the keyring, a wrong one later leaves it locked. */
  async startDaemon(password: string): Promise<void> {
    const daemon = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
      env: this.env,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.#daemon = daemon;
    daemon.stdin.end(password);
    for (let tries = 0; tries < 200 && !this.#isServed(); tries += 1)
      await new Promise((resolve) => {
        setTimeout(resolve, 25);
      });
  }

  /** Freezes or thaws the daemon, which then neither answers nor hangs up. */
  signalDaemon(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#daemon?.kill(signal);
  }

  async stopDaemon(): Promise<void> {
    await end(this.#daemon);
    this.#daemon = null;
  }

  async stop(): Promise<void> {
    await this.stopDaemon();
    await end(this.#bus);
    rmSync(this.home, { recursive: true, force: true });
  }

  vault(workerPath: string, limits: WorkerLimits, service = 'Paydesk test'): Vault {
    return openKeychain({ spawn: forkWorker(workerPath, this.env, this.pids), service, limits });
  }

  #isServed(): boolean {
    const call = [
      '--session',
      '--print-reply',
      '--dest=org.freedesktop.DBus',
      '/',
      'org.freedesktop.DBus.NameHasOwner',
      'string:org.freedesktop.secrets',
    ];
    return execFileSync('dbus-send', call, { env: this.env, encoding: 'utf8' }).includes('boolean true');
  }
}

async function end(child: ChildProcess | null): Promise<void> {
  if (child?.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** Opens vaults on one real keyring for a suite, each with entries of its own. */
export function realKeychain(): () => Promise<VaultUnderTest> {
  const session = new KeychainSession();
  const outDir = `out/test/keychain-contract-${String(process.pid)}`;
  const limits = { firstAskMs: 15_000, askMs: 10_000 };
  let workerPath = '';
  let opened = 0;
  beforeAll(async () => {
    workerPath = await bundleWorker(outDir);
    await session.startBus();
    await session.startDaemon('a password of this run');
  });
  afterAll(async () => {
    await session.stop();
    rmSync(outDir, { recursive: true, force: true });
  });
  return () => {
    opened += 1;
    const open = () => session.vault(workerPath, limits, `Paydesk test ${String(opened)}`);
    return Promise.resolve({ vault: open(), reopen: open });
  };
}
