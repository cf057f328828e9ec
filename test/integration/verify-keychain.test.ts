import { spawnSync } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anchorText } from '../../core/journal/chain.ts';
import { openLedger } from '../../main/ledger/ledger.ts';
import { openForger } from '../books/forger.ts';
import { answered, PAID, submitted } from '../builders/payments.ts';
import { virtualClock } from '../builders/virtual-clock.ts';
import { seededRandom } from '../powercut/random.ts';
import { bundleWorker, KeychainSession, missingTools } from './keychain-session.ts';

const LIMITS = { firstAskMs: 15_000, askMs: 10_000 };
const missing = missingTools();

describe.skipIf(missing !== null)(`paydesk-verify --keychain${missing === null ? '' : ` (not run here: ${missing})`}`, () => {
  const outDir = `out/test/verify-keychain-${String(process.pid)}`;
  const session = new KeychainSession();
  const file = path.join(session.home, 'ledger.sqlite');
  let workerPath = '';

  /** The program as it is shipped, in a process of its own: only that asks the keychain of this session. */
  const verify = (ledger = file) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [`${outDir}/verify.mjs`, ledger, '--keychain'], {
      env: session.env,
      encoding: 'utf8',
    });
    return { status, said: stdout + stderr };
  };

  beforeAll(async () => {
    workerPath = await bundleWorker(outDir);
    await bundleVerify(outDir);
    await session.startBus();
  });
  afterAll(async () => {
    await session.stop();
    rmSync(outDir, { recursive: true, force: true });
  });

  it('believes the head that Paydesk put into the keychain, and finds a ledger that was cut short behind it', async () => {
    const ledger = openLedger(file, virtualClock());
    const first = submitted({});
    await ledger.append(first);
    await ledger.append({ ...answered(PAID, 'pay'), paymentRequestId: first.paymentRequestId });
    const head = anchorText(ledger.head());
    ledger.close();

    const unserved = verify();
    expect([unserved.status, unserved.said]).toEqual([2, expect.stringContaining('the keychain cannot be asked')]);

    await session.startDaemon('a password of this run');
    const empty = verify();
    expect([empty.status, empty.said]).toEqual([2, expect.stringContaining('the keychain holds no head of a ledger')]);

    // Under the name that the shipped counter uses, in this session's keychain.
    const vault = session.vault(workerPath, LIMITS, 'Paydesk');
    expect(await vault.put('ledger-head', head)).toEqual({ ok: true, value: null });
    await vault.close();
    const whole = verify();
    expect(whole.status, whole.said).toBe(0);
    expect(whole.said).not.toContain('vouched for by no head');

    const short = path.join(session.home, 'short.sqlite');
    copyFileSync(file, short);
    const { db } = openForger(short, 2, seededRandom(1));
    db.exec('DELETE FROM events WHERE sequence = 2');
    db.close();
    const cut = verify(short);
    expect([cut.status, cut.said]).toEqual([1, expect.stringContaining('the keychain')]);
  });
});

/** Bundles paydesk-verify as the application's build does. */
async function bundleVerify(outDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: false,
      rolldownOptions: {
        input: { verify: 'verify/main.ts' },
        external: ['keytar', '@photostructure/sqlite', /^node:/],
        output: { format: 'es', entryFileNames: '[name].mjs' },
      },
    },
  });
}
