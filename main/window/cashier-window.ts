import { BrowserWindow, session, type WebContents } from 'electron';
import { CASHIER_SITE, originOf, serveApp, type ServedFile, type Site } from './app-protocol.ts';
import { bringBack } from './bring-back.ts';
import { guardContents, guardSession } from './guards.ts';

/** What the window needs from outside. */
export type CashierWindowOptions = {
  readonly files: ReadonlyMap<string, ServedFile>;
  readonly preload: string;
  readonly devTools: boolean;
  /** Files of the shop's own: the brand kit. */
  readonly more: Site['more'];
};

const ORIGIN = originOf(CASHIER_SITE);

/** Opens the cashier's window; it is shown when its first picture is ready, so that it never flashes empty. */
export function openCashierWindow(options: CashierWindowOptions): BrowserWindow {
  // SECURITY: a partition without `persist:` keeps cache, cookies and storage in memory only.
  const pages = session.fromPartition('paydesk', { cache: false });
  guardSession(pages, ORIGIN);
  serveApp(pages.protocol, options.files, { ...CASHIER_SITE, more: options.more });
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    title: 'Paydesk',
    backgroundColor: '#f6f5f2',
    autoHideMenuBar: true,
    webPreferences: {
      // SECURITY: the page has no Node, its own world, an operating-system sandbox and no webview.
      session: pages,
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: options.devTools,
      spellcheck: false,
      backgroundThrottling: false,
    },
  });
  window.removeMenu();
  guardContents(window.webContents, ORIGIN);
  bringBack(window.webContents);
  window.once('ready-to-show', () => {
    window.show();
  });
  void window.loadURL(`${ORIGIN}/`);
  return window;
}

/** The contents of a window that still exists, or null. */
export const livingContents = (window: BrowserWindow | null): WebContents | null =>
  window === null || window.isDestroyed() || window.webContents.isDestroyed() ? null : window.webContents;
