/** `npm run verify -- FILE`: builds what is missing and checks a ledger by plain Node; without arguments it says how. */
import path from 'node:path';
import { ended } from './prepare/launch.mjs';
import { ensureBuild } from './prepare/build.mjs';
import { ensureDependencies } from './prepare/dependencies.mjs';
import { projectRoot } from './prepare/prepare.mjs';
import { startChild } from './process/children.mjs';

await ensureDependencies(projectRoot, console.error);
await ensureBuild(projectRoot, console.error);
const args = [path.join(projectRoot, 'out/main/verify.js'), ...process.argv.slice(2)];
process.exit(await ended(startChild(process.execPath, args, {})));
