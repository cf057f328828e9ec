import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { readArguments, USAGE, type Orders } from './arguments.ts';
import { checkLedger } from './check.ts';
import { keychainHead } from './keychain.ts';
import { readExport } from './read-export.ts';
import { readSqlite } from './read-sqlite.ts';
import { reportText } from './report.ts';
import { SourceError, type Source } from './source.ts';

/** Where the outcome goes. */
export type Voice = { readonly out: (text: string) => void; readonly err: (text: string) => void };

/** Checks what the command line says; answers the exit code: 0 nothing is wrong, 1 something is, 2 it could not be checked. */
export async function verify(args: readonly string[], { out, err }: Voice): Promise<0 | 1 | 2> {
  const refuse = (why: string): 2 => {
    err(`paydesk-verify: ${why}`);
    return 2;
  };
  const orders = readArguments(args);
  if ('problem' in orders) {
    err(USAGE);
    return refuse(orders.problem);
  }
  try {
    const kept = orders.asksKeychain ? await keychainHead() : null;
    if (kept !== null && 'problem' in kept) return refuse(kept.problem);
    return report(orders, checked(orders.file, kept === null ? orders.anchors : [...orders.anchors, kept]), out);
  } catch (cause) {
    return refuse(cause instanceof Error ? cause.message : String(cause));
  }
}

function checked(file: string, anchors: Orders['anchors']): ReturnType<typeof checkLedger> {
  const source = sourceOf(file);
  try {
    return checkLedger(source, anchors);
  } finally {
    source.close();
  }
}

function report({ json }: Orders, found: ReturnType<typeof checkLedger>, out: Voice['out']): 0 | 1 {
  out(json ? JSON.stringify({ ok: found.findingCount === 0, ...found }) : reportText(found));
  return found.findingCount === 0 ? 0 : 1;
}

const MAGIC = 'SQLite format 3\0';

function sourceOf(file: string): Source {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) throw new SourceError(`there is no file ${file}`);
  const handle = openSync(file, 'r');
  const start = Buffer.alloc(MAGIC.length);
  try {
    readSync(handle, start);
  } finally {
    closeSync(handle);
  }
  return start.toString('latin1') === MAGIC ? readSqlite(file) : readExport(file);
}
