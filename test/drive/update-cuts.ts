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

/** The steps of one run, and the milliseconds after the first one at which each was told; the last moment is the end. */
type Run = { readonly steps: readonly string[]; readonly atMs: readonly number[] };

/**
 * Kills a process that carries out an update: at each of its steps, and, for the rest of the cuts, in the gaps between them, half of
 * these from the last renaming on, which is the swap. After each the launcher says which version starts, and what it would start is
 * compared with what was signed; then the update is done once more and has to succeed.
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
      if ('behind' in point) await run(child, order, point);
      else await run(child, { ...order, UPDATE_CUT: String(point.step) }, null);
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

/** `step`: by itself, at that step. `behind`: from outside, so long after that step was heard of. */
type Gap = { readonly behind: number; readonly delayMs: number };
type Point = { readonly step: number } | Gap;

/** Every step but those of fetching, a share of these, and moments in between. */
function planOf({ steps, atMs }: Run, cuts: number): readonly Point[] {
  const fetches = steps.flatMap((name, at) => (name === 'fetch' ? [at + 1] : []));
  const others = steps.flatMap((name, at) => (name === 'fetch' ? [] : [at + 1]));
  const some = fetches.filter((_, at) => at % Math.ceil(fetches.length / 10) === 0);
  const exact = [...others, ...some].slice(0, cuts).map((step) => ({ step }));
  const swap = steps.lastIndexOf('before rename') + 1;
  const [before, after] = [others.filter((step) => step < swap), others.filter((step) => step >= swap)];
  const gap = (at: number): Gap => {
    const side = at % 2 === 0 ? after : before;
    const turn = Math.floor(at / 2);
    const behind = side[turn % side.length] ?? 1;
    const lengthMs = (atMs[behind] ?? 0) - (atMs[behind - 1] ?? 0);
    const share = (1 + (Math.floor(turn / side.length) % 7)) / 8;
    return { behind, delayMs: share * lengthMs };
  };
  return [...exact, ...Array.from({ length: cuts - exact.length }, (_, at) => gap(at))];
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

/** One run of the child, killed in a gap between two steps if one is given; the steps that were heard of. */
function run(child: string, env: Readonly<Record<string, string>>, cut: Gap | null): Promise<Run> {
  return new Promise((resolve, reject) => {
    const process = spawn(globalThis.process.execPath, [child], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const steps: string[] = [];
    const atMs: number[] = [];
    let rest = '';
    let timer: NodeJS.Timeout | undefined;
    process.stdout.on('data', (chunk: Buffer) => {
      const [last = '', ...lines] = `${rest}${chunk.toString()}`.split('\n').reverse();
      rest = last;
      for (const line of lines.reverse()) {
        steps.push(line);
        atMs.push(performance.now());
      }
      if (cut !== null && timer === undefined && steps.length >= cut.behind)
        timer = setTimeout(() => process.kill('SIGKILL'), cut.delayMs);
    });
    process.once('error', reject);
    process.once('close', () => {
      clearTimeout(timer);
      resolve({ steps, atMs: [...atMs, performance.now()] });
    });
  });
}
