import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { xKeys, type XKeys } from './x-keys.ts';

const projectRoot = path.resolve(import.meta.dirname, '../..');

/** The runtime that scripts/obtain-electron put in place; the test command names it. */
export function electronExecutable(): string {
  const given = process.env['PAYDESK_ELECTRON'];
  if (given === undefined)
    throw new Error('PAYDESK_ELECTRON does not name an Electron executable: start the tests with npm test or npm run e2e');
  return given;
}

/** Paydesk, running, as a person meets it. */
export type Till = {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly keys: XKeys;
  readonly pid: number;
  /** Everything that the process has said so far. */
  readonly output: () => string;
  /** The face of the stage: amount, code, asking, waiting, paid, not-paid, unknown, cancelling, cancelled. */
  readonly face: () => Promise<string | null>;
  /** Closes it as a person would. */
  readonly close: () => Promise<void>;
  /** Pulls the plug: the whole process group is killed, nothing can be saved. */
  readonly kill: () => Promise<void>;
};

/** How to start it. */
export type TillOptions = {
  readonly dataDir: string;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Called with the cashier's page once the first picture is there. */
  readonly onPage?: (page: Page) => Promise<void>;
};

/** The built app, running on any system; without real keys, which only Linux has. */
export type LaunchedApp = Pick<Till, 'app' | 'page' | 'pid' | 'output' | 'face' | 'close'>;

/** Starts the built app on its own data folder and waits until the first picture is painted. */
export async function launchApp({ dataDir, args = [], env = {}, onPage }: TillOptions): Promise<LaunchedApp> {
  mkdirSync(dataDir, { recursive: true });
  const fullEnv = { ...process.env, ...env } as Record<string, string>;
  const app = await _electron.launch({
    executablePath: electronExecutable(),
    args: [projectRoot, '--data', dataDir, ...args],
    env: fullEnv,
    // Root cannot have the sandbox; everybody else keeps it.
    chromiumSandbox: process.getuid?.() !== 0,
  });
  let output = '';
  const child = app.process();
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const page = await cashierPage(app);
  await page.locator('body[data-ready="true"]').waitFor();
  await onPage?.(page);
  return {
    app,
    page,
    pid: child.pid ?? 0,
    output: () => output,
    face: () => page.getByTestId('stage').getAttribute('data-face'),
    close: () => app.close(),
  };
}

/** The same with real keys. */
export async function launchTill(options: TillOptions): Promise<Till> {
  const launched = await launchApp(options);
  const child = launched.app.process();
  return {
    ...launched,
    keys: await xKeys(launched.pid, /^Paydesk/, { ...process.env, ...options.env }),
    kill: async () => {
      const gone = new Promise<void>((resolve) => {
        child.once('exit', () => {
          resolve();
        });
      });
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** The practice wallet may open its window first. */
async function cashierPage(app: ElectronApplication): Promise<Page> {
  const isCashier = (page: Page) => page.url().startsWith('app://paydesk');
  return app.windows().find(isCashier) ?? app.waitForEvent('window', isCashier);
}
