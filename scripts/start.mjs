/**
 * `npm start`: sets up what is missing and opens Paydesk. Arguments after `--` go to the application; with none it practises in the
 * demo shop. Where there is no display it runs under a virtual one, and with no arguments it shows itself off there
 * (scripts/demo.mjs) and ends.
 */
import path from 'node:path';
import { ended, launch } from './prepare/launch.mjs';
import { prepare, projectRoot } from './prepare/prepare.mjs';
import { startChild } from './process/children.mjs';
import { hasDisplay, startXvfb } from './process/xvfb.mjs';

const args = process.argv.slice(2);
try {
  const runtime = await prepare();
  process.exit(
    hasDisplay()
      ? await launch(runtime.executable, args.length > 0 ? args : ['--practice'], process.env)
      : await underVirtualDisplay(runtime.executable),
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

/** @param {string} executable */
async function underVirtualDisplay(executable) {
  const display = await startXvfb();
  console.error(`There is no display, so a virtual one is used (${display.env.DISPLAY}).`);
  const env = { ...process.env, ...display.env, PAYDESK_ELECTRON: executable };
  try {
    if (args.length > 0) return await launch(executable, args, env);
    const demo = path.join(projectRoot, 'scripts/demo.mjs');
    return await ended(startChild(process.execPath, [demo], { env }));
  } finally {
    await display.stop();
  }
}
