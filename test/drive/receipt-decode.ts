import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { formatMoney, money } from '../../core/money/money.ts';
import { buildReceipt, type ReceiptDocument } from '../../core/receipt/document.ts';
import type { ReceiptFacts } from '../../core/receipt/facts.ts';
import { layoutReceipt, type Columns } from '../../core/receipt/layout.ts';
import { receiptBarcode } from '../../core/receipt/receipt-number.ts';
import { toText } from '../../core/receipt/to-text.ts';
import { RECEIPT_LANGUAGES, type ReceiptLanguage } from '../../core/receipt/words.ts';
import { RECEIPT_WORDS } from '../../core/receipt/words/all.ts';
import { makePaper } from '../../main/printer/paper-maker.ts';
import { dotsFor, EPSON_80MM, type PrinterProfile } from '../../main/printer/profile.ts';
import { blank, fillRectangle, type Bitmap } from '../../main/printer/raster/bitmap.ts';
import { toPng } from '../../main/printer/raster/png.ts';
import { directPainter } from '../builders/direct-painter.ts';
import { decodeEscPos, type DecodedPicture } from '../builders/escpos-decode.ts';
import { localPapers, localSale } from '../builders/receipt-papers.ts';
import { LOCAL_REPORT_HEAD, localReport, localTotal } from '../builders/report-papers.ts';

/** What was read back; `mismatches` counts everything that did not say what the facts say. */
export type DecodeFigures = {
  readonly receipts: number;
  readonly scripts: number;
  readonly widths: number;
  readonly mismatches: number;
  readonly symbolsRead: number;
  readonly lettersCompared: number;
  readonly ocrAmountsAsked: number;
  readonly ocrAmountsRead: number;
};

const WIDTHS: readonly Columns[] = [32, 42, 48];
const painter = directPainter();

/** Where the printer's own letters can write a language, with the decoder's name of the page; what they cannot is a picture. */
const LETTERS: readonly (readonly [ReceiptLanguage, PrinterProfile['codePage'], string])[] = [
  ['en', 'pc858', 'cp858'],
  ['ru', 'pc866', 'cp866'],
  ['el', 'pc737', 'cp737'],
  ['zh-Hans', 'gb2312', 'gb18030'],
  ['zh-Hans', 'gb18030', 'gb18030'],
  ['zh-Hant', 'big5', 'big5'],
  ['ja', 'shift-jis', 'shift_jis'],
  ['ko', 'ks-x-1001', 'euc-kr'],
];

const OCR: Readonly<Record<ReceiptLanguage, string>> = {
  en: 'eng',
  'zh-Hans': 'chi_sim',
  'zh-Hant': 'chi_tra',
  ja: 'jpn',
  ko: 'kor',
  th: 'tha',
  ar: 'ara',
  he: 'heb',
  hi: 'hin',
  ru: 'rus',
  el: 'ell',
};

/**
 * Prints every kind of paper in every script at every width, has npos read the bytes, zbarimg the symbols and (with `hasOcr`)
 * tesseract the amounts, and compares all of it with the facts. Needs zbar-tools and tesseract-ocr with its languages.
 */
export async function decodeEverything(hasOcr: boolean, say: (line: string) => void): Promise<DecodeFigures> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-decode-'));
  const sum: Sum = { receipts: 0, mismatches: 0, symbolsRead: 0, lettersCompared: 0, ocrAmountsAsked: 0, ocrAmountsRead: 0 };
  const bench: Bench = {
    sum,
    folder,
    hasOcr,
    say,
    wrong: (what) => {
      sum.mismatches += 1;
      say(`MISMATCH ${what}`);
    },
  };
  try {
    for (const language of RECEIPT_LANGUAGES) {
      for (const paper of papersIn(language)) await readPicture(paper, bench);
      say(`${language}: ${String(sum.receipts)} papers so far`);
    }
    for (const [language, codePage, encoding] of LETTERS)
      for (const paper of papersIn(language)) await compareLetters(paper, { codePage, encoding }, bench);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { ...sum, scripts: RECEIPT_LANGUAGES.length, widths: WIDTHS.length };
}

type Sum = { -readonly [Key in Exclude<keyof DecodeFigures, 'scripts' | 'widths'>]: DecodeFigures[Key] };
type Bench = {
  readonly sum: Sum;
  readonly folder: string;
  readonly hasOcr: boolean;
  readonly say: (line: string) => void;
  readonly wrong: (what: string) => void;
};
type Paper = {
  readonly kind: string;
  readonly document: ReceiptDocument;
  /** What must be read back from it: its symbols, sorted, and its large figure. */
  readonly symbols: readonly string[];
  readonly amount: string;
  readonly language: ReceiptLanguage;
  readonly columns: Columns;
};

const papersIn = (language: ReceiptLanguage): readonly Paper[] =>
  WIDTHS.flatMap((columns) => [
    ...Object.entries(localPapers(language)).map(([kind, facts]) => ({
      kind,
      document: buildReceipt(withoutSamples(facts), RECEIPT_WORDS[language]),
      symbols: symbolsOf(facts),
      amount: amountOf(facts),
      language,
      columns,
    })),
    ...(['x', 'z'] as const).map((kind) => ({
      kind: `${kind}-report`,
      document: localReport(language, kind),
      symbols: kind === 'z' ? [LOCAL_REPORT_HEAD] : [],
      amount: salesOf(language),
      language,
      columns,
    })),
  ]);

/** What the shift of a local report took. */
function salesOf(language: ReceiptLanguage): string {
  const { currency, sales } = localTotal(language);
  return formatMoney(money(currency, sales.amountMinor), ',');
}

const nameOf = ({ kind, language, columns }: Paper): string => `${kind}-${language}-${String(columns)}`;

async function readPicture(paper: Paper, { sum, folder, hasOcr, say, wrong }: Bench): Promise<void> {
  const name = nameOf(paper);
  const file = path.join(folder, `${name}.png`);
  const { png, replaced } = await pictureOf(paper);
  writeFileSync(file, png);
  sum.receipts += 1;
  if (replaced > 0) wrong(`${name}: ${String(replaced)} characters without a glyph`);
  const expected = paper.symbols;
  const read = readSymbols(file);
  sum.symbolsRead += read.length;
  if (read.join('\n') !== expected.join('\n')) wrong(`${name}: symbols ${JSON.stringify(read)}, not ${JSON.stringify(expected)}`);
  if (!hasOcr || paper.kind !== 'sale') return;
  sum.ocrAmountsAsked += 1;
  if (readsAmount(file, paper.language)) sum.ocrAmountsRead += 1;
  else say(`${name}: the amount was not read by OCR`);
}

function paperOf({ document, columns }: Paper, change: Partial<PrinterProfile>) {
  const layout = layoutReceipt(document, columns);
  const profile: PrinterProfile = { ...EPSON_80MM, columns, dots: dotsFor(columns), ...change };
  return {
    layout,
    made: makePaper({ layout, profile, logo: null, brand: null, opensDrawer: false, storesLogo: false }, painter),
  };
}

/** The samples of a test page are printed in both ways on purpose, whatever the page has; here everything is one way. */
const withoutSamples = (facts: ReceiptFacts): ReceiptFacts => (facts.kind === 'test' ? { ...facts, samples: [] } : facts);

/** The whole paper as a picture, put together from what the decoder found in the bytes. */
async function pictureOf(paper: Paper) {
  const { bytes, replaced } = await paperOf(paper, { letters: 'none', symbols: 'picture' }).made;
  const { pictures, text } = await decodeEscPos(bytes, 'cp437');
  if (text.trim() !== '') throw new Error('a paper of pictures has letters in it');
  return { png: toPng(assembled(pictures, dotsFor(paper.columns))), replaced };
}

/** With the white margin that a scanner sees around a strip. */
function assembled(pictures: readonly DecodedPicture[], dots: number): Bitmap {
  const margin = 24;
  const whole = blank(
    dots + 2 * margin,
    pictures.reduce((sum, { height }) => sum + height, 2 * margin),
  );
  let top = margin;
  for (const { width, height, isBlack } of pictures) {
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1) if (isBlack(x, y)) fillRectangle(whole, margin + x, top + y, 1, 1);
    top += height;
  }
  return whole;
}

/** What the facts put into symbols, sorted. */
function symbolsOf(facts: ReceiptFacts): readonly string[] {
  const barcode = 'receiptNumber' in facts ? [receiptBarcode(facts.receiptNumber)] : [];
  return [...barcode, ...(facts.shop.footerQr === undefined ? [] : [facts.shop.footerQr])].toSorted();
}

function readSymbols(file: string): readonly string[] {
  try {
    const found = execFileSync('zbarimg', ['--quiet', '--raw', file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return found
      .split('\n')
      .filter((line) => line !== '')
      .toSorted();
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')
      throw new Error('zbarimg is missing: apt-get install zbar-tools', { cause });
    return [];
  }
}

/** True when the large figure and its currency stand in what tesseract reads, in the receipt's language or in English. */
function readsAmount(file: string, language: ReceiptLanguage): boolean {
  const wanted = formatMoney(localSale(language).amount, ',').replace(/\s/g, '');
  return [`${OCR[language]}+eng`, 'eng'].some((languages) => {
    const read = execFileSync('tesseract', [file, '-', '-l', languages, '--psm', '6'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return read.replace(/\s/g, '').includes(wanted);
  });
}

type Lettered = { readonly codePage: PrinterProfile['codePage']; readonly encoding: string };

/** Each line that went out in letters has to be a line of the preview's text. */
async function compareLetters(paper: Paper, { codePage, encoding }: Lettered, { sum, wrong }: Bench): Promise<void> {
  const name = `${nameOf(paper)} in ${codePage}`;
  const { layout, made } = paperOf(paper, { letters: 'code-page', codePage });
  const { text, barcodes, qrCodes } = await decodeEscPos((await made).bytes, encoding);
  const known = new Set(toText(layout).split('\n').map(trimmed));
  const lines = text
    .split('\n')
    .map(trimmed)
    .filter((line) => line !== '');
  for (const line of lines) if (!known.has(line)) wrong(`${name}: the line ${JSON.stringify(line)} is not on the receipt`);
  const symbols = [...barcodes, ...qrCodes].toSorted();
  if (symbols.join('\n') !== paper.symbols.join('\n')) wrong(`${name}: symbols ${JSON.stringify(symbols)}`);
  if (!text.includes(paper.amount)) wrong(`${name}: the amount is missing`);
  sum.receipts += 1;
  sum.lettersCompared += lines.length;
}

const trimmed = (line: string): string => line.trim();

/** The large figure of a paper; nothing for a test page. */
function amountOf(facts: ReceiptFacts): string {
  switch (facts.kind) {
    case 'test':
      return '';
    case 'refund':
      return formatMoney(facts.refunded, ',');
    case 'sale':
    case 'cancelled':
    case 'in-doubt':
      return formatMoney(facts.amount, ',');
  }
}
