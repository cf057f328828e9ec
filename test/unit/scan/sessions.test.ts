import { describe, expect, it } from 'vitest';
import { playSessions } from '../../drive/scan-typing.ts';

describe('typing sessions with scans among them (npm run evidence -- scan-typing plays 100,000)', () => {
  it('make no false scan, lose no scan and no key, and leave no key of a scanner behind', () => {
    const odd: string[] = [];
    const figures = playSessions(700, 500_000, ({ seed, what }) => {
      if (what !== 'refusedAlone') odd.push(`${what} in ${String(seed)}`);
    });
    expect(odd).toEqual([]);
    expect(figures.scansSent).toBeGreaterThan(500);
    expect(figures.longestHoldMs).toBeLessThanOrEqual(80 + 1e-6);
    // A scan is refused only where nobody can tell what was typed from what was scanned.
    expect(figures.refusedAlone).toBeLessThanOrEqual(figures.scansSent / 500);
  });
});
