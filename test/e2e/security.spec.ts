import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { CHANNELS } from '../../core/contract/channels.ts';
import { REFUSAL_CODES } from '../../core/contract/refusals.ts';
import {
  addHtml,
  afterAWhile,
  askForEverything,
  callAll,
  clickLink,
  reachOut,
  runText,
  sendForm,
  tamperWithBridge,
} from '../drive/page-attacks.ts';
import { openTrap, type Trap } from '../drive/trap.ts';
import { expect, test as base, type CounterWorld } from './fixtures.ts';

const test = base.extend<{ readonly trap: Trap }>({
  trap: async ({ browserName: _none }, use) => {
    const trap = await openTrap();
    await use(trap);
    expect(trap.hits(), 'something of Paydesk reached a stranger').toEqual([]);
    await trap.close();
  },
});

const HOME = 'app://paydesk/';

/** One attack: it runs in the page, and afterwards the page is where it was, alone, with nothing of the attacker's in it. */
async function attack({ till }: CounterWorld, name: string, act: () => Promise<unknown>): Promise<void> {
  await test.step(name, async () => {
    const before = till.app.windows().length;
    await act().catch(() => undefined);
    expect(till.page.url()).toBe(HOME);
    expect(till.app.windows()).toHaveLength(before);
    // Asked in the page itself: Playwright's locators wait for the end of a navigation that the app has stopped.
    expect(await till.page.evaluate(afterAWhile)).toEqual({ hasStage: true, isPwned: false });
  });
}

test('no page leads away, opens a window, frames a stranger or takes a file', async ({ counter, trap }) => {
  const { page, app } = counter.till;
  const contents = () => app.evaluate(({ webContents }) => webContents.getAllWebContents().length);
  const before = await contents();
  for (const url of [trap.url, HOME, 'about:blank', 'file:///etc/passwd']) {
    await attack(counter, `window.open ${url}`, () =>
      page.evaluate((to) => {
        window.open(to);
      }, url),
    );
    await attack(counter, `a link to a new window ${url}`, () => page.evaluate(clickLink, { url, target: '_blank' }));
  }
  const away = [
    trap.url,
    'https://example.com/',
    'file:///etc/passwd',
    'data:text/html,<p>x',
    'app://other/',
    'app://paydesk.example/',
    'javascript:void(globalThis.pwned=1)',
    'blob:app://paydesk/0',
  ];
  for (const url of away) {
    await attack(counter, `location = ${url}`, () =>
      page.evaluate((to) => {
        location.href = to;
      }, url),
    );
    await attack(counter, `a link to ${url}`, () => page.evaluate(clickLink, { url, target: '_self' }));
  }
  await attack(counter, 'a form sent to a stranger', () => page.evaluate(sendForm, trap.url));
  await attack(counter, 'a page that refreshes itself away', () =>
    page.evaluate(addHtml, `<meta http-equiv="refresh" content="0;url=${trap.url}">`),
  );
  for (const frame of [`src="${trap.url}"`, 'srcdoc="<script>top.pwned=1</script>"', 'src="data:text/html,x"', `src="${HOME}"`]) {
    await attack(counter, `iframe ${frame}`, () => page.evaluate(addHtml, `<iframe ${frame}></iframe>`));
  }
  expect(
    await page.evaluate(() =>
      [...document.querySelectorAll('iframe')].map((frame) => {
        try {
          return 'paydesk' in (frame.contentWindow ?? {});
        } catch {
          return false;
        }
      }),
    ),
  ).toEqual([false, false, false, false]);
  await attack(counter, 'a webview', () => page.evaluate(addHtml, `<webview src="${trap.url}" nodeintegration></webview>`));
  expect(await contents()).toBe(before);

  await app.evaluate(({ session, webContents }, from) => {
    Object.assign(globalThis, { downloads: [] });
    session.fromPartition('paydesk').on('will-download', (event) => {
      (globalThis as unknown as { downloads: boolean[] }).downloads.push(event.defaultPrevented);
    });
    webContents.getAllWebContents()[0]?.downloadURL(from);
  }, `${HOME}index.html`);
  await attack(counter, 'a download', () =>
    page.evaluate(clickLink, { url: `${HOME}index.html`, target: '_self', download: 'x.html' }),
  );
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as { downloads: boolean[] }).downloads))
    .toEqual([true, true]);
});

test('no foreign code runs, nothing leaves the page, and nothing of the machine is granted', async ({ counter, trap }) => {
  const { page, app } = counter.till;
  const markup = [
    '<script>globalThis.pwned = 1</script>',
    '<img src="x" onerror="globalThis.pwned = 1">',
    '<b onclick="globalThis.pwned = 1">x</b>',
    `<script src="${trap.url}/s.js"></script>`,
    '<script src="data:text/javascript,globalThis.pwned=1"></script>',
    `<img src="${trap.url}/i.png">`,
    `<link rel="stylesheet" href="${trap.url}/s.css">`,
    `<object data="${trap.url}/o"></object>`,
    `<link rel="prefetch" href="${trap.url}/p">`,
    `<video src="${trap.url}/v"></video>`,
    `<svg><script>globalThis.pwned = 1</script></svg>`,
  ];
  for (const html of markup) await attack(counter, html, () => page.evaluate(addHtml, html));
  const codes = [
    'eval("globalThis.pwned = 1")',
    'new Function("globalThis.pwned = 1")()',
    'setTimeout("globalThis.pwned = 1", 0)',
  ];
  for (const code of codes) await attack(counter, code, () => page.evaluate(runText, code));
  const outward = await page.evaluate(reachOut, { url: trap.url, udpPort: trap.udpPort });
  expect(outward).toEqual(Object.fromEntries(Object.keys(outward).map((way) => [way, 'refused'])));
  const granted = await page.evaluate(askForEverything);
  expect(granted).toEqual(Object.fromEntries(Object.keys(granted).map((what) => [what, 'denied'])));

  expect(
    await page.evaluate(() =>
      ['process', 'require', 'Buffer', 'module', 'global', '__dirname', 'electron', 'ipcRenderer'].filter(
        (name) => name in globalThis,
      ),
    ),
  ).toEqual([]);
  const preferences = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) =>
      (webContents as unknown as { getLastWebPreferences: () => object }).getLastWebPreferences(),
    ),
  );
  expect(preferences).toHaveLength(1);
  expect(preferences[0]).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false });
  for (const [name, value] of Object.entries({
    webSecurity: false,
    allowRunningInsecureContent: true,
    nodeIntegrationInSubFrames: true,
    nodeIntegrationInWorker: true,
    experimentalFeatures: true,
    navigateOnDragDrop: true,
  })) {
    expect((preferences[0] as Record<string, unknown>)[name], name).not.toBe(value);
  }
  const { pid, flag } = await app.evaluate(({ app: electron, webContents }) => ({
    pid: webContents.getAllWebContents()[0]?.getOSProcessId() ?? 0,
    flag: electron.commandLine.hasSwitch('no-sandbox'),
  }));
  if (process.platform === 'linux')
    expect(/^Seccomp:\t(\d)$/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]).toBe(flag ? '0' : '2');
  if (process.getuid?.() !== 0) expect(flag).toBe(false);
});

test('the bridge is two functions, refuses what it does not know, and only our own page may call', async ({ counter }) => {
  const { page, app } = counter.till;
  expect(await page.evaluate(tamperWithBridge)).toEqual({
    keys: ['invoke', 'onSnapshot'],
    isFrozen: true,
    isReplaced: false,
    isPatched: false,
  });

  const names = [...Object.keys(CHANNELS), 'app.quit', 'paydesk:app.snapshot', '__proto__', 'constructor', 'toString', ''];
  const bodies: readonly unknown[] = fc.sample<unknown>(
    fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.record(
        { paymentRequestId: fc.jsonValue(), amount: fc.jsonValue(), key: fc.string(), text: fc.string() },
        { requiredKeys: [] },
      ),
    ),
    { numRuns: 400, seed: 7 },
  );
  const calls = bodies.map((body: unknown, at: number) => ({ channel: names[at % names.length] ?? '', body }));
  const outcomes = await page.evaluate(callAll, calls);
  expect(outcomes).toHaveLength(400);
  for (const [at, outcome] of outcomes.entries()) {
    const call = JSON.stringify(calls[at]);
    expect(typeof outcome.ok, call).toBe('boolean');
    if (!outcome.ok) expect(REFUSAL_CODES, call).toContain(outcome.code);
    if (!Object.hasOwn(CHANNELS, calls[at]?.channel ?? ''))
      expect(outcome, call).toMatchObject({ ok: false, code: 'bad-request' });
  }
  expect(outcomes.filter(({ code }) => code === 'bad-request').length).toBeGreaterThan(300);
  expect(outcomes.filter(({ code }) => code === 'internal')).toEqual([]);

  for (const url of ['data:text/html,<p>a stranger', 'about:blank']) {
    const answer = await app.evaluate(async ({ BrowserWindow, app: electron }, to) => {
      const stranger = new BrowserWindow({
        show: false,
        webPreferences: { preload: `${electron.getAppPath()}/out/preload/index.cjs`, sandbox: true },
      });
      await stranger.loadURL(to);
      const said: unknown = await stranger.webContents.executeJavaScript("paydesk.invoke('app.snapshot', {})");
      stranger.destroy();
      return said;
    }, url);
    expect(answer).toMatchObject({ ok: false, code: 'untrusted-sender' });
  }

  await page.reload();
  await counter.till.keys.focus();
  await counter.till.keys.press('F12');
  await counter.till.keys.type('150');
  await counter.till.keys.press('Return');
  await counter.till.keys.scan(await counter.gateway.mintCode({ behaviour: 'approve' }));
  await expect(page.getByTestId('stage')).toHaveAttribute('data-face', 'paid');
});

base('the practice wallet is a stranger in its own window: no bridge, no way out, no way to Paydesk', async ({ practice }) => {
  const trap = await openTrap();
  const wallet = await practice.wallet.page();
  const home = wallet.url();
  expect(await wallet.evaluate(() => ['paydesk', 'process', 'require', 'electron'].filter((name) => name in globalThis))).toEqual(
    [],
  );
  const leave = async (url: string) => {
    await wallet
      .evaluate((to) => {
        window.open(to);
        location.href = to;
      }, url)
      .catch(() => undefined);
    expect(await wallet.evaluate(() => document.querySelector('#bars svg') !== null)).toBe(true);
    expect(wallet.url()).toBe(home);
  };
  for (const url of [trap.url, HOME, 'file:///etc/passwd']) await leave(url);
  await practice.till.app.evaluate(({ session }, to) => {
    session
      .fromPartition('practice')
      .protocol.handle('http', () => new Response(null, { status: 302, headers: { location: to } }));
  }, trap.url);
  await leave(`${home}elsewhere`);
  expect(practice.till.app.windows()).toHaveLength(2);
  expect(trap.hits()).toEqual([]);
  await trap.close();
});
