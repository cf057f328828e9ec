import { createLinePainter } from '../../main/printer/raster/paint.ts';
import type { Painter } from '../../main/printer/raster/painter.ts';

/** A painter without a thread: the same painting, in the test's own process, because Node 20 starts no thread from TypeScript. */
export function directPainter(): Painter {
  const paint = createLinePainter();
  return {
    paint: async (lines, sheet, artwork) => {
      const strips = [];
      let missing = 0;
      for (const line of lines) {
        const strip = await paint(line, sheet, artwork);
        strips.push(strip.picture);
        missing += strip.missing;
      }
      return { strips, missing };
    },
    close: () => Promise.resolve(),
  };
}

/** A painter that always fails, as a thread that cannot start would. */
export const BROKEN_PAINTER: Painter = {
  paint: () => Promise.reject(new Error('no painter here')),
  close: () => Promise.resolve(),
};
