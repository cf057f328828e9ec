import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PNG } from 'pngjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BrandKitView } from '../../../core/contract/brand.ts';
import { createBrandKit } from '../../../main/brand/brand-kit.ts';
import { createDigestFiles } from '../../../main/kept/digest-files.ts';
import { brandFiles } from '../../../main/window/brand-file.ts';

let folder = '';
let kept: BrandKitView = { mark: null, wallets: [] };
let isFull = false;

const opened = () =>
  createBrandKit({
    files: createDigestFiles(folder),
    list: {
      read: () => kept,
      write: (next) => {
        kept = next;
        return !isFull;
      },
    },
  });

/** Nobody's artwork: one colour all over, or one grey. */
const png = (shade: number, width = 256, blue = 200): Buffer => {
  const picture = new PNG({ width, height: 128 });
  for (let at = 0; at < picture.data.length; at += 4) picture.data.set([shade, shade, blue, 255], at);
  return PNG.sync.write(picture);
};

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-brand-'));
  [kept, isFull] = [{ mark: null, wallets: [] }, false];
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('the brand kit', () => {
  it('keeps a file byte for byte, and gives it to paper and pages', async () => {
    const kit = opened();
    expect(await kit.keep('mark', 'acceptance', png(9))).toBe('kept');
    expect(await kit.markPng()).toBe(png(9).toString('base64'));
    const sha256 = kit.view().mark?.sha256 ?? '';
    const served = brandFiles(folder)(`/brand/${sha256}`);
    expect(served?.type).toBe('image/png');
    expect(readFileSync(served?.file ?? '')).toEqual(png(9));
  });

  it('has one Alipay+ mark and at most five wallets, and forgets the files of those that went', async () => {
    const kit = opened();
    for (const shade of [1, 2]) await kit.keep('mark', 'mark', png(shade));
    for (const shade of [11, 12, 13, 14, 15]) expect(await kit.keep('wallet', `w${String(shade)}`, png(shade))).toBe('kept');
    expect(await kit.keep('wallet', 'w16', png(16))).toBe('too-many');
    expect(readdirSync(folder)).toHaveLength(6);
    await kit.drop(kit.view().mark?.sha256 ?? '');
    await kit.drop(kit.view().wallets[0]?.sha256 ?? '');
    expect([kit.view().mark, kit.view().wallets.length, readdirSync(folder).length]).toEqual([null, 4, 4]);
    expect(await kit.markPng()).toBeNull();
  });

  it('refuses what cannot be unpacked, and changes nothing', async () => {
    const kit = opened();
    await kit.keep('mark', 'mark', png(1));
    expect(await kit.keep('mark', 'torn', png(2).subarray(0, 60))).toBe('not-a-picture');
    expect(await kit.keep('mark', 'thin', png(2, 40))).toBe('wrong-ratio');
    expect(kit.view().mark?.name).toBe('mark');
    expect(await kit.markPng()).toBe(png(1).toString('base64'));
  });

  it('refuses an Alipay+ mark whose colours were taken away, and takes a black wallet', async () => {
    const kit = opened();
    expect(await kit.keep('mark', 'grey', png(90, 256, 90))).toBe('recoloured');
    expect(await kit.keep('mark', 'white', png(255, 256, 255))).toBe('recoloured');
    expect([kit.view().mark, readdirSync(folder)]).toEqual([null, []]);
    expect(await kit.keep('wallet', 'black', png(0, 256, 0))).toBe('kept');
  });

  it('prints the text form when a file was changed behind its back', async () => {
    const kit = opened();
    await kit.keep('mark', 'mark', png(1));
    const sha256 = kit.view().mark?.sha256 ?? '';
    writeFileSync(path.join(folder, sha256), png(2));
    expect(await kit.markPng()).toBeNull();
    expect(brandFiles(folder)(`/brand/${sha256}`)).toBeNull();
  });

  it('says so when the disk is full, and loses no file that the list on the disk still names', async () => {
    const kit = opened();
    await kit.keep('mark', 'mark', png(1));
    const before = kit.view().mark?.sha256 ?? '';
    isFull = true;
    expect(await kit.keep('mark', 'mark', png(2))).toBe('unwritable');
    expect(readdirSync(folder)).toContain(before);
  });
});

describe('SECURITY: what a page gets of the kit’s folder', () => {
  it.each([
    '/brand/',
    '/brand/../settings.json',
    `/brand/${'a'.repeat(63)}`,
    `/brand/${'A'.repeat(64)}`,
    `/brand/${'a'.repeat(64)}/x`,
    '/idle-picture',
  ])('is never %s', (pathname) => {
    const own = createHash('sha256').update('x').digest('hex');
    for (const name of [own, 'a'.repeat(64)]) writeFileSync(path.join(folder, name), 'x');
    expect(brandFiles(folder)(pathname)).toBeNull();
    expect(brandFiles(folder)(`/brand/${own}`)).toEqual({ file: path.join(folder, own), type: 'image/png' });
    expect(brandFiles(folder)(`/brand/${'a'.repeat(64)}`)).toBeNull();
    expect(brandFiles(folder)(`/brand/${'b'.repeat(64)}`)).toBeNull();
  });
});
