import { describe, expect, it } from 'vitest';
import { beyondRules, giveBackAct, type GiveBackFacts } from '../../../core/refund/control.ts';

const RULES = { withoutApprovalMinor: 5_000, withinHours: 24, perShift: 3 };
const HOUR_MS = 3_600_000;
const AT_THE_EDGE: GiveBackFacts = { amountMinor: 5_000, ageMs: 24 * HOUR_MS, isSameShift: true, doneThisShift: 2 };

describe('the owner’s rules for giving money back', () => {
  it('up to each of them nobody else is asked', () => {
    expect(beyondRules(AT_THE_EDGE, RULES)).toEqual([]);
    expect(giveBackAct([])).toBe('give-back-within');
  });

  it.each([
    [{ amountMinor: 5_001 }, 'amount'],
    [{ ageMs: 24 * HOUR_MS + 1 }, 'age'],
    [{ isSameShift: false }, 'other-shift'],
    [{ doneThisShift: 3 }, 'count'],
  ] as const)('beyond one of them, %j, that one is named and a second person is asked', (change, reason) => {
    const reasons = beyondRules({ ...AT_THE_EDGE, ...change }, RULES);
    expect(reasons).toEqual([reason]);
    expect(giveBackAct(reasons)).toBe('give-back-beyond');
  });

  it('all that is beyond them is told, in one order', () => {
    const all = { amountMinor: 9_999, ageMs: 99 * HOUR_MS, isSameShift: false, doneThisShift: 99 };
    expect(beyondRules(all, RULES)).toEqual(['amount', 'age', 'other-shift', 'count']);
  });

  it('a rule of nothing asks for everything', () => {
    const none = { withoutApprovalMinor: 0, withinHours: 0, perShift: 0 };
    expect(beyondRules({ amountMinor: 1, ageMs: 1, isSameShift: true, doneThisShift: 0 }, none)).toEqual([
      'amount',
      'age',
      'count',
    ]);
  });
});
