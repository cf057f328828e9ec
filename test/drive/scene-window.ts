import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron, type CDPSession, type ElectronApplication, type Page } from 'playwright';
import type { Snapshot } from '../../core/contract/views.ts';
import { CASHIER_SITE, customerSite, listServedFiles, originOf, serveApp, type Site } from '../../main/window/app-protocol.ts';
import { ANSWERS } from '../scenes/answers.ts';
import type { Scene, Stroke } from '../scenes/scene.ts';
import { electronExecutable } from './till.ts';

/** What a scene is shown in: `zoom` 2 leaves half the width and height to the page, as a browser's zoom does. */
export type Frame = { readonly width: number; readonly height: number; readonly zoom: number };

/** The built page in a real window, with a scene in the place of main. */
export type SceneWindow = {
  readonly page: Page;
  /** Loads the page anew and carries out the scene's strokes. */
  readonly open: (scene: Scene, display: ShownAs) => Promise<void>;
  /** Changes language or look of the scene that is open, as main would. */
  readonly turn: (scene: Scene, display: ShownAs) => Promise<void>;
  readonly frame: (frame: Frame) => Promise<void>;
  /** What the window shows, as WebP: a quarter of a PNG's bytes. */
  readonly picture: () => Promise<Buffer>;
  readonly close: () => Promise<void>;
};

/** Language and look; the disguised English too, which no shop can choose. */
export type ShownAs = { readonly language: string; readonly theme: string };

const root = path.resolve(import.meta.dirname, '../..');

/** Where the built pages are served, each on its own host, by the same code and under the same content policy as in the product. */
const HOSTS: Readonly<Record<string, Site>> = {
  'paydesk.test': { ...CASHIER_SITE, more: standInPicture },
  'customer.test': customerSite(standInPicture),
};
/** A picture in the place of every file that a shop would bring. */
function standInPicture(pathname: string): ReturnType<Site['more']> {
  const isPicture = pathname === '/idle-picture' || pathname.startsWith('/brand/');
  return isPicture ? { file: path.join(root, 'assets/package/icon.svg'), type: 'image/svg+xml' } : null;
}

const addressOf = ({ customer }: Scene): string => `https://${customer === null ? 'paydesk' : 'customer'}.test/`;

/** Opens an empty window of the same runtime and serves the built page into it. */
export async function openSceneWindow(): Promise<SceneWindow> {
  const empty = emptyApp();
  const app = await _electron.launch({
    executablePath: electronExecutable(),
    args: [empty],
    env: { ...process.env } as Record<string, string>,
    chromiumSandbox: process.getuid?.() !== 0,
  });
  const page = await app.firstWindow();
  const stage = { script: '' };
  await serve(page, stage);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const wire = await app.context().newCDPSession(page);
  const parts = { page, stage };
  return {
    page,
    open: (scene, display) => open(parts, scene, display),
    turn: (scene, display) => turn(page, scene, display),
    frame: (frame) => resize(wire, frame),
    picture: () => takePicture(page, wire),
    close: () => close(app, empty),
  };
}

type Parts = { readonly page: Page; readonly stage: Stage };

async function close(app: ElectronApplication, folder: string): Promise<void> {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
}

/** The script that stands in for main in the page that is loaded next. */
type Stage = { script: string };

/** Serves the built page; before its own script comes the one that stands in for main, which the content policy lets pass as a file. */
async function serve(page: Page, stage: Stage): Promise<void> {
  const files = await listServedFiles(path.join(root, 'out/renderer'));
  for (const [host, site] of Object.entries(HOSTS)) await serveSite(page, stage, { host, site, files });
}

type Served = {
  readonly host: string;
  readonly site: Site;
  readonly files: Awaited<ReturnType<typeof listServedFiles>>;
};

async function serveSite(page: Page, stage: Stage, { host, site, files }: Served): Promise<void> {
  let answer: (request: Request) => Response | Promise<Response> = () => new Response(null, { status: 404 });
  const protocol = {
    handle: (_scheme: string, handler: typeof answer) => {
      answer = handler;
    },
  };
  serveApp(protocol as unknown as Parameters<typeof serveApp>[0], files, site);
  await page.route(`https://${host}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === STAND_IN) {
      await route.fulfill({ contentType: 'text/javascript', body: stage.script });
      return;
    }
    const served = await answer(new Request(`${originOf(site)}${pathname}`));
    const body = Buffer.from(await served.arrayBuffer());
    await route.fulfill({
      status: served.status,
      headers: Object.fromEntries(served.headers),
      body: pathname === '/' ? body.toString().replace('<head>', `<head><script src="${STAND_IN}"></script>`) : body,
    });
  });
}

const STAND_IN = '/stand-in.js';

type FakeMain = {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly refused: Readonly<Record<string, string>>;
  snapshot: unknown;
  customer: unknown;
};

/** Runs in the page before anything of its own: main, as far as the scene has it. */
function standIn(main: FakeMain): void {
  const listeners = new Set<(snapshot: unknown) => void>();
  const pictures = new Set<(picture: unknown) => void>();
  const invoke = (channel: string): Promise<unknown> => {
    const code = main.refused[channel];
    if (code !== undefined) return Promise.resolve({ ok: false, code, traceId: 'trace-1' });
    const value = channel === 'app.snapshot' ? main.snapshot : (main.answers[channel] ?? {});
    return Promise.resolve({ ok: true, value });
  };
  Object.assign(window, {
    paydesk: {
      invoke,
      onSnapshot: (listener: (snapshot: unknown) => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    customer: {
      onPicture: (listener: (picture: unknown) => void) => {
        pictures.add(listener);
        listener(main.customer);
      },
    },
    pushScene: ({ snapshot, customer }: { readonly snapshot: unknown; readonly customer: unknown }) => {
      main.snapshot = snapshot;
      for (const listener of listeners) listener(snapshot);
      for (const listener of pictures) listener(customer);
    },
  });
}

const dressed = (scene: Scene, display: ShownAs): Snapshot =>
  ({ ...scene.snapshot, revision: (revision += 1), display: { ...scene.snapshot.display, ...display } }) as Snapshot;

const customerDressed = ({ customer }: Scene, display: ShownAs): unknown =>
  customer === null ? null : { ...customer, ...display };

/** Each picture is newer than the one before it, or the page keeps what it has. */
let revision = 1;

async function open({ page, stage }: Parts, scene: Scene, display: ShownAs): Promise<void> {
  const { answers, refused } = scene;
  const main: FakeMain = {
    snapshot: dressed(scene, display),
    customer: customerDressed(scene, display),
    answers: { ...ANSWERS, ...answers },
    refused,
  };
  stage.script = `(${standIn.toString()})(${JSON.stringify(main)})`;
  await page.goto(addressOf(scene));
  await page.locator('body[data-ready="true"]').waitFor();
  for (const stroke of scene.strokes) await carryOut(page, stroke);
  await settle(page, display);
}

async function turn(page: Page, scene: Scene, display: ShownAs): Promise<void> {
  await page.evaluate(
    (shown) => {
      (window as unknown as { pushScene: (shown: unknown) => void }).pushScene(shown);
    },
    { snapshot: dressed(scene, display), customer: customerDressed(scene, display) } as unknown,
  );
  await settle(page, display);
}

async function carryOut(page: Page, stroke: Stroke): Promise<void> {
  if ('key' in stroke) await strike(page, stroke.key);
  else if ('press' in stroke)
    await page
      .getByTestId(stroke.press)
      .nth(stroke.at ?? 0)
      .click();
  else {
    const field = page.getByTestId(stroke.into);
    const isList = await field.evaluate((element) => element instanceof HTMLSelectElement);
    await (isList ? field.selectOption(stroke.type) : field.fill(stroke.type));
  }
}

/** A key as the page hears it: a real one may come before a window that was just loaded has the focus. */
function strike(page: Page, name: string): Promise<boolean> {
  const ctrlKey = name.startsWith('Ctrl ');
  const key = ctrlKey ? name.slice('Ctrl '.length).toLowerCase() : name;
  return page.evaluate(
    (stroke) => document.body.dispatchEvent(new KeyboardEvent('keydown', { ...stroke, bubbles: true, cancelable: true })),
    { key, ctrlKey },
  );
}

/** Waits until the language is spoken, and its letters are there; nothing moves, because the system asks for less motion. */
async function settle(page: Page, { language }: ShownAs): Promise<void> {
  await page.locator(`html[lang="${language}"]`).waitFor();
  await page.evaluate(async () => {
    // The fonts are named by style sheets that come after the first picture.
    while (document.querySelectorAll('link[href*="/fonts/"]').length === 0)
      await new Promise((resolve) => setTimeout(resolve, 20));
    const sheets = [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')];
    const coming = sheets.filter(({ sheet }) => sheet === null);
    await Promise.all(coming.map((link) => new Promise((resolve) => link.addEventListener('load', resolve, { once: true }))));
    document.body.getBoundingClientRect();
    await document.fonts.ready;
  });
}

async function resize(wire: CDPSession, { width, height, zoom }: Frame): Promise<void> {
  await wire.send('Emulation.setDeviceMetricsOverride', {
    width: Math.round(width / zoom),
    height: Math.round(height / zoom),
    deviceScaleFactor: zoom,
    mobile: false,
  });
}

/** Small text keeps its edges at this quality. */
const WEBP_QUALITY = 90;

/** Without the caret, which blinks. */
async function takePicture(page: Page, wire: CDPSession): Promise<Buffer> {
  await page.evaluate(() => {
    document.documentElement.style.caretColor = 'transparent';
  });
  const { data } = await wire.send('Page.captureScreenshot', { format: 'webp', quality: WEBP_QUALITY });
  return Buffer.from(data, 'base64');
}

/** The smallest application that has a window. */
function emptyApp(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-scenes-'));
  writeFileSync(path.join(folder, 'package.json'), '{"name":"scene-window","type":"module","main":"main.js"}');
  writeFileSync(
    path.join(folder, 'main.js'),
    `
    import { app, BrowserWindow } from 'electron';
    app.setPath('userData', ${JSON.stringify(path.join(folder, 'data'))});
    void app.whenReady().then(() => {
      const window = new BrowserWindow({ width: 1366, height: 768, webPreferences: { sandbox: true, contextIsolation: true } });
      void window.loadURL('about:blank');
    });
  `,
  );
  return folder;
}
