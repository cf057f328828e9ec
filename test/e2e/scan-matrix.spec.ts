import { expect, test } from '@playwright/test';
import { cellsOf, LENGTHS, openLane } from '../drive/scan-matrix.ts';

// The key codes, layouts and displays of X; `npm run evidence -- scan-matrix` plays the whole matrix, with input methods.
test.skip(process.platform !== 'linux', 'X key events are of Linux');

const CLEAN = { wrong: 0, missed: 0, leaked: 0, buttonsPressed: 0 };

// The two that move the most keys: digits behind Shift, and another script.
for (const layout of ['fr', 'th']) {
  test(`a scanner set to US is read right in every focus state under the layout ${layout}`, async () => {
    const lane = await openLane({ ...process.env, GTK_IM_MODULE: 'gtk-im-context-simple' });
    try {
      const off = { name: 'off', on: () => Promise.resolve() };
      const results = await lane.play(cellsOf([layout], [2, 50]), LENGTHS.slice(1, 3), off);
      expect(results).toHaveLength(12);
      for (const result of results) expect(result).toMatchObject(CLEAN);
    } finally {
      await lane.close();
    }
  });
}
