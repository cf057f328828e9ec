import {
  closeSync,
  copyFileSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { reserveFile } from '../../main/ledger/files.ts';
import { emptyDisk, type Disk, type Survivor } from './disk.ts';
import { keyOf, powerCuts, type PowerCut } from './fates.ts';
import type { Fault, Finding } from './inspect.ts';
import type { Step } from './step.ts';

/** What a replay of recorded steps found. */
export type Replayed = {
  /** Moments at which the power went: after every step. */
  readonly prefixes: number;
  /** Outcomes judged, over all moments; `openings` of them differ and were really opened. */
  readonly variants: number;
  readonly openings: number;
  /** Acknowledged rows that were missing, summed over all outcomes. */
  readonly acknowledgedRowsLost: number;
  /** Outcomes with anything else wrong, and of which kinds. */
  readonly faults: Readonly<Partial<Record<Fault, number>>>;
  /** The first few things that were wrong, in words. */
  readonly examples: readonly string[];
};

/** How to replay: `inspect` opens what is left; `randomCuts` mixtures are tried after every step besides the regular cuts. */
export type ReplayOrder = {
  readonly steps: readonly Step[];
  readonly inspect: (ledgerPath: string) => Promise<Finding>;
  /** A folder of its own, best in memory. */
  readonly folder: string;
  readonly seed: number;
  readonly randomCuts: number;
  /** The share of all cuts that is tried besides "nothing unsynced arrives". */
  readonly share: number;
  readonly say: (line: string) => void;
};

/** The ledger's name in the recorded folder and in every replayed one. */
export const LEDGER = 'ledger.sqlite';
const EXAMPLES_MAX = 12;
const SAY_EVERY_STEPS = 1_000;

/** Cuts the power after every step, in every way of `powerCuts`, and opens each different outcome once. */
export async function replay({ steps, inspect, folder, seed, randomCuts, share, say }: ReplayOrder): Promise<Replayed> {
  const disk = emptyDisk();
  const heard = listener();
  const bench = openBench(folder, inspect);
  const sums = tally();
  let known = new Map<string, Finding>();
  let version = disk.version();
  for (const [id, step] of steps.entries()) {
    disk.apply(step, id);
    heard.listen(step);
    if (disk.version() !== version) known = new Map();
    version = disk.version();
    const pending = disk.pending();
    for (const cut of powerCuts(pending, { seed: seedFor(seed, version, pending.at(-1)?.id ?? 0), randomCuts, share })) {
      const key = keyOf(pending, cut);
      const finding = known.get(key) ?? (await bench.open(disk, cut));
      known.set(key, finding);
      sums.judge(finding, heard.words(), `after step ${String(id + 1)} (${step.kind}), ${cut.name}`);
    }
    if ((id + 1) % SAY_EVERY_STEPS === 0)
      say(`${String(id + 1)} of ${String(steps.length)} steps, ${String(bench.openings())} openings`);
  }
  return { prefixes: steps.length, openings: bench.openings(), ...sums.total() };
}

const seedFor = (seed: number, version: number, id: number): number =>
  Math.imul(seed + version, 0x9e3779b1) ^ Math.imul(id, 0x85ebca6b);

type Words = { readonly asked: number; readonly acknowledged: number; readonly key: string | null };

/** What the process had said by now. */
function listener() {
  let words: Words = { asked: 0, acknowledged: 0, key: null };
  return {
    words: () => words,
    listen: (step: Step): void => {
      if (step.kind !== 'told') return;
      const [word, what = ''] = step.line.split(' ');
      if (word === 'asked') words = { ...words, asked: Number(what) };
      if (word === 'acknowledged') words = { ...words, acknowledged: Number(what) };
      if (word === 'key') words = { ...words, key: what };
    },
  };
}

function tally() {
  let variants = 0;
  let acknowledgedRowsLost = 0;
  const faults: Partial<Record<Fault, number>> = {};
  const examples: string[] = [];
  return {
    judge: (finding: Finding, words: Words, when: string): void => {
      variants += 1;
      const lost = Math.max(0, words.acknowledged - finding.rows);
      acknowledgedRowsLost += lost;
      const fault = finding.fault ?? unspoken(finding, words);
      if (fault !== null) faults[fault] = (faults[fault] ?? 0) + 1;
      if ((lost > 0 || fault !== null) && examples.length < EXAMPLES_MAX)
        examples.push(`${when}: ${String(lost)} acknowledged rows lost, ${fault ?? 'nothing else'} ${finding.detail}`.trim());
    },
    total: () => ({ variants, acknowledgedRowsLost, faults, examples }),
  };
}

/** More rows than were ever asked for, or another key than the rows were hashed with. */
function unspoken({ rows, key }: Finding, words: Words): Fault | null {
  if (rows > words.asked) return 'rows';
  return words.acknowledged > 0 && key !== null && key !== words.key ? 'code-hash-key' : null;
}

type Bench = { readonly open: (disk: Disk, cut: PowerCut) => Promise<Finding>; readonly openings: () => number };

const COLLECT_EVERY = 64;

/**
 * The library lets a closed file go only when the last statement on it was collected and the event loop has come round, and nobody
 * has files or memory without end.
 */
function collector(): () => Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  return async () => {
    collect();
    await setImmediate();
  };
}

/** Puts an outcome on a real file system and has it opened. */
function openBench(folder: string, inspect: (ledgerPath: string) => Promise<Finding>): Bench {
  const oldMemory = path.join(path.dirname(folder), 'old-shm');
  const collect = collector();
  let openings = 0;
  return {
    openings: () => openings,
    open: async (disk, { fateOf }) => {
      openings += 1;
      if (openings % COLLECT_EVERY === 0) await collect();
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      for (const survivor of disk.survivors(fateOf)) writeSurvivor(folder, survivor);
      const ledger = path.join(folder, LEDGER);
      leaveMemory(`${ledger}-shm`, oldMemory, openings);
      return inspect(ledger);
    },
  };
}

const GARBAGE = Buffer.alloc(32_768, 0xa7);

/** Shared memory is not synced by anybody: after a power cut it is absent, rubbish, or that of another moment. */
function leaveMemory(file: string, old: string, nth: number): void {
  if (nth % 3 === 0) writeFileSync(file, GARBAGE);
  if (nth % 3 === 1 && existsSync(old)) copyFileSync(old, file);
}

function writeSurvivor(folder: string, { name, durable, changes }: Survivor): void {
  const descriptor = openSync(path.join(folder, name), 'w');
  const atLeast = (size: number) => {
    if (fstatSync(descriptor).size < size) ftruncateSync(descriptor, size);
  };
  // Of the reserve only the size is ever looked at, and a megabyte of it at every opening is what would take the time.
  const isOnlySize = reserveFile(LEDGER) === name;
  const put = (bytes: Uint8Array, at: number) => {
    if (isOnlySize) atLeast(at + bytes.length);
    else writeSync(descriptor, bytes, 0, bytes.length, at);
  };
  try {
    put(durable, 0);
    for (const change of changes) {
      if (change.kind === 'bytes') put(change.bytes, change.at);
      else if (change.onlyGrow) atLeast(change.size);
      else ftruncateSync(descriptor, change.size);
    }
  } finally {
    closeSync(descriptor);
  }
}
