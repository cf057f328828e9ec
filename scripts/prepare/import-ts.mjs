/** Loads a TypeScript module of the project into a script, by Vite's own module runner: Node 20 cannot read TypeScript. */
import path from 'node:path';
import { projectRoot } from './prepare.mjs';

/**
 * @param {string} file relative to the project, such as main/alipayplus/sign.ts
 * @returns {Promise<any>} the module's exports
 */
export async function importTs(file) {
  // Imported late, because the packages may only just have been installed.
  const { runnerImport } = await import('vite');
  const loaded = await runnerImport(path.join(projectRoot, file), { configFile: false, root: projectRoot, logLevel: 'error' });
  return loaded.module;
}
