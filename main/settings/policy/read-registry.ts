import { parseJson } from '../safe-json.ts';
import { documentIn, unusable } from './found.ts';
import type { PolicyFile, PolicyFound, ReadPolicy, RunProgram } from './port.ts';
import { readRegistryText, type RegistryKey, type RegistryValue } from './registry-text.ts';

/** Where group policies put what they say about Paydesk. */
export const WINDOWS_POLICY = 'HKEY_LOCAL_MACHINE\\Software\\Policies\\Paydesk';
const PARENT = 'HKLM\\Software\\Policies';

/** What the reader of Windows acts through. */
type RegistryParts = {
  readonly run: RunProgram;
  /** Full path of reg.exe. */
  readonly reg: string;
  /** Gives a fresh file's path to `act` and answers what stands in it afterwards. */
  readonly throughFile: (act: (path: string) => Promise<void>) => Promise<PolicyFile>;
};

/**
 * The policy of a Windows PC: the values of a key are the settings of a section, and those directly in `Paydesk` whole sections. An
 * export is read because only it keeps every letter; the plain listing is in the console's code page.
 */
export const windowsPolicy =
  ({ run, reg, throughFile }: RegistryParts): ReadPolicy =>
  async () => {
    const parent = await run(reg, ['query', PARENT, '/reg:64'], NOTHING);
    if (parent.code !== 0) return unusable(WINDOWS_POLICY, 'policy-unreadable', 'the registry could not be read');
    if (!namesPaydesk(Buffer.from(parent.output).toString('latin1'))) return { kind: 'none' };
    const file = await throughFile(async (path) => {
      await run(reg, ['export', WINDOWS_POLICY, path, '/y', '/reg:64'], NOTHING);
    });
    const keys = file.kind === 'bytes' ? readRegistryText(Buffer.from(file.bytes).toString('utf16le'), WINDOWS_POLICY) : null;
    return keys === null
      ? unusable(WINDOWS_POLICY, 'policy-unreadable', 'the key must be readable for the user of the till')
      : documentOf(keys);
  };

const NOTHING = new Uint8Array();

/** The listing of the parent has a line for each key below it. */
const namesPaydesk = (listing: string): boolean =>
  listing.split('\n').some((line) => line.trim().toLowerCase().endsWith('\\policies\\paydesk'));

function documentOf(keys: readonly RegistryKey[]): PolicyFound {
  // Without a prototype, so that a key of any name is a plain entry and is judged as one.
  const document = Object.create(null) as Record<string, unknown>;
  for (const { below, values } of keys) {
    const [section, ...deeper] = below;
    const entries = [...values].map(([name, value]) => [name, settingOf(value)] as const);
    const into = section === undefined ? document : sectionIn(document, section);
    for (const [name, value] of entries) into[[...deeper, name].join('.')] = value;
  }
  return documentIn(WINDOWS_POLICY, Buffer.from(JSON.stringify(document)));
}

/** The object of a section, made when it is not there yet. */
function sectionIn(document: Record<string, unknown>, section: string): Record<string, unknown> {
  const made = Object.create(null) as Record<string, unknown>;
  const before = document[section];
  if (typeof before === 'object' && before !== null && !Array.isArray(before)) Object.assign(made, before);
  document[section] = made;
  return made;
}

/** A text that holds a list or an object is JSON; what cannot be read stays a text, which its setting then refuses. */
function settingOf(value: RegistryValue): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  const parsed = parseJson(Buffer.from(`{"value":${value}}`));
  return parsed.ok ? parsed.value['value'] : value;
}
