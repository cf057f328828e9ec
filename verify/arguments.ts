import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readAnchor, readAnchors, type Anchor } from './anchors.ts';

/** What is to be checked, against which heads, and how to say it. */
export type Orders = {
  readonly file: string;
  readonly anchors: readonly Anchor[];
  readonly asksKeychain: boolean;
  readonly json: boolean;
};

/** How it is started. */
export const USAGE = `usage: paydesk --verify FILE [--anchor TEXT]... [--anchors FILE]... [--keychain] [--json]
  FILE            a ledger (ledger.sqlite), a backup of one, or an exported ledger (.jsonl)
  --anchor TEXT   the text of a Z report's QR code: PAYDESK1:NUMBER:HASH
  --anchors FILE  such texts, one a line, for example paydesk-heads.txt from the backup folder
  --keychain      compares with the head that this PC's keychain holds
  --json          prints one JSON object
exit: 0 nothing is wrong, 1 something is, 2 it could not be checked`;

/** Electron and Chromium may be given switches of their own, which are none of ours. */
const FOREIGN = /^--(no-sandbox|headless|disable-gpu|ozone-platform|enable-|disable-|force-)/;

/** Reads the command line behind the program's name. `problem` says what is wrong with it. */
export function readArguments(args: readonly string[]): Orders | { readonly problem: string } {
  try {
    const { values, positionals } = parseArgs({
      args: args.filter((arg) => !FOREIGN.test(arg)),
      allowPositionals: true,
      options: {
        verify: { type: 'boolean' },
        anchor: { type: 'string', multiple: true },
        anchors: { type: 'string', multiple: true },
        keychain: { type: 'boolean' },
        json: { type: 'boolean' },
      },
    });
    const [file, ...more] = positionals;
    if (file === undefined) return { problem: 'a ledger file is missing' };
    if (more.length > 0) return { problem: `one file at a time; ${more.join(' ')} is too much` };
    const anchors = anchorsOf(values.anchor ?? [], values.anchors ?? []);
    if ('problem' in anchors) return anchors;
    return { file, anchors: anchors.anchors, asksKeychain: values.keychain === true, json: values.json === true };
  } catch (cause) {
    return { problem: cause instanceof Error ? cause.message : String(cause) };
  }
}

function anchorsOf(
  texts: readonly string[],
  files: readonly string[],
): { readonly anchors: readonly Anchor[] } | { readonly problem: string } {
  const found: Anchor[] = [];
  for (const text of texts) {
    const anchor = readAnchor(text, 'the command line');
    if (anchor === null) return { problem: `${text} is no anchor: PAYDESK1:NUMBER:64 digits 0-9 A-F` };
    found.push(anchor);
  }
  for (const file of files) {
    const { anchors, problem } = readAnchors(readFileSync(file, 'utf8'), file);
    if (problem !== null) return { problem };
    found.push(...anchors);
  }
  return { anchors: found };
}
