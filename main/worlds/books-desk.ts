import { appendFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { backupName } from '../../core/journal/backup-rule.ts';
import { anchorText } from '../../core/journal/chain.ts';
import type { Clock } from '../../core/payment/clock.ts';
import type { Ledger } from '../ledger/port.ts';
import { isoWithOffset } from '../counter/settings-view.ts';
import type { Vault } from '../keychain/vault-port.ts';
import { systemClock } from '../lifecycle/clock.ts';
import type { Settings } from '../settings/schema.ts';
import { offsetMinutes } from './time-zone.ts';

/** Keeps the books where nobody who changes the ledger has them too: its head in the keychain, its copy and heads in a folder. */
export type BooksDesk = {
  readonly start: () => void;
  readonly close: () => Promise<void>;
  /** Makes the copy of this day anew; false when it could not be made, and `trouble` says why. */
  readonly copyNow: () => Promise<boolean>;
  /** Why the last copy could not be made, as the system says it; null when it could. */
  readonly trouble: () => string | null;
};

/** What the desk works with. `folder`, `counterId` and `day` are asked each time, because settings change and days end. */
export type BooksParts = {
  readonly ledger: Pick<Ledger, 'head' | 'backUp'>;
  readonly vault: Pick<Vault, 'put'>;
  readonly clock: Clock;
  readonly counterId: () => string;
  readonly folder: () => string;
  /** The shop's day, such as 2026-03-02. */
  readonly day: () => string;
  readonly tell: (line: string) => void;
};

/** The keychain is written at most so often, and never while somebody waits for it. */
const LOOK_EVERY_MS = 60_000;
/** What a keychain entry of the head is called; paydesk-verify knows it too. */
const HEAD_ENTRY = 'ledger-head';
/** The heads in the backup folder, one a line, for `--verify --anchors`. */
const HEADS_FILE = 'paydesk-heads.txt';
/** A copy that failed is tried again after so many looks. */
const LOOKS_AFTER_FAILURE = 15;

type Desk = {
  readonly parts: BooksParts;
  keptHead: string;
  failedLooks: number;
  trouble: string | null;
  isOver: boolean;
  /** The copy that is being made; another one begins behind it. */
  copying: Promise<unknown>;
};

/** Starts the desk of a live counter; without a chosen folder the copies stay beside the ledger. */
export function keepBooks(parts: {
  readonly ledger: BooksParts['ledger'];
  readonly vault: BooksParts['vault'];
  readonly settings: () => Settings;
  readonly dataDir: string;
}): BooksDesk {
  const desk = createBooksDesk({
    ...parts,
    clock: systemClock,
    counterId: () => parts.settings().counter.counterId,
    folder: () => copiesFolder(parts.settings(), parts.dataDir),
    day: () => shopDayOf(parts.settings(), systemClock.wallMs()),
    tell: (line) => {
      process.stderr.write(`${line}\n`);
    },
  });
  desk.start();
  return desk;
}

/** Where the daily copies go. */
export const copiesFolder = ({ backups }: Settings, dataDir: string): string => backups?.folder ?? path.join(dataDir, 'backups');

/** The shop's day at a moment, such as 2026-03-02. */
export const shopDayOf = ({ shop }: Settings, atMs: number): string =>
  isoWithOffset(atMs, offsetMinutes(shop.timeZone, atMs)).slice(0, 10);

/** Starts with nothing kept; each look does what is due. A keychain or a folder that refuses stops nothing else. */
export function createBooksDesk(parts: BooksParts): BooksDesk {
  const desk: Desk = { parts, keptHead: '', failedLooks: 0, trouble: null, isOver: false, copying: Promise.resolve() };
  let nap = parts.clock.nap(0);
  const run = async (): Promise<void> => {
    while (!desk.isOver) {
      await look(desk);
      nap = parts.clock.nap(LOOK_EVERY_MS);
      await nap.done;
    }
    await keepHead(desk);
  };
  let running: Promise<void> = Promise.resolve();
  return {
    start: () => {
      running = run();
    },
    close: () => {
      desk.isOver = true;
      nap.wake();
      return running;
    },
    copyNow: () => inTurn(desk, () => backUp(desk)),
    trouble: () => desk.trouble,
  };
}

async function look(desk: Desk): Promise<void> {
  await keepHead(desk);
  if (desk.failedLooks > 0) desk.failedLooks -= 1;
  else await inTurn(desk, () => (hasCopyOfToday(desk.parts) ? Promise.resolve(true) : backUp(desk)));
}

function inTurn(desk: Desk, act: () => Promise<boolean>): Promise<boolean> {
  const done = desk.copying.then(act);
  desk.copying = done;
  return done;
}

const hasCopyOfToday = ({ folder, counterId, day }: BooksParts): boolean =>
  existsSync(path.join(folder(), backupName(counterId(), day())));

async function keepHead(desk: Desk): Promise<void> {
  const { ledger, vault } = desk.parts;
  try {
    const text = anchorText(await ledger.head());
    if (text === desk.keptHead) return;
    if ((await vault.put(HEAD_ENTRY, text)).ok) desk.keptHead = text;
  } catch {
    // The ledger's own trouble is told on its line; the next look tries again.
  }
}

async function backUp(desk: Desk): Promise<boolean> {
  const { ledger, counterId, day, folder, tell } = desk.parts;
  const order = { folder: folder(), counterId: counterId(), day: day() };
  try {
    await ledger.backUp(order);
    appendFileSync(path.join(order.folder, HEADS_FILE), `${anchorText(await ledger.head())} ${order.counterId} ${order.day}\n`);
    desk.failedLooks = 0;
    desk.trouble = null;
    return true;
  } catch (cause) {
    desk.failedLooks = LOOKS_AFTER_FAILURE;
    desk.trouble = cause instanceof Error ? cause.message : String(cause);
    tell(`paydesk: the daily copy of the ledger could not be made in ${order.folder}: ${String(cause)}`);
    return false;
  }
}
