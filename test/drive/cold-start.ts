import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { percentile } from './marks.ts';
import { openShop } from './shop.ts';
import { electronExecutable } from './till.ts';

const projectRoot = path.resolve(import.meta.dirname, '../..');

/** Marks that must all have been passed before a payment can be scanned and seen. */
const READY = ['ready', 'painted'];

/** Starts Paydesk and an empty window in turn, `runs` times each, and measures from the process's start to the line that ends it. */
export async function measureColdStart(runs: number, say: (line: string) => void) {
  const shop = await openShop();
  const empty = emptyApp();
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

/** The smallest application that shows a window, in the same runtime. */
function emptyApp(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-empty-'));
  writeFileSync(path.join(folder, 'package.json'), '{"name":"empty-window","type":"module","main":"main.js"}');
  writeFileSync(
    path.join(folder, 'main.js'),
    `
    import { app, BrowserWindow } from 'electron';
    app.setPath('userData', ${JSON.stringify(path.join(folder, 'data'))});
    void app.whenReady().then(() => {
      const window = new BrowserWindow({ width: 1366, height: 768, show: false, webPreferences: { sandbox: true } });
      window.once('ready-to-show', () => { window.show(); process.stdout.write('mark shown 0\\n'); });
      void window.loadURL('data:text/html,<p>empty</p>');
    });
  `,
  );
  return folder;
}
