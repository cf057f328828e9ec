import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textCells } from '../../../core/receipt/width.ts';
import { wrap } from '../../../core/receipt/wrap.ts';

describe('the width of a text', () => {
  it.each([
    ['abc', 3],
    ['é', 1],
    ['e\u0301', 1],
    ['中文', 4],
    ['ｶﾅ', 2],
    ['カナ', 4],
    ['한국', 4],
    ['\u1112\u1161\u11ab', 2],
    ['￥', 2],
    ['¥', 1],
    ['สวัสดี', 4],
    ['👍', 2],
    ['👍🏽', 2],
    ['👨‍👩‍👧', 2],
    ['🇸🇬', 2],
    ['𠮷', 2],
    ['a\u200bb', 2],
    ['', 0],
  ])('%s takes %i columns', (text, cells) => {
    expect(textCells(text)).toBe(cells);
  });
});

describe('wrapping', () => {
  const texts = fc.string({
    unit: fc.constantFrom('a', 'B', '9', ' ', '中', 'カ', 'é', 'e\u0301', '한', '👍', '-'),
    maxLength: 120,
  });

  it('never makes a line wider than the paper', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 2, max: 48 }), (text, columns) => {
        for (const line of wrap(text, columns)) expect(textCells(line)).toBeLessThanOrEqual(columns);
      }),
    );
  });

  it('loses nothing but spaces', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 2, max: 48 }), (text, columns) => {
        expect(wrap(text, columns).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });

  it('breaks at spaces where it can', () => {
    expect(wrap('the quick brown fox', 10)).toEqual(['the quick', 'brown fox']);
  });

  it('breaks East Asian text between characters and keeps both halves of a wide one', () => {
    expect(wrap('北京市朝阳区', 5)).toEqual(['北京', '市朝', '阳区']);
  });

  it('breaks Thai between words and Hindi at spaces, never inside a word that fits', () => {
    expect(wrap('ทางร้านกำลังสอบถาม', 9)).toEqual(['ทางร้าน', 'กำลัง', 'สอบถาม']);
    expect(wrap('भुगतान राशि वापस', 12)).toEqual(['भुगतान राशि', 'वापस']);
  });

  it('breaks a word that is longer than the line', () => {
    expect(wrap('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
  });

  it('keeps an empty line', () => {
    expect(wrap('', 10)).toEqual(['']);
  });
});
