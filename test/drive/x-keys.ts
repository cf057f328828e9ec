import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Real X key events into one window; Playwright's own typing never reaches the main process. */
export type XKeys = {
  /** Types ASCII text with a pause between keys, as a person or a scanner would. */
  readonly type: (text: string, delayMs?: number) => Promise<void>;
  /** Presses keys by their X names: `Return`, `F4`, `ctrl+e`. */
  readonly press: (...keys: readonly string[]) => Promise<void>;
  /** A whole scan: the digits and Enter, a few milliseconds a key. */
  readonly scan: (code: string, delayMs?: number) => Promise<void>;
  /** Several xdotool commands in one process, for bursts that follow each other closely. */
  readonly chain: (...commands: readonly (readonly string[])[]) => Promise<void>;
  readonly focus: () => Promise<void>;
  /** Writes a picture of the whole screen. */
  readonly screenshot: (file: string) => Promise<void>;
};

/** Finds the visible window of that process, or of any where there is none to name, and gives it the keyboard. */
export async function xKeys(pid: number | null, title: RegExp, env: NodeJS.ProcessEnv): Promise<XKeys> {
  const xdotool = (...args: readonly string[]) => run('xdotool', args, { env });
  const window = await findWindow(xdotool, pid, title);
  const focus = async () => {
    await xdotool('windowraise', window);
    await xdotool('windowfocus', '--sync', window);
  };
  await focus();
  const type = async (text: string, delayMs = 15) => {
    await xdotool('type', '--delay', String(delayMs), text);
  };
  const press = async (...keys: readonly string[]) => {
    await xdotool('key', '--delay', '15', ...keys);
  };
  return {
    type,
    press,
    focus,
    chain: async (...commands) => {
      await xdotool(...commands.flat());
    },
    scan: (code, delayMs = 4) => type(`${code}\r`, delayMs),
    screenshot: async (file) => {
      await run('import', ['-window', 'root', file], { env });
    },
  };
}

type Xdotool = (...args: readonly string[]) => Promise<{ readonly stdout: string }>;

const WINDOW_WAIT_MS = 20_000;

async function findWindow(xdotool: Xdotool, pid: number | null, title: RegExp): Promise<string> {
  const of = pid === null ? [] : ['--pid', String(pid)];
  const untilMs = Date.now() + WINDOW_WAIT_MS;
  while (Date.now() < untilMs) {
    const found = await xdotool('search', '--onlyvisible', ...of, '--name', '.').catch(() => ({ stdout: '' }));
    for (const id of found.stdout.split('\n').filter((line) => line !== '')) {
      const { stdout } = await xdotool('getwindowname', id).catch(() => ({ stdout: '' }));
      if (title.test(stdout)) return id;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
  throw new Error(`no visible window${pid === null ? '' : ` of process ${String(pid)}`} is called ${String(title)}`);
}
