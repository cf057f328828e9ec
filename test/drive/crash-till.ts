import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import type { Snapshot } from '../../core/contract/views.ts';
import { killTree } from './crash-tree.ts';
import { electronExecutable } from './till.ts';
import { xKeys, type XKeys } from './x-keys.ts';

const projectRoot = path.resolve(import.meta.dirname, '../..');

/** Paydesk with its plug in our hand. */
export type CrashTill = {
  /** Epoch ms just before the process was started. */
  readonly startedMs: number;
  /** 1, or 2 when the driver did not get hold of the first start. */
  readonly attempts: number;
  readonly page: Page;
  /** The real keyboard; the window is looked for when it is first needed. */
  readonly keys: () => Promise<XKeys>;
  readonly output: () => string;
  /** From now on it halts at this mark. */
  readonly arm: (mark: string) => Promise<void>;
  /** Calls main through the page's own bridge; null when it was refused, or when the plug was pulled meanwhile. */
  readonly invoke: (channel: string, request: object) => Promise<unknown>;
  readonly snapshot: () => Promise<Snapshot>;
  readonly close: () => Promise<void>;
  /** SIGKILL to every process of it. */
  readonly kill: () => Promise<void>;
};

/** Starts it and waits until its page is there; the page may still be empty. */
export async function startCrashTill(dataDir: string): Promise<CrashTill> {
  const { app, startedMs, attempts } = await launch(dataDir);
  const child = app.process();
  const output = outputOf(child);
  const pid = child.pid ?? 0;
  const isCashier = (page: Page) => page.url().startsWith('app://paydesk');
  const page = app.windows().find(isCashier) ?? (await app.waitForEvent('window', isCashier));
  await page.waitForLoadState('domcontentloaded');
  let keys: Promise<XKeys> | null = null;
  const invoke = (channel: string, request: object) => call(page, channel, request).catch(() => null);
  return {
    startedMs,
    attempts,
    page,
    keys: () => (keys ??= xKeys(pid, /^Paydesk/, process.env)),
    output,
    arm: (mark) =>
      app.evaluate((_electronModule, name) => {
        process.env['PAYDESK_HALT_AT'] = name;
      }, mark),
    invoke,
    snapshot: async () => (await call(page, 'app.snapshot', {})) as Snapshot,
    close: () => app.close(),
    kill: () => killTree(pid),
  };
}

const ATTACH_MS = 30_000;

/**
 * Playwright sometimes waits for ever for a process that is up and has said so; that start is killed and made again. A start
 * that never came up is the app's own fault and is thrown.
 */
async function launch(
  dataDir: string,
  attempts = 1,
): Promise<Pick<CrashTill, 'startedMs' | 'attempts'> & { app: ElectronApplication }> {
  const startedMs = Date.now();
  try {
    const app = await _electron.launch({
      executablePath: electronExecutable(),
      args: [projectRoot, '--data', dataDir],
      env: environment('') as Record<string, string>,
      timeout: ATTACH_MS,
      // Root cannot have the sandbox; everybody else keeps it.
      chromiumSandbox: process.getuid?.() !== 0,
    });
    return { app, startedMs, attempts };
  } catch (cause) {
    const isUp = cause instanceof Error && cause.message.includes('mark ready ');
    if (!isUp || attempts > 1) throw cause;
    return launch(dataDir, attempts + 1);
  }
}

/** Starts it without anybody watching, and pulls the plug at a mark or after a time; false when the mark was not reached. */
export async function startAndKill(dataDir: string, until: { readonly mark: string } | { readonly afterMs: number }) {
  const mark = 'mark' in until ? until.mark : '';
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(electronExecutable(), [...flags, projectRoot, '--data', dataDir], {
    env: environment(mark),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const output = outputOf(child);
  const isHalted = await ('mark' in until ? halted(output, mark, START_WAIT_MS) : elapsed(until.afterMs));
  await killTree(child.pid ?? 0);
  return isHalted;
}

const START_WAIT_MS = 8_000;
const ASK_EVERY_MS = 5;

/** Resolves with whether the app has halted at the mark within the time. */
export async function halted(output: () => string, mark: string, withinMs: number): Promise<boolean> {
  const untilMs = Date.now() + withinMs;
  while (!output().includes(`halted ${mark}\n`)) {
    if (Date.now() > untilMs) return false;
    await elapsed(ASK_EVERY_MS);
  }
  return true;
}

/** Resolves with true after the time. */
export const elapsed = (delayMs: number): Promise<true> =>
  new Promise((resolve) => {
    setTimeout(() => {
      resolve(true);
    }, delayMs);
  });

const environment = (mark: string): NodeJS.ProcessEnv => ({ ...process.env, PAYDESK_MARKS: '1', PAYDESK_HALT_AT: mark });

function outputOf(child: ChildProcess): () => string {
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  return () => output;
}

async function call(page: Page, channel: string, request: object): Promise<unknown> {
  const outcome = await page.evaluate(
    ([name, body]) => {
      const { paydesk } = globalThis as unknown as { paydesk: { invoke: (name: unknown, body: unknown) => Promise<unknown> } };
      return paydesk.invoke(name, body);
    },
    [channel, request] as const,
  );
  const { ok, value } = outcome as { readonly ok: boolean; readonly value?: unknown };
  return ok ? value : null;
}
