import type { ReceiptDocument } from '../../core/receipt/document.ts';
import type { ReceiptLayout } from '../../core/receipt/layout.ts';
import { makePaper } from '../../main/printer/paper-maker.ts';
import { PROFILES, type PrinterProfile } from '../../main/printer/profile.ts';
import { readEscPos } from '../../simulator/devices/escpos.ts';
import { createMechanism } from '../../simulator/devices/mechanism.ts';
import type { PaperRow, PaperSpan } from '../../simulator/devices/paper.ts';
import { readStar } from '../../simulator/devices/star.ts';
import { directPainter } from '../builders/direct-painter.ts';
import { commandBoundaries } from './boundaries.ts';

/** What a paper is made of: the printer's own letters, or nothing but dots. */
export type Ink = 'letters' | 'dots';

/** One paper as it is sent, and as a printer in order prints it. */
export type KnownPaper = {
  readonly bytes: Uint8Array;
  /** The receipt's number and which of its papers it is. */
  readonly receipt: string;
  readonly isCopy: boolean;
  readonly rows: readonly string[];
  /** Offsets between two commands. */
  readonly boundaries: readonly number[];
};

/** Makes papers with the shipped encoder; each once, because a run prints the same receipts thousands of times. */
export type Press = {
  readonly ink: Ink;
  readonly encode: (layout: ReceiptLayout, document: ReceiptDocument) => Promise<Uint8Array>;
  /** The original of a copy that was made before. */
  readonly originalOf: (copy: ReceiptDocument) => Promise<Uint8Array>;
  /** The paper that these very bytes are. */
  readonly of: (bytes: Uint8Array) => KnownPaper | undefined;
  /** Every paper so far, in the order in which they were made. */
  readonly all: () => readonly KnownPaper[];
};

/** A press for one family of printers. */
export function createPress(family: 'epson' | 'star', ink: Ink): Press {
  const profile: PrinterProfile = { ...PROFILES[family], ...(ink === 'dots' ? { letters: 'none', symbols: 'picture' } : {}) };
  const painter = directPainter();
  const made = new Map<string, Promise<Uint8Array>>();
  const known = new Map<Uint8Array, KnownPaper>();
  const make = async (layout: ReceiptLayout, document: ReceiptDocument): Promise<Uint8Array> => {
    const order = { layout, profile, logo: null, brand: null, opensDrawer: false, storesLogo: false };
    const { bytes } = await makePaper(order, painter);
    known.set(bytes, {
      bytes,
      receipt: receiptOf(document),
      isCopy: document.isCopy,
      rows: printed(family, bytes).map(rowKey),
      boundaries: commandBoundaries(family, bytes),
    });
    return bytes;
  };
  return {
    ink,
    encode: (layout, document) => {
      const key = JSON.stringify(layout);
      const bytes = made.get(key) ?? make(layout, document);
      made.set(key, bytes);
      return bytes;
    },
    originalOf: (copy) => {
      const number = receiptOf(copy);
      const original = [...known.values()].find(({ receipt, isCopy }) => receipt === number && !isCopy);
      return original === undefined ? Promise.reject(new Error('a copy of nothing')) : Promise.resolve(original.bytes);
    },
    of: (bytes) => known.get(bytes),
    all: () => [...known.values()],
  };
}

/** The barcode carries the receipt's own number. */
function receiptOf(document: ReceiptDocument): string {
  const barcode = document.blocks.find((block) => block.kind === 'barcode');
  if (barcode === undefined) throw new Error('a receipt without its number');
  return barcode.digits;
}

function printed(family: 'epson' | 'star', bytes: Uint8Array): readonly PaperRow[] {
  const mechanism = createMechanism('gb18030', () => undefined);
  mechanism.take((family === 'star' ? readStar : readEscPos)(bytes).ops, { write: () => undefined });
  return mechanism.paper();
}

const keys = new WeakMap<PaperRow, string>();

/** A row as text, so that rows can be compared; letters that came in two pieces are one row all the same. */
export function rowKey(row: PaperRow): string {
  const key = keys.get(row) ?? newKey(row);
  keys.set(row, key);
  return key;
}

function newKey(row: PaperRow): string {
  switch (row.kind) {
    case 'image':
      return `image ${String(row.widthDots)} ${Buffer.from(row.bits).toString('latin1')}`;
    case 'line':
      return `line ${row.align} ${spansKey(row.spans)}`;
    default:
      return JSON.stringify(row);
  }
}

/** The style stands wherever it changes; an empty span changes nothing. */
function spansKey(spans: readonly PaperSpan[]): string {
  let [key, before] = ['', ''];
  for (const { text, bold, underline, invert, width, height } of spans) {
    if (text === '') continue;
    const style = `\0${String(bold)} ${String(underline)} ${String(invert)} ${String(width)} ${String(height)}\0`;
    key += style === before ? text : style + text;
    before = style;
  }
  return key;
}

/** True for a row without a mark. */
export function isBlankRow(row: PaperRow): boolean {
  if (row.kind === 'line') return row.spans.every(({ text }) => text.trim() === '');
  return row.kind === 'image' && row.bits.every((byte) => byte === 0);
}
