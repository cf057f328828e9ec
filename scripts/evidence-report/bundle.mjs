/** Bundles a TypeScript entry of the tests, with the shipped sources in it, into one file that plain Node runs in a worker. */
import path from 'node:path';
import { projectRoot } from '../prepare/prepare.mjs';

/**
 * @param {{ input: string, file: string, external: (string | RegExp)[], plugins?: readonly import('rolldown').RolldownPluginOption[] }} options
 *   `input` relative to the project; `external` is left to Node; `plugins` may change the sources on their way
 * @returns {Promise<string>} `file`
 */
export async function bundle({ input, file, external, plugins = [] }) {
  // Imported late, because the packages may only just have been installed.
  const { rolldown } = await import('rolldown');
  const build = await rolldown({
    input: path.join(projectRoot, input),
    cwd: projectRoot,
    platform: 'node',
    external: [/^node:/, ...external],
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
