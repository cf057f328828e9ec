import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { money } from '../../../core/money/money.ts';
import { buildReceipt } from '../../../core/receipt/document.ts';
import type { ReceiptFacts } from '../../../core/receipt/facts.ts';
import { layoutReceipt, type LayoutLine, type ReceiptLayout } from '../../../core/receipt/layout.ts';
import { receiptBarcode } from '../../../core/receipt/receipt-number.ts';
import { toText } from '../../../core/receipt/to-text.ts';
import { RECEIPT_WORDS } from '../../../core/receipt/words/all.ts';
import { drawerKick, encode } from '../../../main/printer/encode.ts';
import { EPSON_58MM, EPSON_80MM, STAR_80MM, type PrinterProfile } from '../../../main/printer/profile.ts';
import { decodeEscPos } from '../../builders/escpos-decode.ts';
import { REFUND, SALE, TEST_PAGE } from '../receipt/facts-samples.ts';

const layoutOf = (facts: ReceiptFacts, profile: PrinterProfile): ReceiptLayout =>
  layoutReceipt(buildReceipt(facts, RECEIPT_WORDS.en), profile.columns);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const linesOf = (...lines: readonly LayoutLine[]): ReceiptLayout => ({ columns: 48, language: 'en', direction: 'ltr', lines });
const textLine = (text: string): ReceiptLayout => linesOf({ kind: 'text', text, align: 'start', style: 'normal' });
const oneLine = (line: LayoutLine): ReceiptLayout => linesOf(line);
const readable = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('|||') && !line.startsWith('[QR]'));
const error = vi.spyOn(console, 'error');
beforeEach(() => {
  error.mockClear();
});
afterEach(() => {
  expect(error).not.toHaveBeenCalled();
});

describe('receipt bytes, read back by a decoder that is not ours', () => {
  const papers: readonly ReceiptFacts[] = [
    SALE,
    REFUND,
    { ...SALE, kind: 'cancelled' },
    { ...SALE, kind: 'in-doubt', paymentId: null },
    { ...SALE, copyOf: SALE.time },
    TEST_PAGE,
  ];

  it.each(
    papers.flatMap((facts) =>
      [EPSON_58MM, { ...EPSON_80MM, columns: 42 } as const, EPSON_80MM].map((profile) => ({
        kind: facts.kind,
        facts,
        profile,
        columns: profile.columns,
      })),
    ),
  )('say line by line what the preview says: $kind on $columns columns', async ({ facts, profile }) => {
    const layout = layoutOf(facts, profile);
    const { bytes, replaced } = encode(layout, profile);
    const decoded = await decodeEscPos(bytes, 'cp437');
    expect(replaced).toBe(0);
    expect(readable(decoded.text)).toEqual(readable(toText(layout)));
    expect(decoded.barcodes).toEqual('receiptNumber' in facts ? [receiptBarcode(facts.receiptNumber)] : []);
  });

  it('carry every amount and every barcode exactly', async () => {
    const facts = fc.record({
      minor: fc.integer({ min: 1, max: 999_999_999_999_999 }),
      counterNumber: fc.nat(9999),
      sequence: fc.nat(9_999_999),
    });
    await fc.assert(
      fc.asyncProperty(facts, async ({ minor, counterNumber, sequence }) => {
        const receiptNumber = { counterNumber, sequence };
        const { bytes } = encode(layoutOf({ ...SALE, amount: money('JPY', minor), receiptNumber }, EPSON_58MM), EPSON_58MM);
        const decoded = await decodeEscPos(bytes, 'cp437');
        expect(decoded.text).toContain(`${minor.toLocaleString('en-US')} JPY`);
        expect(decoded.barcodes).toEqual([receiptBarcode(receiptNumber)]);
      }),
      { numRuns: 50 },
    );
  });

  it('print accented text in the code page of the profile', async () => {
    const { bytes, replaced } = encode(textLine('Café Zoë, 5 € à Łódź'), {
      ...EPSON_80MM,
      letters: 'code-page',
      codePage: 'wpc1250',
    });
    expect((await decodeEscPos(bytes, 'win1250')).text).toContain('Caf');
    expect(replaced).toBe(1);
    const western = encode(textLine('Café Zoë, 5 € à'), { ...EPSON_80MM, letters: 'code-page', codePage: 'pc858' });
    expect([western.replaced, (await decodeEscPos(western.bytes, 'cp858')).text.split('\n')[0]]).toEqual([0, 'Café Zoë, 5 € à']);
  });
});

describe('each proven defect of the library is worked around', () => {
  it('a character outside the code page is a counted "?" and never another code page or a guess', async () => {
    const { bytes, replaced } = encode(textLine('A中文B한C'), EPSON_80MM);
    expect(replaced).toBe(3);
    expect((await decodeEscPos(bytes, 'cp437')).text.split('\n')[0]).toBe('A????B??C');
    expect(hex(bytes).match(/1b74/g)).toHaveLength(2);
  });

  it('a Chinese wallet name moves no amount out of its column', async () => {
    const layout = layoutOf({ ...SALE, walletBrand: '支付宝' }, EPSON_80MM);
    const lines = (await decodeEscPos(encode(layout, EPSON_80MM).bytes, 'cp437')).text.split('\n');
    expect(lines.find((line) => line.startsWith('Wallet'))).toHaveLength(48);
  });

  it('the code page is selected after the reset and again after the reset that follows the cut', () => {
    for (const cut of ['partial', 'full'] as const) {
      const job = hex(encode(textLine('x'), { ...EPSON_80MM, codePage: 'pc858', cut }).bytes);
      expect(job.startsWith('1b401c2e1b7413')).toBe(true);
      expect(job.endsWith(`1d56${cut === 'full' ? '00' : '01'}1b401c2e1b7413`)).toBe(true);
    }
  });

  it('the drawer command is complete: the bytes behind it are not swallowed', async () => {
    const kick = drawerKick(EPSON_80MM);
    expect(hex(kick)).toBe('1b70003c78');
    const decoded = await decodeEscPos(Buffer.concat([kick, Buffer.from('AB\n')]), 'cp437');
    expect([decoded.commands, decoded.text]).toEqual([['1b70003c78'], 'AB\n']);
    expect(hex(drawerKick({ ...EPSON_80MM, drawer: { pin: 5, onSteps: 1, offSteps: 255 } }))).toBe('1b700101ff');
    expect(hex(drawerKick(STAR_80MM))).toBe('1b070b3707');
    expect(drawerKick(EPSON_58MM)).toHaveLength(0);
    expect(() => drawerKick({ ...EPSON_80MM, drawer: { pin: 2, onSteps: 0, offSteps: 1 } })).toThrow(RangeError);
  });

  it.each(['https://shop.example/return', '退货须知：七天内', 'é', '👍'.repeat(80)])(
    'a QR code is sized by its bytes: %s',
    async (text) => {
      const { bytes } = encode(
        linesOf({ kind: 'qr', text }, { kind: 'text', text: 'after', align: 'start', style: 'normal' }),
        EPSON_80MM,
      );
      const decoded = await decodeEscPos(bytes, 'cp437');
      expect(decoded.qrCodes).toEqual([text]);
      expect(decoded.text).toContain('after\n');
    },
  );

  it('a QR code for Star has its data command and its size in bytes', () => {
    const text = '退货';
    expect(hex(encode(oneLine({ kind: 'qr', text }), STAR_80MM).bytes)).toContain(
      `1b1d795330021b1d795331011b1d795332051b1d794431000600${Buffer.from(text).toString('hex')}1b1d7950`,
    );
  });
});

describe('the barcode of a receipt', () => {
  const modulesOf = (command: string): number => {
    const data = command.slice(command.indexOf('1d6b49') + 8).match(/../g) ?? [];
    return 11 * (data.length - data.filter((byte) => byte === '7b').length + 1) + 13;
  };

  it('fits its paper with room beside it, whatever the number', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(9999),
        fc.nat(9_999_999),
        fc.constantFrom(32 as const, 42 as const, 48 as const),
        async (counterNumber, sequence, columns) => {
          const digits = receiptBarcode({ counterNumber, sequence });
          const { commands } = await decodeEscPos(
            encode({ ...oneLine({ kind: 'barcode', digits }), columns }, { ...EPSON_80MM, columns, dots: columns * 12 }).bytes,
            'cp437',
          );
          const width = Number(commands.find((command) => command.startsWith('1d77'))?.slice(4));
          expect(width * modulesOf(commands.find((command) => command.startsWith('1d6b')) ?? '')).toBeLessThanOrEqual(
            columns * 12,
          );
          expect(width).toBeGreaterThanOrEqual(2);
        },
      ),
      { numRuns: 100 },
    );
  });

  it.each(['90016000000116', '91616161616161', '16160000000000'])(
    'SECURITY: %s never puts a real-time command (DLE) into the job',
    async (digits) => {
      const { bytes } = encode(oneLine({ kind: 'barcode', digits }), EPSON_80MM);
      expect(bytes).not.toContain(0x10);
      expect((await decodeEscPos(bytes, 'cp437')).barcodes).toEqual([digits]);
    },
  );

  it('for Star is digits up to the record separator', () => {
    expect(hex(encode(oneLine({ kind: 'barcode', digits: '90002000104461' }), STAR_80MM).bytes)).toContain(
      `1b6236023250${Buffer.from('90002000104461').toString('hex')}1e`,
    );
  });

  it.each(['', '123', '12a4'])('refuses %j', (digits) => {
    expect(() => encode(oneLine({ kind: 'barcode', digits }), EPSON_80MM)).toThrow(RangeError);
  });
});

describe('the look', () => {
  it('prints the amount double in both directions and returns to normal', async () => {
    const { commands } = await decodeEscPos(
      encode(oneLine({ kind: 'text', text: '42.50 SGD', align: 'end', style: 'large' }), EPSON_80MM).bytes,
      'cp437',
    );
    expect(commands.slice(3, 7)).toEqual(['1b2130', '1b4501', '1b4500', '1b2100']);
  });

  it('on Star uses its own commands for size, code page and cut', () => {
    const job = hex(encode(oneLine({ kind: 'text', text: 'é', align: 'start', style: 'large' }), STAR_80MM).bytes);
    expect(job).toBe('1b401b1d7401' + '1b690101' + '1b45' + '82' + '0a' + '1b46' + '1b690000' + '1b6403' + '1b401b1d7401');
  });

  it('does not cut where there is no knife', () => {
    expect(hex(encode(layoutOf(SALE, EPSON_58MM), EPSON_58MM).bytes)).not.toContain('1d56');
  });

  it('refuses a layout that is wider than the paper', () => {
    expect(() => encode(layoutOf(SALE, EPSON_80MM), EPSON_58MM)).toThrow(RangeError);
  });
});

describe('golden receipts', () => {
  const papers = {
    sale: SALE,
    refund: REFUND,
    cancelled: { ...SALE, kind: 'cancelled' },
    'in-doubt': { ...SALE, kind: 'in-doubt', paymentId: null },
    copy: { ...SALE, copyOf: SALE.time },
    test: TEST_PAGE,
  } as const;
  const cases = Object.entries(papers).flatMap(([name, facts]) =>
    [EPSON_58MM, EPSON_80MM, STAR_80MM].map((profile) => ({
      name: `${name}-${profile.dialect}-${String(profile.columns)}`,
      facts,
      profile,
    })),
  );

  it.each(cases)('$name is byte for byte as reviewed', async ({ name, facts, profile }) => {
    const bytes = hex(encode(layoutOf(facts, profile), profile).bytes);
    await expect(`${bytes.match(/.{1,64}/g)?.join('\n') ?? ''}\n`).toMatchFileSnapshot(`../../golden/receipts/${name}.hex`);
  });

  it.each(cases.filter(({ profile }) => profile.dialect === 'epson'))(
    '$name reads as reviewed',
    async ({ facts, profile, name }) => {
      await expect(toText(layoutOf(facts, profile))).toMatchFileSnapshot(`../../golden/receipts/${name}.txt`);
    },
  );
});
