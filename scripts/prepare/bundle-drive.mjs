/** Bundles a TypeScript file of test/drive into one that plain Node runs, for a process of its own. */
import path from 'node:path';
import { projectRoot } from './prepare.mjs';

/**
 * @param {string} name such as usb-printer-process
 * @returns {Promise<string>} the file
 */
export async function bundleDrive(name) {
  // Imported late, because the packages may only just have been installed.
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({
    input: path.join(projectRoot, `test/drive/${name}.ts`),
    platform: 'node',
    external: ['usb', 'koffi', 'node-thermal-printer', /^node:/],
    logLevel: 'silent',
  });
  const file = path.join(projectRoot, `out/evidence/${name}.mjs`);
  await bundle.write({ file, format: 'esm' });
  await bundle.close();
  return file;
}
