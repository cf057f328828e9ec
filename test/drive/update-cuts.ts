import { spawn } from 'node:child_process';
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { describe as describeRelease, publicPart, writeSigned } from '../../scripts/sign-release.mjs';
import { makeLauncher, sayingProgram } from '../builders/launcher.ts';
import { startUpdateServer } from './update-server.ts';

/** A cut waits for the disk more than for the processor, so several are made side by side. */
const HANDS = 4;

const NAME = 'Paydesk-0.2.0-linux-x86_64.AppImage';

export type CutsOptions = {
  readonly cuts: number;
  /** The bundled `test/drive/update-child.ts`. */
  readonly child: string;
  readonly megabytes: number;
};

/** What came of it: how many cuts left the old version, how many the new one, and how many neither. */
export type CutsFound = {
  readonly cuts: number;
  readonly old: number;
  readonly new: number;
  readonly neither: number;
  readonly notFinished: number;
};

type Run = { readonly steps: readonly string[]; readonly ms: number };

/**
 * Kills a process that carries out an update: at each of its steps, and, for the rest of the cuts, at moments spread evenly over the
 * time in which it copies, checks and swaps. After each the launcher says which version starts, and what it would start is compared
 * with what was signed; then the update is done once more and has to succeed.
 */
export async function cutUpdates({ cuts, child, megabytes }: CutsOptions, say: (line: string) => void): Promise<CutsFound> {
  const folder = mkdtempSync(path.join(tmpdir(), 'paydesk-cuts-'));
  const server = await startUpdateServer();
  try {
    const { privateKey } = generateKeyPairSync('ed25519');
    const release = path.join(folder, 'release');
    mkdirSync(release);
    writeFileSync(
      path.join(release, NAME),
      Buffer.concat([Buffer.from(`${sayingProgram('0.2.0')}exit 0\n`), randomBytes(megabytes * 1_048_576)]),
    );
    const about = {
      folder: release,
      version: '0.2.0',
      stagedPercent: 100,
      minimumVersion: '0.1.0',
      ledgerVersion: 3,
      notes: { en: 'x' },
    };
    writeSigned(release, describeRelease(about), privateKey);
    server.serve(release);
    const signed = digestOf(path.join(release, NAME));
    const launcher = makeLauncher(folder, '0.1.0');
    const env = { UPDATE_ADDRESS: server.address, UPDATE_KEY: publicPart(privateKey) };
    const home = (name: string): string => path.join(folder, name);
    const whole = await run(child, { ...env, UPDATE_VERSIONS: launcher.versionsOf(home('whole')) }, null);
    const plan = planOf(whole, cuts);
    const found = { cuts: 0, old: 0, new: 0, neither: 0, notFinished: 0 };
    const one = async (at: number, point: Point): Promise<void> => {
      const place = home(String(at));
      const versions = launcher.versionsOf(place);
      const order = { ...env, UPDATE_VERSIONS: versions };
      const cutOrder = 'step' in point ? { ...order, UPDATE_CUT: String(point.step) } : order;
      await run(child, cutOrder, 'afterMs' in point ? point.afterMs : null);
      found.cuts += 1;
      found[outcome(launcher.start([place])[0], path.join(versions, '0.2.0.AppImage'), signed)] += 1;
      await run(child, order, null);
      if (launcher.start([place])[0]?.version !== '0.2.0') found.notFinished += 1;
      rmSync(place, { recursive: true, force: true });
      if (found.cuts % 20 === 0) say(`${String(found.cuts)} of ${String(plan.length)} cuts: ${JSON.stringify(found)}`);
    };
    const points = plan.entries();
    const hands = Array.from({ length: HANDS }, async () => {
      for (const [at, point] of points) await one(at, point);
    });
    await Promise.all(hands);
    return found;
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Point = { readonly step: number } | { readonly afterMs: number };

/** Every step of the swap, a share of the fetching, and moments in between. */
function planOf({ steps, ms }: Run, cuts: number): readonly Point[] {
  const fetches = steps.flatMap((name, at) => (name === 'fetch' ? [at + 1] : []));
  const others = steps.flatMap((name, at) => (name === 'fetch' ? [] : [at + 1]));
  const some = fetches.filter((_, at) => at % Math.ceil(fetches.length / 10) === 0);
  const exact = [...others, ...some].slice(0, cuts).map((step) => ({ step }));
  const rest = cuts - exact.length;
  return [...exact, ...Array.from({ length: rest }, (_, at) => ({ afterMs: ((at + 1) / (rest + 1)) * ms }))];
}

function outcome(
  started: { readonly version: string; readonly notReady: string | null } | undefined,
  file: string,
  signed: string,
): 'old' | 'new' | 'neither' {
  if (started?.notReady !== null) return 'neither';
  if (started.version === '0.1.0') return 'old';
  return started.version === '0.2.0' && existsSync(file) && digestOf(file) === signed ? 'new' : 'neither';
}

const digestOf = (file: string): string => createHash('sha512').update(readFileSync(file)).digest('hex');

/** One run of the child, killed `afterMs` behind its first step at the latest; its steps, and how long they took. */
function run(child: string, env: Readonly<Record<string, string>>, afterMs: number | null): Promise<Run> {
  return new Promise((resolve, reject) => {
    const process = spawn(globalThis.process.execPath, [child], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    let fromMs = 0;
    let timer: NodeJS.Timeout | undefined;
    process.stdout.on('data', (chunk: Buffer) => {
      if (text === '') {
        fromMs = performance.now();
        if (afterMs !== null) timer = setTimeout(() => process.kill('SIGKILL'), afterMs);
      }
      text += chunk.toString();
    });
    process.once('error', reject);
    process.once('close', () => {
      clearTimeout(timer);
      resolve({ steps: text.split('\n').filter((line) => line !== ''), ms: performance.now() - fromMs });
    });
  });
}
