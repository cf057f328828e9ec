import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** One way in which a package reaches a PC, and how it goes away again. */
export type Way = {
  readonly name: string;
  readonly command: string;
  readonly remove: () => Promise<void>;
};

const nothing = (): Promise<void> => Promise.resolve();

/**
 * Puts a package where it can be started: root on Debian installs the .deb, others unpack it; the archive is unpacked; the
 * AppImage, and a folder that was not yet packed, are run as they are.
 */
export async function install(file: string, folder: string): Promise<Way> {
  if (statSync(file).isDirectory()) return { name: 'folder', command: path.join(file, 'paydesk'), remove: nothing };
  if (file.endsWith('.deb')) return isInstallable() ? installDeb(file) : unpackDeb(file, path.join(folder, 'deb'));
  if (file.endsWith('.AppImage')) return { name: 'AppImage', command: file, remove: nothing };
  const place = path.join(folder, 'archive');
  mkdirSync(place, { recursive: true });
  await run('tar', ['-xzf', file, '-C', place, '--strip-components=1']);
  return { name: 'tar.gz', command: path.join(place, 'paydesk'), remove: nothing };
}

/** A PC that already has Paydesk keeps the one it has. */
const isInstallable = (): boolean => process.getuid?.() === 0 && !existsSync('/opt/Paydesk');

async function installDeb(file: string): Promise<Way> {
  await run('dpkg', ['-i', file]);
  return {
    name: 'deb, installed',
    command: '/usr/bin/paydesk',
    remove: async () => {
      await run('dpkg', ['-r', 'paydesk']);
      if (existsSync('/opt/Paydesk') || existsSync('/usr/bin/paydesk')) throw new Error('the removed package left files behind');
    },
  };
}

async function unpackDeb(file: string, place: string): Promise<Way> {
  await run('dpkg-deb', ['-x', file, place]);
  return { name: 'deb, unpacked', command: path.join(place, 'opt/Paydesk/paydesk'), remove: nothing };
}
