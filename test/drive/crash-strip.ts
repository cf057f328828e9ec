import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron } from 'playwright';
import { electronExecutable } from './till.ts';

/** One picture of a strip: a PNG file, or the text of a paper, and what it shows in a few words. */
export type Frame = { readonly caption: string } & ({ readonly file: string } | { readonly paper: string });

const SIZE = { width: 1_720, height: 1_000 } as const;

/** Joins pictures to one, three in a row, numbered, each above its caption; needs no program but Electron. */
export async function joinPictures(frames: readonly Frame[], file: string): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-strip-'));
  writeFileSync(path.join(folder, 'package.json'), '{"name":"strip","type":"module","main":"main.js"}');
  writeFileSync(path.join(folder, 'strip.html'), pageOf(frames));
  writeFileSync(path.join(folder, 'main.js'), opener(folder));
  const app = await _electron.launch({
    executablePath: electronExecutable(),
    args: [folder],
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    const page = await app.firstWindow();
    await page
      .locator('figure')
      .nth(frames.length - 1)
      .waitFor();
    await page.locator('main').screenshot({ path: file });
  } finally {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const opener = (folder: string): string => `
  import { app, BrowserWindow } from 'electron';
  app.setPath('userData', ${JSON.stringify(path.join(folder, 'data'))});
  void app.whenReady().then(() => {
    const window = new BrowserWindow({ useContentSize: true, width: ${String(SIZE.width)}, height: ${String(SIZE.height)} });
    void window.loadFile(${JSON.stringify(path.join(folder, 'strip.html'))});
  });
`;

const pageOf = (frames: readonly Frame[]): string => `<!doctype html><meta charset="utf-8"><style>
  body { margin: 0; background: #fff; color: #16191d; font: 19px/1.35 system-ui, sans-serif; }
  main { padding: 20px; display: grid; grid-template-columns: repeat(3, 1fr); gap: 26px 20px; }
  figure { margin: 0; }
  img, pre { box-sizing: border-box; width: 100%; aspect-ratio: 1366 / 768; border: 1px solid #b9bfc6; display: block; }
  pre { margin: 0; padding: 10px; overflow: hidden; font: 11px/1.16 monospace; background: #fbfaf6; text-align: center; }
  pre span { display: inline-block; width: 48ch; text-align: left; }
  pre i { display: block; min-height: 1.12em; font-style: normal; }
  pre .middle { text-align: center; }
  figcaption { margin-top: 8px; }
  b { display: inline-block; min-width: 1.5em; }
</style><main>${frames.map(figureOf).join('')}</main>`;

const figureOf = (frame: Frame, index: number): string =>
  `<figure>${pictureOf(frame)}<figcaption><b>${String(index + 1)}</b>${escaped(frame.caption)}</figcaption></figure>`;

const pictureOf = (frame: Frame): string =>
  'paper' in frame
    ? `<pre><span>${frame.paper.split('\n').map(lineOf).join('')}</span></pre>`
    : `<img src="data:image/png;base64,${readFileSync(frame.file).toString('base64')}">`;

/** What begins with spaces was centred by the till; letters of double width would otherwise stand too far left. */
const lineOf = (line: string): string => `<i${line.startsWith(' ') ? ' class="middle"' : ''}>${escaped(line.trim())}</i>`;

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
