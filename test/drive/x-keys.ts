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
  /** How many keys a hand has pressed so far, and how many of a scanner's. */
  readonly count: () => { readonly hand: number; readonly scanner: number };
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
  const count = { hand: 0, scanner: 0 };
  const send = (text: string, delayMs: number) => xdotool('type', '--delay', String(delayMs), text);
  return {
    focus,
    count: () => ({ ...count }),
    type: async (text, delayMs = 15) => {
      count.hand += text.length;
      await send(text, delayMs);
    },
    press: async (...keys) => {
      count.hand += keys.length;
      await xdotool('key', '--delay', '15', ...keys);
    },
    chain: async (...commands) => {
      await xdotool(...commands.flat());
    },
    scan: async (code, delayMs = 4) => {
      count.scanner += code.length + 1;
      await send(`${code}\r`, delayMs);
    },
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
