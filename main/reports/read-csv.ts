import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import papa from 'papaparse';
import type { PlainLines } from '../../core/reconcile/plain-rows.ts';
import type { RowFault } from '../../core/reconcile/report-rows.ts';

/** Rows of cells in the order of the file; `line` is where the row begins, from 1. */
export type OnRow = (cells: readonly string[], line: number) => void;

/** Who takes the rows of a file; a line that `plain` does not take goes to `row`. */
export type CsvReader = { readonly row: OnRow; readonly plain?: PlainLines };

/** How much is read before whole lines are cut off. */
const READ_BYTES = 1 << 18;
/** A quotation that is longer than this was never meant. */
const QUOTED_BYTES_MAX = 4 << 20;

const LF = 0x0a;
const QUOTE = 0x22;

/**
 * Streams a CSV file (RFC 4180, LF or CR LF, with or without a byte order mark) to a reader, in pieces of whole lines. Bytes that are
 * no UTF-8 and a quotation that nothing closes are told by their lines and stop nothing. Rejects when the file cannot be read.
 */
export async function readCsv(path: string, reader: CsvReader, onFault: (fault: RowFault) => void): Promise<void> {
  const pieces = createPieces(reader, onFault);
  for await (const chunk of createReadStream(path, { highWaterMark: READ_BYTES })) pieces.take(chunk as Buffer);
  pieces.end();
}

function createPieces(reader: CsvReader, onFault: (fault: RowFault) => void) {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  const hand = (piece: Buffer): void => {
    if (piece.length === 0) return;
    for (const bad of linesNotUtf8(piece, line)) onFault({ line: bad, code: 'not-utf8', field: '' });
    const text = line === 1 ? withoutMark(piece) : piece;
    line = text.includes(QUOTE) ? readQuoted(text, line, reader) : readPlain(text, line, reader);
  };
  return {
    take: (chunk: Buffer): void => {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const cut = cutAt(bytes);
      if (cut === 0 && bytes.length > QUOTED_BYTES_MAX) {
        onFault({ line, code: 'quote-open', field: '' });
        const anyLine = bytes.lastIndexOf(LF) + 1;
        hand(unquoted(bytes.subarray(0, anyLine)));
        rest = bytes.subarray(anyLine);
        return;
      }
      hand(bytes.subarray(0, cut));
      rest = bytes.subarray(cut);
    },
    end: (): void => {
      const isOpen = countOf(rest, QUOTE) % 2 === 1;
      if (isOpen) onFault({ line, code: 'quote-open', field: '' });
      hand(isOpen ? unquoted(rest) : rest);
    },
  };
}

/** Behind the last line end outside of quotations; doubled marks inside keep the count even. */
function cutAt(bytes: Buffer): number {
  const last = bytes.lastIndexOf(LF) + 1;
  if (last === 0 || countOf(bytes.subarray(0, last), QUOTE) % 2 === 0) return last;
  let isQuoted = false;
  let cut = 0;
  for (let at = 0; at < last; at += 1) {
    if (bytes[at] === QUOTE) isQuoted = !isQuoted;
    else if (bytes[at] === LF && !isQuoted) cut = at + 1;
  }
  return cut;
}

function countOf(bytes: Buffer, wanted: number): number {
  let count = 0;
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) count += 1;
  return count;
}

const unquoted = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => (byte === QUOTE ? 0x20 : byte)));

const withoutMark = (piece: Buffer): Buffer =>
  piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf ? piece.subarray(3) : piece;

function linesNotUtf8(piece: Buffer, firstLine: number): readonly number[] {
  if (isUtf8(piece)) return [];
  const bad: number[] = [];
  let from = 0;
  for (let line = firstLine; from < piece.length; line += 1) {
    const end = piece.indexOf(LF, from);
    const until = end < 0 ? piece.length : end + 1;
    if (!isUtf8(piece.subarray(from, until))) bad.push(line);
    from = until;
  }
  return bad;
}

/** Answers the number of the line behind the piece. */
function readPlain(piece: Buffer, firstLine: number, { row, plain }: CsvReader): number {
  let line = firstLine;
  for (let from = 0; from < piece.length; line += 1) {
    const next = plain?.(piece, from) ?? 0;
    if (next > 0) {
      from = next;
      continue;
    }
    const end = piece.indexOf(LF, from);
    const until = end < 0 ? piece.length : end;
    // A CR at the end is a blank around the last cell.
    row(piece.toString('utf8', from, until).split(','), line);
    from = until + 1;
  }
  return line;
}

/** The same for a piece with quotation marks, behind which a CR would be a fault. */
function readQuoted(piece: Buffer, firstLine: number, { row }: CsvReader): number {
  const text = piece.toString('utf8').replaceAll('\r\n', '\n');
  const { data } = papa.parse<readonly string[]>(text, { delimiter: ',', newline: '\n' });
  let line = firstLine;
  // The last line end makes one more, empty row.
  const rows = text.endsWith('\n') ? data.length - 1 : data.length;
  for (let at = 0; at < rows; at += 1) {
    const cells = data[at] ?? [];
    row(cells, line);
    line += 1 + cells.reduce((breaks, cell) => breaks + (cell.split('\n').length - 1), 0);
  }
  return line;
}
