import { parseArgs } from 'node:util';

/** What the command line asks for. */
export type CommandLine = {
  readonly dataDir: string | null;
  readonly provisionFile: string | null;
  readonly provisionOnly: boolean;
  readonly deleteProvisionFile: boolean;
  /** Practice mode even though a live counter is set up. */
  readonly practice: boolean;
};

/** Reads Paydesk's own options and leaves Chromium's alone; a wrong one is named, with what to write instead. */
export function readCommandLine(args: readonly string[]): CommandLine | { readonly problem: string } {
  const { values, tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    options: {
      data: { type: 'string' },
      provision: { type: 'string' },
      'provision-only': { type: 'boolean' },
      'delete-provision-file': { type: 'boolean' },
      practice: { type: 'boolean' },
    },
  });
  const problem = tokens.map((token) => (token.kind === 'option' ? problemOf(token) : null)).find((found) => found !== null);
  if (problem !== undefined) return { problem };
  const provisionFile = typeof values.provision === 'string' ? values.provision : null;
  const provisionOnly = values['provision-only'] === true;
  if (provisionOnly && provisionFile === null) return { problem: '--provision-only needs --provision FILE' };
  return {
    dataDir: typeof values.data === 'string' ? values.data : null,
    provisionFile,
    provisionOnly,
    deleteProvisionFile: values['delete-provision-file'] === true,
    practice: values.practice === true,
  };
}

const VALUED: Readonly<Record<string, string>> = { data: 'folder', provision: 'file' };
const FLAGS: ReadonlySet<string> = new Set(['provision-only', 'delete-provision-file', 'practice']);

type OptionToken = { readonly name: string; readonly value?: string | undefined; readonly inlineValue?: boolean | undefined };

/** A path that is missing, or swallowed the next option; a switch that was given a value and would be ignored. */
function problemOf({ name, value, inlineValue }: OptionToken): string | null {
  const wanted = Object.hasOwn(VALUED, name) ? VALUED[name] : undefined;
  const isMissing = value === undefined || value === '' || (inlineValue !== true && value.startsWith('-'));
  if (wanted !== undefined) return isMissing ? `--${name} needs a ${wanted}: --${name} PATH` : null;
  return FLAGS.has(name) && value !== undefined ? `--${name} takes no value: --${name}` : null;
}
