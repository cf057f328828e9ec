import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import path from 'node:path';
import { app } from 'electron';
import type { UpdateRulesView, UpdateView } from '../../core/contract/updates.ts';
import type { Moment } from '../../core/update/moment.ts';
import type { Counter } from '../counter/counter.ts';
import type { UpdateDesk } from '../ipc/handlers/update-handlers.ts';
import { MIGRATIONS } from '../ledger/migrations.ts';
import type { Scope } from '../lifecycle/scope.ts';
import type { SettingsStore } from '../settings/store-port.ts';
import { realDisk } from '../updates/disk.ts';
import { downloadFrom, type Download } from '../updates/download.ts';
import { installationId } from '../updates/installation-id.ts';
import { installersIn } from '../updates/installers.ts';
import { nextEnvironment, readLaunched, type Launched } from '../updates/launched.ts';
import { readOwnBuild, systemOf } from '../updates/own-build.ts';
import type { Place, Running } from '../updates/place.ts';
import { filesAt, updateSession } from '../updates/server.ts';
import { filesOf } from '../updates/stick.ts';
import { createUpdater, type Updater, type UpdaterView } from '../updates/updater.ts';
import { versionsIn } from '../updates/versions.ts';
import type { SystemWindows } from '../window/system-windows.ts';
import type { World } from './world.ts';

/** What updates are wired with. `about`: the text of the application's own package.json. */
export type UpdateParts = {
  readonly dataDir: string;
  readonly practice: boolean;
  readonly about: string;
  readonly world: World;
  readonly store: SettingsStore;
  readonly counter: Counter;
  readonly windows: SystemWindows;
  readonly scope: Scope;
  readonly changed: () => void;
};

/** The page's desk, and what the beginning says once the counter is ready to scan. */
export type WiredUpdates = { readonly desk: UpdateDesk; readonly begin: () => void };

/** Behind everything that a cashier waits for. */
const FIRST_LOOK_MS = 2_000;
const LOOK_EVERY_MS = 4 * 60 * 60_000;
const TICK_MS = 30_000;

/** The updates of this counter; where this build or system takes none, a desk that says so. */
export function wireUpdates(parts: UpdateParts): WiredUpdates {
  const launched = app.isPackaged ? readLaunched(process.env) : null;
  const made = makeUpdater(parts, launched);
  if (typeof made === 'string') return { desk: without(parts, made), begin: () => undefined };
  const timers: NodeJS.Timeout[] = [];
  parts.scope.own('updates', () => {
    timers.forEach(clearInterval);
  });
  const look = (): void => {
    made.updater.look({ kind: 'server' }, false);
  };
  return {
    desk: deskOf(parts, made),
    begin: () => {
      void made.updater.reached();
      parts.counter.health.updates(made.updater.news());
      timers.push(setTimeout(look, FIRST_LOOK_MS), setInterval(look, LOOK_EVERY_MS), setInterval(made.updater.tick, TICK_MS));
    },
  };
}

type Made = { readonly updater: Updater; readonly place: Place['kind'] };

function makeUpdater(parts: UpdateParts, launched: Launched | null): Made | 'managed' | 'unset' {
  const build = readOwnBuild(parts.about);
  const system = systemOf(process.platform, process.arch);
  if (build === null || system === null) return 'unset';
  const folder = launched?.folder ?? path.join(parts.dataDir, 'updates');
  const download = downloadFrom(build.address, say);
  const place = placeOn(launched, folder, download.install, (file) => parts.windows.view(file).catch(() => false));
  if (place === null) return 'managed';
  const { counter, world } = parts;
  const updater: Updater = createUpdater({
    running: running(),
    system,
    publicKey: build.publicKey,
    server: (name, maxBytes) => filesAt(build.address, updateSession())(name, maxBytes),
    stick: filesOf,
    download: download.fetch,
    place,
    installationId: () => installationId(realDisk, folder, randomUUID),
    sha256Hex: (text) => createHash('sha256').update(text).digest('hex'),
    rules: () => world.settings().updates,
    moment: () => momentOf(counter),
    restart: () => {
      startNext(launched, ['--data', parts.dataDir, ...(parts.practice ? ['--practice'] : [])]);
    },
    nowMs: Date.now,
    say,
    changed: () => {
      counter.health.updates(updater.news());
      updater.tick();
      parts.changed();
    },
  });
  return { updater, place: place.kind };
}

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const running = (): Running => ({ version: app.getVersion(), ledgerVersion: MIGRATIONS.at(-1)?.version ?? 0 });

/** Null where whoever installed the package looks after it. */
function placeOn(
  launched: Launched | null,
  folder: string,
  installFetched: Download['install'],
  open: SystemWindows['view'],
): Place | null {
  if (process.platform === 'linux')
    return launched === null
      ? null
      : versionsIn({ folder, base: launched.baseVersion, running: running(), notReady: launched.notReady, disk: realDisk });
  const install = async (kept: string, from: string): Promise<boolean> => (await installFetched(from)) || open(kept);
  return installersIn({ folder, running: running(), disk: realDisk, install, open });
}

function momentOf({ resolver, snapshot }: Counter): Moment {
  const { stage } = snapshot();
  const sale = stage.kind === 'amount' ? stage.sale : null;
  const now = new Date();
  return {
    unsettled: resolver.open().length,
    isCharging: stage.kind === 'code' || (sale !== null && (sale.amount.amountMinor > 0 || sale.heldCode !== null)),
    minuteOfDay: now.getHours() * 60 + now.getMinutes(),
  };
}

/** The AppImage that the shop starts decides anew; it waits until this Paydesk has closed its books. An installer starts by itself. */
function startNext(launched: Launched | null, args: readonly string[]): void {
  if (launched === null) {
    app.quit();
    return;
  }
  const next = spawn(launched.base, args, { env: nextEnvironment(process.env, process.pid), detached: true, stdio: 'ignore' });
  next.once('error', (error) => {
    say(`updates: the next start did not begin: ${error.message}`);
  });
  next.once('spawn', () => {
    next.unref();
    app.quit();
  });
}

function deskOf({ windows, ...parts }: UpdateParts, { updater, place }: Made): UpdateDesk {
  return {
    view: async () => viewOf(parts, place, await updater.view()),
    look: () => {
      updater.look({ kind: 'server' }, true);
      return true;
    },
    fromFolder: async () => {
      const [folder] = await windows.open({ properties: ['openDirectory'] });
      if (folder !== undefined) updater.look({ kind: 'folder', folder }, true);
      return true;
    },
    install: updater.installNow,
    goBack: updater.goBack,
    tryAgain: updater.tryAgain,
    save: (rules) => saveRules(parts, rules),
  };
}

type ViewParts = Pick<UpdateParts, 'world' | 'store' | 'changed'>;

function saveRules(
  { world, store, changed }: ViewParts,
  rules: UpdateRulesView,
): 'not-now' | 'settings-unwritable' | 'settings-invalid' | null {
  const settings = world.hasKeys ? store.read() : null;
  if (settings === null) return 'not-now';
  const written = store.write({ ...settings, updates: rules });
  changed();
  if (written.ok) return null;
  return written.code === 'settings-invalid' ? 'settings-invalid' : 'settings-unwritable';
}

function viewOf(parts: ViewParts, place: UpdateView['place'], { state, ...view }: UpdaterView): UpdateView {
  const release = 'release' in state ? { version: state.release.version, notes: { ...state.release.notes } } : null;
  return {
    ...nothingOf(parts, place),
    state: state.kind,
    rest: state.kind === 'resting' ? state.rest : null,
    release,
    ...view,
  };
}

const nothingOf = ({ world }: ViewParts, place: UpdateView['place']): UpdateView => ({
  version: app.getVersion(),
  place,
  state: 'resting',
  rest: null,
  release: null,
  lookedAtMs: null,
  hindrance: null,
  rules: { ...world.settings().updates },
  canChangeRules: world.hasKeys && place !== 'managed' && place !== 'unset',
  previous: null,
  notReady: null,
  fault: null,
});

function without(parts: ViewParts, why: 'managed' | 'unset'): UpdateDesk {
  const no = (): boolean => false;
  const never = (): Promise<boolean> => Promise.resolve(false);
  return {
    view: () => Promise.resolve(nothingOf(parts, why)),
    ...{ look: no, install: no, fromFolder: never, goBack: never, tryAgain: never },
    save: () => 'not-now',
  };
}
