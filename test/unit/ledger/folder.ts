import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';

/** Gives each test a folder of its own and takes it away afterwards, together with everything that was opened in it. */
export function ownFolder(): {
  readonly file: (name?: string) => string;
  readonly closing: <T extends { readonly close: () => void }>(opened: T) => T;
} {
  const folders: string[] = [];
  const opened: { readonly close: () => void }[] = [];
  afterEach(() => {
    for (const one of opened.splice(0)) one.close();
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });
  return {
    file: (name = 'ledger.sqlite') => {
      const folder = mkdtempSync(path.join(tmpdir(), 'paydesk-ledger-'));
      folders.push(folder);
      return path.join(folder, name);
    },
    closing: (one) => {
      opened.push(one);
      return one;
    },
  };
}
