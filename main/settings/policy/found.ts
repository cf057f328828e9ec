import { parseJson, type JsonFault } from '../safe-json.ts';
import type { PolicyFound } from './port.ts';

/** A policy that is there and says nothing that can be used. `code` is for programs, `message` for the administrator. */
export const unusable = (source: string, code: string, message: string): PolicyFound => ({
  kind: 'unusable',
  source,
  fault: { path: '$', code, message },
});

/** Reads bytes as the document of a policy; every system's policy passes here, so that all are checked alike. */
export function documentIn(source: string, bytes: Uint8Array): PolicyFound {
  const parsed = parseJson(bytes);
  return parsed.ok
    ? { kind: 'document', source, document: parsed.value }
    : unusable(source, parsed.fault.code, `the policy ${JSON_MESSAGES[parsed.fault.code]}`);
}

const JSON_MESSAGES: Readonly<Record<JsonFault['code'], string>> = {
  'too-large': 'is larger than 1 MB',
  'not-utf8': 'is not UTF-8 text',
  'not-json': 'is not JSON',
  'forbidden-key': 'uses a key that is not allowed anywhere: __proto__, constructor or prototype',
  'not-an-object': 'must hold one JSON object',
  'too-deep': 'is nested too deeply',
};
