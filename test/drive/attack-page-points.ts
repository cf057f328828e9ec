import { readFileSync } from 'node:fs';
import { asPage, globalsOf, inTurn, onlyWhat, stays, wished, type Point } from './attack-scene.ts';
import { askForEverything, reachOut, runText, tamperWithBridge } from './page-attacks.ts';

/** What a page has and may. */
export const PAGE_POINTS: readonly Point[] = [
  {
    number: 1,
    title: 'only secure content is loaded',
    marked: 'main/window/guards.ts',
    attack: async ({ till, trap }) =>
      onlyWhat('network', await till.page.evaluate(reachOut, { url: trap.url, udpPort: trap.udpPort }), 'refused'),
  },
  {
    number: 2,
    title: 'no Node in a page',
    marked: 'main/window/cashier-window.ts',
    attack: async (scene) => [
      ...(await wished(scene, { nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false })),
      ...(await globalsOf(scene.till)).map((name) => `the page has ${name}`),
    ],
  },
  {
    number: 3,
    title: 'the preload lives in a world of its own',
    marked: 'main/window/cashier-window.ts',
    attack: async (scene) => {
      const left = await scene.till.page.evaluate(tamperWithBridge);
      const isWhole = left.isFrozen && !left.isReplaced && !left.isPatched && left.keys.join() === 'invoke,onSnapshot';
      return [
        ...(await wished(scene, { contextIsolation: true })),
        ...(isWhole ? [] : [`the bridge is ${JSON.stringify(left)}`]),
      ];
    },
  },
  {
    number: 4,
    title: 'every page is in the sandbox of the operating system',
    marked: 'main/window/cashier-window.ts',
    attack: async (scene) => {
      const { pids, isOff } = await scene.till.app.evaluate(({ app, webContents }) => ({
        pids: webContents.getAllWebContents().map((each) => each.getOSProcessId()),
        isOff: app.commandLine.hasSwitch('no-sandbox'),
      }));
      const filters = pids.map((pid) => /^Seccomp:\t(\d)$/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]);
      // Root cannot have it; the packages are started without rights and looked at there.
      return [
        ...(await wished(scene, { sandbox: true })),
        ...(isOff || filters.every((each) => each === '2') ? [] : ['a page is not filtered']),
        ...(isOff && process.getuid?.() !== 0 ? ['the sandbox is off'] : []),
      ];
    },
  },
  {
    number: 5,
    title: 'no permission is granted',
    marked: 'main/window/guards.ts',
    attack: async ({ till }) => onlyWhat('permission', await till.page.evaluate(askForEverything), 'denied'),
  },
  {
    number: 6,
    title: 'web security stays on',
    marked: 'main/window/guards.ts',
    attack: async (scene) => [
      ...(await wished(scene, { webSecurity: true })),
      ...(await asPage(`<img src="${scene.trap.url}/x.png">`)(scene)),
    ],
  },
  {
    number: 7,
    title: 'a content security policy forbids foreign code',
    marked: 'main/window/app-protocol.ts',
    attack: (scene) =>
      inTurn([
        ...[
          '<script>globalThis.pwned = 1</script>',
          '<img src="x" onerror="globalThis.pwned = 1">',
          '<b onclick="globalThis.pwned = 1">x</b>',
          '<script src="data:text/javascript,globalThis.pwned=1"></script>',
          '<svg><script>globalThis.pwned = 1</script></svg>',
          `<script src="${scene.trap.url}/s.js"></script>`,
          `<link rel="stylesheet" href="${scene.trap.url}/s.css">`,
          `<base href="${scene.trap.url}/">`,
          `<object data="${scene.trap.url}/o"></object>`,
          `<link rel="prefetch" href="${scene.trap.url}/p">`,
        ].map((html) => () => asPage(html)(scene)),
        ...[
          'eval("globalThis.pwned = 1")',
          'new Function("globalThis.pwned = 1")()',
          'setTimeout("globalThis.pwned = 1", 0)',
        ].map((code) => () => stays(scene, code, () => scene.till.page.evaluate(runText, code))),
      ]),
  },
  {
    number: 8,
    title: 'insecure content is never mixed in',
    marked: 'main/window/app-protocol.ts',
    attack: async (scene) => [
      ...(await wished(scene, { allowRunningInsecureContent: false })),
      ...(await asPage(`<video src="${scene.trap.url}/v"></video>`)(scene)),
    ],
  },
  {
    number: 9,
    title: 'no experimental features',
    marked: 'main/window/cashier-window.ts',
    attack: (scene) => wished(scene, { experimentalFeatures: false, navigateOnDragDrop: false }),
  },
  {
    number: 10,
    title: 'no features of the engine are switched on',
    marked: 'main/window/cashier-window.ts',
    attack: (scene) => wished(scene, { enableBlinkFeatures: '', disableBlinkFeatures: '' }),
  },
  {
    number: 11,
    title: 'no webview opens windows',
    marked: 'main/window/guards.ts',
    attack: (scene) => asPage(`<webview src="${scene.trap.url}" allowpopups></webview>`)(scene),
  },
  {
    number: 12,
    title: 'no webview is ever attached',
    marked: 'main/window/guards.ts',
    attack: async (scene) => [
      ...(await wished(scene, { webviewTag: false })),
      ...(await asPage(`<webview src="${scene.trap.url}" nodeintegration webpreferences="sandbox=no"></webview>`)(scene)),
    ],
  },
];
