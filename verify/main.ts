/** The entry of paydesk-verify: a bundle of its own, run by plain Node or by `paydesk --verify` before anything else is loaded. */
import { writeSync } from 'node:fs';
import { verify } from './run.ts';

const OWN = '--verify';
/** Started by Paydesk, everything of ours stands behind `--verify`; started by Node, behind the script. */
const at = process.argv.indexOf(OWN);
const args = process.argv.slice(at === -1 ? 2 : at + 1);
// Written at once: an exit does not wait for a pipe.
const say = (handle: number) => (text: string) => {
  writeSync(handle, `${text}\n`);
};
process.exit(await verify(args, { out: say(1), err: say(2) }));
