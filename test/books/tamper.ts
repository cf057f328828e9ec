import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { anchorText } from '../../core/journal/chain.ts';
import type { ChainHead } from '../../core/journal/events.ts';
import { readAnchor, type Anchor } from '../../verify/anchors.ts';
import { checkLedger, type Checked } from '../../verify/check.ts';
import { readSqlite } from '../../verify/read-sqlite.ts';
import { seededRandom, type Random } from '../powercut/random.ts';
import { fillLedger, type Filled } from './fill-ledger.ts';
import { FORGERIES } from './forgeries.ts';
import { openForger } from './forger.ts';
import type { Forgery } from './forgery.ts';
import { replicas, type Story } from './replicas.ts';

/** How much to tamper, with a ledger of how many rows, made of which worlds. */
export type TamperOrder = {
  readonly edits: number;
  readonly rows: number;
  readonly seed: number;
  readonly stories: readonly Story[];
  readonly say: (line: string) => void;
};

/** What came of it; `missed` names each forgery that the checker took for the truth. */
export type Tampered = {
  readonly edits: number;
  readonly kinds: number;
  readonly missed: readonly string[];
  readonly untouched: number;
  readonly falseAlarms: readonly string[];
};

/** An edit within the rows that some head vouches for, which is all that is promised. */
type Case = { readonly anchors: readonly Anchor[]; readonly reach: number };

const ROWS_A_SHIFT = 150;
const SAY_EVERY = 200;

/** Tampers with copies of one ledger, one forgery at a time, and checks each of them; and checks ledgers that nobody touched. */
export async function tamper({ edits, rows, seed, stories, say }: TamperOrder): Promise<Tampered> {
  const folder = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'paydesk-tamper-'));
  try {
    const file = path.join(folder, 'ledger.sqlite');
    const filled = await fillLedger(file, replicas(stories, rows, Date.UTC(2026, 2, 2)), { rowsAShift: ROWS_A_SHIFT });
    const random = seededRandom(seed);
    const missed: string[] = [];
    const kinds = new Set<string>();
    for (let done = 0; done < edits; done += 1) {
      const forgery = forgeryOf(file, casesOf(filled, random), random);
      kinds.add(forgery.name);
      if (forgery.found.findingCount === 0) missed.push(forgery.name);
      if ((done + 1) % SAY_EVERY === 0) say(`${String(done + 1)} forgeries, ${String(missed.length)} missed`);
    }
    return { edits, kinds: kinds.size, missed, ...(await untouched(folder, stories, file, filled)) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const anchorsOf = (heads: readonly ChainHead[], from: string): readonly Anchor[] =>
  heads.map((head) => readAnchor(anchorText(head), from)).filter((anchor) => anchor !== null);

/** Only the newest printed Z report; all of them; or the keychain's head as well, which vouches for every row. */
function casesOf({ printed, head }: Filled, random: Random): Case {
  const paper = anchorsOf(printed, 'a Z report');
  const reach = printed.at(-1)?.sequence ?? head.sequence;
  switch (random.below(3)) {
    case 0:
      return { anchors: paper.slice(-1), reach };
    case 1:
      return { anchors: paper, reach };
    default:
      return { anchors: [...paper, ...anchorsOf([head], 'the keychain')], reach: head.sequence };
  }
}

function forgeryOf(file: string, { anchors, reach }: Case, random: Random): { readonly name: string; readonly found: Checked } {
  const copy = `${file}.forged`;
  for (;;) {
    copyFileSync(file, copy);
    const forgery = FORGERIES[random.below(FORGERIES.length)];
    if (forgery !== undefined && forged(copy, forgery, reach, random))
      return { name: forgery.name, found: check(copy, forgery.isFoundAlone ? [] : anchors) };
  }
}

function forged(copy: string, forgery: Forgery, reach: number, random: Random): boolean {
  const forger = openForger(copy, reach, random);
  try {
    forger.db.exec('BEGIN');
    const isDone = forgery.act(forger);
    forger.db.exec('COMMIT');
    forger.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return isDone;
  } finally {
    forger.db.close();
    for (const suffix of ['-wal', '-shm']) rmSync(`${copy}${suffix}`, { force: true });
  }
}

function check(file: string, anchors: readonly Anchor[]): Checked {
  const source = readSqlite(file);
  try {
    return checkLedger(source, anchors);
  } finally {
    source.close();
  }
}

/** The ledger itself, and one of each world alone, with every head that was taken of it. */
async function untouched(
  folder: string,
  stories: readonly Story[],
  file: string,
  filled: Filled,
): Promise<Pick<Tampered, 'untouched' | 'falseAlarms'>> {
  const falseAlarms: string[] = [];
  const look = (ledger: string, { printed, head }: Filled, name: string) => {
    const found = check(ledger, anchorsOf([...printed, head], 'a head'));
    if (found.findingCount > 0 || found.unanchored !== null)
      falseAlarms.push(`${name}: ${JSON.stringify(found.findings.slice(0, 3))}`);
  };
  look(file, filled, 'the ledger');
  for (const [at, story] of stories.entries()) {
    const ledger = path.join(folder, `world-${String(at)}.sqlite`);
    look(ledger, await fillLedger(ledger, story, { rowsAShift: ROWS_A_SHIFT }), `world ${String(at)}`);
    rmSync(ledger);
  }
  return { untouched: stories.length + 1, falseAlarms };
}
