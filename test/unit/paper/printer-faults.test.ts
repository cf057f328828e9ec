import { describe, expect, it } from 'vitest';
import { DEFECTS, type Defect } from '../../paper/defects.ts';
import { addCounts, allLots, NOTHING, tryLot, type Count, type Lot } from '../../paper/trial.ts';

const EVERY = 900;
/** Every fifth, so that each printer has other troubles. */
const lots = allLots()
  .filter(({ places }) => places === 'bytes')
  .filter((_, at) => at % 5 === 0);
/** Late answers are only taken for another job's where two things go wrong. */
const doubtful = allLots().filter(
  ({ setup, trouble, places }) =>
    setup === 'ESC/POS on USB' && trouble === 'says that all is well, prints after 17 s' && places === 'twice',
);

/** One or two cases of each lot, each lot at other bytes. */
async function tryAll(defect: Defect | null, isEnough: (count: Count) => boolean): Promise<Count> {
  if (defect === 'believes-late-answers') return tryMany(doubtful, 1, defect, isEnough);
  return tryMany(lots, EVERY, defect, isEnough);
}

async function tryMany(
  some: readonly Lot[],
  every: number,
  defect: Defect | null,
  isEnough: (count: Count) => boolean,
): Promise<Count> {
  let count = NOTHING;
  for (const [at, lot] of some.entries()) {
    count = addCounts(count, await tryLot(lot, { every, first: at * 137, defect }));
    if (isEnough(count)) break;
  }
  return count;
}

const wrongs = ({ findings }: Count): readonly string[] => Object.values(findings).flat();

describe('a printer that fails on purpose, at bytes all over a receipt', () => {
  it('loses no receipt, prints no second original and makes nobody say printed in vain', async () => {
    const count = await tryAll(null, () => false);
    expect(wrongs(count)).toEqual([]);
    expect(count.faults).toBeGreaterThan(40);
    expect(count.printed).toBeGreaterThan(count.faults);
    expect(count.copies).toBeGreaterThan(count.faults / 2);
  }, 60_000);

  it.each(DEFECTS)(
    'finds out a till with the mistake %s',
    async (defect) => {
      expect(wrongs(await tryAll(defect, (count) => wrongs(count).length > 0))).not.toEqual([]);
    },
    60_000,
  );
});
