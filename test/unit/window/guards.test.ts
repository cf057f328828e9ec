import { EventEmitter } from 'node:events';
import type { Session, WebContents } from 'electron';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CASHIER_SITE, originOf } from '../../../main/window/app-protocol.ts';
import { guardContents, guardSession, mayNavigate } from '../../../main/window/guards.ts';

const APP_ORIGIN = originOf(CASHIER_SITE);
const LOOPBACK = 'http://127.0.0.1:4321';

const REFUSED = [
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,<script>1</script>',
  'about:blank',
  'blob:app://paydesk/0-1',
  'view-source:app://paydesk/',
  'https://paydesk/',
  'http://paydesk/',
  'https://example.invalid/?next=app://paydesk',
  'https://example.invalid/#app://paydesk/',
  'app://paydesk.evil/',
  'app://paydesk@evil/',
  'app://evil@paydesk/',
  'app://user:word@paydesk/',
  'app://paydesk:80/',
  'app://paydesk:paydesk@evil/',
  'app://evil/paydesk',
  'app://evil//paydesk/',
  'app:paydesk',
  'app:/paydesk',
  'app:///paydesk',
  'app://',
  'app://%70aydesk.evil/',
  'apps://paydesk/',
  'app://paydesk\\@evil/',
  'filesystem:app://paydesk/temporary/',
  'chrome://settings',
  'devtools://devtools/bundled/x.html',
  'ws://paydesk/',
  '',
  ' ',
  '//paydesk/',
  '/index.html',
  'paydesk',
];

describe('SECURITY: the till window never navigates away', () => {
  it.each(REFUSED)('to %j', (url) => {
    expect(mayNavigate(url, APP_ORIGIN)).toBe(false);
  });

  it.each(['app://paydesk/', 'app://paydesk/index.html', 'app://paydesk/?x=1#/y', 'APP://paydesk/'])(
    'but may be at its own %s',
    (url) => {
      expect(mayNavigate(url, APP_ORIGIN)).toBe(true);
    },
  );

  it.each([
    'http://127.0.0.1:4322/',
    'http://127.0.0.1/',
    'https://127.0.0.1:4321/',
    'http://localhost:4321/',
    'http://x@127.0.0.1:4321/',
    'http://127.0.0.1:4321.evil/',
    'app://paydesk/',
  ])('the practice window not even to %s', (url) => {
    expect(mayNavigate(url, LOOPBACK)).toBe(false);
  });

  it('whatever is asked for, what is allowed begins with the origin', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((tail) => `app://paydesk${tail}`),
        ),
        (url) => {
          if (mayNavigate(url, APP_ORIGIN)) expect(new URL(url).href).toMatch(/^app:\/\/paydesk(?:[/?#]|$)/);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('SECURITY: the contents of a window', () => {
  function guarded(): {
    readonly isPrevented: (event: string, url?: string) => boolean;
    readonly opens: () => unknown;
    readonly policy: () => string;
  } {
    const contents = new EventEmitter();
    let opens: () => unknown = () => 'not set';
    let policy = 'not set';
    const fake = Object.assign(contents, {
      setWindowOpenHandler: (handler: () => unknown) => {
        opens = handler;
      },
      setWebRTCIPHandlingPolicy: (chosen: string) => {
        policy = chosen;
      },
    });
    guardContents(fake as unknown as WebContents, APP_ORIGIN);
    return {
      opens: () => opens(),
      policy: () => policy,
      isPrevented: (event, url = '') => {
        let isPrevented = false;
        contents.emit(event, {
          url,
          preventDefault: () => {
            isPrevented = true;
          },
        });
        return isPrevented;
      },
    };
  }

  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])('%s: away is prevented, home is not', (event) => {
    const { isPrevented } = guarded();
    expect([isPrevented(event, 'https://example.invalid/'), isPrevented(event, 'app://paydesk/')]).toEqual([true, false]);
  });

  it('no packet leaves by WebRTC past the proxy', () => {
    expect(guarded().policy()).toBe('disable_non_proxied_udp');
  });

  it('no window is opened and no webview attached', () => {
    const { isPrevented, opens } = guarded();
    expect([opens(), isPrevented('will-attach-webview')]).toEqual([{ action: 'deny' }, true]);
  });
});

describe('SECURITY: the session of a window', () => {
  type Request = (details: { readonly url: string }, answer: (response: { readonly cancel?: boolean }) => void) => void;

  function guarded(origin = APP_ORIGIN) {
    const handlers: {
      permission?: (c: unknown, p: string, answer: (allowed: boolean) => void) => void;
      check?: () => boolean;
      device?: () => boolean;
      request?: Request;
    } = {};
    const events = new EventEmitter();
    const proxies: string[] = [];
    const fake = Object.assign(events, {
      setPermissionRequestHandler: (handler: NonNullable<typeof handlers.permission>) => {
        handlers.permission = handler;
      },
      setPermissionCheckHandler: (handler: () => boolean) => {
        handlers.check = handler;
      },
      setProxy: (config: { readonly proxyRules: string; readonly proxyBypassRules: string }) => {
        proxies.push(config.proxyBypassRules);
        return Promise.resolve();
      },
      setDevicePermissionHandler: (handler: () => boolean) => {
        handlers.device = handler;
      },
      webRequest: {
        onBeforeRequest: (handler: Request) => {
          handlers.request = handler;
        },
      },
    });
    guardSession(fake as unknown as Session, origin);
    return { handlers, events, proxies };
  }

  it('every permission is denied, asked for or checked', () => {
    const { handlers } = guarded();
    const answers: boolean[] = [];
    for (const permission of ['media', 'geolocation', 'usb', 'clipboard-read', 'openExternal'])
      handlers.permission?.(null, permission, (allowed) => {
        answers.push(allowed);
      });
    expect([answers, handlers.check?.(), handlers.device?.()]).toEqual([[false, false, false, false, false], false, false]);
  });

  it.each([...REFUSED.filter((url) => !url.startsWith('devtools:')), 'wss://example.invalid/'])(
    'no request leaves for %j',
    (url) => {
      let cancelled: boolean | undefined;
      guarded().handlers.request?.({ url }, ({ cancel }) => {
        cancelled = cancel;
      });
      expect(cancelled).toBe(true);
    },
  );

  it('only an address on loopback that the page itself has goes past the proxy that is not there', () => {
    expect([guarded().proxies, guarded('http://127.0.0.1:4711').proxies]).toEqual([
      ['<-loopback>'],
      ['<-loopback>,127.0.0.1:4711'],
    ]);
  });

  it('its own files are let through, and nothing is downloaded', () => {
    const { handlers, events } = guarded();
    let cancelled: boolean | undefined;
    handlers.request?.({ url: 'app://paydesk/assets/index.js' }, ({ cancel }) => {
      cancelled = cancel;
    });
    let isPrevented = false;
    events.emit('will-download', {
      preventDefault: () => {
        isPrevented = true;
      },
    });
    expect([cancelled, isPrevented]).toEqual([false, true]);
  });
});
