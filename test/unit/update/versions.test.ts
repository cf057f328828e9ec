import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { ReleaseFile } from '../../../core/update/release.ts';
import { realDisk, type Disk } from '../../../main/updates/disk.ts';
import { versionsIn } from '../../../main/updates/versions.ts';
import type { Place } from '../../../main/updates/place.ts';
import { makeLauncher, sayingProgram } from '../../builders/launcher.ts';
import { release } from '../../builders/releases.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'paydesk-versions-'));
const launcher = makeLauncher(folder, '0.1.0');
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

let homes = 0;
function home(): { readonly home: string; readonly versions: string } {
  const made = path.join(folder, `home-${String((homes += 1))}`);
  const versions = launcher.versionsOf(made);
  mkdirSync(versions, { recursive: true });
  return { home: made, versions };
}

/** An AppImage that only says its version, and what was signed of it. */
function fetched(version: string): { readonly from: string; readonly file: ReleaseFile } {
  const from = path.join(folder, `fetched-${version}`);
  writeFileSync(from, sayingProgram(version));
  const bytes = readFileSync(from);
  const sha512 = createHash('sha512').update(bytes).digest('base64');
  return { from, file: { system: 'linux-x64', name: `Paydesk-${version}-linux-x64.AppImage`, sha512, sizeBytes: bytes.length } };
}

const place = (
  versions: string,
  disk: Disk = realDisk,
  version = '0.1.0',
  notReady: string | null = null,
  ledgerVersion = 3,
): Place => versionsIn({ folder: versions, base: '0.1.0', running: { version, ledgerVersion }, notReady, disk });

const putIn = (into: Place, version: string) => {
  const { from, file } = fetched(version);
  return into.putIn(from, release({ version }), file);
};

/** The plug is pulled in the middle of the n-th effect: half of a text or copy is there, and nothing after it happens. */
function cutAt(effect: number): { readonly disk: Disk; readonly isCut: () => boolean } {
  let done = 0;
  const cut =
    <Args extends readonly unknown[], Result>(
      act: (...args: Args) => Promise<Result>,
      half: (...args: Args) => Promise<unknown>,
    ) =>
    async (...args: Args): Promise<Result> => {
      done += 1;
      if (done > effect) throw new Error('the plug is out');
      if (done < effect) return act(...args);
      await half(...args);
      throw new Error('the plug is out');
    };
  const nothing = () => Promise.resolve();
  const disk: Disk = {
    ...realDisk,
    makeFolder: cut(realDisk.makeFolder, nothing),
    copy: cut(realDisk.copy, (from, to) => {
      writeFileSync(to, readFileSync(from).subarray(0, 10), { mode: 0o755 });
      return Promise.resolve();
    }),
    digest: cut(realDisk.digest, nothing),
    write: cut(realDisk.write, (file, text) => realDisk.write(file, text.slice(0, text.length / 2))),
    // Before a folder is synced, a rename may be there or not; both are tried.
    rename: cut(realDisk.rename, effect % 2 === 0 ? nothing : realDisk.rename),
    syncFolder: cut(realDisk.syncFolder, nothing),
    remove: cut(realDisk.remove, nothing),
  };
  return { disk, isCut: () => done >= effect };
}

describe('versions side by side', () => {
  test('a cut at any point of an update leaves the old version or the new one, and the next try succeeds', async () => {
    const cuts = [];
    for (let effect = 1; ; effect += 1) {
      const { home: at, versions } = home();
      const { disk, isCut } = cutAt(effect);
      await putIn(place(versions, disk), '0.2.0');
      if (!isCut()) break;
      cuts.push({ at, versions });
    }
    const after = launcher.start(cuts.map(({ at }) => at));
    expect(after.filter(({ version }) => version !== '0.1.0' && version !== '0.2.0')).toEqual([]);
    expect(after.every(({ notReady }) => notReady === null)).toBe(true);
    expect(new Set(after.map(({ version }) => version))).toEqual(new Set(['0.1.0', '0.2.0']));
    expect(cuts.length).toBeGreaterThan(9);
    for (const { versions } of cuts) expect(await putIn(place(versions), '0.2.0')).toBeNull();
    expect(new Set(launcher.start(cuts.map(({ at }) => at)).map(({ version }) => version))).toEqual(new Set(['0.2.0']));
  }, 30_000);

  test('a file that is not the signed one is never in its place', async () => {
    const { versions } = home();
    const { file } = fetched('0.2.0');
    const other = path.join(folder, 'other');
    writeFileSync(other, sayingProgram('0.2.0').replace('0.2.0', '6.6.6'));
    expect(await place(versions).putIn(other, release(), file)).toBe('file-wrong');
    expect(readdirSync(versions)).toEqual([]);
  });

  test('a version that was ready is kept with the one before it, and older ones go', async () => {
    const { home: at, versions } = home();
    await putIn(place(versions), '0.2.0');
    await place(versions, realDisk, '0.2.0').reached();
    await putIn(place(versions, realDisk, '0.2.0'), '0.3.0');
    await place(versions, realDisk, '0.3.0').reached();
    await putIn(place(versions, realDisk, '0.3.0'), '0.4.0');
    const four = place(versions, realDisk, '0.4.0');
    await four.reached();
    expect(readdirSync(versions).filter((name) => name.endsWith('AppImage'))).toEqual(['0.3.0.AppImage', '0.4.0.AppImage']);
    expect(await four.previous()).toEqual({ version: '0.3.0', isReadable: true });
    expect(await four.goBack()).toBeNull();
    expect(launcher.start([at, at, at])).toEqual(Array.from({ length: 3 }, () => ({ version: '0.3.0', notReady: null })));
    expect(await place(versions, realDisk, '0.3.0').goneBackFrom()).toBe('0.4.0');
    expect(await place(versions, realDisk, '0.3.0').previous()).toBeNull();
  });

  test('after two starts without being ready the one before runs, and its owner stays with it or tries again', async () => {
    const { home: at, versions } = home();
    await putIn(place(versions), '0.2.0');
    const given = launcher.start([at, at, at]).map(({ version, notReady }) => [version, notReady]);
    expect(given).toEqual([
      ['0.2.0', null],
      ['0.2.0', null],
      ['0.1.0', '0.2.0'],
    ]);
    const old = place(versions, realDisk, '0.1.0', '0.2.0');
    await old.reached();
    expect(await old.tryAgain()).toBeNull();
    expect(launcher.start([at])).toEqual([{ version: '0.2.0', notReady: null }]);
    expect(await old.goBack()).toBeNull();
    expect(launcher.start([at])).toEqual([{ version: '0.1.0', notReady: null }]);
  });

  test('a version that cannot read the ledger of today is named, and not offered', async () => {
    const { versions } = home();
    await putIn(place(versions), '0.2.0');
    expect(await place(versions, realDisk, '0.2.0', null, 4).previous()).toEqual({ version: '0.1.0', isReadable: false });
  });

  test('a full disk is said, and the old version stays', async () => {
    const { home: at, versions } = home();
    const full: Disk = { ...realDisk, copy: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })) };
    expect(await putIn(place(versions, full), '0.2.0')).toBe('disk-full');
    expect(launcher.start([at])).toEqual([{ version: '0.1.0', notReady: null }]);
  });
});
