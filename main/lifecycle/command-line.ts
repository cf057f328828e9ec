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
  const bare = tokens.find((token) => token.kind === 'option' && VALUED.has(token.name) && (token.value ?? '') === '');
  if (bare?.kind === 'option') return { problem: `--${bare.name} needs a ${bare.name === 'data' ? 'folder' : 'file'}: --${bare.name} PATH` };
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

const VALUED: ReadonlySet<string> = new Set(['data', 'provision']);
