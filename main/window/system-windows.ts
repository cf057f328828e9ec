import { dialog, shell, type BrowserWindow, type OpenDialogOptions } from 'electron';

/** What the windows of the system stand on. */
export type SystemWindowsParts = {
  readonly window: BrowserWindow;
  /** Sets the counter aside while a window is open; rejects while it trades, and then none is opened. */
  readonly aside: <Value>(act: () => Promise<Value>) => Promise<Value>;
  /** Whether these digits are a customer's payment code. */
  readonly isPaymentCode: (digits: string) => boolean;
};

/** The windows of the system, which swallow every key: none opens while the counter trades, and each call then rejects. */
export type SystemWindows = {
  /** Asks for files or a folder; none when the person closed the window. */
  readonly open: (what: Pick<OpenDialogOptions, 'properties' | 'filters'>) => Promise<readonly string[]>;
  /** Asks where a file of this name goes; null when the person closed the window. Rejects when a scan was typed as the name. */
  readonly save: (name: string) => Promise<string | null>;
  /** Has another program show a file; false where the system has none for it. */
  readonly view: (file: string) => Promise<boolean>;
  /** Asks on which printer the page goes, as it is shown, and prints it. */
  readonly print: () => Promise<void>;
  /** Has the system show where a file lies. */
  readonly reveal: (file: string) => Promise<void>;
};

/** A scanner typed into the window in place of a person; main/ipc tells the page by `fault`. */
class ScanInWindowError extends Error {
  readonly fault = 'scan-in-window';
  constructor() {
    super('a payment code was scanned into a window of the system');
    this.name = 'ScanInWindowError';
  }
}

/** The only door to windows of the system; lint and `test/unit/window/system-windows.test.ts` keep it the only one. */
export function openSystemWindows({ window, aside, isPaymentCode }: SystemWindowsParts): SystemWindows {
  return {
    open: (what) =>
      aside(async () => {
        const { canceled, filePaths } = await dialog.showOpenDialog(window, what);
        return canceled ? [] : filePaths;
      }),
    save: (name) =>
      aside(async () => {
        const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: name });
        if (canceled || filePath === '') return null;
        // SECURITY: a payment code is a credential and never becomes the name of a file.
        if (holdsCode(filePath, isPaymentCode)) throw new ScanInWindowError();
        return filePath;
      }),
    view: (file) => aside(async () => (await shell.openPath(file)) === ''),
    print: () =>
      aside(
        () =>
          new Promise((resolve) => {
            // Whether it was printed is between the person and that window.
            window.webContents.print({}, () => {
              resolve();
            });
          }),
      ),
    reveal: (file) =>
      aside(() => {
        shell.showItemInFolder(file);
        return Promise.resolve();
      }),
  };
}

const holdsCode = (filePath: string, isPaymentCode: (digits: string) => boolean): boolean =>
  (
    filePath
      .split(/[\\/]/)
      .at(-1)
      ?.match(/\d{16,24}/g) ?? []
  ).some(isPaymentCode);

/** Says why Paydesk ends, when no page of its own is left to say it. */
export function sayLastWord(title: string, text: string): void {
  dialog.showErrorBox(title, text);
}
