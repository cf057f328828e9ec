import { defineConfig } from 'vitest/config';

/** One project a layer, so that `npm run check` can run the quick ones alone. */
const layer = (name: string, include: string[], testTimeout: number) => ({
  test: { name, include, testTimeout, environment: 'node' as const },
});

export default defineConfig({
  test: {
    projects: [
      layer('unit', ['test/unit/**/*.test.ts', 'test/unit/**/*.test.tsx'], 10_000),
      layer('contract', ['test/contract/**/*.test.ts'], 20_000),
      layer('integration', ['test/integration/**/*.test.ts'], 60_000),
      layer('world', ['test/world/**/*.test.ts', 'test/planted/**/*.test.ts', 'test/mutation/**/*.test.ts'], 120_000),
    ],
  },
});
