/** A value of the registry: a text, a number, a list of texts; null for a kind that no setting has. */
export type RegistryValue = string | number | readonly string[] | null;

/** One key of an export: its path below the exported one, and its values by name. */
export type RegistryKey = { readonly below: readonly string[]; readonly values: ReadonlyMap<string, RegistryValue> };

/**
 * Reads the text that `reg export` writes (https://support.microsoft.com/topic/9c7f37cf-a5e9-e1cd-c4fa-2a26218a1a23); null when it
 * is none, or is about other keys than `root` (full path) and those below it.
 */
export function readRegistryText(text: string, root: string): readonly RegistryKey[] | null {
  const [first = '', ...lines] = joined(text.replace(/^\ufeff/, '')).split('\n');
  if (first.trim() !== 'Windows Registry Editor Version 5.00') return null;
  const keys: { readonly below: readonly string[]; readonly values: Map<string, RegistryValue> }[] = [];
  for (const line of lines.map((each) => each.trim())) {
    const key = /^\[(.+)\]$/.exec(line)?.[1];
    const below = key === undefined ? undefined : belowOf(key, root);
    if (below === null) return null;
    if (below !== undefined) keys.push({ below, values: new Map() });
    const pair = pairIn(line);
    if (pair !== null) keys.at(-1)?.values.set(...pair);
  }
  return keys;
}

function pairIn(line: string): readonly [name: string, value: RegistryValue] | null {
  const [, name, value] = /^"((?:[^"\\]|\\.)*)"=(.*)$/s.exec(line) ?? [];
  return name === undefined || value === undefined ? null : [unescaped(name), valueOf(value)];
}

/** Bytes that go on in the next line become one line, and a line break inside a text is kept out of the way. */
const joined = (text: string): string =>
  text
    .replace(/\r\n/g, '\n')
    .replace(/\\\n\s*/g, '')
    .replace(/="(?:[^"\\]|\\.)*"/gs, (quoted) => quoted.replace(/\n/g, ' '));

/** The names of keys are compared as Windows does it, without regard to case. */
function belowOf(key: string, root: string): readonly string[] | null {
  if (key.toLowerCase() === root.toLowerCase()) return [];
  return key.toLowerCase().startsWith(`${root.toLowerCase()}\\`) ? key.slice(root.length + 1).split('\\') : null;
}

const unescaped = (text: string): string => text.replace(/\\(.)/gs, '$1');

function valueOf(text: string): RegistryValue {
  const quoted = /^"((?:[^"\\]|\\.)*)"$/s.exec(text)?.[1];
  if (quoted !== undefined) return unescaped(quoted);
  const word = /^dword:([0-9a-f]{8})$/i.exec(text)?.[1];
  if (word !== undefined) return Number.parseInt(word, 16);
  const [, kind, bytes] = /^hex\(([27])\):((?:[0-9a-f]{2},?)*)$/i.exec(text) ?? [];
  if (kind === undefined || bytes === undefined) return null;
  const texts = Buffer.from(bytes.replaceAll(',', ''), 'hex').toString('utf16le').split('\0');
  return kind === '2' ? (texts[0] ?? '') : texts.slice(0, texts.findLastIndex((text) => text !== '') + 1);
}
