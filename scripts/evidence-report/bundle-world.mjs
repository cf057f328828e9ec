/** The simulated world as one file. */
import path from 'node:path';
import { projectRoot } from '../prepare/prepare.mjs';
import { bundle } from './bundle.mjs';

/**
 * @param {{ plugins?: readonly import('rolldown').RolldownPluginOption[], outDir?: string }} [options]
 *   `plugins` may change the sources on their way, for example to plant a bug
 * @returns {Promise<string>} the file of the bundle: it exports runWorld, and works as a worker for runMany
 */
export function bundleWorld({ plugins = [], outDir = path.join(projectRoot, 'node_modules/.cache/paydesk-world') } = {}) {
  const external = ['electron', '@photostructure/sqlite', 'node-thermal-printer', 'bwip-js'];
  return bundle({ input: 'test/world/worker.ts', file: path.join(outDir, 'world.mjs'), external, plugins });
}
