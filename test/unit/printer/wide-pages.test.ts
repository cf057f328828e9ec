import { describe, expect, it } from 'vitest';
import { textCells } from '../../../core/receipt/width.ts';
import { isPlain } from '../../../main/printer/code-pages.ts';
import { WIDE_PAGES, WIDE_SAMPLES, type WidePage } from '../../../main/printer/wide-pages.ts';
import { widePair } from '../../../main/printer/wide-pair.ts';

/** The engine's decoder of each set: another program than the one that encodes. */
const DECODERS: Readonly<Record<WidePage, string>> = {
  gb2312: 'gb18030',
  gb18030: 'gb18030',
  big5: 'big5',
  'shift-jis': 'shift_jis',
  'ks-x-1001': 'euc-kr',
};

const between = (first: number, last: number): readonly string[] =>
  Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at));
const HAN = between(0x4e00, 0x9fff);
const OTHERS = [...between(0x3000, 0x30ff), ...between(0xac00, 0xd7a3), ...between(0xf900, 0xfaff), ...between(0xff01, 0xffe6)];
const has = (page: WidePage, characters: readonly string[]): number =>
  characters.filter((character) => widePair(page, character) !== null).length;

describe.each(WIDE_PAGES)('the two-byte set %s', (page) => {
  it('is read back as written by a decoder that is not its encoder, character by character', () => {
    const decoder = new TextDecoder(DECODERS[page]);
    const wrong = [...HAN, ...OTHERS].filter((character) => {
      const pair = widePair(page, character);
      return pair !== null && decoder.decode(Uint8Array.from(pair)) !== character;
    });
    expect(wrong).toEqual([]);
  });

  it('SECURITY: never has a byte that a printer could take for a command', () => {
    const bytes = [...HAN, ...OTHERS].flatMap((character) => widePair(page, character) ?? []);
    expect(bytes.filter((byte) => byte < 0x40)).toEqual([]);
  });

  it('never guesses, and has nothing that a layout counts as one column', () => {
    for (const character of ['a', 'é', '—', '·', 'Ж', 'α', '€', 'ส', 'ﾎ', '👍', '\uFFFD', '\u{20000}', '🇨🇳'])
      expect([character, widePair(page, character)]).toEqual([character, null]);
  });

  it('can print its own samples, which fit the narrowest paper', () => {
    for (const sample of WIDE_SAMPLES[page]) {
      expect(Array.from(sample).filter((one) => !isPlain(one) && widePair(page, one) === null)).toEqual([]);
      expect(textCells(sample)).toBeLessThanOrEqual(32);
    }
  });
});

/** Big5's ten unit signs and Japan's ditto sign are unified characters too. */
describe('two-byte sets as the standards count them', () => {
  it.each([
    ['gb2312', 6_763],
    ['gb18030', 20_902],
    ['big5', 13_061],
    ['shift-jis', 6_356],
  ] as const)('%s has %i of the unified characters', (page, count) => {
    expect(has(page, HAN)).toBe(count);
  });

  it('KS X 1001 has 2,350 syllables', () => {
    expect(
      has(
        'ks-x-1001',
        OTHERS.filter((character) => /\p{Script=Hangul}/u.test(character) && character >= '\uac00'),
      ),
    ).toBe(2_350);
  });

  it('Big5 writes ten and thirty as characters and not as the signs that look like them', () => {
    expect([widePair('big5', '十'), widePair('big5', '卅')]).toEqual([
      [0xa4, 0x51],
      [0xa4, 0xca],
    ]);
  });

  it('GB 2312 leaves to a picture what only GB 18030 has', () => {
    expect([widePair('gb2312', '镕'), widePair('gb18030', '镕')]).toEqual([null, [0xe9, 0x46]]);
  });
});
