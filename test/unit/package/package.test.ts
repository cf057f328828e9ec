import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readOwnBuild } from '../../../main/updates/own-build.ts';
import { aboutPackage, isSigned, readDeclared, updatesOf, writeConfiguration } from '../../../scripts/package/configuration.mjs';
import { controlFile, readFpm } from '../../../scripts/package/deb-tool.mjs';
import { afterPack } from '../../../scripts/package/hooks.mjs';
import { fuseFaults, readFuses } from '../../../scripts/package/inspect.mjs';
import { readBinary, serves, type Target } from '../../../scripts/package/native-binaries.mjs';
import { makeStandIn } from '../../../scripts/package/stand-ins.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-package-test-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const prebuild = (where: string): Buffer => readFileSync(path.join(root, 'node_modules/keytar/prebuilds', where, 'keytar.node'));

describe('native binaries go only to the system they run on', () => {
  it.each([
    ['linux-x64', { system: 'linux', arch: 'x64' }],
    ['win32-x64', { system: 'win32', arch: 'x64' }],
    ['win32-arm64', { system: 'win32', arch: 'arm64' }],
    ['darwin-arm64', { system: 'darwin', arch: 'arm64' }],
    ['darwin-x64', { system: 'darwin', arch: 'x64' }],
  ] as const)('%s is known by its header', (where, target) => {
    const built = readBinary(prebuild(where));
    expect(built).not.toBeNull();
    const all: readonly Target[] = [
      { system: 'linux', arch: 'x64' },
      { system: 'linux', arch: 'arm64' },
      { system: 'win32', arch: 'x64' },
      { system: 'win32', arch: 'arm64' },
      { system: 'darwin', arch: 'x64' },
      { system: 'darwin', arch: 'arm64' },
    ];
    expect(all.filter((each) => built !== null && serves(built, each))).toEqual([target]);
  });

  it('a build for Alpine is not taken for one that Electron can load', () => {
    const file = 'node_modules/@photostructure/sqlite/prebuilds/linux-x64/@photostructure+sqlite.musl.node';
    expect(readBinary(readFileSync(path.join(root, file)))).toMatchObject({ system: 'linux', isMusl: true });
  });

  it('a universal Mac binary serves both, and a Java class is none', () => {
    const fat = Buffer.alloc(64);
    fat.writeUInt32BE(0xcafebabe, 0);
    fat.writeUInt32BE(2, 4);
    fat.writeUInt32BE(0x01000007, 8);
    fat.writeUInt32BE(0x0100000c, 28);
    expect(readBinary(fat)?.archs).toEqual(['x64', 'arm64']);
    fat.writeUInt32BE(0x34, 4);
    expect(readBinary(fat)).toBeNull();
    expect(readBinary(Buffer.from('#!/bin/sh'))).toBeNull();
  });
});

describe('what a package says of itself', () => {
  const order = {
    root,
    stageDir: path.join(folder, 'stage'),
    out: folder,
    electronDist: '/e',
    electronVersion: '45.4.1',
    env: {},
  };
  const read = (signed: boolean) =>
    JSON.parse(readFileSync(writeConfiguration({ ...order, signed }), 'utf8')) as Record<string, unknown>;

  it('an unsigned build has another identity and says so in its file names', () => {
    expect(read(false)).toMatchObject({ appId: 'dev.paydesk.counter.unsigned' });
    expect(JSON.stringify(read(false)['nsis'])).toContain('${version}-unsigned-win');
    expect(read(true)).toMatchObject({ appId: 'dev.paydesk.counter' });
    expect(JSON.stringify(read(true))).not.toContain('unsigned');
  });

  it('is signed only in a release build with the certificate of its system', () => {
    expect(isSigned({}, 'linux')).toBe(false);
    expect(isSigned({ CSC_LINK: 'x' }, 'win32')).toBe(false);
    expect(isSigned({ PAYDESK_RELEASE: '1' }, 'win32')).toBe(false);
    expect(isSigned({ PAYDESK_RELEASE: '1', WIN_CSC_LINK: 'x' }, 'win32')).toBe(true);
    expect(isSigned({ PAYDESK_RELEASE: '1', WIN_CSC_LINK: 'x' }, 'darwin')).toBe(false);
    expect(isSigned({ PAYDESK_RELEASE: '1' }, 'linux')).toBe(true);
  });

  it('carries nothing of its development', () => {
    const about = aboutPackage(
      JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<string, unknown>,
      false,
      null,
    );
    expect(Object.keys(about).sort()).toEqual([
      'author',
      'buildKind',
      'description',
      'desktopName',
      'homepage',
      'license',
      'main',
      'name',
      'productName',
      'type',
      'version',
    ]);
  });

  it('takes updates only when it was given a key, and then tells the program whose', () => {
    const declared: unknown = readDeclared(root);
    expect(updatesOf({}, declared)).toBeNull();
    expect(() => updatesOf({ PAYDESK_UPDATE_PUBLIC_KEY: 'short' }, declared)).toThrow('32 bytes');
    const publicKey = Buffer.alloc(32, 7).toString('base64');
    const given = updatesOf({ PAYDESK_UPDATE_PUBLIC_KEY: publicKey }, declared);
    expect(readOwnBuild(JSON.stringify(aboutPackage({ version: '1.2.3' }, false, given)))).toEqual({
      address: 'https://updates.paydesk.example/',
      publicKey,
    });
    expect(readOwnBuild(JSON.stringify(aboutPackage({ version: '1.2.3' }, false, null)))).toBeNull();
  });

  it('an AppImage gets our launcher with its own version in it, and a folder of versions of its own when it is unsigned', () => {
    const appOutDir = mkdtempSync(path.join(os.tmpdir(), 'paydesk-hook-'));
    const pack = (id: string): string => {
      const appInfo = { productFilename: 'Paydesk', version: '1.2.3', id };
      afterPack({ appOutDir, electronPlatformName: 'linux', targets: [{ name: 'appImage' }], packager: { appInfo } });
      return readFileSync(path.join(appOutDir, 'AppRun'), 'utf8');
    };
    expect(pack('dev.paydesk.counter.unsigned')).toContain('/paydesk-unsigned/versions\n');
    expect(pack('dev.paydesk.counter')).toContain('\nown=1.2.3\n');
    expect(pack('dev.paydesk.counter')).toContain('/paydesk/versions\n');
    expect(pack('dev.paydesk.counter')).not.toMatch(/@[A-Z]+@/);
    rmSync(appOutDir, { recursive: true });
  });

  it('an upgrade or uninstall never takes the data of the shop along', () => {
    expect(readDeclared(root)).toMatchObject({
      nsis: { deleteAppDataOnUninstall: false },
      deb: { depends: expect.any(Array) as unknown },
    });
  });
});

describe('the Debian package', () => {
  it('says what electron-builder asked for', () => {
    const asked = readFpm([
      ...['-s', 'dir', '--force', '-t', 'deb', '--name', 'paydesk', '--version=1.2.3', '--architecture', 'amd64'],
      ...[
        '--description',
        'A till\n  with\n\n  lines',
        '-d',
        'libnss3',
        '--depends',
        'libsecret-1-0',
        '--deb-recommends',
        'gnome-keyring',
      ],
      ...['--url', 'https://a.example/?b=c', '/build/app/=/opt/Paydesk', '/build/i.png=/usr/share/i.png'],
    ]);
    expect(asked.files).toEqual([
      ['/build/app/', '/opt/Paydesk'],
      ['/build/i.png', '/usr/share/i.png'],
    ]);
    expect(controlFile(asked, 7)).toBe(
      [
        ...['Package: paydesk', 'Version: 1.2.3', 'Architecture: amd64', 'Installed-Size: 7', 'Depends: libnss3, libsecret-1-0'],
        ...['Recommends: gnome-keyring', 'Section: default', 'Priority: optional', 'Homepage: https://a.example/?b=c'],
        ...['Description: A till', ' with', ' .', ' lines', ''],
      ].join('\n'),
    );
  });
});

describe('fuses', () => {
  const declared = (readDeclared(root) as { readonly electronFuses: Record<string, boolean> }).electronFuses;

  it('a runtime as it is delivered is found to be open', () => {
    const target: Target = { system: 'darwin', arch: 'arm64' };
    const dist = makeStandIn(path.join(folder, 'mac'), target, '45.4.1');
    const faults = fuseFaults(readFuses(path.join(dist, 'Electron.app'), target), declared);
    expect(faults.join('\n')).toContain('runAsNode should be off');
    expect(faults.join('\n')).toContain('onlyLoadAppFromAsar should be on');
  });

  it('a fuse that the runtime lacks is a fault, not a pass', () => {
    expect(fuseFaults({}, { runAsNode: false })).toEqual(['the fuse runAsNode should be off and is undefined']);
  });
});
