import { performance } from 'node:perf_hooks';
import path from 'node:path';
import { app, powerMonitor, type WebContents } from 'electron';
import { counterHandlers } from './ipc/handlers/counter-handlers.ts';
import { setupHandlers } from './ipc/handlers/setup-handlers.ts';
import { createPublisher } from './ipc/publish.ts';
import { registerHandlers, waitingHandlers, type Handlers } from './ipc/register.ts';
import { createMarks, haltForEver, readMarkOrders } from './lifecycle/marks.ts';
import type { Scope } from './lifecycle/scope.ts';
import { openSettings } from './settings/electron-settings.ts';
import { listServedFiles } from './window/app-protocol.ts';
import { livingContents, openCashierWindow } from './window/cashier-window.ts';
import { openPracticeWindow } from './window/practice-window.ts';
import { wireCounter } from './worlds/counter-wiring.ts';
import { chooseWorld } from './worlds/choose-world.ts';
import { lazyKeyDesk } from './worlds/lazy-key-desk.ts';
import { createKeyboard } from './worlds/keyboard.ts';
import { scanConfig } from './worlds/settings-map.ts';
import { builtFile, openVault } from './worlds/vault.ts';

/** What compose is told by the process's beginning. */
export type ComposeOptions = { readonly dataDir: string; readonly practice: boolean; readonly scope: Scope };

/** Builds every adapter, wires it to the core and opens the counter. Everything started here is stopped by the scope. */
export async function compose({ dataDir, practice, scope }: ComposeOptions): Promise<void> {
  const marks = createMarks(readMarkOrders(process.env, app.isPackaged), () => performance.now(), printLine, haltForEver);
  let open: (handlers: Handlers) => void = () => undefined;
  const handlers = new Promise<Handlers>((resolve) => {
    open = resolve;
  });
  scope.own(
    'calls',
    registerHandlers(waitingHandlers(handlers), (channel, { code, traceId }) => {
      process.stderr.write(`refused ${channel} ${code} ${traceId}\n`);
    }),
  );
  // The window comes first, because its page takes longest; its first call waits until the counter is there.
  const window = openCashierWindow({
    files: await listServedFiles(builtFile('../renderer')),
    preload: path.join(builtFile('../preload'), 'index.cjs'),
    devTools: !app.isPackaged,
  });
  app.on('second-instance', () => {
    window.restore();
    window.focus();
  });
  const store = openSettings(dataDir);
  const problem = practice ? null : store.problem();
  const vault = openVault();
  const world = await chooseWorld({
    dataDir,
    store,
    vault,
    isPractice: practice || (store.read()?.mode !== 'live' && problem === null),
  });
  const page = (): WebContents | null => livingContents(window);
  const publisher = createPublisher(page, () => counter.snapshot());
  scope.own('publisher', publisher.close);
  const { counter, connection } = wireCounter({ world, version: app.getVersion(), marks, scope, changed: publisher.changed });
  const connected = connection.renew();
  const keyboard = createKeyboard(counter.session, scanConfig(world.settings()), page, marks);
  scope.own('keyboard', keyboard.dispose);
  keyboard.attach(window.webContents);
  const openWallet = (): void => {
    if (world.walletUrl !== null) keyboard.attach(openPracticeWindow(world.walletUrl).webContents);
  };
  open({
    ...counterHandlers(counter),
    ...setupHandlers(world.hasKeys ? lazyKeyDesk({ store, settings: world.settings, vault, renew: connection.renew }) : null),
    'app.keys': ({ owner }) => (keyboard.own(owner), connection.warm(), marks.mark('painted'), {}),
    'app.open-wallet': () => (openWallet(), {}),
  });
  powerMonitor.on('resume', () => {
    counter.resolver.nudgeAll();
  });
  if (problem !== null) counter.session.say('settings-kept-aside', { code: problem.code, advice: problem.keptAside });
  await connected;
  await counter.resume();
  openWallet();
  marks.mark('ready');
}

const printLine = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
