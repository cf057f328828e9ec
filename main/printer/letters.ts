import { CharacterSet, type ThermalPrinter } from 'node-thermal-printer';
import { lineText, type LayoutLine, type ReceiptLayout } from '../../core/receipt/layout.ts';
import { cellsOf } from '../../core/receipt/width.ts';
import { codePageByte, isPlain, type CodePage } from './code-pages.ts';
import { ESC_POS, pageInUse, wideMode } from './page-in-use.ts';
import type { PrinterProfile } from './profile.ts';
import { isWidePage } from './wide-pages.ts';
import { widePair } from './wide-pair.ts';

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

/** FS . turns two-byte Kanji mode off: Asian models start in it and would swallow every accented letter with its neighbour. */
const KANJI_OFF = Buffer.of(0x1c, 0x2e);

/** FS W makes two-byte characters twice as wide and high; ESC ! does so for the others only. */
const KANJI_LARGE = Buffer.of(0x1c, 0x57, 1);
const KANJI_NORMAL = Buffer.of(0x1c, 0x57, 0);

/** Selects the page; every reset forgets it. */
export function selectPage(job: ThermalPrinter, profile: PrinterProfile): void {
  if (profile.letters === 'none') return;
  const page = pageInUse(profile);
  if (isWidePage(page)) {
    job.add(Buffer.from(wideMode(profile.dialect, page) ?? []));
    return;
  }
  if (ESC_POS.has(profile.dialect)) job.add(KANJI_OFF);
  job.setCharacterSet(CHARACTER_SETS[page]);
}

/** True when the printer's own letters may print this line whole. */
export function hasLetters(line: LayoutLine, layout: ReceiptLayout, profile: PrinterProfile): boolean {
  const text = lineText(line, layout.columns, layout.direction) ?? '';
  switch (profile.letters) {
    case 'none':
      return false;
    case 'ascii':
      return isPlain(text);
    case 'code-page':
      return isPlain(text) || (hasSize(line, profile) && Array.from(text).every((one) => bytesOf(profile, one) !== null));
  }
}

/** Whether Star's commands for large letters reach two-byte characters is not written down, so there they are a picture. */
const hasSize = (line: LayoutLine, profile: PrinterProfile): boolean =>
  ESC_POS.has(profile.dialect) || !isWidePage(pageInUse(profile)) || !isLarge(line);

const isLarge = (line: LayoutLine): boolean => line.kind === 'text' && line.style === 'large';

function bytesOf(profile: PrinterProfile, character: string): readonly number[] | null {
  const page = pageInUse(profile);
  if (isWidePage(page)) return isPlain(character) ? [character.charCodeAt(0)] : widePair(page, character);
  const byte = codePageByte(page, character);
  return byte === null ? null : [byte];
}

/** The bytes of a text; one `?` a column for what the page does not have, so that the amounts behind it stay in their column. */
export function textBytes(text: string, profile: PrinterProfile): { readonly bytes: Buffer; readonly replaced: number } {
  const bytes: number[] = [];
  let replaced = 0;
  for (const character of text) {
    const found = bytesOf(profile, character);
    if (found !== null) bytes.push(...found);
    else {
      replaced += 1;
      for (let cell = cellsOf(character); cell > 0; cell -= 1) bytes.push(0x3f);
    }
  }
  return { bytes: Buffer.from(bytes), replaced };
}

/** Prints one line of words; answers how many characters are a `?`. */
export function appendText(job: ThermalPrinter, line: LayoutLine, layout: ReceiptLayout, profile: PrinterProfile): number {
  const printable = profile.dialect === 'daruma' ? withoutLarge(line) : line;
  const text = lineText(printable, layout.columns, layout.direction) ?? '';
  const { bytes, replaced } = textBytes(text, profile);
  const isBold = printable.kind === 'text' && printable.style !== 'normal';
  const hasWide = !isPlain(text) && ESC_POS.has(profile.dialect) && isWidePage(pageInUse(profile));
  if (isLarge(printable)) enlarge(job, hasWide);
  if (isBold) job.bold(true);
  job.add(bytes);
  job.newLine();
  if (isBold) job.bold(false);
  if (isLarge(printable)) shrink(job, hasWide);
  return replaced;
}

function enlarge(job: ThermalPrinter, hasWide: boolean): void {
  job.setTextQuadArea();
  if (hasWide) job.add(KANJI_LARGE);
}

function shrink(job: ThermalPrinter, hasWide: boolean): void {
  if (hasWide) job.add(KANJI_NORMAL);
  job.setTextNormal();
}

/** Daruma has no commands for large letters that the library knows, so there they are bold at their usual size. */
const withoutLarge = (line: LayoutLine): LayoutLine =>
  line.kind === 'text' && line.style === 'large' ? { ...line, style: 'bold' } : line;
