import type { Session, WebContents } from 'electron';

/** SECURITY: a page may only ever be at an address of its own origin; compared as parsed parts, never as text. */
export function mayNavigate(url: string, origin: string): boolean {
  if (!URL.canParse(url)) return false;
  const target = new URL(url);
  const home = new URL(origin);
  return target.protocol === home.protocol && target.host === home.host && target.username === '' && target.password === '';
}

/** SECURITY: no navigation away, no new window, no webview. https://www.electronjs.org/docs/latest/tutorial/security */
export function guardContents(contents: WebContents, origin: string): void {
  const stay = (event: { readonly preventDefault: () => void; readonly url: string }) => {
    if (!mayNavigate(event.url, origin)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', stay);
  // SECURITY: going to about:blank asks nobody, so a page that did is brought back; nothing can be called from there meanwhile.
  contents.on('did-navigate', (_event, url) => {
    if (!mayNavigate(url, origin)) void contents.loadURL(`${origin}/`);
  });
  // SECURITY: WebRTC asks neither the content policy nor the request filter before it sends packets to a stranger.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
}

/** Nothing listens there, and nothing without the rights of root can. */
const NOWHERE = 'socks5://127.0.0.1:1';

/** SECURITY: every permission is denied, asked or checked, and no request leaves the given origin. */
export function guardSession(session: Session, origin: string): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !(mayNavigate(details.url, origin) || details.url.startsWith('devtools://')) });
  });
  // SECURITY: what asks no filter, such as WebRTC's TURN over TCP, ends at a proxy that is not there; so does loopback.
  const { protocol, host } = new URL(origin);
  void session.setProxy({ proxyRules: NOWHERE, proxyBypassRules: protocol === 'http:' ? `<-loopback>,${host}` : '<-loopback>' });
  session.on('will-download', (event) => {
    event.preventDefault();
  });
}
