import { API_NAMES, type ApiName } from '../../simulator/gateway/messages.ts';

/** One request as its bytes tell it. */
export type ReadRequest = {
  readonly api: ApiName;
  readonly body: Readonly<Record<string, unknown>>;
  readonly bytes: Buffer;
};

const END_OF_HEAD = Buffer.from('\r\n\r\n');

/** The whole first request in these bytes, or null while some of it is missing. */
export function readRequest(bytes: Buffer): ReadRequest | null {
  const headEnd = bytes.indexOf(END_OF_HEAD);
  if (headEnd < 0) return null;
  const head = bytes.toString('latin1', 0, headEnd);
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
  const end = headEnd + END_OF_HEAD.length + length;
  if (bytes.length < end) return null;
  const name = /^POST \S*\/(\w+) HTTP/.exec(head)?.[1] ?? '';
  const api = API_NAMES.find((each) => each === name);
  if (api === undefined) throw new Error(`the counter called something else: ${head.split('\r\n')[0] ?? ''}`);
  return { api, body: readBody(bytes.subarray(headEnd + END_OF_HEAD.length, end)), bytes };
}

/** The JSON object behind the head of a message; empty when there is none. */
export function readBody(bytes: Buffer): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(bytes.toString('utf8')) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

/** The part of a message behind its head. */
export function bodyOf(message: Buffer): Buffer {
  const headEnd = message.indexOf(END_OF_HEAD);
  return headEnd < 0 ? Buffer.alloc(0) : message.subarray(headEnd + END_OF_HEAD.length);
}

/** The answer without its signature. */
export const unsigned = (message: Buffer): Buffer =>
  Buffer.from(message.toString('latin1').replace(/\r\nSignature: [^\r]*/i, ''), 'latin1');

/** The answer's own head over another body. */
export function withBody(message: Buffer, body: object): Buffer {
  const text = JSON.stringify(body);
  const head = message.toString('latin1', 0, message.indexOf(END_OF_HEAD));
  const fitted = head.replace(/content-length: \d+/i, `Content-Length: ${String(Buffer.byteLength(text))}`);
  return Buffer.from(`${fitted}\r\n\r\n${text}`);
}

/** The answer with one byte of it, somewhere, changed. */
export function garbled(message: Buffer, at: number): Buffer {
  const copy = Buffer.from(message);
  const index = placeOf(message, at);
  copy[index] = (copy[index] ?? 0) ^ 0x15;
  return copy;
}

/** The index of a place that is given in thousandths. */
export const placeOf = (message: Buffer, thousandths: number): number =>
  Math.min(message.length - 1, Math.floor((message.length * thousandths) / 1_000));

/** A text of a JSON message; null when it is absent or no text. */
export function textOf(body: Readonly<Record<string, unknown>>, ...path: readonly string[]): string | null {
  let value: unknown = body;
  for (const name of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof value === 'string' ? value : null;
}
