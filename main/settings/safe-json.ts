/** A document larger than this is not one of ours. */
export const DOCUMENT_BYTES_MAX = 1_048_576;

/** Why a text is not a document; `line` and `column` start at 1, null where the position is not known. */
export type JsonFault = {
  readonly code: 'too-large' | 'not-utf8' | 'not-json' | 'forbidden-key' | 'not-an-object' | 'too-deep';
  readonly line: number | null;
  readonly column: number | null;
};

/** The parsed document, or why there is none. */
export type JsonResult =
  { readonly ok: true; readonly value: Readonly<Record<string, unknown>> } | { readonly ok: false; readonly fault: JsonFault };

/**
 * Parses untrusted JSON into an object. Refuses more than 1 MB, bytes that are not UTF-8, more than 32 levels, and any
 * key that could reach a prototype. It never quotes the text, because V8's own messages do and the text may hold a key.
 */
export function parseJson(bytes: Uint8Array): JsonResult {
  if (bytes.byteLength > DOCUMENT_BYTES_MAX) return fail('too-large');
  const text = decode(bytes);
  if (text === null) return fail('not-utf8');
  try {
    const value: unknown = JSON.parse(text);
    const code = refusalOf(value, 1);
    if (code !== null) return fail(code);
    return isObject(value) ? { ok: true, value } : fail('not-an-object');
  } catch (cause) {
    return { ok: false, fault: { code: 'not-json', ...positionOf(text, cause) } };
  }
}

const LEVELS_MAX = 32;
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const fail = (code: JsonFault['code']): JsonResult => ({ ok: false, fault: { code, line: null, column: null } });

/** Windows editors put a byte order mark in front, which the decoder drops. */
function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function refusalOf(value: unknown, level: number): 'forbidden-key' | 'too-deep' | null {
  if (typeof value !== 'object' || value === null) return null;
  if (level > LEVELS_MAX) return 'too-deep';
  for (const [key, inner] of Object.entries(value)) {
    if (!Array.isArray(value) && FORBIDDEN.has(key)) return 'forbidden-key';
    const code = refusalOf(inner, level + 1);
    if (code !== null) return code;
  }
  return null;
}

function positionOf(text: string, cause: unknown): Pick<JsonFault, 'line' | 'column'> {
  const position = cause instanceof Error ? /at position (\d+)/.exec(cause.message)?.[1] : undefined;
  if (position === undefined) return { line: null, column: null };
  const before = text.slice(0, Number(position)).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
