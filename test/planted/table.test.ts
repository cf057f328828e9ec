import { describe, expect, it } from 'vitest';
import { parseSync } from 'vite';
import { HELD_BUGS, PLANTED_BUGS } from './bugs.ts';
import { plantedSource } from './plant.ts';

const ROOT = process.cwd();

describe('the table of planted bugs', () => {
  const all = [...PLANTED_BUGS, ...HELD_BUGS];

  it('has at least forty, each with a name of its own', () => {
    const names = all.map(({ name }) => name);
    expect(names.length).toBeGreaterThanOrEqual(40);
    expect(names).toEqual([...new Set(names)]);
  });

  it.each(all.map((bug) => ({ ...bug, bug })))(
    '$name has exactly one place in $file, and what it leaves behind parses',
    ({ bug }) => {
      const source = plantedSource(ROOT, bug);
      expect(source).toContain(bug.replace);
      expect(parseSync(bug.file, source).errors).toEqual([]);
    },
  );
});
