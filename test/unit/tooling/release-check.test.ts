import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checksums, releaseFaults } from '../../../scripts/release-check.mjs';

const product = { version: '1.2.3', devDependencies: { electron: '45.4.1' } };
const lock = { version: '1.2.3', packages: { 'node_modules/electron': { version: '45.4.1' } } };
const release = { product, lock, changelog: '# Changelog\n\n## 1.2.3 (2026-11-30)\n', tag: 'refs/tags/v1.2.3' };

describe('a release', () => {
  it('is let through when everything says the same version', () => {
    expect(releaseFaults(release)).toEqual([]);
  });

  it.each([
    ['another tag', { tag: 'refs/tags/v1.2.4' }, 'the tag is'],
    ['an entry that was not written', { changelog: '## 1.2.2 (2026-11-01)' }, 'newest entry'],
    ['an entry without its day', { changelog: '## 1.2.3 (unreleased)' }, 'no date'],
    ['an old lock file', { lock: { ...lock, version: '1.2.2' } }, 'package-lock.json says'],
    ['another Electron', { lock: { ...lock, packages: { 'node_modules/electron': { version: '44.0.0' } } } }, 'Electron is 44'],
  ])('is stopped by %s', (_what, change, words) => {
    expect(releaseFaults({ ...release, ...change }).join('\n')).toContain(words);
  });

  it('is listed with its checksums, and nothing beside it', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-sums-'));
    writeFileSync(path.join(folder, 'Paydesk-1.deb'), 'abc');
    writeFileSync(path.join(folder, 'builder-debug.yml'), 'x');
    expect(checksums(folder)).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  Paydesk-1.deb\n');
    rmSync(folder, { recursive: true });
  });
});
