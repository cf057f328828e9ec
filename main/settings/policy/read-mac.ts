import { DOCUMENT_BYTES_MAX } from '../safe-json.ts';
import { documentIn, unusable } from './found.ts';
import type { LookAtPolicyFile, PolicyFound, ReadPolicy, RunProgram } from './port.ts';
import { withoutBytes } from './read-file.ts';

/** What the readers of macOS act through; `user` is the name of whoever runs Paydesk. */
type MacParts = { readonly look: LookAtPolicyFile; readonly run: RunProgram; readonly user: string };

const FOLDER = '/Library/Managed Preferences';
const FILE = 'dev.paydesk.counter.plist';

/** Where an MDM puts the policy of a Mac. */
export const MAC_POLICY = `${FOLDER}/${FILE}`;

/**
 * The managed preferences of a Mac, which its MDM writes: those of the PC, or where there are none those of the user.
 * https://developer.apple.com/documentation/devicemanagement/managedpreferences
 */
export const macPolicy =
  ({ look, run, user }: MacParts): ReadPolicy =>
  async () => {
    const ofPc = await read(MAC_POLICY, look, run);
    return ofPc.kind === 'none' ? read(`${FOLDER}/${user}/${FILE}`, look, run) : ofPc;
  };

async function read(path: string, look: LookAtPolicyFile, run: RunProgram): Promise<PolicyFound> {
  const file = await look(path, DOCUMENT_BYTES_MAX);
  if (file.kind !== 'bytes') return withoutBytes(path, file);
  // The checked bytes go in by the pipe, so that what is converted is what was looked at.
  const { code, output } = await run('/usr/bin/plutil', ['-convert', 'json', '-o', '-', '-'], file.bytes);
  return code === 0
    ? documentIn(path, output)
    : unusable(path, 'not-plist', 'the policy must be a property list of texts, numbers, booleans, lists and dictionaries');
}
