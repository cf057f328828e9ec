import { closeSync, openSync, readSync } from 'node:fs';
import { numberIn, parseObject, textIn, type Body, type Row } from './row.ts';
import { SourceError, type Source } from './source.ts';

const FORMAT = 'paydesk-ledger-1';

/** Reads an exported ledger: one JSON object a line, the first one saying what it is. Throws SourceError. */
export function readExport(file: string): Source {
  const first = linesOf(file).next();
  const head = first.done === true ? null : parseObject(first.value);
  if (head === null || textIn(head, 'format') !== FORMAT)
    throw new SourceError(`${file} is neither a ledger nor an export of one`);
  return { ledgerId: textIn(head, 'ledgerId'), rows: () => rowsOf(file), tables: null, close: () => undefined };
}

function* rowsOf(file: string): Iterable<Row> {
  const lines = linesOf(file);
  lines.next();
  let number = 1;
  for (const line of lines) {
    number += 1;
    const row = parseObject(line);
    if (row === null) throw new SourceError(`line ${String(number)} of ${file} is no row`);
    yield toRow(row);
  }
}

const toRow = (row: Body): Row => ({
  sequence: numberIn(row, 'sequence'),
  wallMs: numberIn(row, 'wallMs'),
  monotonicMs: numberIn(row, 'monotonicMs'),
  type: textIn(row, 'type'),
  paymentRequestId: row['paymentRequestId'] === null ? null : textIn(row, 'paymentRequestId'),
  actor: textIn(row, 'actor'),
  approver: textIn(row, 'approver'),
  cause: textIn(row, 'cause'),
  body: textIn(row, 'body'),
  previousHash: textIn(row, 'previousHash'),
  hash: textIn(row, 'hash'),
  key: undefined,
});

const CHUNK_BYTES = 1_048_576;

/** The lines of a file of any size, without an empty last one. */
function* linesOf(file: string): Generator<string, void> {
  const handle = openSync(file, 'r');
  const decoder = new TextDecoder('utf-8');
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    let rest = '';
    for (let bytes = readSync(handle, chunk); bytes > 0; bytes = readSync(handle, chunk)) {
      const lines = (rest + decoder.decode(chunk.subarray(0, bytes), { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
    if (rest !== '') yield rest;
  } finally {
    closeSync(handle);
  }
}
