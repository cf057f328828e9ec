import { chmodSync, chownSync, copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Everybody's number for nobody on Linux. */
const NOBODY = 65_534;

/** Somebody without rights of root, in whose name Paydesk is run: root itself cannot have Chromium's sandbox. */
export type Person = {
  /** For spawning; empty when this process is nobody special already. */
  readonly owner: { readonly uid?: number; readonly gid?: number };
  /** A folder of theirs; removed by `close`. */
  readonly folder: string;
  /** Makes a file or a folder, with all in it, theirs. */
  readonly give: (file: string) => void;
  /** The environment with the display's cookie where they can read it. */
  readonly env: (base: NodeJS.ProcessEnv) => NodeJS.ProcessEnv;
  readonly close: () => void;
};

/** Finds the person; `close` takes their folder away. */
export function unprivileged(): Person {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-person-'));
  const isRoot = process.getuid?.() === 0;
  const give = (file: string): void => {
    if (!isRoot) return;
    for (const name of ['', ...readdirSync(file, { recursive: true, encoding: 'utf8' })])
      chownSync(path.join(file, name), NOBODY, NOBODY);
  };
  give(folder);
  return {
    owner: isRoot ? { uid: NOBODY, gid: NOBODY } : {},
    folder,
    give,
    env: (base) => {
      const cookie = base['XAUTHORITY'];
      if (!isRoot || cookie === undefined) return base;
      const own = path.join(folder, 'cookie');
      copyFileSync(cookie, own);
      chmodSync(own, 0o600);
      chownSync(own, NOBODY, NOBODY);
      return { ...base, XAUTHORITY: own };
    },
    close: () => {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
