import type { Release } from '../../core/update/release.ts';

/** A digest of the right form. */
export const SHA512 = `${'A'.repeat(86)}==`;

/** A release of 0.2.0 for Linux, for everybody. */
export const release = (change: Partial<Release> = {}): Release => ({
  version: '0.2.0',
  minimumVersion: '0.1.0',
  stagedPercent: 100,
  ledgerVersion: 3,
  notes: { en: 'Prints faster.' },
  files: [{ system: 'linux-x64', name: 'Paydesk-0.2.0-linux-x64.AppImage', sha512: SHA512, sizeBytes: 10 }],
  ...change,
});
