/**
 * Makes icon.png, icon.ico and icon.icns of assets/package/icon.svg, by hand after a change of the drawing:
 * `node scripts/package/icons.mjs`. Electron draws it, so that no tool beside those of the project is needed.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { neededFlags } from '../prepare/launch.mjs';
import { prepare, projectRoot } from '../prepare/prepare.mjs';
import { runChild } from '../process/children.mjs';
import { hasDisplay, startXvfb } from '../process/xvfb.mjs';

/** Sizes in pixels, and the name that an .icns file has for each of them. @type {Record<number, string>} */
const ICNS = { 32: 'ic11', 64: 'ic12', 128: 'ic07', 256: 'ic08', 512: 'ic09', 1024: 'ic10' };
const ICO = [16, 24, 32, 48, 64, 128, 256];

/** A Windows icon of PNG pictures. @param {readonly { size: number, png: Buffer }[]} pictures */
export function ico(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let at = head.length;
  pictures.forEach(({ size, png }, i) => {
    const row = 6 + 16 * i;
    // A side of 256 is written as 0.
    head.writeUInt8(size % 256, row);
    head.writeUInt8(size % 256, row + 1);
    head.writeUInt16LE(1, row + 4);
    head.writeUInt16LE(32, row + 6);
    head.writeUInt32LE(png.length, row + 8);
    head.writeUInt32LE(at, row + 12);
    at += png.length;
  });
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/** A macOS icon of PNG pictures. @param {readonly { size: number, png: Buffer }[]} pictures */
export function icns(pictures) {
  const parts = pictures.flatMap(({ size, png }) => {
    const head = Buffer.alloc(8);
    head.write(ICNS[size] ?? '', 'ascii');
    head.writeUInt32BE(png.length + 8, 4);
    return [head, png];
  });
  const head = Buffer.alloc(8);
  head.write('icns', 'ascii');
  head.writeUInt32BE(8 + parts.reduce((sum, part) => sum + part.length, 0), 4);
  return Buffer.concat([head, ...parts]);
}

/** A page that draws the picture at each size and writes the results. @param {string} svg @param {string} folder @param {readonly number[]} sizes */
const drawing = (svg, folder, sizes) => `
import { app, BrowserWindow } from 'electron';
import fs from 'node:fs';
const draw = async ([source, size]) => {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
  canvas.getContext('2d').drawImage(image, 0, 0, size, size);
  return canvas.toDataURL('image/png');
};
const source = ${JSON.stringify(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`)};
// Not awaited at the top: Electron is ready only when this file has run.
void app.whenReady().then(async () => {
  const window = new BrowserWindow({ show: false });
  await window.loadURL('data:text/html,<p>');
  for (const size of ${JSON.stringify(sizes)}) {
    const url = await window.webContents.executeJavaScript('(' + draw + ')(' + JSON.stringify([source, size]) + ')');
    fs.writeFileSync(${JSON.stringify(folder)} + '/' + size + '.png', Buffer.from(url.split(',')[1], 'base64'));
  }
}).finally(() => app.exit(0));
`;

async function makeIcons() {
  const runtime = await prepare({ build: false });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'paydesk-icons-'));
  const place = path.join(projectRoot, 'assets/package');
  const sizes = [...new Set([...ICO, ...Object.keys(ICNS).map(Number)])];
  fs.writeFileSync(path.join(folder, 'package.json'), '{"type":"module","main":"main.js"}');
  fs.writeFileSync(path.join(folder, 'main.js'), drawing(fs.readFileSync(path.join(place, 'icon.svg'), 'utf8'), folder, sizes));
  const display = hasDisplay() ? null : await startXvfb();
  const ended = await runChild(runtime.executable, [...neededFlags(), folder], {
    env: { ...process.env, ...display?.env },
    timeoutMs: 60_000,
  });
  await display?.stop();
  if (ended.code !== 0) throw new Error(`the icon was not drawn: ${ended.stderr}`);
  const pictures = (/** @type {readonly number[]} */ wanted) =>
    wanted.map((size) => ({ size, png: fs.readFileSync(path.join(folder, `${size}.png`)) }));
  fs.writeFileSync(path.join(place, 'icon.ico'), ico(pictures(ICO)));
  fs.writeFileSync(path.join(place, 'icon.icns'), icns(pictures(Object.keys(ICNS).map(Number))));
  fs.copyFileSync(path.join(folder, '512.png'), path.join(place, 'icon.png'));
  fs.rmSync(folder, { recursive: true, force: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await makeIcons();
  process.exit(0);
}
