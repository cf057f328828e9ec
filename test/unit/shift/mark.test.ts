import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MARK_COLOURS, MARK_WORDS, markOf } from '../../../core/shift/mark.ts';

describe('the mark of a shift', () => {
  it('is the same after a restart', () => {
    const shiftId = randomUUID();
    expect(markOf(shiftId)).toEqual(markOf(shiftId));
  });

  it('cannot be guessed from earlier shifts: every word and colour comes about equally often', () => {
    const seen = new Map<string, number>();
    const shifts = 9_600;
    for (let shift = 0; shift < shifts; shift += 1) {
      const { word, colour } = markOf(randomUUID());
      for (const part of [word, colour]) seen.set(part, (seen.get(part) ?? 0) + 1);
    }
    for (const word of MARK_WORDS) expect((seen.get(word) ?? 0) / (shifts / MARK_WORDS.length)).toBeCloseTo(1, 0);
    for (const colour of MARK_COLOURS) expect((seen.get(colour) ?? 0) / (shifts / MARK_COLOURS.length)).toBeCloseTo(1, 0);
  });
});
