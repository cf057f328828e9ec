import { defineConfig } from '@playwright/test';

/** Real windows, one at a time: they share a display, and a second try would hide the fault that the first one found. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'out/test-results/e2e',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['line'], ['json', { outputFile: process.env['PAYDESK_E2E_REPORT'] ?? 'out/test-results/e2e.json' }]],
  use: { trace: 'off', screenshot: 'off', video: 'off' },
});
