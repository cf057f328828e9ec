import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { SHEET } from '../../core/scan/sheet.ts';

const run = promisify(execFile);
const assets = path.resolve(import.meta.dirname, '../../assets');
const hasReader = ['pdftoppm', 'zbarimg'].every((tool) => existsSync(`/usr/bin/${tool}`));

it.skipIf(!hasReader)(
  'the printed sheet has the three symbols that the set-up waits for, read by a reader that is not ours',
  async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-sheet-'));
    try {
      await run('pdftoppm', ['-r', '100', '-png', path.join(assets, 'scanner-sheet.pdf'), path.join(folder, 'sheet')]);
      const [page = ''] = readdirSync(folder);
      const { stdout } = await run('zbarimg', ['-q', '--raw', path.join(folder, page)]);
      expect(stdout.trim().split('\n').sort()).toEqual(SHEET.map(({ digits }) => digits).sort());
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

it('the screen shows each symbol of the sheet in one picture without anything from elsewhere', () => {
  for (const number of SHEET.keys()) {
    const svg = readFileSync(path.join(assets, `scanner-sheet-${String(number + 1)}.svg`), 'utf8');
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^<]*><rect [^<]*\/><path d="[Mhvz0-9 -]+"\/><\/svg>\n$/);
  }
});
