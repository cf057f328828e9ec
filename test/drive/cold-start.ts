import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { emptyApp } from './empty-app.ts';
import { percentile } from './marks.ts';
import { openShop } from './shop.ts';
import { electronExecutable } from './till.ts';

const projectRoot = path.resolve(import.meta.dirname, '../..');

/** Marks that must all have been passed before a payment can be scanned and seen. */
const READY = ['ready', 'painted'];

/** Starts Paydesk and an empty window in turn, `runs` times each, and measures from the process's start to the line that ends it. */
export async function measureColdStart(runs: number, say: (line: string) => void) {
  const shop = await openShop();
  const empty = emptyApp(os.tmpdir());
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const till = [...flags, projectRoot, '--data', shop.dataDir];
  try {
    await timeStart([...till, '--provision', shop.provisioning, '--provision-only'], []);
    await timeStart(till, READY);
    const times: number[] = [];
    const floors: number[] = [];
    for (let run = 1; run <= runs; run += 1) {
      floors.push(await timeStart([...flags, empty], ['shown']));
      times.push(await timeStart(till, READY));
      say(`run ${String(run)}: Paydesk ${(times.at(-1) ?? 0).toFixed(0)} ms, empty window ${(floors.at(-1) ?? 0).toFixed(0)} ms`);
    }
    return { ok: true, figures: { medianMs: percentile(times, 0.5) }, floors: { emptyWindowMedianMs: percentile(floors, 0.5) } };
  } finally {
    rmSync(empty, { recursive: true, force: true });
    await shop.close();
  }
}

/** Milliseconds until every one of the marks was printed; with none, until the process ended well. */
function timeStart(args: readonly string[], marks: readonly string[]): Promise<number> {
  const fromMs = performance.now();
  const child = spawn(electronExecutable(), args, {
    env: { ...process.env, PAYDESK_MARKS: '1' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return new Promise((resolve, reject) => {
    let output = '';
    let tookMs: number | null = null;
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (tookMs !== null || marks.length === 0 || !marks.every((name) => output.includes(`mark ${name} `))) return;
      tookMs = performance.now() - fromMs;
      child.kill('SIGKILL');
    });
    child.once('exit', (code) => {
      if (tookMs !== null || (marks.length === 0 && code === 0)) resolve(tookMs ?? performance.now() - fromMs);
      else reject(new Error(`ended with ${String(code)} before ${marks.join(' and ')}: ${output}`));
    });
  });
}
