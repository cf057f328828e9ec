/** Fed with the bytes of a chunked body: how many of them belong to it once its end has come, null while it has not. */
export type ChunkedEnd = (bytes: Uint8Array) => number | null;

const LF = 0x0a;
const CR = 0x0d;

type Reading = { where: 'size' | 'data' | 'trailer'; size: number; isSizeOver: boolean; left: number; lineLength: number };

/** Follows the chunks of RFC 9112 section 7.1 to their end; trailers belong to the body. */
export function chunkedEnd(): ChunkedEnd {
  const reading: Reading = { where: 'size', size: 0, isSizeOver: false, left: 0, lineLength: 0 };
  return (bytes) => {
    for (let at = 0; at < bytes.length; at += 1) {
      if (reading.where === 'data') {
        const skipped = Math.min(reading.left, bytes.length - at);
        reading.left -= skipped;
        at += skipped - 1;
        if (reading.left === 0) toSize(reading);
      } else if (takeLineByte(reading, bytes[at] ?? 0)) return at + 1;
    }
    return null;
  };
}

/** True when this byte ends the body. */
function takeLineByte(reading: Reading, byte: number): boolean {
  if (byte !== LF) {
    if (byte !== CR) reading.lineLength += 1;
    if (reading.where === 'size') takeSizeByte(reading, byte);
    return false;
  }
  const isEmpty = reading.lineLength === 0;
  reading.lineLength = 0;
  if (reading.where === 'trailer') return isEmpty;
  if (reading.size === 0) reading.where = 'trailer';
  else {
    reading.where = 'data';
    reading.left = reading.size + 2;
  }
  return false;
}

function takeSizeByte(reading: Reading, byte: number): void {
  const digit = Number.parseInt(String.fromCharCode(byte), 16);
  if (Number.isNaN(digit)) reading.isSizeOver = true;
  else if (!reading.isSizeOver) reading.size = reading.size * 16 + digit;
}

function toSize(reading: Reading): void {
  reading.where = 'size';
  reading.size = 0;
  reading.isSizeOver = false;
}
