import { performance } from 'node:perf_hooks';
import path from 'node:path';
import { app, powerMonitor, utilityProcess, type BrowserWindow } from 'electron';
import { counterHandlers } from './ipc/handlers/counter-handlers.ts';
import { setupHandlers } from './ipc/handlers/setup-handlers.ts';
import { createPublisher } from './ipc/publish.ts';
import { registerHandlers } from './ipc/register.ts';
import { createMarks, haltForEver, readMarkOrders } from './lifecycle/marks.ts';
import type { Scope } from './lifecycle/scope.ts';
import { openSettings } from './settings/electron-settings.ts';
import { PRACTICE_SETTINGS } from './settings/practice.ts';
import { listServedFiles } from './window/app-protocol.ts';
import { livingContents, openCashierWindow } from './window/cashier-window.ts';
import { openPracticeWindow } from './window/practice-window.ts';
import { wireCounter } from './worlds/counter-wiring.ts';
import { createKeyDesk } from './worlds/key-desk.ts';
import { createKeyboard } from './worlds/keyboard.ts';
import { blockedWorld } from './worlds/blocked-world.ts';
import { liveWorld } from './worlds/live-world.ts';
import type { ForkPractice } from './practice/simulator-process.ts';
import { practiceWorld } from './worlds/practice-world.ts';
import { scanConfig } from './worlds/settings-map.ts';
import { builtFile, openVault } from './worlds/vault.ts';

/** What compose is told by the process's beginning. */
export type ComposeOptions = { readonly dataDir: string; readonly practice: boolean; readonly scope: Scope };

/** Builds every adapter, wires it to the core and opens the counter. Everything started here is stopped by the scope. */
export async function compose({ dataDir, practice, scope }: ComposeOptions): Promise<void> {
  const store = openSettings(dataDir);
  const vault = openVault();
  const problem = practice ? null : store.problem();
  const isLive = !practice && store.read()?.mode === 'live';
  const marks = createMarks(readMarkOrders(process.env, app.isPackaged), () => performance.now(), printLine, haltForEver);
  const fork: ForkPractice = (file, args, options) => utilityProcess.fork(file, args, options);
  const world = isLive ? liveWorld(dataDir, () => store.read() ?? PRACTICE_SETTINGS, vault)
    : problem === null ? await practiceWorld(dataDir, fork, builtFile('./simulator.js')) : blockedWorld(dataDir);
  let window: BrowserWindow | null = null;
  const publisher = createPublisher(() => livingContents(window), () => counter.snapshot());
  scope.own('publisher', publisher.close);
  const { counter, connection } = wireCounter({ world, version: app.getVersion(), marks, scope, changed: publisher.changed });
  const keyboard = createKeyboard(counter.session, scanConfig(world.settings()), () => livingContents(window), marks);
  scope.own('keyboard', keyboard.dispose);
  const openWallet = () => {
    if (world.walletUrl !== null) keyboard.attach(openPracticeWindow(world.walletUrl).webContents);
  };
  scope.own('calls', registerHandlers({
    ...counterHandlers(counter),
    ...setupHandlers(isLive ? createKeyDesk({ store, settings: world.settings, vault, renew: connection.renew }) : null),
    'app.keys': ({ owner }) => (keyboard.own(owner), connection.warm(), marks.mark('painted'), {}),
    'app.open-wallet': () => (openWallet(), {}),
  }, (channel, { code, traceId }) => { process.stderr.write(`refused ${channel} ${code} ${traceId}\n`); }));
  window = openCashierWindow({
    files: await listServedFiles(builtFile('../renderer')), preload: path.join(builtFile('../preload'), 'index.cjs'),
    devTools: !app.isPackaged, title: world.mode === 'practice' ? 'Paydesk (practice)' : 'Paydesk',
  });
  keyboard.attach(window.webContents);
  app.on('second-instance', () => { window?.restore(); window?.focus(); });
  powerMonitor.on('resume', () => { counter.resolver.nudgeAll(); });
  if (problem !== null) counter.session.say('settings-kept-aside', { code: problem.code, advice: problem.keptAside });
  await connection.renew();
  await counter.resume();
  if (world.walletUrl !== null) openWallet();
  marks.mark('ready');
}

const printLine = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
