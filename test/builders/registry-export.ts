import type { PolicyDocument } from '../contract/policy-reader.ts';

const ROOT = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Paydesk';

/** A policy as `reg export` writes it: sections as keys, lists and objects as JSON, booleans as numbers, UTF-16 with CR LF. */
export function registryExport(document: PolicyDocument): Buffer {
  const sections = Object.entries(document).filter(([, value]) => isTable(value) && !Object.hasOwn(value as object, 'kind'));
  const whole = Object.entries(document).filter(([name]) => !sections.some(([other]) => other === name));
  const text = [
    'Windows Registry Editor Version 5.00',
    '',
    `[${ROOT}]`,
    ...whole.map(([name, value]) => line(name, value)),
    '',
    ...sections.flatMap(([section, values]) => [
      `[${ROOT}\\${section}]`,
      ...Object.entries(values as object).map(([name, value]) => line(name, value)),
      '',
    ]),
  ].join('\r\n');
  return Buffer.from(`\ufeff${text}\r\n`, 'utf16le');
}

const isTable = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;

function line(name: string, value: unknown): string {
  const key = `${quoted(name)}=`;
  if (typeof value === 'boolean' || typeof value === 'number')
    return `${key}dword:${Number(value).toString(16).padStart(8, '0')}`;
  if (typeof value === 'string') return `${key}${quoted(value)}`;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return `${key}${multi(value)}`;
  return `${key}${quoted(JSON.stringify(value))}`;
}

/** A list of texts is bytes, broken into lines as regedit breaks them. */
function multi(texts: readonly string[]): string {
  const bytes = [...Buffer.from(`${texts.join('\0')}\0\0`, 'utf16le')].map((byte) => byte.toString(16).padStart(2, '0'));
  const rows = bytes.flatMap((_, at) => (at % 20 === 0 ? [bytes.slice(at, at + 20).join(',')] : []));
  return `hex(7):${rows.join(',\\\r\n  ')}`;
}
