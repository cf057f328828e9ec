import { randomInt } from 'node:crypto';
import { dialog, type BrowserWindow } from 'electron';
import type { Counter } from '../counter/counter.ts';
import { isBusy } from '../counter/house.ts';
import type { BooksPort } from '../ipc/handlers/book-handlers.ts';
import type { Vault } from '../keychain/vault-port.ts';
import { systemClock } from '../lifecycle/clock.ts';
import type { Ending } from '../lifecycle/quit.ts';
import type { Scope } from '../lifecycle/scope.ts';
import type { SettingsStore } from '../settings/store-port.ts';
import { keepBooks } from './books-desk.ts';
import { bookErrands } from './books-errands.ts';
import { builtFile } from './built-file.ts';
import { doLastAct } from './last-act.ts';
import { createOwnerBooks, type LastAct, type OwnerBooksParts } from './owner-books.ts';
import type { World } from './world.ts';

/** What the books stand on. */
export type BooksWiring = {
  readonly world: World;
  readonly store: SettingsStore;
  readonly vault: Vault;
  readonly dataDir: string;
  readonly scope: Scope;
  readonly window: BrowserWindow;
  readonly counter: Counter;
  readonly ending: Ending;
};

/** Copies go on by themselves in a real shop; in every world the owner may export. */
export function wireBooks({ world, store, vault, dataDir, scope, window, counter, ending }: BooksWiring): BooksPort {
  const { ledger, house, session } = counter;
  const desk = world.hasKeys ? keepBooks({ ledger, vault, settings: world.settings, dataDir }) : null;
  if (desk !== null) scope.own('books', desk.close);
  return createOwnerBooks({
    ledger,
    ledgerFile: world.ledgerFile,
    dataDir,
    settings: world.settings,
    store: world.hasKeys ? store : null,
    desk,
    errands: bookErrands(builtFile('./books-worker.js')),
    actor: house.staff.actor,
    isBusy: () => isBusy(session),
    choose: windowsOf(window),
    startAnew: (act) => {
      // Whoever asked gets an answer first.
      setImmediate(() => {
        ending.startAnew(() => {
          doLastAct(act);
        }, told(act));
      });
    },
    wallMs: systemClock.wallMs,
    newCode: () => String(randomInt(1_000, 10_000)),
  });
}

const LEDGERS = [{ name: 'Paydesk ledger', extensions: ['sqlite'] }];

const windowsOf = (window: BrowserWindow): OwnerBooksParts['choose'] => ({
  folder: async () => first(await dialog.showOpenDialog(window, { properties: ['openDirectory', 'createDirectory'] })),
  file: async () => first(await dialog.showOpenDialog(window, { properties: ['openFile'], filters: LEDGERS })),
  save: async (name) => {
    const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: name });
    return canceled || filePath === '' ? null : filePath;
  },
});

const first = ({ canceled, filePaths }: { readonly canceled: boolean; readonly filePaths: readonly string[] }): string | null =>
  canceled ? null : (filePaths[0] ?? null);

/** Both acts change nothing when they fail; the page that asked is gone by then. */
const told =
  ({ kind }: LastAct) =>
  (cause: unknown): void => {
    const why = cause instanceof Error ? cause.message : String(cause);
    process.stderr.write(`paydesk: ${kind} was not carried out: ${why}\n`);
    dialog.showErrorBox('Paydesk: nothing was changed', `${why}\n\nThe ledger is as it was. Paydesk starts again now.`);
  };
