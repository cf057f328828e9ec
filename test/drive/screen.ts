import type { Page } from 'playwright';
import { percentile, readMarks } from './marks.ts';
import { openShop } from './shop.ts';
import { launchTill, type Till } from './till.ts';

/** What the page has seen of its own screen: when each result was painted, and how long each frame took, in ms of the wall clock. */
type Watched = { readonly paintedAtMs: number[]; readonly framesMs: number[] };

/**
 * Takes `payments` payments by real keys. Answer to screen: from the last byte of the answer, before its signature is checked, to the
 * end of the frame in which the result is painted. Frames are those of the page from the first key of a payment to its result.
 */
export async function measureScreen(payments: number, say: (line: string) => void) {
  const shop = await openShop();
  const till = await launchTill({
    dataDir: shop.dataDir,
    args: ['--provision', shop.provisioning],
    env: { PAYDESK_MARKS: 'later' },
  });
  try {
    const mainOriginMs = await till.app.evaluate(() => performance.timeOrigin);
    await watch(till.page);
    for (let done = 0; done < payments; done += 1) {
      await pay(till, done);
      await till.page.waitForFunction((count) => (window as unknown as Watching).watched.paintedAtMs.length > count, done);
      if ((done + 1) % 20 === 0) say(`${String(done + 1)} of ${String(payments)} payments`);
    }
    // Marks are printed in batches.
    await till.page.waitForTimeout(500);
    const answers = readMarks(till.output()).filter(({ name }) => name === 'read-pay');
    const { paintedAtMs, framesMs } = await till.page.evaluate(() => (window as unknown as Watching).watched);
    const ways = answers.map(({ atMs }, index) => (paintedAtMs[index] ?? Number.NaN) - mainOriginMs - atMs);
    return {
      ok: ways.length === payments && ways.every((ms) => ms > 0),
      figures: {
        payments: ways.length,
        answerToScreenP50Ms: percentile(ways, 0.5),
        answerToScreenP99Ms: percentile(ways, 0.99),
        longestFrameMs: Math.max(...framesMs),
        framesOver100Ms: framesMs.filter((ms) => ms > 100).length,
      },
    };
  } finally {
    await till.close();
    await shop.close();
  }
}

/** The page's own window, with what is watched kept on it. */
type Watching = { watched: Watched };

const pay = ({ keys }: Till, index: number): Promise<void> =>
  keys.chain(
    ['type', '--args', '1', '--delay', '12', '100'],
    ['key', 'Return'],
    ['type', '--args', '1', '--delay', '3', `28100602${String(index).padStart(12, '0')}7777`],
    ['key', 'Return'],
  );

/** Watches the stage from inside the page: the frame after a result came into the document has painted it. */
function watch(page: Page): Promise<void> {
  return page.evaluate(() => {
    const watched: Watched = { paintedAtMs: [], framesMs: [] };
    (window as unknown as Watching).watched = watched;
    const now = (): number => performance.timeOrigin + performance.now();
    let shownFor = '';
    let lastFrameMs: number | null = null;
    const afterPaint = (act: () => void): void => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = act;
        port2.postMessage(null);
      });
    };
    const look = (): void => {
      const face = document.querySelector('[data-testid=stage]')?.getAttribute('data-face') ?? '';
      if (face === shownFor) return;
      shownFor = face;
      if (face === 'paid')
        afterPaint(() => {
          watched.paintedAtMs.push(now());
        });
    };
    const frame = (): void => {
      const atMs = now();
      if (lastFrameMs !== null) watched.framesMs.push(atMs - lastFrameMs);
      lastFrameMs = atMs;
      requestAnimationFrame(frame);
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
    requestAnimationFrame(frame);
  });
}
