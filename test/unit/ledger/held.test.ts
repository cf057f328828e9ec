import { spawn, type ChildProcess } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openLedger } from '../../../main/ledger/ledger.ts';
import { LedgerOpenError } from '../../../main/ledger/open-fault.ts';
import { submitted } from '../../builders/payments.ts';
import { virtualClock } from '../../builders/virtual-clock.ts';
import { buildScript } from './build-script.ts';
import { ownFolder } from './folder.ts';

const { file, closing } = ownFolder();
const outDir = mkdtempSync(path.join(tmpdir(), 'paydesk-hold-'));
const children: ChildProcess[] = [];
let script = '';

beforeAll(async () => {
  script = await buildScript('hold-ledger.ts', outDir);
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => {
  rmSync(outDir, { recursive: true });
});

/** Starts it and waits for its first word. */
function holder(
  ledgerFile: string,
  how: 'paydesk' | 'tool',
): Promise<{ readonly word: string; readonly kill: () => Promise<void> }> {
  const child = spawn(process.execPath, [script, ledgerFile, how], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return new Promise((resolve) => {
    child.stdout.once('data', (chunk: Buffer) => {
      const kill = (): Promise<void> => {
        child.kill('SIGKILL');
        return gone;
      };
      resolve({ word: chunk.toString().trim(), kill });
    });
  });
}

const refusal = (ledgerFile: string): string => {
  try {
    closing(openLedger(ledgerFile, virtualClock()));
    return 'opened';
  } catch (cause) {
    return cause instanceof LedgerOpenError ? cause.code : String(cause);
  }
};

describe('a ledger that somebody else holds', { timeout: 30_000 }, () => {
  it('another Paydesk is refused, also by another name, until the one that holds it is gone, however that ended', async () => {
    const ledgerFile = file();
    const other = await holder(ledgerFile, 'paydesk');
    expect(other.word).toBe('held');
    const alias = path.join(path.dirname(ledgerFile), 'alias.sqlite');
    symlinkSync(ledgerFile, alias);
    expect([refusal(ledgerFile), refusal(alias)]).toEqual(['ledger-locked', 'ledger-locked']);
    await other.kill();
    expect(refusal(ledgerFile)).toBe('opened');
  });

  it('a second one is refused while this one runs, and this one goes on', async () => {
    const ledgerFile = file();
    const ledger = closing(openLedger(ledgerFile, virtualClock()));
    expect((await holder(ledgerFile, 'paydesk')).word).toMatch(/^ledger-locked/);
    expect(await ledger.append(submitted())).toMatchObject({ ok: true });
  });

  it('a tool that holds it is waited for, then named', async () => {
    const ledgerFile = file();
    openLedger(ledgerFile, virtualClock()).close();
    const tool = await holder(ledgerFile, 'tool');
    expect([tool.word, refusal(ledgerFile)]).toEqual(['held', 'ledger-locked']);
    await tool.kill();
    expect(refusal(ledgerFile)).toBe('opened');
  });

  it('a tool that takes it while Paydesk runs costs rows only as long as it holds it', async () => {
    const ledgerFile = file();
    const ledger = closing(openLedger(ledgerFile, virtualClock()));
    const tool = await holder(ledgerFile, 'tool');
    expect(tool.word).toBe('held');
    expect(await ledger.append(submitted())).toEqual({ ok: false, fault: 'storage-locked' });
    expect(ledger.trouble()).toBe('storage-locked');
    await tool.kill();
    ledger.tend();
    expect(ledger.trouble()).toBeNull();
    expect(await ledger.append(submitted())).toMatchObject({ ok: true });
  });
});
