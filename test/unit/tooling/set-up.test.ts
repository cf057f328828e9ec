import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { installCommand, isDebianLike, missingPackages, packagesFor } from '../../../scripts/debian-libs.mjs';
import { isInstalled } from '../../../scripts/prepare/dependencies.mjs';
import { fingerprintOf } from '../../../scripts/prepare/fingerprint.mjs';
import { neededFlags } from '../../../scripts/prepare/launch.mjs';
import { authorityFor, hasDisplay } from '../../../scripts/process/xvfb.mjs';

const bookworm = 'ID=debian\nVERSION_ID="12"\n';
const noble = 'ID=ubuntu\nID_LIKE=debian\nVERSION_ID="24.04"\n';

describe('system libraries', () => {
  it('go by the names of the release', () => {
    expect(packagesFor('run', bookworm)).toContain('libgtk-3-0');
    expect(packagesFor('run', noble)).toContain('libgtk-3-0t64');
    expect(packagesFor('test', bookworm)).toEqual(expect.arrayContaining(packagesFor('run', bookworm)));
  });

  it('are looked for on Debian and its relatives only', () => {
    expect(isDebianLike(bookworm)).toBe(true);
    expect(isDebianLike(noble)).toBe(true);
    expect(isDebianLike('ID=fedora\n')).toBe(false);
  });

  it('count as missing unless they are fully installed', () => {
    const answer = 'libnss3 installed\nlibgbm1 config-files\n';
    expect(missingPackages(['libnss3', 'libgbm1', 'xvfb'], answer)).toEqual(['libgbm1', 'xvfb']);
    expect(installCommand(['xvfb'])).toContain('apt-get install -y --no-install-recommends xvfb');
  });
});

describe('packages', () => {
  const lock = {
    packages: {
      '': {},
      'node_modules/a': { version: '1.0.0', integrity: 'x' },
      'node_modules/mac': { version: '1.0.0', optional: true },
    },
  };

  it('are installed when npm’s record matches the lock file, other platforms apart', () => {
    expect(isInstalled(lock, { packages: { 'node_modules/a': { version: '1.0.0', integrity: 'x' } } })).toBe(true);
  });

  it('are installed anew when one is absent, differs, or there is no record', () => {
    expect(isInstalled(lock, { packages: {} })).toBe(false);
    expect(isInstalled(lock, { packages: { 'node_modules/a': { version: '1.0.1', integrity: 'x' } } })).toBe(false);
    expect(isInstalled(lock, { packages: { 'node_modules/a': { version: '1.0.0', integrity: 'other' } } })).toBe(false);
    expect(isInstalled(lock, null)).toBe(false);
  });
});

describe('the fingerprint of the sources', () => {
  it('changes with a content, a name, and nothing else', () => {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), 'paydesk-print-'));
    fs.mkdirSync(path.join(root, 'core'));
    fs.writeFileSync(path.join(root, 'core/a.ts'), 'one');
    const first = fingerprintOf(root, ['core', 'absent.json']);
    fs.writeFileSync(path.join(root, 'core/a.ts'), 'one');
    expect(fingerprintOf(root, ['core', 'absent.json'])).toBe(first);
    fs.renameSync(path.join(root, 'core/a.ts'), path.join(root, 'core/b.ts'));
    const renamed = fingerprintOf(root, ['core', 'absent.json']);
    fs.writeFileSync(path.join(root, 'core/b.ts'), 'two');
    expect(new Set([first, renamed, fingerprintOf(root, ['core', 'absent.json'])]).size).toBe(3);
    fs.rmSync(root, { recursive: true });
  });
});

describe('starting', () => {
  it('gives up the sandbox only where Chromium refuses to start with it', () => {
    expect(neededFlags({ platform: 'linux', uid: 0 })).toEqual(['--no-sandbox']);
    expect(neededFlags({ platform: 'linux', uid: 1000 })).toEqual([]);
    expect(neededFlags({ platform: 'win32', uid: undefined })).toEqual([]);
  });

  it('needs a virtual display on Linux without one', () => {
    expect(hasDisplay({}, 'linux')).toBe(false);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
    expect(hasDisplay({}, 'win32')).toBe(true);
  });

  it('closes its virtual display with a cookie for whatever number it gets', () => {
    const entry = authorityFor(Buffer.alloc(16, 7));
    expect(entry.subarray(0, 6)).toEqual(Buffer.from([0xff, 0xff, 0, 0, 0, 0]));
    expect(entry.subarray(8, 26).toString()).toBe('MIT-MAGIC-COOKIE-1');
    expect(entry.subarray(-16)).toEqual(Buffer.alloc(16, 7));
  });
});
