import { spawn } from 'node:child_process';
import path from 'node:path';
import { electronExecutable } from './till.ts';

const projectRoot = path.resolve(import.meta.dirname, '../..');

/** How a run of Paydesk that opens no window ended. */
export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** Starts Paydesk as automation does, without Playwright, and resolves when it has ended by itself. */
export function runPaydesk(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Ended> {
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(electronExecutable(), [...flags, projectRoot, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
}
