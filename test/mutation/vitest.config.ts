/** The tests that judge mutants: those of the five folders, all pure or on the virtual clock; no network, no SQLite, no Electron. */
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Where whole payments run: there a mutant may loop for ever, and waiting for that takes most of the time. */
const WHOLE_PAYMENTS = /\/integration\/|\/payment\/(?:actor|boundaries|loop|pen|pen-held|resolver)\.test\.ts$/;

/** The tests of single functions first: most mutants are noticed there, and never reach a loop. */
class SmallestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => (WHOLE_PAYMENTS.test(moduleId) ? 1 : 0);
    return Promise.resolve(files.toSorted((a, b) => rank(a) - rank(b) || a.moduleId.localeCompare(b.moduleId)));
  }
}

// eslint-disable-next-line no-restricted-syntax -- Vitest reads a default export.
export default defineConfig({
  test: {
    include: [
      'test/mutation/loads.test.ts',
      'test/unit/{money,paycode,journal,refund,payment}/**/*.test.ts',
      'test/integration/payment-*.test.ts',
    ],
    setupFiles: ['test/mutation/same-samples.ts'],
    environment: 'node',
    // One worker for all files of a mutant: each owns its world anyway, and starting workers would take most of the time.
    isolate: false,
    sequence: { sequencer: SmallestFirst },
    testTimeout: 20_000,
  },
});
