import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/** The lowest runtimes that must run the bundles: the development fallback, not the shipped Electron. */
const lowest = { node: 'node20.18', chrome: 'chrome130' };

/** These load files beside them (binaries, a WebAssembly module), so they stay in node_modules, outside the bundle. */
const native = [
  'electron',
  'keytar',
  'usb',
  'koffi',
  'node-hid',
  '@serialport/bindings-cpp',
  '@photostructure/sqlite',
  'harfbuzzjs',
];

export default defineConfig({
  main: {
    build: {
      target: lowest.node,
      outDir: 'out/main',
      // Smaller files start sooner; names stay readable in stack traces because functions keep theirs.
      minify: true,
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          index: 'main/index.ts',
          'keychain-worker': 'main/keychain/worker.ts',
          'ledger-worker': 'main/ledger/worker.ts',
          'raster-worker': 'main/printer/raster/worker.ts',
          'spooler-worker': 'main/printer/transports/spooler-worker.ts',
          'pieces-worker': 'main/ledger/pieces-worker.ts',
          'books-worker': 'main/worlds/books-worker.ts',
          'reports-worker': 'main/worlds/reports-worker.ts',
          simulator: 'simulator/main.ts',
          verify: 'verify/main.ts',
        },
        // ssh2 tries its compiled helpers and does without them; nothing is compiled here (D-004).
        external: [...native, /^node:/, 'cpu-features', /sshcrypto\.node$/],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name].js' },
      },
    },
  },
  preload: {
    build: {
      target: lowest.node,
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'preload/index.ts', customer: 'preload/customer.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: {
      target: lowest.chrome,
      outDir: 'out/renderer',
      minify: true,
      rolldownOptions: { input: { index: 'renderer/index.html', customer: 'renderer/customer.html' } },
    },
  },
});
