import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { makeDataFolder } from '../../../main/lifecycle/data-folder.ts';

it('the data folder is made with all that leads to it, for its owner alone, and making it twice is nothing', () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'paydesk-folder-'));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const folder = path.join(root, 'a', 'b', 'data');
  makeDataFolder(folder);
  makeDataFolder(folder);
  expect(existsSync(folder)).toBe(true);
  if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o700);
});
