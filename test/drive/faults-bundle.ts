import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { plant } from '../planted/plant.ts';
import type { PlantedBug } from '../planted/planted-bug.ts';

const projectRoot = path.resolve(import.meta.dirname, '../..');

/**
 * Bundles the till without windows and its ledger thread, because Node 20 reads no TypeScript and a till must start within tenths
 * of a second. Resolves with the program's file, and what removes it. It lies where its native module can be found. A planted bug
 * shows that the check would see it.
 */
export async function bundleTill(bug: PlantedBug | null): Promise<{ readonly file: string; readonly remove: () => void }> {
  const outDir = path.join(projectRoot, 'node_modules/.cache', `faults-till-${randomUUID()}`);
  await build({
    configFile: false,
    root: projectRoot,
    logLevel: 'error',
    // Before the types are taken out, because a bug is a change of the source as it stands.
    plugins: bug === null ? [] : [{ ...plant(projectRoot, bug), enforce: 'pre' }],
    build: {
      outDir,
      emptyOutDir: true,
      ssr: true,
      target: 'node20.18',
      minify: false,
      rolldownOptions: {
        input: {
          till: path.join(projectRoot, 'test/drive/faults-till.ts'),
          'ledger-worker': path.join(projectRoot, 'main/ledger/worker.ts'),
        },
        external: ['@photostructure/sqlite', /^node:/],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name].js' },
      },
    },
    ssr: { noExternal: true, external: ['@photostructure/sqlite'] },
  });
  return {
    file: path.join(outDir, 'till.js'),
    remove: () => {
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
