/** Draws the scanner's set-up sheet from core/scan/sheet.ts: `assets/scanner-sheet.pdf` to print, and one SVG a symbol for the screen. */
import fs from 'node:fs';
import path from 'node:path';
import bwip from 'bwip-js/node';
import PDFDocument from 'pdfkit';
import { importTs } from './prepare/import-ts.mjs';
import { projectRoot } from './prepare/prepare.mjs';

/** @typedef {{ kind: 'code128' | 'qrcode', digits: string }} Symbol */
/** @typedef {{ x: number, y: number, width: number, height: number }} Bar in modules */
/** @typedef {{ bars: Bar[], width: number, height: number }} Drawing quiet zone included */

/** Modules of white around a symbol: ISO/IEC 15417 asks for 10 beside bars, ISO/IEC 18004 for 4 around a QR code. */
const QUIET = { code128: 10, qrcode: 4 };
const BAR_HEIGHT = 40;
const MM = 72 / 25.4;

const { SHEET } = await importTs('core/scan/sheet.ts');
const drawings = SHEET.map(draw);
for (const [at, drawing] of drawings.entries())
  fs.writeFileSync(path.join(projectRoot, `assets/scanner-sheet-${at + 1}.svg`), svgOf(drawing));
await writePdf(path.join(projectRoot, 'assets/scanner-sheet.pdf'));
console.log(`Drawn: ${drawings.length} symbols, assets/scanner-sheet.pdf`);

/** @param {Symbol} symbol @returns {Drawing} */
function draw({ kind, digits }) {
  const [raw] = /** @type {any[]} */ (bwip.raw({ bcid: kind, text: digits, ...(kind === 'qrcode' ? { eclevel: 'M' } : {}) }));
  return kind === 'qrcode' ? drawPixels(raw, QUIET.qrcode) : drawBars(raw.sbs, QUIET.code128);
}

/** @param {number[]} widths bar, space, bar, … @param {number} quiet @returns {Drawing} */
function drawBars(widths, quiet) {
  /** @type {Bar[]} */
  const bars = [];
  let x = quiet;
  for (const [at, width] of widths.entries()) {
    if (at % 2 === 0) bars.push({ x, y: 0, width, height: BAR_HEIGHT });
    x += width;
  }
  return { bars, width: x + quiet, height: BAR_HEIGHT };
}

/** @param {{ pixs: ArrayLike<number>, pixx: number, pixy: number }} raw @param {number} quiet @returns {Drawing} */
function drawPixels({ pixs, pixx, pixy }, quiet) {
  /** @type {Bar[]} */
  const bars = [];
  for (let at = 0; at < pixx * pixy; at += 1)
    if (pixs[at] === 1) bars.push({ x: quiet + (at % pixx), y: quiet + Math.floor(at / pixx), width: 1, height: 1 });
  return { bars, width: pixx + 2 * quiet, height: pixy + 2 * quiet };
}

/** @param {Drawing} drawing */
function svgOf({ bars, width, height }) {
  const path = bars.map(({ x, y, width: w, height: h }) => `M${x} ${y}h${w}v${h}h-${w}z`).join('');
  const box = `viewBox="0 0 ${width} ${height}" width="${width * 4}" height="${height * 4}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${box} shape-rendering="crispEdges"><rect width="${width}" height="${height}" fill="#fff"/><path d="${path}"/></svg>\n`;
}

/** The same bytes for the same symbols: no date of today. @param {string} file */
async function writePdf(file) {
  const info = { Title: 'Paydesk scanner set-up sheet', Creator: 'Paydesk', Producer: 'Paydesk', CreationDate: new Date(0) };
  const pdf = new PDFDocument({ size: 'A4', margin: 0, info, pdfVersion: '1.4', lang: 'en' });
  const done = new Promise((resolve, reject) => {
    const out = pdf.pipe(fs.createWriteStream(file));
    out.on('finish', () => resolve(null));
    out.on('error', reject);
  });
  /** @param {string} text @param {number} size @param {number} leftMm @param {number} topMm */
  const line = (text, size, leftMm, topMm) => pdf.fontSize(size).text(text, leftMm * MM, topMm * MM, { lineBreak: false });
  pdf.font('Helvetica-Bold');
  line('Scanner set-up', 24, 20, 20);
  pdf.font('Helvetica');
  line('In Paydesk press F9, choose “Set up by scanning”, and scan each symbol once, in any order.', 11, 20, 34);
  line('Nothing here is a payment code: nothing can be charged with this sheet.', 11, 20, 40);
  for (const [at, drawing] of drawings.entries()) {
    const isQr = SHEET[at].kind === 'qrcode';
    const [topMm, moduleMm] = [62 + at * 74, isQr ? 1.6 : 0.5];
    line(`${at + 1}`, 24, 20, topMm);
    place(pdf, drawing, 40, topMm, moduleMm);
    line(
      SHEET[at].digits,
      9,
      40 + QUIET[/** @type {Symbol} */ (SHEET[at]).kind] * moduleMm,
      topMm + drawing.height * moduleMm + (isQr ? -2 : 3),
    );
  }
  pdf.end();
  await done;
}

/** @param {PDFKit.PDFDocument} pdf @param {Drawing} drawing @param {number} leftMm @param {number} topMm @param {number} moduleMm */
function place(pdf, { bars }, leftMm, topMm, moduleMm) {
  const unit = moduleMm * MM;
  for (const { x, y, width, height } of bars)
    pdf.rect(leftMm * MM + x * unit, topMm * MM + y * unit, width * unit, height * unit);
  pdf.fill('#000');
}
