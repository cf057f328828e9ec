import { readFileSync } from 'node:fs';
import path from 'node:path';
import { asPage, HOME, inTurn, stays, type Point, type Scene } from './attack-scene.ts';
import { clickLink, sendForm } from './page-attacks.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Going to about:blank asks nobody; the page has to be back at home with its stage. */
async function comesBack({ till }: Scene): Promise<readonly string[]> {
  await till.page
    .evaluate(() => {
      location.href = 'about:blank';
    })
    .catch(() => undefined);
  return till.page
    .waitForURL(HOME)
    .then(() => till.page.locator('body[data-ready="true"]').waitFor())
    .then(() => [])
    .catch(() => ['the page stayed at about:blank']);
}

/** No frame that was put into the page may have got the bridge. */
async function framesWithBridge({ till }: Scene): Promise<readonly string[]> {
  const frames = await till.page.evaluate(() =>
    [...document.querySelectorAll('iframe')].map((frame) => {
      try {
        return 'paydesk' in (frame.contentWindow ?? {});
      } catch {
        return false;
      }
    }),
  );
  return [
    ...(frames.length === 4 ? [] : [`${String(frames.length)} of 4 frames were there to be asked`]),
    ...(frames.some(Boolean) ? ['a frame has the bridge'] : []),
  ];
}

/** Neither a link nor the window itself saves a file; each attempt must have been heard of, and stopped. */
async function downloads(scene: Scene): Promise<readonly string[]> {
  const { app, page } = scene.till;
  await app.evaluate(({ session, webContents }, from) => {
    const heard: boolean[] = [];
    Object.assign(globalThis, { downloads: heard });
    session.fromPartition('paydesk').on('will-download', (event) => void heard.push(event.defaultPrevented));
    webContents.getAllWebContents()[0]?.downloadURL(from);
  }, `${HOME}index.html`);
  const link = { url: `${HOME}index.html`, target: '_self', download: 'x.html' };
  const wrong = await stays(scene, 'a download', () => page.evaluate(clickLink, link));
  const stopped = await app.evaluate(async () => {
    const { downloads: heard } = globalThis as unknown as { downloads: boolean[] };
    for (let look = 0; look < 100 && heard.length < 2; look += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    return heard;
  });
  return [...wrong, ...(stopped.length === 2 && stopped.every(Boolean) ? [] : [`downloads: ${JSON.stringify(stopped)}`])];
}

/** Where a page may go, and what surrounds it. */
export const BORDER_POINTS: readonly Point[] = [
  {
    number: 13,
    title: 'no navigation and no redirect leads away',
    marked: 'main/window/guards.ts',
    attack: (scene) =>
      inTurn([
        ...[
          ...[scene.trap.url, 'https://example.com/', 'file:///etc/passwd', 'data:text/html,<p>x', 'app://other/'],
          ...['app://paydesk.example/', 'app://paydesk@example.com/', 'APP://PAYDESK.evil/', 'blob:app://paydesk/0'],
          'javascript:void(globalThis.pwned=1)',
        ].flatMap((url) => [
          () =>
            stays(scene, `location = ${url}`, () =>
              scene.till.page.evaluate((to) => {
                location.href = to;
              }, url),
            ),
          () => stays(scene, `a link to ${url}`, () => scene.till.page.evaluate(clickLink, { url, target: '_self' })),
        ]),
        () => stays(scene, 'a form', () => scene.till.page.evaluate(sendForm, scene.trap.url)),
        () => comesBack(scene),
        () => asPage(`<meta http-equiv="refresh" content="0;url=${scene.trap.url}">`)(scene),
        ...[`src="${scene.trap.url}"`, 'srcdoc="<script>top.pwned=1</script>"', 'src="data:text/html,x"', `src="${HOME}"`].map(
          (frame) => () => asPage(`<iframe ${frame}></iframe>`)(scene),
        ),
        () => framesWithBridge(scene),
        () => downloads(scene),
      ]),
  },
  {
    number: 14,
    title: 'no window is opened',
    marked: 'main/window/guards.ts',
    attack: (scene) =>
      inTurn(
        [scene.trap.url, HOME, 'about:blank', 'file:///etc/passwd'].flatMap((url) => [
          () =>
            stays(scene, `window.open ${url}`, () =>
              scene.till.page.evaluate((to) => {
                window.open(to);
              }, url),
            ),
          () => stays(scene, `a link to a new ${url}`, () => scene.till.page.evaluate(clickLink, { url, target: '_blank' })),
        ]),
      ),
  },
  {
    number: 15,
    title: 'nothing outside is opened for a page',
    marked: 'main/window/guards.ts',
    attack: async (scene) => {
      await scene.till.app.evaluate(({ shell }) => {
        Object.assign(globalThis, { opened: [] });
        const note = (what: string): void => void (globalThis as unknown as { opened: string[] }).opened.push(what);
        Object.assign(shell, {
          openExternal: (url: string) => (note(url), Promise.resolve()),
          openPath: (file: string) => (note(file), Promise.resolve('')),
        });
      });
      const wrong = await inTurn(
        ['mailto:a@example.com', 'tel:1', 'ms-msdt:/id', 'vbscript:x', 'smb://example.com/x', 'custom-thing://x'].map(
          (url) => () => stays(scene, url, () => scene.till.page.evaluate(clickLink, { url, target: '_self' })),
        ),
      );
      const opened = await scene.till.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
      return [...wrong, ...opened.map((url) => `${url} was opened outside`)];
    },
  },
  {
    number: 16,
    title: 'the shipped Electron is a current one',
    marked: 'SECURITY.md',
    attack: () => {
      const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
        readonly devDependencies: Readonly<Record<string, string>>;
      };
      const shipped = Number((devDependencies['electron'] ?? '0').split('.')[0]);
      return Promise.resolve(shipped >= 45 ? [] : [`Electron ${String(shipped)} gets no security updates`]);
    },
  },
  {
    number: 17,
    title: 'only our own main frame may call',
    marked: 'main/ipc/sender.ts',
    attack: ({ till }) =>
      inTurn(
        ['data:text/html,<p>a stranger', 'about:blank'].map((url) => async () => {
          const said = await till.app.evaluate(async ({ BrowserWindow, app }, to) => {
            const preload = `${app.getAppPath()}/out/preload/index.cjs`;
            const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
            await stranger.loadURL(to);
            const answer: unknown = await stranger.webContents.executeJavaScript("paydesk.invoke('app.snapshot', {})");
            stranger.destroy();
            return answer as { readonly ok: boolean; readonly code?: string };
          }, url);
          return said.ok || said.code !== 'untrusted-sender' ? [`${url} was answered ${JSON.stringify(said)}`] : [];
        }),
      ),
  },
  {
    number: 18,
    title: 'pages do not come from file://, and no path leads out of their folder',
    marked: 'main/begin.ts',
    attack: async ({ till }) => {
      const paths = ['../package.json', '..%2f..%2fpackage.json', '%2e%2e/%2e%2e/package.json', '..\\..\\package.json'];
      const more = [
        '/etc/passwd',
        'index.html%00.js',
        '//etc/passwd',
        '%5c..%5cpackage.json',
        'out/main/index.js',
        'main/index.js',
      ];
      const statuses = await till.app.evaluate(
        async ({ session }, all) =>
          Promise.all(
            all.map(async (one) => {
              const answer = await session
                .fromPartition('paydesk')
                .fetch(`app://paydesk/${one}`)
                .catch(() => null);
              return [one, answer?.status ?? 404] as const;
            }),
          ),
        [...paths, ...more],
      );
      return statuses.flatMap(([one, status]) => (status === 404 ? [] : [`${one} answered ${String(status)}`]));
    },
  },
  {
    number: 19,
    title: 'the fuses and the refused switches',
    marked: 'main/lifecycle/refused-switches.ts',
    // Of the declaration; the built binary is read back, and the switches are tried on it, by the evidence `package`.
    attack: () => {
      const declared = readFileSync(path.join(root, 'electron-builder.yml'), 'utf8');
      const off = [
        'runAsNode',
        'enableNodeOptionsEnvironmentVariable',
        'enableNodeCliInspectArguments',
        'grantFileProtocolExtraPrivileges',
      ];
      const on = ['enableEmbeddedAsarIntegrityValidation', 'onlyLoadAppFromAsar', 'enableCookieEncryption'];
      return Promise.resolve([
        ...off.filter((name) => !declared.includes(`  ${name}: false`)).map((name) => `${name} is not off`),
        ...on.filter((name) => !declared.includes(`  ${name}: true`)).map((name) => `${name} is not on`),
      ]);
    },
  },
  {
    number: 20,
    title: 'a page gets no interface of Electron',
    marked: 'preload/index.ts',
    attack: async ({ till }) => {
      const reached = await till.page.evaluate(() => {
        const { paydesk } = globalThis as unknown as { paydesk: Record<string, unknown> };
        const invoke = paydesk['invoke'] as { constructor: unknown };
        const inner = ['ipcRenderer', 'send', 'on', 'require', 'process'].filter((name) => name in paydesk);
        return [...inner, ...(invoke.constructor === Function ? [] : ['a function of another world'])];
      });
      return reached.map((name) => `the bridge gives ${name}`);
    },
  },
];
