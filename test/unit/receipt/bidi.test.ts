import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readingOf, visualRuns } from '../../../core/receipt/bidi.ts';

const seen = (text: string, reading: 'ltr' | 'rtl'): string =>
  visualRuns(text, reading)
    .map(({ text: run, isRtl }) => (isRtl ? `<${run}>` : run))
    .join('|');

describe('a line with two directions', () => {
  it.each([
    ['abc', 'ltr', 'abc'],
    ['שלום', 'rtl', '<שלום>'],
    ['שלום 123', 'rtl', '123|<שלום >'],
    ['Pay שלום now', 'ltr', 'Pay |<שלום>| now'],
    ['ארנק Kakao Pay', 'rtl', 'Kakao Pay|<ארנק >'],
    ['12)', 'rtl', '<)>|12'],
    ['של Alipay+ היום', 'rtl', '< היום>|Alipay+|<של >'],
    ['', 'rtl', ''],
  ] as const)('%s stands as people of that script read it (%s)', (text, reading, expected) => {
    expect(seen(text, reading)).toBe(expected);
  });

  it('loses and doubles no character', () => {
    const texts = fc.string({
      unit: fc.constantFrom('a', '1', ' ', '(', ')', '-', 'ש', 'ל', 'م', 'ب', '中', '😀'),
      maxLength: 40,
    });
    fc.assert(
      fc.property(texts, fc.constantFrom('ltr' as const, 'rtl' as const), (text, reading) => {
        const all = visualRuns(text, reading).flatMap((run) => Array.from(run.text));
        expect(all.toSorted()).toEqual(Array.from(text).toSorted());
      }),
    );
  });
});

describe('which way a text reads', () => {
  it.each([
    ['12.50 SGD', 'ltr'],
    ['2026-11-22 14:06:31 +08:00', 'ltr'],
    ['(12) فاطمة', 'rtl'],
    ['Kakao ארנק', 'ltr'],
  ] as const)('%s: as its first letter does (%s)', (text, expected) => {
    expect(readingOf(text)).toBe(expected);
  });
});
