import { CharacterSet, PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import { placed, type LayoutLine, type ReceiptLayout } from '../../core/receipt/layout.ts';
import { cellsOf } from '../../core/receipt/width.ts';
import { codePageByte, type CodePage } from './code-pages.ts';
import type { PrinterProfile } from './profile.ts';
import { epsonCode128, qrBytes } from './symbols.ts';

/** Bytes for the printer, and how many characters its code page does not have: each prints as `?`, and the count says so. */
export type EncodedReceipt = { readonly bytes: Uint8Array; readonly replaced: number };

/**
 * Turns a laid-out receipt into printer commands: start, lines, cut. Pure. The library is the encoder only and never opens
 * anything. Throws RangeError when the layout is wider than the printer, which is a bug.
 */
export function encode(layout: ReceiptLayout, profile: PrinterProfile): EncodedReceipt {
  if (layout.columns > profile.columns) throw new RangeError('the layout is wider than the paper');
  const job = newJob(profile);
  selectState(job, profile);
  let replaced = 0;
  for (const line of layout.lines) replaced += appendLine(job, line, layout.columns, profile);
  cut(job, profile);
  return { bytes: Uint8Array.from(job.getBuffer()), replaced };
}

/** The bytes that open the cash drawer, complete with both pulse times; empty without a drawer. */
export function drawerKick(profile: PrinterProfile): Uint8Array {
  const { drawer } = profile;
  if (drawer === null) return new Uint8Array();
  if (profile.dialect === 'epson')
    return Uint8Array.of(0x1b, 0x70, drawer.pin === 2 ? 0 : 1, steps(drawer.onSteps), steps(drawer.offSteps));
  const job = newJob(profile);
  job.openCashDrawer();
  return Uint8Array.from(job.getBuffer());
}

/** The library's names of the code pages. */
const CHARACTER_SETS: Readonly<Record<CodePage, CharacterSet>> = {
  pc437: CharacterSet.PC437_USA,
  pc737: CharacterSet.PC737_GREEK,
  pc852: CharacterSet.PC852_LATIN2,
  pc855: CharacterSet.PC855_CYRILLIC,
  pc857: CharacterSet.PC857_TURKISH,
  pc858: CharacterSet.PC858_EURO,
  pc860: CharacterSet.PC860_PORTUGUESE,
  pc863: CharacterSet.PC863_CANADIAN_FRENCH,
  pc865: CharacterSet.PC865_NORDIC,
  pc866: CharacterSet.PC866_CYRILLIC2,
  wpc1250: CharacterSet.WPC1250_LATIN2,
  wpc1251: CharacterSet.WPC1251_CYRILLIC,
  wpc1252: CharacterSet.WPC1252,
};

/** ESC @, the same in both families. */
const RESET = Buffer.of(0x1b, 0x40);

/** Font A is 12 dots wide on 203 dpi printers. */
const DOTS_A_COLUMN = 12;

/** FS . turns two-byte Kanji mode off: Asian models start in it and would swallow every accented letter with its neighbour. */
const KANJI_OFF = Buffer.of(0x1c, 0x2e);

/** No character set is given here because the library would select it before the reset that forgets it. */
function newJob(profile: PrinterProfile): ThermalPrinter {
  return new ThermalPrinter({ type: profile.dialect === 'epson' ? PrinterTypes.EPSON : PrinterTypes.STAR, interface: '' });
}

/** Resets the printer and selects the code page, which every reset forgets. */
function selectState(job: ThermalPrinter, profile: PrinterProfile): void {
  job.add(RESET);
  selectPage(job, profile);
}

function selectPage(job: ThermalPrinter, profile: PrinterProfile): void {
  if (profile.dialect === 'epson') job.add(KANJI_OFF);
  job.setCharacterSet(CHARACTER_SETS[profile.codePage]);
}

function appendLine(job: ThermalPrinter, line: LayoutLine, columns: number, profile: PrinterProfile): number {
  switch (line.kind) {
    case 'text':
      return appendText(job, line, columns, profile.codePage);
    case 'barcode':
      appendCentered(job, () => {
        appendBarcode(job, line.digits, profile);
      });
      return 0;
    case 'qr':
      appendCentered(job, () => {
        job.add(Buffer.from(qrBytes(line.text, profile.dialect, profile.columns === 32 ? 4 : 5)));
      });
      return 0;
  }
}

function appendText(
  job: ThermalPrinter,
  line: Extract<LayoutLine, { readonly kind: 'text' }>,
  columns: number,
  page: CodePage,
): number {
  const isLarge = line.style === 'large';
  const { bytes, replaced } = textBytes(placed(line.text, line.align, isLarge ? columns / 2 : columns), page);
  if (isLarge) job.setTextQuadArea();
  if (line.style !== 'normal') job.bold(true);
  job.add(bytes);
  job.newLine();
  if (line.style !== 'normal') job.bold(false);
  if (isLarge) job.setTextNormal();
  return replaced;
}

/** One `?` a column for what the page does not have, so that the amounts behind it stay in their column. */
function textBytes(text: string, page: CodePage): { readonly bytes: Buffer; readonly replaced: number } {
  const bytes: number[] = [];
  let replaced = 0;
  for (const character of text) {
    const byte = codePageByte(page, character);
    if (byte === null) {
      replaced += 1;
      for (let cell = cellsOf(character); cell > 0; cell -= 1) bytes.push(0x3f);
    } else bytes.push(byte);
  }
  return { bytes: Buffer.from(bytes), replaced };
}

function appendCentered(job: ThermalPrinter, append: () => void): void {
  job.alignCenter();
  append();
  job.newLine();
  job.alignLeft();
}

function appendBarcode(job: ThermalPrinter, digits: string, profile: PrinterProfile): void {
  if (profile.dialect === 'epson') job.add(Buffer.from(epsonCode128(digits, profile.columns * DOTS_A_COLUMN)));
  else job.code128(digits, { text: 2, width: 'MEDIUM', height: 80 });
}

/** The library's cut ends with a reset; the code page is selected again because the next job may not begin with ours. */
function cut(job: ThermalPrinter, profile: PrinterProfile): void {
  if (profile.dialect === 'epson' && profile.feedLines > 0) job.add(Buffer.of(0x1b, 0x64, profile.feedLines));
  if (profile.cut === 'none') return;
  if (profile.cut === 'full') job.cut({ verticalTabAmount: 0 });
  else job.partialCut({ verticalTabAmount: 0 });
  selectPage(job, profile);
}

function steps(value: number): number {
  if (!Number.isInteger(value) || value < 1 || value > 255) throw new RangeError('a drawer pulse is 1 to 255 steps of 2 ms');
  return value;
}
