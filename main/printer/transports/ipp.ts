/**
 * The little of the Internet Printing Protocol that a print queue is asked with: encoding of RFC 8010, operations and attributes of
 * RFC 8011 (https://www.rfc-editor.org/rfc/rfc8010, https://www.rfc-editor.org/rfc/rfc8011), CUPS-Get-Printers of
 * https://www.cups.org/doc/spec-ipp.html.
 */
export const IPP_OPERATION = {
  printJob: 0x0002,
  cancelJob: 0x0008,
  jobAttributes: 0x0009,
  jobs: 0x000a,
  printerAttributes: 0x000b,
  printers: 0x4002,
} as const;

/** A value to send, with its syntax. */
export type IppValue = {
  readonly tag: 'keyword' | 'name' | 'uri' | 'mime' | 'integer' | 'boolean';
  readonly value: string | number | boolean;
};

/** One operation on its way. */
export type IppRequest = {
  readonly operation: number;
  readonly attributes: readonly (readonly [name: string, ...values: IppValue[]])[];
  readonly document?: Uint8Array;
};

/** Attributes of one thing, every value as it came; a value of an unknown syntax is left out. */
export type IppAttributes = ReadonlyMap<string, readonly (string | number | boolean)[]>;

/** The answer: its status, and its groups of attributes behind the first, one a job or printer. */
export type IppResponse = { readonly status: number; readonly groups: readonly IppAttributes[] };

const TAGS = { keyword: 0x44, name: 0x42, uri: 0x45, mime: 0x49, integer: 0x21, boolean: 0x22 } as const;
const OPERATION_GROUP = 0x01;
const END = 0x03;

/** Bytes of a request of version 1.1, which every CUPS understands. */
export function encodeIpp({ operation, attributes, document }: IppRequest): Buffer {
  const head = Buffer.from([1, 1, operation >> 8, operation & 0xff, 0, 0, 0, 1, OPERATION_GROUP]);
  const first = [
    attribute('attributes-charset', 0x47, bytesOf('utf-8')),
    attribute('attributes-natural-language', 0x48, bytesOf('en')),
  ];
  const rest = attributes.flatMap(([name, ...values]) =>
    values.map(({ tag, value }, index) => attribute(index === 0 ? name : '', TAGS[tag], bytesOf(value))),
  );
  return Buffer.concat([head, ...first, ...rest, Buffer.of(END), document ?? Buffer.alloc(0)]);
}

function attribute(name: string, tag: number, value: Buffer): Buffer {
  return Buffer.concat([Buffer.of(tag), length16(Buffer.byteLength(name)), Buffer.from(name), length16(value.length), value]);
}

function bytesOf(value: string | number | boolean): Buffer {
  if (typeof value === 'boolean') return Buffer.of(value ? 1 : 0);
  if (typeof value === 'string') return Buffer.from(value);
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function length16(length: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(length);
  return bytes;
}

/** Reads an answer; null for bytes that are none. */
export function decodeIpp(bytes: Buffer): IppResponse | null {
  try {
    return { status: bytes.readUInt16BE(2), groups: readGroups(bytes) };
  } catch {
    return null;
  }
}

type Reading = { readonly groups: Map<string, (string | number | boolean)[]>[]; name: string };

function readGroups(bytes: Buffer): readonly IppAttributes[] {
  const reading: Reading = { groups: [], name: '' };
  let at = 8;
  while (at < bytes.length) {
    const tag = bytes.readUInt8(at);
    at += 1;
    if (tag === END) break;
    if (tag < 0x10) {
      reading.groups.push(new Map());
      continue;
    }
    const nameLength = bytes.readUInt16BE(at);
    const name = bytes.toString('utf8', at + 2, at + 2 + nameLength);
    const valueAt = at + 4 + nameLength;
    const valueLength = bytes.readUInt16BE(valueAt - 2);
    if (valueAt + valueLength > bytes.length) throw new RangeError('cut off');
    keep(reading, name, valueOf(tag, bytes.subarray(valueAt, valueAt + valueLength)));
    at = valueAt + valueLength;
  }
  return reading.groups.slice(1);
}

/** A value without a name is one more of the attribute before it. */
function keep(reading: Reading, name: string, value: string | number | boolean | null): void {
  if (name !== '') reading.name = name;
  const group = reading.groups.at(-1);
  if (value === null || group === undefined) return;
  group.set(reading.name, [...(group.get(reading.name) ?? []), value]);
}

function valueOf(tag: number, bytes: Buffer): string | number | boolean | null {
  if (tag === 0x21 || tag === 0x23) return bytes.readInt32BE(0);
  if (tag === 0x22) return bytes.readUInt8(0) === 1;
  return tag >= 0x40 && tag < 0x60 ? bytes.toString('utf8') : null;
}
