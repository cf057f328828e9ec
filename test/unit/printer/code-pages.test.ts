import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { CODE_PAGES, codePageByte } from '../../../main/printer/code-pages.ts';

/** The same page under iconv-lite's name. */
const iconvName = (page: string): string => page.replace(/^pc/, 'cp').replace(/^wpc/, 'win');

describe.each(CODE_PAGES)('code page %s', (page) => {
  it('agrees with an independent table in every one of its 128 upper bytes', () => {
    for (let byte = 0x80; byte <= 0xff; byte += 1) {
      const character = iconv.decode(Buffer.of(byte), iconvName(page));
      const expected = character === '\uFFFD' || character < '\u00a0' ? null : byte;
      if (expected !== null) expect([character, codePageByte(page, character)]).toEqual([character, byte]);
    }
  });

  it('prints ASCII as it is and has nothing for control characters', () => {
    for (let byte = 0; byte < 0x80; byte += 1) {
      expect(codePageByte(page, String.fromCharCode(byte))).toBe(byte >= 0x20 && byte < 0x7f ? byte : null);
    }
    for (let code = 0x80; code < 0xa0; code += 1) expect(codePageByte(page, String.fromCharCode(code))).toBeNull();
  });

  it('never guesses a character that it does not have', () => {
    for (const character of ['中', 'カ', '한', 'ส', '\uFFFD', '👍', 'ẞ']) expect(codePageByte(page, character)).toBeNull();
  });
});
