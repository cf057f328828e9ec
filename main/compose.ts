import { readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { userInfo } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { app, net, utilityProcess, type BrowserWindow, type WebContents } from 'electron';
import type { Snapshot } from '../core/contract/views.ts';
import { createStageMeter } from '../core/health/stages.ts';
import type { Vault } from './keychain/vault-port.ts';
import { bookHandlers } from './ipc/handlers/book-handlers.ts';
import { counterHandlers } from './ipc/handlers/counter-handlers.ts';
import { healthHandlers } from './ipc/handlers/health-handlers.ts';
import { printerHandlers } from './ipc/handlers/printer-handlers.ts';
import { disputeHandlers } from './ipc/handlers/dispute-handlers.ts';
import { customsHandlers } from './ipc/handlers/customs-handlers.ts';
import { disputeLimits } from './worlds/dispute-wiring.ts';
import { registrationHandlers } from './ipc/handlers/registration-handlers.ts';
import { reportHandlers } from './ipc/handlers/report-handlers.ts';
import { receiptHandlers } from './ipc/handlers/receipt-handlers.ts';
import { peopleHandlers } from './ipc/handlers/people-handlers.ts';
import { shiftHandlers } from './ipc/handlers/shift-handlers.ts';
import { updateHandlers } from './ipc/handlers/update-handlers.ts';
import { scannerHandlers } from './ipc/handlers/scanner-handlers.ts';
import { lessonHandlers } from './ipc/handlers/lesson-handlers.ts';
import { setupHandlers, type KeyDesk } from './ipc/handlers/setup-handlers.ts';
import { createPublisher } from './ipc/publish.ts';
import { answering, type Handlers } from './ipc/answer.ts';
import { guarded } from './ipc/guard.ts';
import { noticingTasks, openingHandlers } from './ipc/handlers/opening-handlers.ts';
import type { RefusalLog } from './ipc/refuse.ts';
import type { Answer } from './ipc/register.ts';
import { buildName } from './lifecycle/build-name.ts';
import { measuredMarks } from './lifecycle/measured-marks.ts';
import type { Marks } from './lifecycle/marks.ts';
import { systemClock } from './lifecycle/clock.ts';
import { startLedgerThread } from './ledger/thread.ts';
import type { Ending } from './lifecycle/quit.ts';
import type { Scope } from './lifecycle/scope.ts';
import { inProcess } from './printer/raster/hands.ts';
import { openSettings } from './settings/electron-settings.ts';
import type { PolicyFound } from './settings/policy/port.ts';
import type { SettingsProblem, SettingsStore } from './settings/store-port.ts';
import { livingContents } from './window/cashier-window.ts';
import type { SystemWindows } from './window/system-windows.ts';
import { wireBooks } from './worlds/books-wiring.ts';
import { builtFile } from './worlds/built-file.ts';
import type { Counter } from './counter/counter.ts';
import type { Connection } from './worlds/connection.ts';
import { wireCounter } from './worlds/counter-wiring.ts';
import { chooseWorld } from './worlds/choose-world.ts';
import { wireReports } from './worlds/reports-wiring.ts';
import { walletOf } from './worlds/wallet-page.ts';
import { wireUpdates } from './worlds/update-wiring.ts';
import { joinSystem, phoneGiver, savedPdf } from './worlds/window-wiring.ts';
import { lazyKeyDesk } from './worlds/lazy-key-desk.ts';
import type { PaperWorks } from './worlds/paper-works.ts';
import { keepsSettings, type World } from './worlds/world.ts';
import { createPcDesk, type PcDesk } from './worlds/pc-desk.ts';
import { incidentSaver } from './worlds/incident-saver.ts';
import { createRulesDesk, type RulesDesk } from './worlds/rules-desk.ts';
import { policyView, settingsUnder } from './worlds/policy-view.ts';
import { createPcWatch, type PcWatch } from './worlds/pc-watch.ts';
import { joinScanner } from './worlds/join-scanner.ts';
import type { Keyboard } from './worlds/keyboard.ts';
import { openSetUp } from './worlds/opening-start.ts';
import { openLessons } from './worlds/lessons.ts';
import { orderedMarks } from './worlds/ordered-marks.ts';
import type { Round } from './worlds/round.ts';
import { openSheet } from './window/sheet.ts';

/** What compose is handed by the process's beginning. */
export type ComposeOptions = {
  readonly dataDir: string;
  readonly practice: boolean;
  readonly resetOwner: boolean;
  /** What the administrator of this PC has set, which may still be being read. */
  readonly policy: Promise<PolicyFound>;
  readonly scope: Scope;
  readonly ending: Ending;
  readonly window: BrowserWindow;
  readonly vault: Vault;
  readonly log: RefusalLog;
  readonly round: Round;
  /** Ends this round and begins another in the same window. */
  readonly again: (world: Round['world']) => void;
};

/** What stands behind the door now, and the rest of the beginning: connect, resume, open the wallet page. */
export type Composed = { readonly answer: Answer; readonly begin: () => Promise<void> };

/** Builds every adapter, wires it to the core and brings the window to life. Everything started here is stopped by the scope. */
export async function compose(options: ComposeOptions): Promise<Composed> {
  const { dataDir, practice, scope, window } = options;
  // First, because a thread takes its time to load, and it does so beside everything that follows.
  const openLedger = startLedgerThread(builtFile('./ledger-worker.js'), systemClock);
  const meter = createStageMeter();
  const marks = measuredMarks(orderedMarks(), meter.at, () => performance.now());
  const store = await settingsUnder(options.policy, (policy) => openSettings(dataDir, policy));
  const { problem, world } = await standOn(options, store);
  const page = (): WebContents | null => livingContents(window);
  const pcDesk = createPcDesk({ dataDir, cashier: window, scope });
  const changed = publishing(scope, page, () => lessons.seen(() => opening.seen(counter)), sentTo(marks, pcDesk));
  const opening = await openSetUp({ ...options, store, isOff: practice || problem !== null, changed });
  const lessons = await openLessons({ dataDir, world, scope, counter: () => counter, changed });
  const pc = watchPc(dataDir, changed, scope);
  const wired = await wireCounter({
    world,
    store: keepsSettings(world) ? store : null,
    openLedger,
    version: buildName(app.getVersion(), aboutItself()),
    ...pcDesk.shown,
    measured: () => ({ pc: pc.view(), slow: meter.slow() }),
    opening: opening.note,
    lesson: lessons.note,
    marks,
    scope,
    changed,
    resetOwner: options.resetOwner ? userInfo().username : null,
    startHands: inProcess((...given) => utilityProcess.fork(...given)),
  });
  const { counter, connection, notify, papers, printer, gateway } = wired;
  const windows = joinSystem({ window, connection, counter, scope });
  const connected = connection.renew();
  const { keyboard, scanner } = joinScanner({ world, store, counter, scope, marks, tills: [page, pcDesk.customer], changed });
  keyboard.attach(window.webContents);
  const openWallet = walletOf(world, keyboard.attach, scope);
  const reports = wireReports({ world, scope, clock: systemClock, windows, gateway, notice: counter.health.reports });
  const updates = wireUpdates({ dataDir, practice, about: aboutItself(), world, store, counter, windows, scope, changed });
  const setUp = opening.port({ ...options, store, display: pcDesk.shown.display, world, counter, windows, openWallet });
  const handlers: Handlers = {
    ...counterHandlers(counter),
    ...receiptHandlers(counter, { preview: papers.preview, pdf: savedPdf(papers, windows, documents) }),
    ...printerHandlers(printer),
    ...shiftHandlers(counter),
    ...officeHandlers(wired, { ...options, world, store, windows }),
    ...openingHandlers(setUp),
    ...lessonHandlers(lessons.port),
    ...scannerHandlers(scanner, () => openSheet(builtFile('../../assets/scanner-sheet.pdf'), dataDir, windows)),
    ...reportHandlers(reports.port),
    ...appHandlers(keyboard, connection, marks, openWallet),
    ...pcDesk.handlers({ changed, windows, world }),
    ...healthHandlers(meter, incidentSaver({ world, counter, meter, dataDir, version: app.getVersion() }, documents)),
    ...updateHandlers(updates.desk),
  };
  const beginPc = inTurn(opening.unlessAsking(openWallet), (): void => pcDesk.begin(keyboard.attach, changed));
  const tellLost = tellingWhatWasLost(counter, problem, pcDesk);
  return {
    answer: answering(guarded(noticingTasks(handlers, setUp), counter.house.staff), options.log, marks.mark),
    begin: () => goOn({ pc, connected, counter, notify, scanner, reports, marks, papers, beginPc, updates, tellLost }),
  };
}

type Wired = Awaited<ReturnType<typeof wireCounter>>;
type Office = ComposeOptions & { readonly world: World; readonly store: SettingsStore; readonly windows: SystemWindows };

/** The calls of the pages beside the checkout that work on the counter's own books. */
const officeHandlers = ({ counter, connection, notify, disputes, registration, customs }: Wired, office: Office) => ({
  ...bookHandlers(wireBooks({ ...office, counter })),
  ...peopleHandlers(counter, phoneGiver(office.world, office.windows), rulesDesk(office.world, office.store, counter)),
  ...setupHandlers(keyDeskOf(office.world, office.store, office.vault, connection), notify.view, () => policyView(office.store)),
  ...disputeHandlers(disputes, counter.house.staff, notify, () => disputeLimits(office.world.settings())),
  ...customsHandlers(customs, counter.house.staff),
  ...registrationHandlers({ ...registration, staff: counter.house.staff, notify }),
});

/** The application's own package.json: what kind of build this is, and whose updates it takes. */
const aboutItself = (): string => readFileSync(path.join(app.getAppPath(), 'package.json'), 'utf8');

type Standing = { readonly problem: SettingsProblem | null; readonly world: World };

/** The world of this round, and what is wrong with the settings of a live one. */
async function standOn({ practice, round, dataDir, vault }: ComposeOptions, store: SettingsStore): Promise<Standing> {
  const problem = practice ? null : store.problem();
  const isOrdered = practice || round.world === 'practice';
  const isPractice = isOrdered || (store.read()?.mode !== 'live' && problem === null);
  return { problem, world: await chooseWorld({ dataDir, store, vault, isPractice, isDemo: practice }) };
}

/** A counter that cannot charge is worth more words than keys. */
const tellingWhatWasLost =
  ({ session }: Counter, problem: SettingsProblem | null, { hasLostKeys }: PcDesk) =>
  (): void => {
    if (problem !== null) session.say('settings-kept-aside', { code: problem.code, advice: problem.keptAside });
    else if (hasLostKeys()) session.say('keys-fell-back');
  };

/** Sends pictures to the page until the scope ends; gives back what asks for the next one. */
function publishing(scope: Scope, ...parts: Parameters<typeof createPublisher>): () => void {
  const { changed, close } = createPublisher(...parts);
  scope.own('publisher', close);
  return changed;
}

const appHandlers = (
  keyboard: Pick<Keyboard, 'own'>,
  connection: Pick<Connection, 'warm'>,
  marks: Marks,
  openWallet: () => void,
): Pick<Handlers, 'app.keys' | 'app.open-wallet'> => ({
  'app.keys': ({ owner }) => (keyboard.own(owner), connection.warm(), marks.mark('painted'), {}),
  'app.open-wallet': () => (openWallet(), {}),
});

/** One window after the other. */
const inTurn = (first: () => void, second: () => void) => (): void => {
  first();
  second();
};

type Beginning = {
  readonly pc: PcWatch;
  readonly connected: Promise<void>;
  readonly counter: Counter;
  readonly notify: { readonly start: () => Promise<void> };
  readonly scanner: { readonly start: () => void };
  readonly reports: { readonly beginMornings: () => void };
  readonly marks: Marks;
  readonly papers: PaperWorks;
  readonly beginPc: () => void;
  readonly updates: { readonly begin: () => void };
  readonly tellLost: () => void;
};

/** The PC's network and the disk that the ledger lies on. */
function watchPc(dataDir: string, changed: () => void, scope: Scope): PcWatch {
  const watch = createPcWatch({
    isOnline: () => net.isOnline(),
    freeBytes: async () => {
      const { bavail, bsize } = await statfs(dataDir);
      return bavail * bsize;
    },
    changed,
    every: (ms, run) => {
      const timer = setInterval(run, ms);
      return () => {
        clearInterval(timer);
      };
    },
  });
  scope.own('watch on the PC', watch.close);
  return watch;
}

/** What follows once the door is open, in the order in which a cashier needs it. */
async function goOn(parts: Beginning): Promise<void> {
  const { pc, connected, counter, notify, scanner, reports, marks, papers, beginPc, updates, tellLost } = parts;
  await connected;
  await counter.resume();
  // Behind the payments: one that comes back onto the stage takes a notice from it.
  tellLost();
  // After the window and the open payments, because Paydesk needs no notification: it asks.
  void notify.start();
  scanner.start();
  void pc.look();
  reports.beginMornings();
  beginPc();
  marks.mark('ready');
  updates.begin();
  // After everything else; when it fails, the first paper loads what it needs itself.
  void papers.warm().catch(() => undefined);
}

/** A world without keys of the shop's own has none to show or change. */
const keyDeskOf = ({ hasKeys, settings }: World, store: SettingsStore, vault: Vault, { renew }: Connection): KeyDesk | null =>
  hasKeys ? lazyKeyDesk({ store, settings, vault, renew }) : null;

/** Rules stand in the shop's own settings; a practice counter has none to change. */
const rulesDesk = (world: World, store: SettingsStore, { ledger }: Counter): RulesDesk =>
  createRulesDesk(world.hasKeys ? store : null, ledger);

/** Where files for people go. */
const documents = (): string => path.join(app.getPath('documents'), 'Paydesk');

/** The customer sees what the cashier was sent; the moment has a name. */
const sentTo =
  (marks: Marks, { show }: PcDesk) =>
  (picture: Snapshot): void => {
    marks.mark('ipc-snapshot');
    show(picture);
  };
