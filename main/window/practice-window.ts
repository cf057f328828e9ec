import { BrowserWindow, session } from 'electron';
import { guardContents, guardSession } from './guards.ts';

/**
 * Opens the practice wallet: a page of the embedded practice gateway on loopback, with no preload and no way to Paydesk.
 */
export function openPracticeWindow(walletUrl: string): BrowserWindow {
  const { origin } = new URL(walletUrl);
  const pages = session.fromPartition('practice', { cache: false });
  guardSession(pages, origin);
  const window = new BrowserWindow({
    width: 1120,
    height: 800,
    title: 'Practice wallet and printer',
    autoHideMenuBar: true,
    webPreferences: {
      session: pages,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.removeMenu();
  guardContents(window.webContents, origin);
  void window.loadURL(walletUrl);
  return window;
}
