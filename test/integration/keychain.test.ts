import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openKeychain } from '../../main/keychain/keychain.ts';
import { forkWorker, isRunning } from '../unit/keychain/fork-worker.ts';
import { bundleWorker, KeychainSession, missingTools } from './keychain-session.ts';

const LIMITS = { firstAskMs: 15_000, askMs: 10_000 };
const IMPATIENT = { firstAskMs: 1_500, askMs: 1_500 };
const PASSWORD = 'a password of this run';
const KEY = 'k'.repeat(3_168);
const missing = missingTools();

describe.skipIf(missing !== null)(`the real keychain of Linux${missing === null ? '' : ` (not run here: ${missing})`}`, () => {
  const outDir = `out/test/keychain-${String(process.pid)}`;
  let workerPath = '';
  let session = new KeychainSession();
  beforeAll(async () => {
    workerPath = await bundleWorker(outDir);
  });
  afterAll(() => {
    rmSync(outDir, { recursive: true, force: true });
  });
  beforeEach(() => {
    session = new KeychainSession();
  });
  afterEach(async () => {
    await session.stop();
  });

  it('keeps a key over a restart of the daemon', async () => {
    await session.startBus();
    await session.startDaemon(PASSWORD);
    const vault = session.vault(workerPath, LIMITS);
    expect(await vault.put('signing-key', KEY)).toEqual({ ok: true, value: null });
    await session.stopDaemon();
    await session.startDaemon(PASSWORD);
    expect(await vault.lend('signing-key', (secret) => secret === KEY)).toEqual({ ok: true, value: true });
    await vault.close();
  });

  it('no message bus is keychain-missing at once', async () => {
    const vault = session.vault(workerPath, LIMITS);
    expect(await vault.check()).toEqual({ ok: false, code: 'keychain-missing' });
    expect(await vault.put('signing-key', KEY)).toEqual({ ok: false, code: 'keychain-missing' });
    expect(await vault.has('signing-key')).toBe('unknown');
    await vault.close();
  });

  it('a bus without a keychain service is keychain-missing at once', async () => {
    await session.startBus();
    const vault = session.vault(workerPath, LIMITS);
    expect(await vault.check()).toEqual({ ok: false, code: 'keychain-missing' });
    expect(await vault.lend('signing-key', () => 1)).toEqual({ ok: false, code: 'keychain-missing' });
    await vault.close();
  });

  it('a locked keychain is never taken for an empty one', async () => {
    await session.startBus();
    await session.startDaemon(PASSWORD);
    const before = session.vault(workerPath, LIMITS);
    await before.put('signing-key', KEY);
    await before.close();
    await session.stopDaemon();
    await session.startDaemon('not the password');
    const vault = session.vault(workerPath, IMPATIENT);
    expect(await vault.has('signing-key')).toBe('unknown');
    const codes = ['keychain-locked', 'keychain-denied', 'keychain-timeout'];
    for (const answer of [
      await vault.lend('signing-key', () => 1),
      await vault.put('signing-key', 'other'),
      await vault.check(),
    ]) {
      expect(answer.ok ? 'worked' : answer.code).toSatisfy((code: string) => codes.includes(code));
    }
    await session.stopDaemon();
    await session.startDaemon(PASSWORD);
    expect(await vault.lend('signing-key', (secret) => secret === KEY)).toEqual({ ok: true, value: true });
    await vault.close();
  });

  it('a keychain that hangs costs the deadline, the hung process is gone, and the next ask works', async () => {
    await session.startBus();
    await session.startDaemon(PASSWORD);
    const vault = session.vault(workerPath, { firstAskMs: 15_000, askMs: 1_500 });
    await vault.put('signing-key', KEY);
    session.signalDaemon('SIGSTOP');
    const startedMs = Date.now();
    expect(await vault.lend('signing-key', () => 1)).toEqual({ ok: false, code: 'keychain-timeout' });
    expect(Date.now() - startedMs).toBeLessThan(10_000);
    await vi.waitFor(() => {
      expect(session.pids.filter(isRunning)).toEqual([]);
    });
    session.signalDaemon('SIGCONT');
    expect(await vault.lend('signing-key', (secret) => secret === KEY)).toEqual({ ok: true, value: true });
    await vault.close();
    await vi.waitFor(() => {
      expect(session.pids.filter(isRunning)).toEqual([]);
    });
  });
});

/** Only where a release is built: elsewhere this would be a developer's own keychain. */
const isReleaseRunner = process.platform !== 'linux' && process.env['PAYDESK_RELEASE'] === '1';

describe.runIf(isReleaseRunner)('the real keychain of Windows and macOS, on a release runner', () => {
  it('keeps a key for another process, gives it back and forgets it', async () => {
    const outDir = `out/test/keychain-${String(process.pid)}`;
    const workerPath = await bundleWorker(outDir);
    const name = `release-check-${String(process.pid)}`;
    const open = () =>
      openKeychain({ spawn: forkWorker(workerPath, process.env, []), limits: LIMITS, service: 'Paydesk release check' });
    onTestFinished(() => {
      rmSync(outDir, { recursive: true, force: true });
    });
    const [writer, reader] = [open(), open()];
    expect(await writer.put(name, KEY)).toEqual({ ok: true, value: null });
    expect(await reader.lend(name, (secret) => secret === KEY)).toEqual({ ok: true, value: true });
    expect(await reader.remove(name)).toMatchObject({ ok: true });
    expect(await writer.lend(name, () => 1)).toMatchObject({ ok: false });
    await writer.close();
    await reader.close();
  });
});
