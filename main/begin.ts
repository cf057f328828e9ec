import path from 'node:path';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { app, protocol } from 'electron';
import type { RefusalLog } from './ipc/refuse.ts';
import { openDoor, type Answer } from './ipc/register.ts';
import { readCommandLine, wordsToGoOn, type CommandLine } from './lifecycle/command-line.ts';
import { makeDataFolder } from './lifecycle/data-folder.ts';
import { closeTold, quitInOrder, type Ending } from './lifecycle/quit.ts';
import { refusedSwitch } from './lifecycle/refused-switches.ts';
import { createScope, type Scope } from './lifecycle/scope.ts';
import { systemClock } from './lifecycle/clock.ts';
import { keepWhatIsSaid, openLogFile } from './observability/log-file.ts';
import type { PolicyFound } from './settings/policy/port.ts';
import { systemPolicy } from './settings/policy/system-policy.ts';
import { listServedFiles } from './window/app-protocol.ts';
import type { Vault } from './keychain/vault-port.ts';
import { brandFiles } from './window/brand-file.ts';
import { NATIVE_WORDS, notStarted } from './window/native-words.ts';
import { livingContents, openCashierWindow } from './window/cashier-window.ts';
import { sayLastWord } from './window/system-windows.ts';
import { builtFile } from './worlds/built-file.ts';
import { FIRST_ROUND, type Round } from './worlds/round.ts';
import { openVault, openVaultEarly } from './worlds/vault.ts';

/** How long one part may take to stop before the next one is stopped. */
const STOP_EACH_MS = 2_000;
const STOP_ALL_MS = 60_000;

const lateStop = (): Promise<'late'> => systemClock.nap(STOP_EACH_MS).done.then(() => 'late' as const);

const refused = refusedSwitch((name) => app.commandLine.hasSwitch(name), app.isPackaged);
const commandLine = readCommandLine(process.argv.slice(1));
if (refused !== null) refuseStart(`--${refused} is not allowed: start Paydesk without it`);
else if ('problem' in commandLine) refuseStart(commandLine.problem);
else if (commandLine.health) examine(commandLine);
else begin(commandLine);

function refuseStart(why: string): void {
  process.stderr.write(`paydesk: ${why}\n`);
  app.exit(2);
}

function dataDirOf({ dataDir }: CommandLine): string {
  return path.resolve(dataDir ?? app.getPath('userData'));
}

/** Looks and tells, also beside a counter that runs: it takes no lock, and what the browser writes goes into a folder of its own. */
function examine(orders: CommandLine): void {
  const dataDir = dataDirOf(orders);
  const own = mkdtempSync(path.join(tmpdir(), 'paydesk-health-'));
  app.setPath('userData', own);
  app.setPath('sessionData', own);
  app.once('quit', () => {
    rmSync(own, { recursive: true, force: true });
  });
  void app
    .whenReady()
    .then(() => import('./worlds/health-first.ts'))
    .then(({ healthFirst }) => healthFirst(dataDir))
    .catch((cause: unknown) => {
      process.stderr.write(`paydesk: could not look: ${cause instanceof Error ? cause.message : String(cause)}\n`);
      return 1;
    })
    .then((code) => {
      app.exit(code);
    });
}

/** What must happen before Electron is ready; then compose. */
function begin(orders: CommandLine): void {
  const dataDir = dataDirOf(orders);
  makeDataFolder(dataDir);
  app.setPath('userData', dataDir);
  app.setPath('sessionData', path.join(dataDir, 'browser'));
  // SECURITY: our pages have an origin of their own instead of file://, so that the policy and the sender check mean something.
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write('paydesk: this counter is already running with the same data folder\n');
    app.exit(refusedExit(orders));
    return;
  }
  // A program with windows has no standard error on Windows, so what it says there is kept in files as well.
  const log = openLogFile({ folder: path.join(dataDir, 'logs'), nowIso: () => new Date().toISOString() });
  log.keep(`paydesk ${app.getVersion()} starts on ${process.platform} ${process.arch}`);
  keepWhatIsSaid(process.stderr, log);
  // Windows answers through a program, which works beside Electron's own start and the window's.
  const policy = systemPolicy();
  // What the counter itself owns has its own two seconds each; the whole of it has longer.
  const scope = createScope(() => systemClock.nap(STOP_ALL_MS).done.then(() => 'late' as const));
  const ending = quitInOrder(app, scope, relaunch);
  void app
    .whenReady()
    .then(() => start(orders, { dataDir, policy, scope, ending }))
    .catch(failToStart(dataDir));
}

/** A declaration, because what stands above it begins before the rest of this file has run. */
function failToStart(dataDir: string): (cause: unknown) => Promise<void> {
  return async (cause) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    process.stderr.write(`paydesk: could not start: ${why}\n`);
    const words = await import('./worlds/native-words.ts')
      .then(({ nativeWords }) => nativeWords(dataDir))
      .catch(() => NATIVE_WORDS.en);
    const { title, text } = notStarted(words, why, dataDir);
    sayLastWord(title, text);
    app.exit(1);
  };
}

/** An AppImage is started by its own file: what runs out of it is gone with this process. */
function relaunch(): void {
  const { APPIMAGE } = process.env;
  app.relaunch({
    args: [...wordsToGoOn(process.argv.slice(1))],
    ...(APPIMAGE === undefined ? {} : { execPath: APPIMAGE }),
  });
}

/** A second start only brings the window to the front; an order that it cannot carry out ends with an error. */
function refusedExit({ provisionFile, resetOwnerPin }: CommandLine): 0 | 2 {
  if (provisionFile !== null) return refuseProvisioning();
  if (resetOwnerPin)
    process.stderr.write('paydesk: nothing was reset; close the counter and start it with --reset-owner-pin again\n');
  return resetOwnerPin ? 2 : 0;
}

/** A running counter keeps its settings; whoever automates this must not take silence for success. */
function refuseProvisioning(): 2 {
  const message = 'this counter is running; close it and provision it again';
  process.stdout.write(`${JSON.stringify({ ok: false, faults: [{ path: '$', code: 'already-running', message }] })}\n`);
  return 2;
}

/** What a start stands on; `policy` may come last of all. */
type Ground = {
  readonly dataDir: string;
  readonly policy: Promise<PolicyFound>;
  readonly scope: Scope;
  readonly ending: Ending;
};

/** Provisions if asked to, then opens the window while the rest is still being loaded. */
async function start(orders: CommandLine, { dataDir, policy, scope, ending }: Ground): Promise<void> {
  // Loaded only when asked for: reading keys needs a library that would cost every start a tenth of a second.
  const provisioning = orders.provisionFile === null ? null : await import('./worlds/provision-first.ts');
  const code = (await provisioning?.provisionFirst(orders.provisionFile ?? '', orders, dataDir, await policy)) ?? null;
  if (code !== null) {
    app.exit(code);
    return;
  }
  if (orders.bookAct !== null) {
    const { actOnBooks } = await import('./worlds/book-acts.ts');
    app.exit(actOnBooks(orders.bookAct, dataDir, await policy));
    return;
  }
  let round = openRound(orders, dataDir);
  const log: RefusalLog = (channel, { code: refusal, traceId }) => {
    process.stderr.write(`refused ${channel} ${refusal} ${traceId}\n`);
  };
  scope.own(
    'door',
    openDoor(() => round.answer, log),
  );
  // The window comes before everything else, because its page takes longest to start; its first call waits at the door.
  const window = openCashierWindow({
    files: await listServedFiles(builtFile('../renderer')),
    preload: path.join(builtFile('../preload'), 'index.cjs'),
    devTools: !app.isPackaged,
    more: brandFiles(path.join(dataDir, 'brand')),
  });
  const { compose } = await import('./compose.ts');
  const live = async (now: Round): Promise<void> => {
    // A scope of its own, so that a counter that starts anew leaves nothing of the one before behind.
    const own = createScope(lateStop);
    scope.own('counter', () => closeTold(own));
    own.own('keychain', round.vault.close);
    const composed = await compose({
      dataDir,
      practice: orders.practice,
      resetOwner: orders.resetOwnerPin && !now.isAgain,
      policy,
      scope: own,
      ending,
      window,
      vault: round.vault,
      log,
      round: now,
      again: (world) => {
        again({ world, isAgain: true }, own);
      },
    });
    round.arrive(composed.answer);
    await composed.begin();
  };
  const again = (next: Round, ended: Scope): void => {
    round = openRound(orders, dataDir);
    // The new page's first call waits at the door until the new counter stands behind it.
    livingContents(window)?.reload();
    void closeTold(ended)
      .then(() => live(next))
      .catch(failToStart(dataDir));
  };
  await live(FIRST_ROUND);
}

/** What a round of the counter begins with: its keychain, and the place behind the door that it will take. */
type OpenRound = { readonly vault: Vault; readonly answer: Promise<Answer>; readonly arrive: (answer: Answer) => void };

function openRound({ practice }: CommandLine, dataDir: string): OpenRound {
  const asksKeychain = !practice && existsSync(path.join(dataDir, 'settings.json'));
  let arrive: (answer: Answer) => void = () => undefined;
  const answer = new Promise<Answer>((resolve) => {
    arrive = resolve;
  });
  return { vault: asksKeychain ? openVaultEarly() : openVault(), answer, arrive };
}
