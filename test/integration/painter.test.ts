import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildReceipt } from '../../core/receipt/document.ts';
import { layoutReceipt } from '../../core/receipt/layout.ts';
import { RECEIPT_LANGUAGES } from '../../core/receipt/words.ts';
import { RECEIPT_WORDS } from '../../core/receipt/words/all.ts';
import { createPainter, type Painter } from '../../main/printer/raster/painter.ts';
import { directPainter } from '../builders/direct-painter.ts';
import { localSale } from '../builders/receipt-papers.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(root, 'node_modules/.paydesk-painter-'));
let painter: Painter;

beforeAll(async () => {
  const shaper = pathToFileURL(createRequire(import.meta.url).resolve('harfbuzzjs')).href;
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: path.join(root, 'main/printer/raster/worker.ts'),
      outDir: folder,
      target: 'node20',
      rolldownOptions: {
        external: ['harfbuzzjs'],
        output: { entryFileNames: 'painter.mjs', format: 'es', paths: { harfbuzzjs: shaper } },
      },
    },
  });
  painter = createPainter(path.join(folder, 'painter.mjs'));
});
afterAll(async () => {
  await painter.close();
  rmSync(folder, { recursive: true, force: true });
});

const NO_ARTWORK = { logo: null, brand: null };

describe('the painter on its own thread', () => {
  it('paints the same dots as in the test’s own process, for every language at once', async () => {
    const direct = directPainter();
    const orders = RECEIPT_LANGUAGES.map((language) => ({
      lines: layoutReceipt(buildReceipt(localSale(language), RECEIPT_WORDS[language]), 48).lines,
      sheet: { dots: 576, columns: 48, language, direction: RECEIPT_WORDS[language].direction },
    }));
    const painted = await Promise.all(orders.map(({ lines, sheet }) => painter.paint(lines, sheet, NO_ARTWORK)));
    for (const [index, { lines, sheet }] of orders.entries()) {
      const wanted = await direct.paint(lines, sheet, NO_ARTWORK);
      expect(painted[index]?.missing).toBe(0);
      expect(painted[index]?.strips.map(({ bits }) => Buffer.from(bits).toString('hex'))).toEqual(
        wanted.strips.map(({ bits }) => Buffer.from(bits).toString('hex')),
      );
    }
  });

  it('leaves the main thread free: a timer of a payment is not held up by a receipt that is being painted', async () => {
    const lines = layoutReceipt(buildReceipt({ ...localSale('ja'), note: '新しい客' }, RECEIPT_WORDS.ja), 42).lines;
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 1);
    await painter.paint(lines, { dots: 504, columns: 42, language: 'ja', direction: 'ltr' }, NO_ARTWORK);
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(0);
  });

  it('rejects when its thread cannot start, and says so at once', async () => {
    const broken = createPainter(path.join(os.tmpdir(), 'no-such-painter.mjs'));
    await expect(
      broken.paint([{ kind: 'rule' }], { dots: 576, columns: 48, language: 'en', direction: 'ltr' }, NO_ARTWORK),
    ).rejects.toThrow();
    await broken.close();
  });
});
