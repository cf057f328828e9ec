import { createRequire } from 'node:module';
import iconv from 'iconv-lite';

/** What a printer job says, read by npos (a parser that is not ours): text in order, symbols, and each command's bytes in hex. */
export type DecodedJob = {
  readonly text: string;
  readonly barcodes: readonly string[];
  readonly qrCodes: readonly string[];
  readonly commands: readonly string[];
  /** Bands of dots, in order. */
  readonly pictures: readonly DecodedPicture[];
};

/** A picture as the decoder read it. */
export type DecodedPicture = {
  readonly width: number;
  readonly height: number;
  readonly isBlack: (x: number, y: number) => boolean;
};

type Node = {
  readonly ascii: string;
  readonly fn?: string;
  readonly offset: number;
  readonly length: number;
  readonly size?: number;
};
type Raster = { readonly width: number; readonly height: number; readonly getPixel: (x: number, y: number) => number };
type Parsed = { readonly tree: readonly Node[]; readonly entries: readonly { readonly type: string; readonly data: Raster }[] };
type Npos = {
  readonly rules: Record<number, Record<string, readonly (number | string)[]>>;
  readonly symbols: { readonly GS: number };
  readonly parser: (rules: unknown) => { readonly parse: (job: Buffer) => Promise<Parsed> };
};

/** npos has no types and no rules for `GS ( k` (two-dimensional symbols) and `GS ( L` (kept pictures); each is a length in two bytes. */
const npos = createRequire(import.meta.url)('npos') as Npos;
Object.assign(npos.rules[npos.symbols.GS] ?? {}, { '(k': [0, 'd16'], '(L': [0, 'd16'] });

/** Two-byte sets are read by the engine's own decoder, because the product writes them with iconv. */
const BY_ENGINE: ReadonlySet<string> = new Set(['gb18030', 'big5', 'shift_jis', 'euc-kr']);
const textOf = (bytes: Buffer, encoding: string): string =>
  BY_ENGINE.has(encoding) ? new TextDecoder(encoding).decode(bytes) : iconv.decode(bytes, encoding);

/** Reads ESC/POS bytes; `encoding` is the code page's iconv name, or the engine's name of a two-byte set. Rejects when a command is unknown or cut off. */
export async function decodeEscPos(job: Uint8Array, encoding: string): Promise<DecodedJob> {
  const bytes = Buffer.from(job);
  const { tree } = await npos.parser(npos.rules).parse(bytes);
  const parts = tree.map((node) => ({ node, bytes: bytesOf(node, bytes) }));
  const named = (name: string): readonly Buffer[] =>
    parts.filter(({ node }) => `${node.ascii} ${node.fn ?? ''}` === name).map((part) => part.bytes);
  return {
    text: parts
      .filter(({ node }) => node.ascii === 'STX')
      .map((part) => textOf(part.bytes, encoding))
      .join(''),
    barcodes: named('GS k').map((command) => code128(command.subarray(4, 4 + (command[3] ?? 0)))),
    qrCodes: named('GS (k')
      .filter((command) => command[6] === 0x50)
      .map((command) => command.subarray(8).toString('utf8')),
    pictures: await Promise.all(named('GS v0').map(pictureOf)),
    commands: parts.filter(({ node }) => node.ascii !== 'STX').map((part) => part.bytes.toString('hex')),
  };
}

/** The offset of a picture is that of its dots, `size` of them behind the header. */
const bytesOf = ({ offset, length, size }: Node, job: Buffer): Buffer =>
  size === undefined ? job.subarray(offset, offset + length) : job.subarray(offset + size - length, offset + size);

/** Parsed by itself, because npos joins pictures that follow each other and takes them all to be as wide as the first; it counts white as set. */
async function pictureOf(command: Buffer): Promise<DecodedPicture> {
  const { entries } = await npos.parser(npos.rules).parse(command);
  const raster = entries.find(({ type }) => type === 'raster')?.data;
  if (raster === undefined) throw new Error('a picture without dots');
  return { width: raster.width, height: raster.height, isBlack: (x, y) => !raster.getPixel(x, y) };
}

/** The digits of Code 128 data as ESC/POS carries it: `{B` characters follow, `{C` pairs follow. */
function code128(data: Uint8Array): string {
  let [text, set] = ['', ''];
  for (let at = 0; at < data.length; at += 1) {
    const byte = data[at] ?? 0;
    if (byte === 0x7b) {
      at += 1;
      set = String.fromCharCode(data[at] ?? 0);
    } else text += set === 'C' ? String(byte).padStart(2, '0') : String.fromCharCode(byte);
  }
  return text;
}
