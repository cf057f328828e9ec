import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expectations } from './expected.ts';
import { inspectLedger, inspectMigrated, type Finding, type Told } from './inspect.ts';
import { openRecorder } from './record.ts';
import { LEDGER, replay, type Replayed } from './replay.ts';
import type { Durability, Session } from './session.ts';
import type { Step } from './step.ts';
import { story } from './story.ts';

/** How much to record and how much of it to try. */
export type Order = {
  readonly rows: number;
  readonly seed: number;
  /** Mixtures of fates tried after every step. */
  readonly randomCuts: number;
  /** The share of all cuts that is tried besides "nothing unsynced arrives"; 1 is all of them. */
  readonly share: number;
  readonly say: (line: string) => void;
};

/** What was recorded, and what became of it. */
export type Proof = Replayed & {
  readonly rows: number;
  /** Syncs of files and of the folder; those of the ledger file itself end a folding-in of the log. */
  readonly syncs: number;
  readonly folds: number;
  /** How often the log was begun anew. */
  readonly logStarts: number;
};

/** The ledger from its first creation over several runs, some ended in order and some killed, while the power may go at any step. */
export function provePowerCut(order: Order, durability: Durability = 'shipped'): Promise<Proof> {
  const sessions = spans(order.rows, durability === 'shipped' ? runsFor(order.rows) : 1).map(
    ([from, to], run) => ({ act: 'append', from, to, durability, end: run % 2 === 0 ? 'killed' : 'closed' }) as const,
  );
  return prove(order, sessions, inspectLedger);
}

/** A ledger with rows whose schema is brought forward while the power may go. */
export function proveMigration(order: Order): Promise<Proof> {
  const rows = { act: 'append', from: 0, to: order.rows, durability: 'shipped', end: 'closed' } as const;
  return prove(order, [rows, { act: 'migrate', end: 'closed' }], inspectMigrated);
}

/** Long enough for the log to be folded in while a run goes on, and not only at its end. */
const ROWS_A_RUN = 40;
const runsFor = (rows: number): number => Math.max(2, Math.floor(rows / ROWS_A_RUN));

/** Divides the rows among runs as evenly as whole rows allow. */
function spans(rows: number, runs: number): readonly (readonly [number, number])[] {
  const edge = (run: number) => Math.floor((rows * run) / runs);
  return Array.from({ length: runs }, (_, run) => [edge(run), edge(run + 1)] as const);
}

type Unplaced = Session extends infer One ? (One extends Session ? Omit<One, 'path' | 'seed'> : never) : never;
type Inspect = (ledgerPath: string, told: Told) => Promise<Finding>;

async function prove(order: Order, sessions: readonly Unplaced[], inspect: Inspect): Promise<Proof> {
  const { rows, seed, say } = order;
  const work = mkdtempSync(path.join(memoryFolder(), 'paydesk-powercut-'));
  try {
    const folder = path.join(work, 'recorded');
    mkdirSync(folder);
    const isWeakened = sessions.some((session) => session.act === 'append' && session.durability !== 'shipped');
    const recorder = await openRecorder(work, isWeakened);
    const placed = sessions.map((session) => ({ ...session, path: path.join(folder, LEDGER), seed }));
    const steps = await recorder.record(folder, placed);
    say(`recorded ${String(rows)} rows in ${String(steps.length)} steps`);
    // One row more than was recorded, to be appended after each power cut.
    const entries = story(rows + 1, seed);
    const told = { entries, expected: expectations(entries) };
    const found = await replay({ ...order, steps, inspect: (file) => inspect(file, told), folder: path.join(work, 'replayed') });
    return { ...found, rows, ...counted(steps) };
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** In memory where there is such a folder: the replay needs no durability, only speed. */
const memoryFolder = (): string => (existsSync('/dev/shm') ? '/dev/shm' : tmpdir());

function counted(steps: readonly Step[]) {
  const fileOf = (name: string) => steps.flatMap((step) => (step.kind === 'link' && step.name === name ? [step.file] : []));
  const [ledger, logs] = [fileOf(LEDGER), fileOf(`${LEDGER}-wal`)];
  return {
    syncs: steps.filter(({ kind }) => kind === 'sync' || kind === 'sync-folder').length,
    folds: steps.filter((step) => step.kind === 'sync' && ledger.includes(step.file)).length,
    logStarts: steps.filter((step) => step.kind === 'write' && step.at === 0 && logs.includes(step.file)).length,
  };
}
