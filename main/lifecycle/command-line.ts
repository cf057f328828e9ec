import { parseArgs } from 'node:util';

/** What an owner asks to be done with the books, instead of opening the counter. `confirm`: what the first try printed. */
export type BookAct =
  | { readonly kind: 'restore'; readonly file: string; readonly confirm: string | null }
  | { readonly kind: 'erase-notes'; readonly before: string }
  | { readonly kind: 'export-ledger'; readonly file: string }
  /** `.csv` or `.json`; `search` is what the search field takes. */
  | { readonly kind: 'export-history'; readonly file: string; readonly search: string }
  | { readonly kind: 'backup-folder'; readonly folder: string };

/** What the command line asks for. */
export type CommandLine = {
  readonly dataDir: string | null;
  readonly provisionFile: string | null;
  readonly provisionOnly: boolean;
  readonly deleteProvisionFile: boolean;
  /** Print what state this counter is in, as JSON, and end; also beside a counter that runs. */
  readonly health: boolean;
  /** Practice mode even though a live counter is set up. */
  readonly practice: boolean;
  readonly bookAct: BookAct | null;
  /** Forget the owner's PIN, badge and phone, and leave a mark in the ledger: the way back for an owner who forgot the PIN. */
  readonly resetOwnerPin: boolean;
};

/**
 * A second start hands its words to the running counter through a pipe that takes 32 KiB; beyond that Chromium waits and in the end
 * kills the counter that runs.
 */
const WORDS_MAX_BYTES = 16_384;

/** Reads Paydesk's own options and leaves Chromium's alone; a wrong one is named, with what to write instead. */
export function readCommandLine(args: readonly string[]): CommandLine | { readonly problem: string } {
  if (Buffer.byteLength(args.join(' ')) > WORDS_MAX_BYTES)
    return { problem: 'the command line is too long: use a file for what does not fit' };
  const { values, tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    options: {
      data: { type: 'string' },
      provision: { type: 'string' },
      'provision-only': { type: 'boolean' },
      'delete-provision-file': { type: 'boolean' },
      health: { type: 'boolean' },
      practice: { type: 'boolean' },
      restore: { type: 'string' },
      confirm: { type: 'string' },
      'erase-notes-before': { type: 'string' },
      'export-ledger': { type: 'string' },
      'export-history': { type: 'string' },
      search: { type: 'string' },
      'backup-folder': { type: 'string' },
      'reset-owner-pin': { type: 'boolean' },
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
    health: values.health === true,
    practice: values.practice === true,
    resetOwnerPin: values['reset-owner-pin'] === true,
    bookAct: bookActOf(values),
  };
}

type Values = Readonly<Record<string, unknown>>;

function bookActOf(values: Values): BookAct | null {
  const { restore, confirm } = values;
  const [before, file] = [values['erase-notes-before'], values['export-ledger']];
  if (typeof restore === 'string')
    return { kind: 'restore', file: restore, confirm: typeof confirm === 'string' ? confirm : null };
  if (typeof before === 'string') return { kind: 'erase-notes', before };
  if (typeof file === 'string') return { kind: 'export-ledger', file };
  return historyActOf(values);
}

function historyActOf(values: Values): BookAct | null {
  const { search } = values;
  const [file, folder] = [values['export-history'], values['backup-folder']];
  if (typeof folder === 'string') return { kind: 'backup-folder', folder };
  return typeof file === 'string' ? { kind: 'export-history', file, search: typeof search === 'string' ? search : '' } : null;
}

const VALUED: Readonly<Record<string, string>> = {
  data: 'folder',
  provision: 'file',
  restore: 'file',
  confirm: 'code',
  'erase-notes-before': 'day',
  'export-ledger': 'file',
  'export-history': 'file',
  search: 'text',
  'backup-folder': 'folder',
};
/** How a value is written, where it is no path. */
const WRITTEN: Readonly<Record<string, string>> = { code: 'CODE', day: 'YYYY-MM-DD', text: 'TEXT' };
const FLAGS: ReadonlySet<string> = new Set(['provision-only', 'delete-provision-file', 'health', 'practice', 'reset-owner-pin']);

/** These are done once: a Paydesk that starts itself anew must not do them again. */
const ONCE: ReadonlySet<string> = new Set([
  ...['provision', 'provision-only', 'delete-provision-file', 'reset-owner-pin', 'restore', 'confirm'],
  ...['erase-notes-before', 'export-ledger', 'export-history', 'search', 'backup-folder', 'health'],
]);

/** The words of this start that also hold for the next one: the app's own path, the data folder, practice, Chromium's switches. */
export function wordsToGoOn(args: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    const name = /^--([a-z-]+)/.exec(word)?.[1] ?? '';
    if (!ONCE.has(name)) kept.push(word);
    else if (Object.hasOwn(VALUED, name) && !word.includes('=')) at += 1;
  }
  return kept;
}

type OptionToken = { readonly name: string; readonly value?: string | undefined; readonly inlineValue?: boolean | undefined };

/** A path that is missing, or swallowed the next option; a switch that was given a value and would be ignored. */
function problemOf({ name, value, inlineValue }: OptionToken): string | null {
  const wanted = Object.hasOwn(VALUED, name) ? VALUED[name] : undefined;
  const isMissing = value === undefined || value === '' || (inlineValue !== true && value.startsWith('-'));
  if (wanted !== undefined) return isMissing ? `--${name} needs a ${wanted}: --${name} ${WRITTEN[wanted] ?? 'PATH'}` : null;
  return FLAGS.has(name) && value !== undefined ? `--${name} takes no value: --${name}` : null;
}
