import { readFile } from 'node:fs/promises';
import { BrowserWindow, session } from 'electron';
import type { PdfPage, SheetSize } from './receipt-page.ts';

const ORIGIN = 'https://receipt.invalid';
const MICROMETRES = 1_000;
const MM_PER_CSS_PIXEL = 25.4 / 96;
/** A hair longer than measured, because a page that is too short by a rounding becomes two. */
const SPARE_MM = 1;
const PATIENCE_MS = 15_000;

/**
 * SECURITY: turns the page into a PDF in a window that nobody sees, without scripts, in a session of its own whose every
 * request is answered from here, so that nothing can ever reach a network. Rejects when the engine does not finish in time.
 */
export async function printPdf({ html, fonts, size }: PdfPage): Promise<Uint8Array> {
  const own = session.fromPartition(`receipt-pdf-${String(Date.now())}`, { cache: false });
  own.protocol.handle('https', async ({ url }) => {
    const path = url.startsWith(`${ORIGIN}/`) ? url.slice(ORIGIN.length + 1) : null;
    if (path === '') return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } });
    const file = path === null ? undefined : fonts.get(path);
    if (file === undefined) return new Response(null, { status: 404 });
    return new Response(await readFile(file), { headers: { 'content-type': 'font/woff2' } });
  });
  const window = new BrowserWindow({
    show: false,
    width: Math.ceil(size.widthMm / MM_PER_CSS_PIXEL),
    height: 400,
    useContentSize: true,
    webPreferences: { session: own, sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
  });
  try {
    return await withinPatience(() => pdfOf(window, size));
  } finally {
    window.destroy();
    own.protocol.unhandle('https');
  }
}

async function pdfOf(window: BrowserWindow, { widthMm, heightMm }: SheetSize): Promise<Uint8Array> {
  await window.loadURL(`${ORIGIN}/`);
  const heightPixels: unknown = await window.webContents.executeJavaScript(
    'document.fonts.ready.then(() => document.body.getBoundingClientRect().height)',
  );
  const contentMm = Math.ceil(Number(heightPixels) * MM_PER_CSS_PIXEL) + SPARE_MM;
  return window.webContents.printToPDF({
    printBackground: true,
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    pageSize: { width: inches(widthMm), height: inches(heightMm ?? contentMm) },
    generateTaggedPDF: true,
  });
}

const inches = (mm: number): number => (mm * MICROMETRES) / 25_400;

async function withinPatience<Value>(run: () => Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('the PDF took too long'));
    }, PATIENCE_MS);
  });
  try {
    return await Promise.race([run(), late]);
  } finally {
    clearTimeout(timer);
  }
}
