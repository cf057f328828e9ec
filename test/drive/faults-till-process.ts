import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { TillConfig, TillOrder, TillSaying } from './faults-till-protocol.ts';

/** A till without windows in a process of its own. */
export type TillProcess = {
  /** Resolves when it can charge, with the ms that took; rejects when it ends before. */
  readonly ready: Promise<number>;
  readonly order: (order: TillOrder) => void;
  /** Pulls the plug; resolves when it is gone. */
  readonly kill: () => Promise<void>;
  /** What it wrote on standard error. */
  readonly complaints: () => string;
};

/** Starts the bundled till; `hear` gets everything it says, and `gone` that it ended by itself. */
export function startTill(
  file: string,
  config: TillConfig,
  hear: (saying: TillSaying) => void,
  gone: (code: number | null) => void,
): TillProcess {
  const child = spawn(process.execPath, [file], { stdio: ['pipe', 'pipe', 'pipe'] });
  let complaints = '';
  let isKilled = false;
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
  });
  void ended.then((code) => {
    if (!isKilled) gone(code);
  });
  const ready = new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const saying = JSON.parse(line) as TillSaying;
      if ('ready' in saying) resolve(saying.ready);
      hear(saying);
    });
    void ended.then((code) => {
      reject(new Error(`the till ended with ${String(code)}: ${complaints}`));
    });
  });
  ready.catch(() => undefined);
  child.stderr.on('data', (chunk: Buffer) => {
    complaints = (complaints + chunk.toString()).slice(-4_000);
  });
  child.stdin.on('error', () => undefined);
  const write = (line: TillConfig | TillOrder): void => {
    child.stdin.write(`${JSON.stringify(line)}\n`);
  };
  write(config);
  return {
    ready,
    order: write,
    kill: async () => {
      isKilled = true;
      child.kill('SIGKILL');
      await ended;
    },
    complaints: () => complaints,
  };
}
