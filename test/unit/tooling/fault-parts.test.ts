import { describe, expect, it } from 'vitest';
import { readPart, sumParts } from '../../../scripts/evidence-report/fault-parts.mjs';

const part = (number: number, of: number, faults: number, code = 'now') => ({
  code,
  part: number,
  of,
  counts: { faults, lost: number === 2 ? 1 : 0 },
});

describe('parts of the trial of a failing printer', () => {
  it('make the whole only when none is missing', () => {
    expect(sumParts([part(1, 3, 10), part(3, 3, 5)], 'now')).toEqual({
      of: 3,
      parts: 2,
      missing: [2],
      counts: { faults: 15, lost: 0 },
    });
    expect(sumParts([part(1, 2, 10), part(2, 2, 7)], 'now')).toMatchObject({ missing: [], counts: { faults: 17, lost: 1 } });
  });

  it('of other code or of another division are never added', () => {
    const kept = [part(1, 2, 10), part(2, 2, 7, 'before'), part(1, 40, 1)];
    expect(sumParts(kept, 'now')).toMatchObject({ of: 2, parts: 1, missing: [2], counts: { faults: 10 } });
    expect(sumParts([], 'now')).toEqual({ of: 0, parts: 0, missing: [], counts: {} });
  });

  it.each(['0/4', '5/4', '1', 'x/y', '1/0', ''])('%j is refused with what to write instead', (text) => {
    expect(() => readPart(text)).toThrow('--part 1/40');
  });

  it('are counted from one', () => {
    expect(readPart('3/40')).toEqual({ part: 3, of: 40 });
  });
});
