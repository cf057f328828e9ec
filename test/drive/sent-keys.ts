import type { LaunchedApp } from './till.ts';

/** Keys that Chromium is given as if the system had sent them; they pass main as real ones do, on every system. */
export type SentKeys = {
  readonly type: (text: string) => Promise<void>;
  /** By Electron's names: `Return`, `F12`. */
  readonly press: (...keys: readonly string[]) => Promise<void>;
};

/** Keys for the cashier's window. */
export function sentKeys({ app }: Pick<LaunchedApp, 'app'>): SentKeys {
  const send = (keys: readonly string[]): Promise<void> =>
    app.evaluate(({ BrowserWindow }, names) => {
      const window = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL().startsWith('app://paydesk'));
      window?.focus();
      window?.webContents.focus();
      for (const keyCode of names)
        for (const type of ['keyDown', 'keyUp'] as const) window?.webContents.sendInputEvent({ type, keyCode });
    }, keys);
  return { type: (text) => send(Array.from(text)), press: (...keys) => send(keys) };
}
