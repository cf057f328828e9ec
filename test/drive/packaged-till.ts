import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { family, memoryOf, type ProcessMemory } from './process-family.ts';
import { xKeys, type XKeys } from './x-keys.ts';
import { countColour, takePicture, type Picture } from './x-picture.ts';

/** A packaged Paydesk, running. Nobody can look into it: it is known by its window, its peers and its processes alone. */
export type PackagedTill = {
  readonly keys: XKeys;
  readonly child: ChildProcess;
  /** From the start of the process until its window showed Paydesk's own paper. */
  readonly startedMs: number;
  readonly output: () => string;
  readonly picture: () => Promise<Picture>;
  /** What each of its processes holds now. */
  readonly memory: () => readonly ProcessMemory[];
  /** For each renderer, whether Linux filters its system calls. */
  readonly renderersFiltered: () => readonly boolean[];
  readonly close: () => Promise<void>;
};

export type Launch = {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly owner: { readonly uid?: number; readonly gid?: number };
};

const START_MS = 60_000;
const LOOK_EVERY_MS = 25;
/** `--paper` of the light look: what a window shows as soon as its page is painted, and before that nothing does. */
export const PAPER = '#f5f3ee';
const PAPER_POINTS = 50_000;

/** Starts it and waits until its first picture stands on the screen; throws with its words when it ends before. */
export async function launchPackaged({ command, args, env, owner }: Launch): Promise<PackagedTill> {
  const fromMs = performance.now();
  const child = spawn(command, [...args], { env, ...owner, stdio: ['ignore', 'pipe', 'pipe'], cwd: '/' });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  child.once('error', (error) => {
    output += error.message;
  });
  await until(
    async () => countColour(await takePicture(env), PAPER) > PAPER_POINTS,
    () => (child.exitCode === null && child.signalCode === null ? null : `it ended with ${String(child.exitCode)}: ${output}`),
  );
  const startedMs = performance.now() - fromMs;
  return {
    keys: await xKeys(null, /^Paydesk/, env),
    child,
    startedMs,
    output: () => output,
    picture: () => takePicture(env),
    memory: () => memoryOf(child.pid ?? 0),
    renderersFiltered: () =>
      family(child.pid ?? 0)
        .filter((pid) => quietly(`/proc/${String(pid)}/cmdline`).includes('--type=renderer'))
        .map((pid) => /^Seccomp:\t2$/m.test(quietly(`/proc/${String(pid)}/status`))),
    close: () => end(child),
  };
}

/** Looks again and again; gives up in words after a minute, or at once when `broken` has a reason. */
export async function until(reached: () => Promise<boolean>, broken: () => string | null = () => null): Promise<void> {
  const lastMs = performance.now() + START_MS;
  while (!(await reached().catch(() => false))) {
    const why = broken() ?? (performance.now() > lastMs ? 'it did not come about within a minute' : null);
    if (why !== null) throw new Error(why);
    await new Promise((resolve) => {
      setTimeout(resolve, LOOK_EVERY_MS);
    });
  }
}

/** As a session that ends would; a process that does not go is killed with all of its own. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const all = family(child.pid ?? 0);
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
  child.kill('SIGTERM');
  const timer = setTimeout(() => {
    for (const pid of all) killQuietly(pid);
  }, 10_000);
  await gone;
  clearTimeout(timer);
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already, which is what was wanted.
  }
}

function quietly(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
