import path from 'node:path';
import type { UpdateFault } from '../../core/update/machine.ts';
import type { Release, ReleaseFile } from '../../core/update/release.ts';
import type { Pointer } from '../../core/update/start.ts';
import { isVersion } from '../../core/update/version.ts';
import type { Disk } from './disk.ts';
import { faultOf, type Place, type Running } from './place.ts';

/** What the versions are made of. `folder` and `base` are what the launcher said; `base`: the version of the AppImage it is in. */
export type VersionsParts = {
  readonly folder: string;
  readonly base: string;
  readonly running: Running;
  readonly notReady: string | null;
  readonly disk: Disk;
};

const COMING = '.coming';

/**
 * AppImages side by side. The one that the shop starts is never touched; its launcher follows `pointer`, which is replaced in one piece
 * after the new version lies complete and durable beside it. So a cut at any point leaves the old version or the new one.
 */
export function versionsIn(parts: VersionsParts): Place {
  const { disk, folder, notReady, running } = parts;
  const at = (name: string): string => path.join(folder, name);
  const pointer = async (): Promise<Pointer | null> => readPointer(await disk.read(at('pointer')), parts.base);
  return {
    kind: 'versions',
    notReady,
    putIn: async (from, release, file) =>
      refusing(async () => {
        const before = await pointer();
        await disk.makeFolder(folder);
        const isRight = await bringIn(parts, from, release, file);
        if (!isRight) return 'file-wrong';
        await replace(disk, folder, 'starts', `version=${release.version}\ncount=0\n`);
        await point(disk, folder, {
          base: parts.base,
          current: release.version,
          previous: running.version,
          goneBackFrom: before?.goneBackFrom === release.version ? null : (before?.goneBackFrom ?? null),
          previousLedger: running.ledgerVersion,
        });
        return null;
      }),
    previous: async () => {
      const now = await pointer();
      if (now === null || now.previous === running.version) return null;
      return { version: now.previous, isReadable: running.ledgerVersion <= now.previousLedger };
    },
    goBack: () =>
      refusing(async () => {
        const now = await pointer();
        if (now === null || now.current === now.previous) return 'unwritable';
        // It was ready when it ran before, so its starts are not counted again.
        await replace(disk, folder, 'ready', ready(now.previous));
        await point(disk, folder, { ...now, current: now.previous, goneBackFrom: now.current });
        return null;
      }),
    goneBackFrom: async () => (await pointer())?.goneBackFrom ?? null,
    tryAgain: () =>
      refusing(async () => {
        await replace(disk, folder, 'starts', `version=${notReady ?? ''}\ncount=0\n`);
        return null;
      }),
    reached: async () => {
      await refusing(async () => {
        const now = await pointer();
        if (now?.current !== running.version) return null;
        if ((await disk.read(at('ready'))) !== ready(running.version))
          await replace(disk, folder, 'ready', ready(running.version));
        await sweep(disk, folder, now);
        return null;
      });
    },
  };
}

const ready = (version: string): string => `version=${version}\n`;

/** The copy is what is judged and what is kept, so that nobody can change the file between the two. */
async function bringIn({ disk, folder }: VersionsParts, from: string, release: Release, file: ReleaseFile): Promise<boolean> {
  const coming = path.join(folder, `${release.version}${COMING}`);
  await disk.copy(from, coming);
  const found = await disk.digest(coming);
  if (found.sha512 !== file.sha512 || found.sizeBytes !== file.sizeBytes) {
    await disk.remove(coming);
    return false;
  }
  await disk.rename(coming, path.join(folder, `${release.version}.AppImage`));
  await disk.syncFolder(folder);
  return true;
}

/** Takes away what is neither this version nor the one before it. */
async function sweep(disk: Disk, folder: string, { current, previous }: Pointer): Promise<void> {
  const kept = new Set([`${current}.AppImage`, `${previous}.AppImage`]);
  for (const name of await disk.names(folder))
    if (name.endsWith(COMING) || (name.endsWith('.AppImage') && !kept.has(name))) await disk.remove(path.join(folder, name));
}

/** Written beside, synced, and put in the place of the old one in one step. */
async function replace(disk: Disk, folder: string, name: string, text: string): Promise<void> {
  const next = path.join(folder, `${name}.next`);
  await disk.write(next, text);
  await disk.rename(next, path.join(folder, name));
  await disk.syncFolder(folder);
}

const point = (disk: Disk, folder: string, { base, current, previous, goneBackFrom, previousLedger }: Pointer): Promise<void> =>
  replace(
    disk,
    folder,
    'pointer',
    [
      `base=${base}`,
      `current=${current}`,
      `previous=${previous}`,
      `previousLedger=${String(previousLedger)}`,
      `goneBackFrom=${goneBackFrom ?? ''}`,
      '',
    ].join('\n'),
  );

/** A pointer of another AppImage is nobody's here: the launcher does not follow it either. */
function readPointer(text: string | null, base: string): Pointer | null {
  const found = new Map((text ?? '').split('\n').map((line) => [line.split('=')[0] ?? '', line.split('=')[1] ?? '']));
  const version = (name: string): string | null => {
    const value = found.get(name) ?? '';
    return isVersion(value) ? value : null;
  };
  const [current, previous] = [version('current'), version('previous')];
  if (version('base') !== base || current === null || previous === null) return null;
  const previousLedger = Number(found.get('previousLedger'));
  return {
    ...{ base, current, previous },
    goneBackFrom: version('goneBackFrom'),
    previousLedger: Number.isInteger(previousLedger) ? previousLedger : 0,
  };
}

async function refusing(act: () => Promise<UpdateFault | null>): Promise<UpdateFault | null> {
  try {
    return await act();
  } catch (cause) {
    return faultOf(cause);
  }
}
