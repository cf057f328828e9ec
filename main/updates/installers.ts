import path from 'node:path';
import type { UpdateFault } from '../../core/update/machine.ts';
import { isNewer, isVersion } from '../../core/update/version.ts';
import type { Disk } from './disk.ts';
import { faultOf, type Place, type Running } from './place.ts';

/** What the installers are made of. `folder` is in the data folder. */
export type InstallersParts = {
  readonly folder: string;
  readonly running: Running;
  readonly disk: Disk;
  /** Has the system put in a checked installer; `from` is where it was fetched. False when the system refused. */
  readonly install: (kept: string, from: string) => Promise<boolean>;
  /** Opens a kept installer for the person in front of it; false when the system refused. */
  readonly open: (file: string) => Promise<boolean>;
};

/**
 * Windows and macOS, where a version is put in by the system's own installer. The last two are kept, so that the one before can be run
 * again; `ledger` beside it says which form of the ledger it can read.
 */
export function installersIn(parts: InstallersParts): Place {
  const { folder, running, disk, install } = parts;
  const keptBefore = async (): Promise<string | null> =>
    (await disk.names(folder))
      .filter((name) => isVersion(name) && isNewer(running.version, name))
      .sort(byVersion)
      .at(-1) ?? null;
  return {
    kind: 'installer',
    notReady: null,
    putIn: async (from, release, file) => {
      try {
        const place = path.join(folder, release.version);
        await disk.makeFolder(place);
        const installer = path.join(place, file.name);
        await disk.copy(from, installer);
        const found = await disk.digest(installer);
        if (found.sha512 !== file.sha512 || found.sizeBytes !== file.sizeBytes) {
          await disk.remove(place);
          return 'file-wrong';
        }
        await disk.write(path.join(place, 'ledger'), String(release.ledgerVersion));
        await disk.syncFolder(place);
        return (await install(installer, from)) ? null : 'not-started';
      } catch (cause) {
        return faultOf(cause);
      }
    },
    previous: async () => {
      const version = await keptBefore();
      if (version === null) return null;
      const ledgerVersion = Number(await disk.read(path.join(folder, version, 'ledger')));
      return { version, isReadable: running.ledgerVersion <= ledgerVersion };
    },
    goBack: () => openKept(parts, keptBefore),
    goneBackFrom: async () => {
      const newer = (await disk.names(folder)).filter((name) => isVersion(name) && isNewer(name, running.version));
      return newer.sort(byVersion).at(-1) ?? null;
    },
    tryAgain: () => Promise.resolve(null),
    reached: () => sweep(parts),
  };
}

const byVersion = (one: string, other: string): number => (isNewer(one, other) ? 1 : -1);

async function openKept(
  { folder, disk, open }: InstallersParts,
  kept: () => Promise<string | null>,
): Promise<UpdateFault | null> {
  const version = await kept();
  if (version === null) return 'not-started';
  const installer = (await disk.names(path.join(folder, version))).find((name) => name.startsWith('Paydesk-'));
  if (installer === undefined) return 'not-started';
  return (await open(path.join(folder, version, installer))) ? null : 'not-started';
}

/** Keeps this version's installer and the one before it. */
async function sweep({ folder, running, disk }: InstallersParts): Promise<void> {
  const older = (await disk.names(folder)).filter((name) => isVersion(name) && isNewer(running.version, name)).sort(byVersion);
  for (const version of older.slice(0, -1)) await disk.remove(path.join(folder, version)).catch(() => undefined);
}
