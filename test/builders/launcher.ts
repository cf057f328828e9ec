import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const template = readFileSync(path.resolve(import.meta.dirname, '../../assets/package/AppRun'), 'utf8');

/** What was started, and which version it was told was not ready. */
export type Started = { readonly version: string; readonly notReady: string | null };

/** An AppImage that is a folder: the real launcher, and a program that only says what was started. */
export type Launcher = {
  /** Where the versions of a person with this home are. */
  readonly versionsOf: (home: string) => string;
  /** Starts it once for each home, one after the other. */
  readonly start: (homes: readonly string[], args?: readonly string[]) => readonly Started[];
};

/** A program that says its version and what it was told about the one that was not ready. */
export const sayingProgram = (version: string): string => `#!/bin/sh\nprintf '%s %s\\n' '${version}' "$PAYDESK_NOT_READY"\n`;

/** Makes the AppImage in a folder of the test's own. */
export function makeLauncher(folder: string, own: string): Launcher {
  const app = path.join(folder, 'app');
  mkdirSync(app, { recursive: true });
  const launcher = path.join(app, 'AppRun');
  writeFileSync(launcher, template.replace('@VERSION@', own).replace('@NAME@', 'paydesk'));
  writeFileSync(path.join(app, 'paydesk'), sayingProgram(own));
  for (const file of ['AppRun', 'paydesk']) chmodSync(path.join(app, file), 0o755);
  const env = { PATH: process.env['PATH'], HOME: folder, APPIMAGE: launcher, APPDIR: app };
  const eachHome = 'launcher=$1; homes=$2; shift 2; for home in $homes; do XDG_DATA_HOME=$home "$launcher" "$@" || echo; done';
  return {
    versionsOf: (home) => path.join(home, 'paydesk/versions'),
    start: (homes, args = []) =>
      execFileSync('/bin/sh', ['-c', eachHome, 'sh', launcher, homes.join(' '), ...args], { env, encoding: 'utf8' })
        .trimEnd()
        .split('\n')
        .map((line) => {
          const [version = '', notReady = ''] = line.split(' ');
          return { version, notReady: notReady === '' ? null : notReady };
        }),
  };
}
