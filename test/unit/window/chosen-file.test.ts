import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { chooseFile } from '../../../main/window/chosen-file.ts';

vi.mock('electron', () => ({}));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-chosen-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const choosing = (name: string) => chooseFile({ open: () => Promise.resolve([path.join(folder, name)]) }, 'paper');

it('hands over what is in a file and never where it lies', async () => {
  writeFileSync(path.join(folder, 'Register.PDF'), '%PDF');
  const file = await choosing('Register.PDF');
  expect(file).toEqual({ name: 'Register.PDF', contentType: 'application/pdf', bytes: 4, base64: btoa('%PDF') });
});

it('no file was chosen, there is none, or it is larger than any paper', async () => {
  expect(await chooseFile({ open: () => Promise.resolve([]) }, 'key')).toBeNull();
  expect(await choosing('gone.pdf')).toBe('unreadable');
  writeFileSync(path.join(folder, 'film.pdf'), '');
  truncateSync(path.join(folder, 'film.pdf'), (16 << 20) + 1);
  expect(await choosing('film.pdf')).toBe('unreadable');
});
