import { BrowserWindow, session, type WebContents } from 'electron';
import { CUSTOMER_EVENT, type CustomerPicture } from '../../core/contract/customer.ts';
import { customerSite, originOf, serveApp, type ServedFile, type Site } from './app-protocol.ts';
import { livingContents } from './cashier-window.ts';
import { bringBack } from './bring-back.ts';
import { guardContents, guardSession } from './guards.ts';
import type { Bounds } from './place-customer.ts';

/** What the window needs from outside. */
export type CustomerWindowOptions = {
  readonly files: () => Promise<ReadonlyMap<string, ServedFile>>;
  /** Files of the shop's own: the idle picture, the brand kit. */
  readonly more: Site['more'];
  readonly preload: string;
  readonly devTools: boolean;
  /** Told of each page that is opened, because a scanner must be heard there too. */
  readonly opened: (page: WebContents) => void;
  /** The keyboard belongs to the cashier, also after a customer has touched this screen. */
  readonly giveFocusBack: () => void;
};

/** The customer's window: there or not there, and what it shows. */
export type CustomerWindow = {
  readonly showOn: (bounds: Bounds) => void;
  readonly hide: () => void;
  readonly show: (picture: CustomerPicture) => void;
  readonly contents: () => WebContents | null;
};

/** SECURITY: output only. A session, an origin and a preload of its own; its page can call nothing. */
export function createCustomerWindow(options: CustomerWindowOptions): CustomerWindow {
  let files: Promise<ReadonlyMap<string, ServedFile>> | null = null;
  let wanted: Bounds | null = null;
  let window: BrowserWindow | null = null;
  let last: CustomerPicture | null = null;
  const send = (): void => {
    if (last !== null) livingContents(window)?.send(CUSTOMER_EVENT, last);
  };
  const open = async (): Promise<void> => {
    const served = await (files ??= options.files());
    // It may have been unplugged, or opened by a later event, while the files were listed.
    if (wanted === null || window !== null) return;
    window = openWindow(options, served, wanted);
    window.webContents.on('did-finish-load', send);
  };
  return {
    showOn: (bounds) => {
      wanted = bounds;
      if (window === null) void open();
      else window.setBounds(bounds);
    },
    hide: () => {
      wanted = null;
      window?.destroy();
      window = null;
    },
    show: (picture) => {
      last = picture;
      send();
    },
    contents: () => livingContents(window),
  };
}

function openWindow(
  { more, preload, devTools, opened, giveFocusBack }: CustomerWindowOptions,
  files: ReadonlyMap<string, ServedFile>,
  bounds: Bounds,
): BrowserWindow {
  const site = customerSite(more);
  const origin = originOf(site);
  const pages = session.fromPartition('customer', { cache: false });
  guardSession(pages, origin);
  if (!pages.protocol.isProtocolHandled('app')) serveApp(pages.protocol, files, site);
  const window = new BrowserWindow({
    ...bounds,
    show: false,
    frame: false,
    // Not called Paydesk: who looks for the cashier's window must not find this one.
    title: 'Customer display',
    backgroundColor: '#f6f5f2',
    alwaysOnTop: true,
    focusable: false,
    skipTaskbar: true,
    resizable: false,
    movable: false,
    minimizable: false,
    hasShadow: false,
    roundedCorners: false,
    enableLargerThanScreen: true,
    webPreferences: {
      session: pages,
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools,
      spellcheck: false,
      backgroundThrottling: false,
    },
  });
  window.removeMenu();
  guardContents(window.webContents, origin);
  bringBack(window.webContents);
  window.on('page-title-updated', (event) => {
    event.preventDefault();
  });
  window.on('focus', giveFocusBack);
  window.once('ready-to-show', () => {
    window.showInactive();
    // Some systems place a window only when it is shown.
    window.setBounds(bounds);
  });
  opened(window.webContents);
  void window.loadURL(`${origin}/`);
  return window;
}
