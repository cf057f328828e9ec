import { mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { openLedger } from '../../main/ledger/ledger.ts';
import { emptyDisk, type Disk, type Fate } from '../powercut/disk.ts';
import { expectations } from '../powercut/expected.ts';
import { keyOf, powerCuts } from '../powercut/fates.ts';
import { inspectLedger, type Told } from '../powercut/inspect.ts';
import { proveMigration, provePowerCut, type Order } from '../powercut/prove.ts';
import { whyNotRecorded } from '../powercut/record.ts';
import { LEDGER } from '../powercut/replay.ts';
import { story } from '../powercut/story.ts';
import { traceReader } from '../powercut/trace.ts';

const missing = whyNotRecorded();
const recorded = `the power goes at every write of the real ledger${missing === null ? '' : ` (not run here: ${missing})`}`;
const few: Order = { rows: 5, seed: 7, randomCuts: 1, share: 0.12, say: () => {} };
const onlyUnsynced: Order = { ...few, share: 0 };

describe.skipIf(missing !== null)(recorded, () => {
  it('loses no acknowledged row and leaves a whole ledger, from its first creation on', async () => {
    const proof = await provePowerCut(few);
    expect(proof.examples).toEqual([]);
    expect(proof).toMatchObject({ acknowledgedRowsLost: 0, faults: {} });
    expect(proof.prefixes).toBeGreaterThan(100);
    expect(proof.openings).toBeGreaterThan(50);
  });

  it('takes a new schema as a whole or not at all, with a copy of the ledger as it was', async () => {
    const proof = await proveMigration({ ...few, share: 0.05 });
    expect(proof.examples).toEqual([]);
    expect(proof).toMatchObject({ acknowledgedRowsLost: 0, faults: {} });
  });

  it.each(['NORMAL', 'OFF'] as const)('sees the rows that a ledger with synchronous=%s would lose', async (durability) => {
    const proof = await provePowerCut(onlyUnsynced, durability);
    expect(proof.acknowledgedRowsLost).toBeGreaterThan(0);
  });
});

describe('what is left after a power cut is looked at closely', () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });
  const rows = 12;
  const entries = story(rows + 1, 3);
  const told: Told = { entries, expected: expectations(entries) };

  /** A closed ledger with the first rows of the story, and one thing done to its file. */
  async function ledgerAfter(damage: (file: string) => void, appended = rows): Promise<string> {
    const folder = mkdtempSync(path.join(tmpdir(), 'paydesk-powercut-'));
    folders.push(folder);
    const file = path.join(folder, LEDGER);
    let at = 0;
    const ledger = openLedger(file, { wallMs: () => entries[at]?.wallMs ?? 0, monotonicMs: () => entries[at]?.monotonicMs ?? 0 });
    for (const { event } of entries.slice(0, appended)) {
      await ledger.append(event);
      at += 1;
    }
    ledger.close();
    damage(file);
    return file;
  }

  const sql = (statements: string) => (file: string) => {
    const db = new DatabaseSync(file);
    db.exec(statements);
    db.close();
  };

  it('a whole ledger has no fault, and its rows are counted', async () => {
    expect(await inspectLedger(await ledgerAfter(() => {}), told)).toMatchObject({ rows, fault: null });
    expect(await inspectLedger(await ledgerAfter(() => {}, 4), told)).toMatchObject({ rows: 4, fault: null });
  });

  it.each([
    ['rows', 'a row in the middle that is gone', sql('DROP TRIGGER events_never_go; DELETE FROM events WHERE sequence = 5')],
    [
      'rows',
      'one changed character',
      sql("DROP TRIGGER events_never_change; UPDATE events SET body = replace(body, 'SGD', 'USD') WHERE sequence = 1"),
    ],
    ['projection', 'a payment that is no longer on the list of unsettled ones', sql('UPDATE payments SET settled = 1')],
    ['projection', 'a state that the rows do not tell', sql("UPDATE payments SET state = 'notPaid', final_ms = NULL")],
    [
      'storage',
      'an index that lost an entry',
      (file: string) => {
        const bytes = readFileSync(file);
        bytes.fill(0, bytes.length - 4_096);
        writeFileSync(file, bytes);
      },
    ],
    [
      'does-not-open',
      'a first page that is rubbish',
      (file: string) => {
        const bytes = readFileSync(file);
        bytes.fill(0x5a, 0, 4_096);
        writeFileSync(file, bytes);
      },
    ],
  ] as const)('%s: %s', async (fault, _what, damage) => {
    expect((await inspectLedger(await ledgerAfter(damage), told)).fault).toBe(fault);
  });
});

describe('the model of the disk', () => {
  const bytes = (...values: number[]) => Uint8Array.from(values);
  const left = (disk: Disk, fate: Fate) => disk.survivors(() => fate);

  it('keeps what was synced and nothing else for certain; a synced file without a synced name is gone', () => {
    const disk = emptyDisk();
    disk.apply({ kind: 'link', name: 'a', file: 1 }, 0);
    disk.apply({ kind: 'write', file: 1, at: 0, bytes: bytes(1, 2, 3) }, 1);
    disk.apply({ kind: 'sync', file: 1, stepsBefore: 2 }, 2);
    expect(left(disk, 'lost')).toEqual([]);
    disk.apply({ kind: 'sync-folder', stepsBefore: 3 }, 3);
    disk.apply({ kind: 'write', file: 1, at: 1, bytes: bytes(9, 9) }, 4);
    expect(left(disk, 'lost')).toEqual([{ name: 'a', durable: bytes(1, 2, 3), changes: [] }]);
    expect(left(disk, 'kept')[0]?.changes).toEqual([{ kind: 'bytes', at: 1, bytes: bytes(9, 9) }]);
    expect(left(disk, 'grown')[0]?.changes).toEqual([{ kind: 'size', size: 3, onlyGrow: true }]);
    expect(left(disk, [{ from: 1, to: 2, spoilt: false }])[0]?.changes).toEqual([{ kind: 'bytes', at: 2, bytes: bytes(9) }]);
  });

  it('a sync does not vouch for a write that came while it was under way', () => {
    const disk = emptyDisk();
    disk.apply({ kind: 'link', name: 'a', file: 1 }, 0);
    disk.apply({ kind: 'sync-folder', stepsBefore: 1 }, 1);
    disk.apply({ kind: 'write', file: 1, at: 0, bytes: bytes(7) }, 2);
    disk.apply({ kind: 'sync', file: 1, stepsBefore: 2 }, 3);
    expect(left(disk, 'lost')).toEqual([{ name: 'a', durable: bytes(), changes: [] }]);
  });

  it('the same seed loses power in the same ways, and each of them is known by its key', () => {
    const disk = emptyDisk();
    disk.apply({ kind: 'link', name: 'a', file: 1 }, 0);
    disk.apply({ kind: 'write', file: 1, at: 100, bytes: new Uint8Array(9_000) }, 1);
    const keys = () =>
      powerCuts(disk.pending(), { seed: 5, randomCuts: 3, share: 1 }).map((cut) => [cut.name, keyOf(disk.pending(), cut)]);
    expect(keys()).toEqual(keys());
    expect(keys()).toEqual(
      expect.arrayContaining([
        ['nothing unsynced arrives', ''],
        ['everything arrives', '0:kept 1:kept'],
        ['content without names', '1:kept'],
      ]),
    );
    expect(keys().map(([name]) => name)).toEqual(
      expect.arrayContaining(['torn at a sector of 512', 'torn at a sector of 4096', 'torn inside a sector']),
    );
  });
});

describe('the reader of the trace', () => {
  const hex = (text: string) => [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
  const folder = '/data/till';
  const opened = `7  openat(AT_FDCWD<${hex('/')}>, "${hex(`${folder}/a`)}", O_RDWR|O_CREAT, 0644) = 5<${hex(`${folder}/a`)}>`;
  const five = `5<${hex(`${folder}/a`)}>`;

  it('gives the steps of one folder in the order in which the calls were completed', () => {
    const { read } = traceReader(folder);
    const steps = [
      opened,
      `7  openat(AT_FDCWD<${hex('/')}>, "${hex('/etc/hosts')}", O_RDONLY) = 6<${hex('/etc/hosts')}>`,
      `7  pwrite64(${five}, "${hex('abc')}", 3, 4096) = 2`,
      `7  fsync(${five} <unfinished ...>`,
      `8  pwrite64(${five}, "${hex('z')}", 1, 0) = 1`,
      '7  <... fsync resumed>) = 0',
      `7  write(1<${hex('pipe:[9]')}>, "${hex('acknowledged 1\nask')}", 18) = 18`,
      `7  unlink("${hex(`${folder}/a`)}") = 0`,
    ].flatMap(read);
    expect(steps).toEqual([
      { kind: 'link', name: 'a', file: 1 },
      { kind: 'write', file: 1, at: 4_096, bytes: Buffer.from('ab') },
      { kind: 'write', file: 1, at: 0, bytes: Buffer.from('z') },
      { kind: 'sync', file: 1, stepsBefore: 2 },
      { kind: 'told', line: 'acknowledged 1' },
      { kind: 'unlink', name: 'a' },
    ]);
  });

  it.each([
    ['a call that the model does not know', `7  fallocate(${five}, 0, 0, 4096) = 0`],
    ['a file that is written through memory', `7  mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_SHARED, ${five}, 0) = 0x7f00`],
    ['a descriptor that nobody opened', `7  pwrite64(9<${hex(`${folder}/b`)}>, "${hex('a')}", 1, 0) = 1`],
  ])('%s is an error, not overlooked', (_what, line) => {
    const { read } = traceReader(folder);
    read(opened);
    expect(() => read(line)).toThrow();
  });
});
