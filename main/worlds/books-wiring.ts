import { randomInt } from 'node:crypto';
import type { Counter } from '../counter/counter.ts';
import { isBusy } from '../counter/house.ts';
import type { BooksPort } from '../ipc/handlers/book-handlers.ts';
import type { Vault } from '../keychain/vault-port.ts';
import { systemClock } from '../lifecycle/clock.ts';
import type { Ending } from '../lifecycle/quit.ts';
import type { Scope } from '../lifecycle/scope.ts';
import type { SettingsStore } from '../settings/store-port.ts';
import { nothingChanged } from '../window/native-words.ts';
import { keepBooks } from './books-desk.ts';
import { bookErrands } from './books-errands.ts';
import { builtFile } from './built-file.ts';
import { doLastAct } from './last-act.ts';
import { nativeWords } from './native-words.ts';
import { createOwnerBooks, type LastAct, type OwnerBooksParts } from './owner-books.ts';
import { sayLastWord, type SystemWindows } from '../window/system-windows.ts';
import type { World } from './world.ts';

/** What the books stand on. */
export type BooksWiring = {
  readonly world: World;
  readonly store: SettingsStore;
  readonly vault: Vault;
  readonly dataDir: string;
  readonly scope: Scope;
  readonly windows: SystemWindows;
  readonly counter: Counter;
  readonly ending: Ending;
};

/** Copies go on by themselves in a real shop; in every world the owner may export. */
export function wireBooks({ world, store, vault, dataDir, scope, windows, counter, ending }: BooksWiring): BooksPort {
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
    choose: choicesOf(windows, () => nativeWords(dataDir).ledgerFile),
    startAnew: (act) => {
      // Whoever asked gets an answer first.
      setImmediate(() => {
        ending.startAnew(
          () => {
            doLastAct(act);
          },
          told(act, dataDir),
        );
      });
    },
    wallMs: systemClock.wallMs,
    newCode: () => String(randomInt(1_000, 10_000)),
  });
}

const choicesOf = ({ open, save }: SystemWindows, ledgerFile: () => string): OwnerBooksParts['choose'] => ({
  folder: async () => first(await open({ properties: ['openDirectory', 'createDirectory'] })),
  file: async () => {
    const filters = [{ name: ledgerFile(), extensions: ['sqlite'] }];
    return first(await open({ properties: ['openFile'], filters }));
  },
  save,
});

const first = ([chosen]: readonly string[]): string | null => chosen ?? null;

/** Both acts change nothing when they fail; the page that asked is gone by then. */
const told =
  ({ kind }: LastAct, dataDir: string) =>
  (cause: unknown): void => {
    const why = cause instanceof Error ? cause.message : String(cause);
    process.stderr.write(`paydesk: ${kind} was not carried out: ${why}\n`);
    const { title, text } = nothingChanged(nativeWords(dataDir), why);
    sayLastWord(title, text);
  };
