import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';
import { emptyDisk } from './disk.ts';
import type { Session } from './session.ts';
import type { Step } from './step.ts';
import { TRACED_CALLS } from './trace-calls.ts';
import { traceReader } from './trace.ts';

const SQLITE = '@photostructure/sqlite';
const DATA_MAX = 16_000_000;

/** Why nothing can be recorded here, or null. Only Linux lets one program watch the system calls of another without rights. */
export function whyNotRecorded(): string | null {
  if (process.platform !== 'linux') return 'needs Linux';
  const tried = spawnSync('strace', ['-f', '-e', 'trace=fsync', '-o', '/dev/null', 'true'], { encoding: 'utf8' });
  if (tried.error !== undefined) return 'apt-get install -y --no-install-recommends strace (strace missing)';
  return tried.status === 0 ? null : `strace may not watch programs here: ${tried.stderr.trim().split('\n').at(-1) ?? ''}`;
}

/** Records sessions one after the other over one empty folder. Throws when the recording does not explain the files left behind. */
export type Recorder = {
  readonly record: (folder: string, sessions: readonly Session[]) => Promise<readonly Step[]>;
};

/** Bundles the recorded program into `workFolder`, together with the ledger's own source. */
export async function openRecorder(workFolder: string, isWeakened = false): Promise<Recorder> {
  const program = await bundleAppender(workFolder, isWeakened);
  const traceFile = path.join(workFolder, 'trace');
  return {
    record: async (folder, sessions) => {
      const reader = traceReader(folder);
      const steps: Step[] = [];
      for (const session of sessions) {
        await runTraced(program, session, traceFile);
        for await (const line of createInterface({ input: createReadStream(traceFile, 'latin1') }))
          steps.push(...reader.read(line));
        reader.processEnded();
        rmSync(traceFile);
      }
      assertExplained(folder, steps);
      return steps;
    },
  };
}

async function bundleAppender(outDir: string, isWeakened: boolean): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [libraryOf(isWeakened)],
    build: {
      ssr: path.join(import.meta.dirname, 'appender.ts'),
      outDir,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'appender.mjs', format: 'es' } },
    },
  });
  return path.join(outDir, 'appender.mjs');
}

/**
 * The native library stays where it is installed. In a program that is to be weakened the ledger gets it through a file that lets
 * its connections be seen; the shipped ledger is recorded as it is.
 */
function libraryOf(isWeakened: boolean): Plugin {
  const native = pathToFileURL(createRequire(import.meta.url).resolve(SQLITE)).href;
  const watched = path.join(import.meta.dirname, 'watched-sqlite.ts');
  return {
    name: 'sqlite-of-the-recorded-program',
    enforce: 'pre',
    resolveId: (source, importer) => {
      if (source !== SQLITE) return null;
      return isWeakened && importer !== watched ? watched : { id: native, external: true };
    },
  };
}

async function runTraced(program: string, session: Session, traceFile: string): Promise<void> {
  const strace = [
    '-f',
    '--seccomp-bpf',
    '-y',
    '-xx',
    '-s',
    String(DATA_MAX),
    '-e',
    `trace=${TRACED_CALLS.join(',')}`,
    '-o',
    traceFile,
  ];
  const child = spawn('strace', [...strace, '--', process.execPath, program, JSON.stringify(session)], {
    stdio: ['ignore', 'ignore', 'pipe'],
    // A write through io_uring is no system call of its own and would not be in the trace.
    env: { ...process.env, UV_USE_IO_URING: '0' },
  });
  let trouble = '';
  child.stderr.on('data', (chunk: Buffer) => {
    trouble += chunk.toString();
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  const asWanted = session.end === 'killed' ? signal === 'SIGKILL' : code === 0;
  if (!asWanted) throw new Error(`the recorded program ended with ${String(signal ?? code)}: ${trouble.slice(-2_000)}`);
}

/** Were a write missing in the trace, the model's files would differ from those that are really there. */
function assertExplained(folder: string, steps: readonly Step[]): void {
  const disk = emptyDisk();
  for (const [id, step] of steps.entries()) disk.apply(step, id);
  const modelled = new Map(disk.survivors(() => 'kept').map((survivor) => [survivor.name, survivor]));
  const real = readdirSync(folder).filter((name) => !name.endsWith('-shm'));
  const missing = [...modelled.keys()].filter((name) => !real.includes(name));
  const differing = real.filter((name) => {
    const survivor = modelled.get(name);
    return survivor === undefined || !readFileSync(path.join(folder, name)).equals(flatten(survivor));
  });
  if (missing.length + differing.length > 0)
    throw new Error(`the recording does not explain what is in the folder: ${[...missing, ...differing].join(', ')}`);
}

function flatten({ durable, changes }: ReturnType<ReturnType<typeof emptyDisk>['survivors']>[number]): Buffer {
  let bytes = Buffer.from(durable);
  const resize = (size: number) => {
    bytes = size <= bytes.length ? bytes.subarray(0, size) : Buffer.concat([bytes, Buffer.alloc(size - bytes.length)]);
  };
  for (const change of changes) {
    if (change.kind === 'size') {
      if (!change.onlyGrow || bytes.length < change.size) resize(change.size);
    } else {
      if (bytes.length < change.at + change.bytes.length) resize(change.at + change.bytes.length);
      bytes.set(change.bytes, change.at);
    }
  }
  return bytes;
}
