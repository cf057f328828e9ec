import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readSigned } from '../../../main/updates/description.ts';
import { filesOf } from '../../../main/updates/stick.ts';
import { describe as describeRelease, notesOf, publicPart, readPrivateKey, writeSigned } from '../../../scripts/sign-release.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'paydesk-sign-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const { privateKey } = generateKeyPairSync('ed25519');
const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
const about = { folder, version: '0.2.0', stagedPercent: 10, minimumVersion: '0.1.0', ledgerVersion: 3, notes: { en: 'x' } };

test('what the script signs is what a counter believes, and only with the right key', async () => {
  for (const name of ['linux-x86_64.AppImage', 'win-x64-setup.exe', 'mac-arm64.zip', 'mac-arm64.dmg', 'linux-amd64.deb'])
    writeFileSync(path.join(folder, `Paydesk-0.2.0-${name}`), name);
  writeFileSync(path.join(folder, 'Paydesk-0.1.0-linux-x64.AppImage'), 'an older one');
  writeSigned(folder, describeRelease(about), readPrivateKey(pkcs8));
  const read = await readSigned(filesOf(folder), publicPart(privateKey));
  expect(read).toMatchObject({ version: '0.2.0', stagedPercent: 10 });
  if (typeof read === 'string') throw new Error(read);
  expect(read.files.map(({ system }) => system).sort()).toEqual(['linux-x64', 'mac-arm64', 'win-x64']);
  expect(await readSigned(filesOf(folder), publicPart(generateKeyPairSync('ed25519').privateKey))).toBe('signature-wrong');
});

test('a folder without packages, and a key of another kind, are refused', () => {
  expect(() => describeRelease({ ...about, version: '9.0.0' })).toThrow('no package');
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'der', type: 'pkcs8' });
  expect(() => readPrivateKey(rsa.toString('base64'))).toThrow('no Ed25519 key');
});

test('notes are the newest entry of the changelog, as plain text', () => {
  expect(notesOf('# Changelog\n\n## 0.2.0 (2026-12-01)\n\n- *Paid* is `louder`.\n\n## 0.1.0\n\n- Old.\n')).toBe(
    '- Paid is louder.',
  );
});
