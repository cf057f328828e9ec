import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const SQLITE = '@photostructure/sqlite';

/** Bundles a script of this folder, or an entry of the product, with its own source for plain Node; returns the built file. */
export async function buildScript(entry: string, outDir: string): Promise<string> {
  const native = pathToFileURL(createRequire(import.meta.url).resolve(SQLITE)).href;
  const entryFileNames = `${path.basename(entry, '.ts')}.mjs`;
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: path.resolve(import.meta.dirname, entry),
      outDir,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: { external: [SQLITE], output: { entryFileNames, format: 'es', paths: { [SQLITE]: native } } },
    },
  });
  return path.join(outDir, entryFileNames);
}
