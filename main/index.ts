import path from 'node:path';
import { mkdirSync } from 'node:fs';
import { app, dialog, protocol } from 'electron';
import { readCommandLine, type CommandLine } from './lifecycle/command-line.ts';
import { quitInOrder } from './lifecycle/quit.ts';
import { createScope } from './lifecycle/scope.ts';
import { systemClock } from './lifecycle/clock.ts';

/** How long one part may take to stop before the next one is stopped. */
const STOP_EACH_MS = 2_000;

const commandLine = readCommandLine(process.argv.slice(1));
if ('problem' in commandLine) {
  process.stderr.write(`paydesk: ${commandLine.problem}\n`);
  app.exit(2);
} else begin(commandLine);

/** What must happen before Electron is ready; then compose. */
function begin(orders: CommandLine): void {
  const dataDir = path.resolve(orders.dataDir ?? app.getPath('userData'));
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  app.setPath('userData', dataDir);
  app.setPath('sessionData', path.join(dataDir, 'browser'));
  // SECURITY: our pages have an origin of their own instead of file://, so that the policy and the sender check mean something.
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write('paydesk: this counter is already running with the same data folder\n');
    app.exit(0);
    return;
  }
  const scope = createScope(() => systemClock.nap(STOP_EACH_MS).done.then(() => 'late' as const));
  quitInOrder(app, scope);
  // Loaded while Electron itself is still starting.
  const composing = import('./compose.ts');
  void app
    .whenReady()
    .then(async () => {
      // Loaded only when asked for: reading keys needs a library that would cost every start a tenth of a second.
      const code =
        orders.provisionFile === null
          ? null
          : await (await import('./worlds/provision-first.ts')).provisionFirst(orders.provisionFile, orders, dataDir);
      if (code !== null) app.exit(code);
      else await (await composing).compose({ dataDir, practice: orders.practice, scope });
    })
    .catch((cause: unknown) => {
      const why = cause instanceof Error ? cause.message : String(cause);
      process.stderr.write(`paydesk: could not start: ${why}\n`);
      dialog.showErrorBox('Paydesk could not start', `${why}\n\nNo payment was changed. Data folder: ${dataDir}`);
      app.exit(1);
    });
}
