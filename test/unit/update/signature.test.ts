import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isUpdateAddress } from '../../../main/updates/address.ts';
import { readSigned, type GetFile } from '../../../main/updates/description.ts';
import { release } from '../../builders/releases.ts';

const maker = generateKeyPairSync('ed25519');
const publicKey = maker.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
const described = Buffer.from(JSON.stringify(release()));
const signature = sign(null, described, maker.privateKey).toString('base64');

const files =
  (given: Readonly<Record<string, Buffer | string>>): GetFile =>
  (name) =>
    Promise.resolve(given[name] === undefined ? null : Buffer.from(given[name]));

describe('a description of a release', () => {
  test('that the maker signed is read', async () => {
    expect(await readSigned(files({ 'release.json': described, 'release.json.sig': `${signature}\n` }), publicKey)).toEqual(
      release(),
    );
  });

  const stranger = generateKeyPairSync('ed25519').privateKey;
  const turned = Buffer.from(described.toString().replace('"stagedPercent":100', '"stagedPercent":99'));
  const junk = Buffer.from('{"version":"0.2.0"}');
  test.each([
    ['without a signature', { 'release.json': described }, 'unsigned'],
    ['with an empty one', { 'release.json': described, 'release.json.sig': '' }, 'signature-wrong'],
    [
      'signed by somebody else',
      { 'release.json': described, 'release.json.sig': sign(null, described, stranger).toString('base64') },
      'signature-wrong',
    ],
    ['changed in one character', { 'release.json': turned, 'release.json.sig': signature }, 'signature-wrong'],
    ['with a space behind it', { 'release.json': `${described.toString()} `, 'release.json.sig': signature }, 'signature-wrong'],
    [
      'signed and unreadable',
      { 'release.json': junk, 'release.json.sig': sign(null, junk, maker.privateKey).toString('base64') },
      'release-unreadable',
    ],
    ['that is not there', {}, 'release-unreadable'],
  ])('is refused %s', async (_, given, fault) => {
    expect(await readSigned(files(given), publicKey)).toBe(fault);
  });

  test('is refused by a build whose key is none', async () => {
    for (const key of ['', 'AAAA', publicKey.slice(0, -1), `${publicKey}A`])
      expect(await readSigned(files({ 'release.json': described, 'release.json.sig': signature }), key)).toBe('signature-wrong');
  });
});

test('updates come by HTTPS, or from this machine', () => {
  expect(['https://a.example/p/', 'http://127.0.0.1:8080/'].map(isUpdateAddress)).toEqual([true, true]);
  for (const address of [
    'http://a.example/',
    'https://a.example/p',
    'ftp://a.example/',
    'https://u@a.example/',
    'file:///a/',
    '',
  ])
    expect(isUpdateAddress(address), address).toBe(false);
});
