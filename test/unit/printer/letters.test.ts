import { describe, expect, it } from 'vitest';
import type { LayoutLine, ReceiptLayout } from '../../../core/receipt/layout.ts';
import { encode, pictureLines } from '../../../main/printer/encode.ts';
import { samplesOf } from '../../../main/printer/page-in-use.ts';
import { EPSON_80MM, PROFILES, STAR_80MM, type PrinterProfile } from '../../../main/printer/profile.ts';
import { readEscPos } from '../../../simulator/devices/escpos.ts';
import { createMechanism } from '../../../simulator/devices/mechanism.ts';
import { paperAsText } from '../../../simulator/devices/paper.ts';
import { readStar } from '../../../simulator/devices/star.ts';
import { decodeEscPos } from '../../builders/escpos-decode.ts';

const CHINESE: PrinterProfile = { ...EPSON_80MM, letters: 'code-page', codePage: 'gb18030' };
const NO_ART = { hasStoredLogo: false, hasBrand: false };
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const linesOf = (...lines: readonly LayoutLine[]): ReceiptLayout => ({
  columns: 48,
  language: 'zh-Hans',
  direction: 'ltr',
  lines,
});
const text = (words: string, style: 'normal' | 'large' = 'normal'): LayoutLine => ({
  kind: 'text',
  text: words,
  align: 'start',
  style,
});
const WALLET: LayoutLine = { kind: 'pair', label: '钱包', value: '支付宝 12.50' };

describe('letters of two bytes', () => {
  it.each([
    ['gb18030', 'gb18030', '中文收据'],
    ['gb2312', 'gb18030', '中文收据'],
    ['big5', 'big5', '中文收據'],
    ['shift-jis', 'shift_jis', '領収書です'],
    ['ks-x-1001', 'euc-kr', '영수증'],
  ] as const)('of %s are read back by a decoder that is not ours', async (codePage, encoding, words) => {
    const { bytes, replaced } = encode(linesOf(text(`${words} 12.50`)), { ...CHINESE, codePage });
    expect([replaced, (await decodeEscPos(bytes, encoding)).text.split('\n')[0]]).toEqual([0, `${words} 12.50`]);
  });

  it('leave every amount in its column: a pair of bytes is two columns', async () => {
    const { bytes } = encode(linesOf(WALLET), CHINESE);
    const [line = ''] = (await decodeEscPos(bytes, 'latin1')).text.split('\n');
    expect(line).toHaveLength(48);
  });

  it('are switched on after the reset and again after the one that follows the cut', () => {
    const job = hex(encode(linesOf(WALLET), CHINESE).bytes);
    expect([job.startsWith('1b401c26'), job.endsWith('1b401c26')]).toEqual([true, true]);
    const japanese = hex(encode(linesOf(text('領収書')), { ...CHINESE, codePage: 'shift-jis' }).bytes);
    expect([japanese.startsWith('1b401c4301'), japanese.endsWith('1b401c4301')]).toEqual([true, true]);
  });

  it('are as large as the letters beside them, and only on that line', () => {
    const job = hex(encode(linesOf(text('销售 A', 'large'), WALLET), CHINESE).bytes);
    expect(job).toContain('1b2130' + '1c5701' + '1b4501' + 'cffacadb2041' + '0a' + '1b4500' + '1c5700' + '1b2100');
    expect(job.match(/1c5701/g)).toHaveLength(1);
    expect(hex(encode(linesOf(text('42.50 CNY', 'large')), CHINESE).bytes)).not.toContain('1c57');
  });

  it.each(['Café 中文', '中文 — 收据', '한국어', 'C:\\中文', '𠀀', '钱包ﾎ'])(
    'leave a line to a picture that has anything else in it: %s',
    (words) => {
      expect(pictureLines(linesOf(text(words), WALLET), CHINESE, NO_ART)).toEqual([0]);
    },
  );

  it('print nothing but plain letters until a person has compared them', () => {
    expect(pictureLines(linesOf(WALLET, text('12.50')), { ...CHINESE, letters: 'ascii' }, NO_ART)).toEqual([0]);
  });

  it('come out of a printer made for China as they were meant', () => {
    const mechanism = createMechanism('gb18030', () => undefined);
    mechanism.take(readEscPos(encode(linesOf(WALLET), CHINESE).bytes).ops, { write: () => undefined });
    expect(paperAsText(mechanism.paper())[0]).toMatch(/^钱包 +支付宝 12\.50$/);
  });
});

describe('letters of two bytes on other families', () => {
  it('are Shift JIS by a command of Star, and need none where the model itself is set to its country', () => {
    const star: PrinterProfile = { ...STAR_80MM, letters: 'code-page', codePage: 'shift-jis' };
    const bytes = encode(linesOf(text('領収書')), star).bytes;
    expect(hex(bytes).startsWith('1b401b2401')).toBe(true);
    const mechanism = createMechanism('shift_jis', () => undefined);
    mechanism.take(readStar(bytes).ops, { write: () => undefined });
    expect(paperAsText(mechanism.paper())[0]).toBe('領収書');
    expect(hex(encode(linesOf(text('收据')), { ...star, codePage: 'gb18030' }).bytes)).toMatch(/^1b40cad5bedd0a/);
    expect(pictureLines(linesOf(text('領収書', 'large')), star, NO_ART)).toEqual([0]);
  });

  it('are not used where no command for them is known', () => {
    const daruma: PrinterProfile = { ...PROFILES.daruma, codePage: 'gb18030' };
    expect(encode(linesOf(text('收据')), daruma).replaced).toBe(2);
    expect(samplesOf(daruma).join('')).not.toContain('中');
  });
});
