import { spawn } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLedger } from '../../../main/ledger/ledger.ts';
import { pragma } from '../../../main/ledger/open.ts';
import { DatabaseSync } from '@photostructure/sqlite';
import { virtualClock } from '../../builders/virtual-clock.ts';
import { buildScript } from './build-script.ts';
import { ownFolder } from './folder.ts';

const { file, closing } = ownFolder();
const ROUNDS = 5;
const ROWS_BEFORE_KILL = 40;

/** Lets the writer work until it has told of enough rows, then kills it the hard way; returns what it had told of. */
function acknowledgedUntilKilled(script: string, ledgerPath: string, run: string): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ledgerPath, run], { stdio: ['ignore', 'pipe', 'pipe'] });
    let told = '';
    let trouble = '';
    child.stdout.on('data', (chunk: Buffer) => {
      told += chunk.toString();
      if (told.split('\n').length > ROWS_BEFORE_KILL) child.kill('SIGKILL');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      trouble += chunk.toString();
    });
    child.on('close', (_code, signal) => {
      if (signal === 'SIGKILL') resolve(told.split('\n').slice(0, -1));
      else reject(new Error(trouble));
    });
  });
}

describe('kill -9 of a process that appends', () => {
  it('loses no acknowledged row, tears none, and the file opens again', async () => {
    const ledgerPath = file();
    const script = await buildScript('kill-writer.ts', path.dirname(ledgerPath));
    const told: string[] = [];
    for (let round = 1; round <= ROUNDS; round += 1)
      told.push(...(await acknowledgedUntilKilled(script, ledgerPath, `run${String(round)}`)));
    expect(told.length).toBeGreaterThanOrEqual(ROUNDS * ROWS_BEFORE_KILL);
    const ledger = closing(openLedger(ledgerPath, virtualClock()));
    const kept = new Set(await ledger.unsettled());
    expect(told.filter((id) => !kept.has(id))).toEqual([]);
    expect(ledger.recent(told.length + 100).every(({ paymentRequestId }) => kept.has(paymentRequestId))).toBe(true);
    const db = closing(new DatabaseSync(ledgerPath));
    expect(pragma(db, 'integrity_check')).toBe('ok');
    expect(db.prepare('SELECT (SELECT count(*) FROM events) = (SELECT count(*) FROM payments) AS same').get()).toEqual({
      same: 1,
    });
  }, 30_000);
});
