import { accessSync, constants, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Actor } from '../../core/journal/events.ts';
import { parseDay } from '../../core/journal/search.ts';
import { offsetsUntil, parseSearchIn } from '../counter/search-days.ts';
import { eraseNotes } from '../ledger/erase.ts';
import { exportHistory } from '../ledger/export-history.ts';
import { exportRows } from '../ledger/export-rows.ts';
import { createQueries } from '../ledger/queries.ts';
import { lookInto, restoreLedger, type Holding } from '../ledger/restore.ts';
import type { BookAct } from '../lifecycle/command-line.ts';
import { openSettings } from '../settings/electron-settings.ts';
import { NO_POLICY } from '../settings/policy/policy.ts';
import type { PolicyFound } from '../settings/policy/port.ts';
import { timesIn } from './history-times.ts';
import { held } from './last-act.ts';
import { judgedPolicy } from './policy-view.ts';
import { offsetMinutes } from './time-zone.ts';

/** Does what the owner asked for, says so in words, and answers the exit code: 0 done, 1 it could not be, 2 asked for wrongly. */
export function actOnBooks(act: BookAct, dataDir: string, policy: PolicyFound): 0 | 1 | 2 {
  const ledgerFile = path.join(dataDir, 'ledger.sqlite');
  try {
    switch (act.kind) {
      case 'restore':
        return restore(act, ledgerFile);
      case 'erase-notes':
        return erase(act.before, dataDir, ledgerFile);
      case 'export-ledger': {
        const rows = held(ledgerFile, (db) => exportRows(db, path.resolve(act.file)));
        say(`${String(rows)} rows are in ${path.resolve(act.file)}; typed words in it are sealed. Check it with --verify.`);
        return 0;
      }
      case 'export-history':
        return history(act, dataDir, ledgerFile);
      case 'backup-folder':
        return chooseFolder(path.resolve(act.folder), dataDir, policy);
    }
  } catch (cause) {
    complain(`nothing was changed: ${cause instanceof Error ? cause.message : String(cause)}`);
    return 1;
  }
}

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
const complain = (text: string): void => {
  process.stderr.write(`paydesk: ${text}\n`);
};

/** Whoever may start programs on this PC under this name. */
const whoever = (): Actor => ({ kind: 'cashier', name: os.userInfo().username });
const now = () => ({ wallMs: Date.now(), monotonicMs: performance.now() });

/** In two steps: the first says what would happen, the second needs what the first one printed. */
function restore({ file, confirm }: Extract<BookAct, { kind: 'restore' }>, ledgerFile: string): 0 | 2 {
  const holding = lookInto(file, `${ledgerFile}.looked-into`);
  const code = holding.head.hash.slice(0, 8).toUpperCase();
  if (confirm?.toUpperCase() !== code) {
    say(describe(file, holding));
    say(`Nothing was changed yet. To put it in the place of the ledger: --restore ${file} --confirm ${code}`);
    return confirm === null ? 0 : 2;
  }
  const { replaced, carried } = restoreLedger(file, ledgerFile, whoever(), now());
  say(describe(file, holding));
  if (carried > 0) say(`${String(carried)} rows that came since were brought over from the ledger that was in use.`);
  if (replaced !== null) say(`The ledger that was in use is kept as ${replaced}; do not delete it.`);
  say('The copy is in its place, and a row in it says so. The next start asks Alipay+ about everything that is open in it.');
  return 0;
}

const describe = (file: string, { head, open, lastReceiptNumber }: Holding): string =>
  `${file} holds ${String(head.sequence)} rows up to receipt ${String(lastReceiptNumber)}, ${String(open)} payments are open in it. What came since is brought over as far as the ledger in use continues this copy and its chain is whole.`;

function erase(before: string, dataDir: string, ledgerFile: string): 0 | 2 {
  const zone = openSettings(dataDir, NO_POLICY).read()?.shop.timeZone ?? 'UTC';
  const guessMs = Date.parse(before);
  const day = Number.isNaN(guessMs) ? null : parseDay(before, offsetMinutes(zone, guessMs));
  if (day === null) {
    complain(`${before} is no day: --erase-notes-before YYYY-MM-DD`);
    return 2;
  }
  const scope = { beforeMs: day.fromMs };
  const notes = held(ledgerFile, (db) => eraseNotes(db, scope, whoever(), now()));
  say(`${String(notes)} notes and reasons of payments begun before ${before} are erased from the ledger, for good.`);
  say('Copies in the backup folder still hold them until the rule drops those copies, or until you delete them.');
  return 0;
}

function history({ file, search }: Extract<BookAct, { kind: 'export-history' }>, dataDir: string, ledgerFile: string): 0 | 2 {
  const format = /\.csv$/i.test(file) ? 'csv' : /\.json$/i.test(file) ? 'json' : null;
  const shop = openSettings(dataDir, NO_POLICY).read()?.shop;
  if (format === null || shop === undefined) {
    complain(format === null ? `${file} must end with .csv or .json` : 'this counter is not set up');
    return 2;
  }
  const offsetAt = (atMs: number): number => offsetMinutes(shop.timeZone, atMs);
  const nowMs = Date.now();
  const order = {
    file: path.resolve(file),
    format,
    criteria: parseSearchIn(search, shop.currency, nowMs, offsetAt),
    offsets: offsetsUntil(nowMs, offsetAt),
    times: timesIn(shop.timeZone),
  };
  const count = held(ledgerFile, (db) => exportHistory(createQueries(db), { ...order, format }));
  say(`${String(count)} payments are in ${order.file}.`);
  return 0;
}

/** The folder is tried before it is believed. */
function chooseFolder(folder: string, dataDir: string, policy: PolicyFound): 0 | 2 {
  const store = openSettings(dataDir, judgedPolicy(policy));
  const settings = store.read();
  if (settings === null) {
    complain('this counter is not set up');
    return 2;
  }
  const next = { ...settings, backups: { folder } };
  if (store.locked(next).length > 0) {
    complain('the administrator of this PC has set the folder; nothing was changed');
    return 2;
  }
  mkdirSync(folder, { recursive: true });
  accessSync(folder, constants.W_OK);
  if (!store.write(next).ok) {
    complain('the settings could not be saved; nothing was changed');
    return 2;
  }
  say(`Daily copies of the ledger go to ${folder} from the next start on.`);
  return 0;
}
