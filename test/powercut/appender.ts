/**
 * The process whose writes are recorded. It opens the real ledger, appends a part of the story, and says on standard output, at
 * once and synchronously, what it is about to append and what was acknowledged. It ends in order, or is ended the hard way.
 */
import { writeSync } from 'node:fs';
import { openLedger } from '../../main/ledger/ledger.ts';
import { openLedgerFile } from '../../main/ledger/open.ts';
import { connections } from './connections.ts';
import { NEXT_SCHEMA } from './next-schema.ts';
import { PROBE, readSession } from './session.ts';
import { story } from './story.ts';

const session = readSession(process.argv[2] ?? '');
/** The ledger folds its log in when it is quiet, and some rows have come together. */
const QUIET_EVERY_ROWS = 10;

const tell = (line: string) => writeSync(1, `${line}\n`);

if (session.act === 'migrate') migrate();
else await append(session.from, session.to, session.durability);
if (session.end === 'killed') process.kill(process.pid, 'SIGKILL');

function migrate(): void {
  openLedgerFile(session.path, NEXT_SCHEMA).close();
  tell('migrated');
}

async function append(from: number, to: number, durability: 'shipped' | 'NORMAL' | 'OFF'): Promise<void> {
  const entries = story(to, session.seed);
  let at = from;
  const now = () => entries[at];
  const ledger = openLedger(session.path, {
    wallMs: () => now()?.wallMs ?? 0,
    monotonicMs: () => now()?.monotonicMs ?? 0,
  });
  if (durability !== 'shipped') weaken(durability);
  tell(`key ${ledger.hashCode(PROBE)}`);
  for (; at < to; at += 1) {
    const entry = entries[at];
    if (entry === undefined) break;
    tell(`asked ${String(at + 1)}`);
    const appended = await ledger.append(entry.event);
    if (!appended.ok) throw new Error(`row ${String(at + 1)} was refused: ${appended.fault}`);
    tell(`acknowledged ${String(at + 1)}`);
    if ((at + 1) % QUIET_EVERY_ROWS === 0) ledger.tend();
  }
  if (session.end === 'closed') ledger.close();
}

/**
 * Only after the ledger has made sure of its durability: it would refuse to start otherwise. The connection that holds the claim is
 * in a transaction for as long as it lives, and writes nothing.
 */
function weaken(durability: 'NORMAL' | 'OFF'): void {
  const writing = [...connections].filter((db) => db.isOpen && !db.isTransaction);
  if (writing.length === 0) throw new Error('no connection of the ledger was seen, so nothing is weakened');
  for (const db of writing) db.exec(`PRAGMA synchronous = ${durability}`);
}
