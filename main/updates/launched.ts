import { isVersion } from '../../core/update/version.ts';

/** What the launcher of an AppImage says to the version that it starts. */
export type Launched = {
  /** The AppImage that the shop starts, and its version. */
  readonly base: string;
  readonly baseVersion: string;
  /** Where the versions are. */
  readonly folder: string;
  readonly notReady: string | null;
};

type Env = Readonly<Record<string, string | undefined>>;

/** Null where no launcher started this. */
export function readLaunched(env: Env): Launched | null {
  const { PAYDESK_BASE: base, PAYDESK_BASE_VERSION: baseVersion, PAYDESK_VERSIONS: folder, PAYDESK_NOT_READY: notReady } = env;
  if (base === undefined || folder === undefined || baseVersion === undefined || !isVersion(baseVersion)) return null;
  return { base, baseVersion, folder, notReady: notReady !== undefined && isVersion(notReady) ? notReady : null };
}

const OWN = [
  'APPDIR',
  'APPIMAGE',
  'ARGV0',
  'OWD',
  'PAYDESK_BASE',
  'PAYDESK_BASE_VERSION',
  'PAYDESK_NOT_READY',
  'PAYDESK_VERSIONS',
];

/** The environment of the next start: as the person's, without what this AppImage put in, and with whom the launcher waits for. */
export function nextEnvironment(env: Env, pid: number): Env {
  const inside = env['APPDIR'];
  const libraries = (env['LD_LIBRARY_PATH'] ?? '').split(':').filter((path) => inside === undefined || !path.startsWith(inside));
  const kept = Object.entries(env).filter(([name]) => !OWN.includes(name) && name !== 'LD_LIBRARY_PATH');
  const more = libraries.join(':') === '' ? {} : { LD_LIBRARY_PATH: libraries.join(':') };
  return { ...Object.fromEntries(kept), ...more, PAYDESK_AFTER: String(pid) };
}
