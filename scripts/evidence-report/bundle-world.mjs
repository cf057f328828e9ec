/** Bundles the simulated world, with the shipped sources in it, into one file that plain Node runs in a worker. */
import path from 'node:path';
import { projectRoot } from '../prepare/prepare.mjs';

/**
 * @param {{ plugins?: readonly import('rolldown').RolldownPluginOption[], outDir?: string }} [options]
 *   `plugins` may change the sources on their way, for example to plant a bug
 * @returns {Promise<string>} the file of the bundle: it exports runWorld, and works as a worker for runMany
 */
export async function bundleWorld({ plugins = [], outDir = path.join(projectRoot, 'node_modules/.cache/paydesk-world') } = {}) {
  // Imported late, because the packages may only just have been installed.
  const { rolldown } = await import('rolldown');
  const file = path.join(outDir, 'world.mjs');
  const build = await rolldown({
    input: path.join(projectRoot, 'test/world/worker.ts'),
    cwd: projectRoot,
    platform: 'node',
    external: [/^node:/, 'electron', '@photostructure/sqlite', 'node-thermal-printer', 'bwip-js'],
    plugins: [...plugins],
    logLevel: 'silent',
  });
  try {
    await build.write({ file, format: 'esm', sourcemap: false, codeSplitting: false });
  } finally {
    await build.close();
  }
  return file;
}
