import { PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import type { LayoutLine, ReceiptLayout } from '../../core/receipt/layout.ts';
import { appendText, hasLetters, selectPage, textBytes } from './letters.ts';
import { ESC_POS } from './page-in-use.ts';
import { printStoredLogo, storeLogo } from './logo.ts';
import { pictureBytes } from './pictures.ts';
import type { Dialect, PrinterProfile } from './profile.ts';
import { stacked, type Bitmap } from './raster/bitmap.ts';
import { epsonCode128, qrBytes } from './symbols.ts';

/** Bytes for the printer, and how many characters could not be printed: each is a `?`, and the count says so. */
export type EncodedReceipt = { readonly bytes: Uint8Array; readonly replaced: number };

/** What comes with the lines: their pictures by line number, the drawer, and a logo for the printer's own memory. */
export type Extras = {
  readonly pictures: ReadonlyMap<number, Bitmap>;
  readonly opensDrawer: boolean;
  readonly logoToStore: Bitmap | null;
};

/** Letters only, the drawer stays shut. */
export const PLAIN: Extras = { pictures: new Map(), opensDrawer: false, logoToStore: null };

/** Whether the logo lies in the printer already, and whether the Alipay+ mark has a picture. */
export type Artwork = { readonly hasStoredLogo: boolean; readonly hasBrand: boolean };

/** The numbers of the lines that this printer must get as pictures, because its letters or its own symbols do not do. */
export function pictureLines(layout: ReceiptLayout, profile: PrinterProfile, artwork: Artwork): readonly number[] {
  if (profile.pictures === 'none') return [];
  return layout.lines.flatMap((line, index) => (needsPicture(line, layout, profile, artwork) ? [index] : []));
}

/**
 * Turns a laid-out receipt into printer commands: start, lines, cut. Pure. The library is the encoder only and never opens
 * anything. A line without its picture is printed in letters, so that paper comes out whatever became of the picture. Throws
 * RangeError when the layout is wider than the printer, which is a bug.
 */
export function encode(layout: ReceiptLayout, profile: PrinterProfile, extras: Extras = PLAIN): EncodedReceipt {
  const whole = encodeOnce(layout, profile, extras, false);
  if (profile.jobBytesMax === null || whole.bytes.length <= profile.jobBytesMax) return whole;
  return encodeOnce(layout, profile, extras, true);
}

function encodeOnce(layout: ReceiptLayout, profile: PrinterProfile, extras: Extras, isHalf: boolean): EncodedReceipt {
  if (layout.columns > profile.columns) throw new RangeError('the layout is wider than the paper');
  const job = newJob(profile);
  selectState(job, profile);
  if (extras.logoToStore !== null) job.add(Buffer.from(storeLogo(extras.logoToStore)));
  if (extras.opensDrawer) job.add(Buffer.from(drawerKick(profile)));
  let replaced = 0;
  let pending: Bitmap[] = [];
  const flush = (): void => {
    if (pending.length > 0) job.add(Buffer.from(pictureBytes(stacked(pending, profile.dots), profile.pictures, isHalf)));
    pending = [];
  };
  for (const [index, line] of layout.lines.entries()) {
    const picture = extras.pictures.get(index);
    if (picture !== undefined) pending.push(picture);
    else {
      flush();
      replaced += appendLine(job, line, layout, profile);
    }
  }
  flush();
  finish(job, profile);
  return { bytes: Uint8Array.from(job.getBuffer()), replaced };
}

function needsPicture(line: LayoutLine, layout: ReceiptLayout, profile: PrinterProfile, artwork: Artwork): boolean {
  switch (line.kind) {
    case 'logo':
      return !artwork.hasStoredLogo;
    case 'barcode':
    case 'qr':
      return profile.symbols === 'picture';
    case 'text':
      if (line.isBrand === true && artwork.hasBrand) return true;
      if (line.as !== undefined) return line.as === 'picture';
      return !hasLetters(line, layout, profile);
    case 'pair':
    case 'rule':
      return !hasLetters(line, layout, profile);
  }
}

/** The bytes that open the cash drawer, complete with both pulse times; empty without a drawer. */
export function drawerKick(profile: PrinterProfile): Uint8Array {
  const { drawer } = profile;
  if (drawer === null || profile.dialect === 'brother') return new Uint8Array();
  if (profile.dialect === 'star') {
    const job = newJob(profile);
    job.openCashDrawer();
    return Uint8Array.from(job.getBuffer());
  }
  return Uint8Array.of(0x1b, 0x70, drawer.pin === 2 ? 0 : 1, steps(drawer.onSteps), steps(drawer.offSteps));
}

/** The library's names of the families. */
const TYPES: Readonly<Record<Dialect, PrinterTypes>> = {
  epson: PrinterTypes.EPSON,
  star: PrinterTypes.STAR,
  custom: PrinterTypes.CUSTOM,
  tanca: PrinterTypes.TANCA,
  brother: PrinterTypes.BROTHER,
  daruma: PrinterTypes.DARUMA,
};

/** ESC @, the same in every family. */
const RESET = Buffer.of(0x1b, 0x40);

/** No character set is given here because the library would select it before the reset that forgets it. */
function newJob(profile: PrinterProfile): ThermalPrinter {
  return new ThermalPrinter({ type: TYPES[profile.dialect], interface: '' });
}

/** Resets the printer and selects the code page, which every reset forgets. */
function selectState(job: ThermalPrinter, profile: PrinterProfile): void {
  job.add(RESET);
  selectPage(job, profile);
}

function appendLine(job: ThermalPrinter, line: LayoutLine, layout: ReceiptLayout, profile: PrinterProfile): number {
  switch (line.kind) {
    case 'text':
    case 'pair':
    case 'rule':
      return appendText(job, line, layout, profile);
    case 'logo':
      job.add(Buffer.from(printStoredLogo()));
      return 0;
    case 'barcode':
      appendBarcode(job, line.digits, profile);
      return 0;
    case 'qr':
      appendQr(job, line.text, profile);
      return 0;
  }
}

function appendCentered(job: ThermalPrinter, append: () => void): void {
  job.alignCenter();
  append();
  job.newLine();
  job.alignLeft();
}

function appendBarcode(job: ThermalPrinter, digits: string, profile: PrinterProfile): void {
  appendCentered(job, () => {
    if (profile.symbols === 'digits') job.add(Buffer.from(digits, 'latin1'));
    else if (profile.dialect === 'star') job.code128(digits, { text: 2, width: 'MEDIUM', height: 80 });
    else job.add(Buffer.from(epsonCode128(digits, profile.dots)));
  });
}

function appendQr(job: ThermalPrinter, text: string, profile: PrinterProfile): void {
  appendCentered(job, () => {
    if (profile.symbols === 'digits') job.add(textBytes(text, profile).bytes);
    else job.add(Buffer.from(qrBytes(text, profile.dialect === 'star' ? 'star' : 'epson', profile.columns === 32 ? 4 : 5)));
  });
}

/** The library's cut ends with a reset; the code page is selected again because the next job may not begin with ours. */
function finish(job: ThermalPrinter, profile: PrinterProfile): void {
  if (profile.buzzerTimes !== null) job.add(Buffer.from(buzz(profile.dialect, profile.buzzerTimes)));
  if (ESC_POS.has(profile.dialect) && profile.feedLines > 0) job.add(Buffer.of(0x1b, 0x64, profile.feedLines));
  if (profile.cut === 'none') return;
  if (profile.cut === 'full') job.cut({ verticalTabAmount: 0 });
  else job.partialCut({ verticalTabAmount: 0 });
  selectPage(job, profile);
}

/** `ESC B n t` as the library has it, Star's own command (which the library lacks), and BEL where that is all there is. */
function buzz(dialect: Dialect, times: number): readonly number[] {
  if (!Number.isInteger(times) || times < 1 || times > 9) throw new RangeError('a buzzer sounds 1 to 9 times');
  switch (dialect) {
    case 'epson':
    case 'custom':
    case 'tanca':
      return [0x1b, 0x42, times, 2];
    case 'star':
      return [0x1b, 0x1d, 0x19, 0x11, 1, 10, 10, 0x1b, 0x1d, 0x19, 0x12, 1, times, 0];
    case 'daruma':
    case 'brother':
      return Array.from({ length: times }, () => 0x07);
  }
}

function steps(value: number): number {
  if (!Number.isInteger(value) || value < 1 || value > 255) throw new RangeError('a drawer pulse is 1 to 255 steps of 2 ms');
  return value;
}
