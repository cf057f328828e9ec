import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHidDescriptor } from '../../../core/scan/hid-descriptor.ts';
import { createHidPosReader, hidPosLayout, USUAL_HID_POS, type HidPosLayout } from '../../../core/scan/hid-pos.ts';
import { bytesOf, countedReports, DESCRIPTORS, KEYBOARD } from './hid-reports.ts';

const CODE = '281010897274821897274821';

const layoutOf = (hex: string): HidPosLayout => {
  const layout = hidPosLayout(bytesOf(hex));
  if (layout === null) throw new Error('no layout');
  return layout;
};

describe('a report descriptor', () => {
  it('of a scanner says where count, symbology, data and the continued bit stand', () => {
    expect(layoutOf(DESCRIPTORS.counted)).toEqual({ ...USUAL_HID_POS });
    expect(layoutOf(DESCRIPTORS.full)).toEqual({ ...USUAL_HID_POS, continued: { at: 61, mask: 1 } });
    expect(layoutOf(DESCRIPTORS.bare)).toEqual({
      reportId: 2,
      aimAt: [1, 2, 3],
      dataAt: 4,
      dataBytes: 56,
      countAt: null,
      continued: { at: 60, mask: 1 },
    });
  });

  it('of a keyboard, of nothing, and one that is cut off is no scanner', () => {
    expect(hidPosLayout(bytesOf(KEYBOARD))).toBeNull();
    expect(hidPosLayout(new Uint8Array())).toBeNull();
    expect(hidPosLayout(bytesOf(DESCRIPTORS.counted.slice(0, 40)))).toBeNull();
  });

  it('without a report id has no id byte in front of its fields', () => {
    const layout = layoutOf(DESCRIPTORS.full.replace('8502', ''));
    expect(layout).toMatchObject({ reportId: null, countAt: 0, aimAt: [1, 2, 3], dataAt: 4 });
  });

  it('may be anything at all: nothing is thrown, and nothing grows without bound', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        const { inputs } = parseHidDescriptor(noise);
        expect(inputs.length).toBeLessThanOrEqual(4_096);
        hidPosLayout(Uint8Array.from([...bytesOf(DESCRIPTORS.full), ...noise]));
      }),
    );
  });

  it('that asks for more fields than any scanner has is none', () => {
    expect(parseHidDescriptor(bytesOf('058C09FE750897FFFFFF7F8102')).inputs).toEqual([]);
  });
});

describe('reports', () => {
  it('of one code give it whole, with the symbology that the scanner named', () => {
    const reader = createHidPosReader(layoutOf(DESCRIPTORS.counted));
    const [report] = countedReports(CODE, ']Q1');
    expect(report && reader.report(report, 0)).toEqual({ kind: 'code', text: CODE, aim: ']Q1' });
  });

  it('of a code that is longer than one of them are put together, however long it is', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 400, unit: fc.constantFrom(...Array.from('0123456789abcXYZ/')) }),
        (text) => {
          const reader = createHidPosReader(USUAL_HID_POS);
          const reads = countedReports(text).map((report, at) => reader.report(report, at * 8));
          expect(reads.filter((read) => read !== null)).toEqual([{ kind: 'code', text, aim: ']C1' }]);
        },
      ),
    );
  });

  it('without a count end where the padding begins, and without a symbology have none', () => {
    const reader = createHidPosReader(layoutOf(DESCRIPTORS.bare));
    const report = new Uint8Array(61);
    report.set([2, 0, 0, 0, ...Buffer.from(`${CODE}\r\n`)]);
    expect(reader.report(report, 0)).toEqual({ kind: 'code', text: CODE, aim: null });
  });

  it('of another kind, and empty ones, say nothing', () => {
    const reader = createHidPosReader(USUAL_HID_POS);
    expect(reader.report(Uint8Array.of(4, 1), 0)).toBeNull();
    expect(reader.report(new Uint8Array(), 0)).toBeNull();
    const [empty] = countedReports('');
    expect(empty && reader.report(empty, 0)).toBeNull();
  });

  it('that are cut off, or claim more bytes than they have, are refused whole', () => {
    const reader = createHidPosReader(USUAL_HID_POS);
    expect(reader.report(Uint8Array.of(2, 24, 93), 0)).toEqual({ kind: 'garbled', reason: 'missing-key' });
    const [report] = countedReports(CODE);
    report?.set([200], 1);
    expect(report && reader.report(report, 0)).toEqual({ kind: 'garbled', reason: 'missing-key' });
  });

  it('of two codes are never joined: a rest that comes late, or in another symbology, is refused whole', () => {
    const [begun, rest] = countedReports('1'.repeat(80));
    if (begun === undefined || rest === undefined) throw new Error('two reports were expected');
    const late = createHidPosReader(USUAL_HID_POS);
    expect([late.report(begun, 0), late.report(rest, 5_000)]).toEqual([null, { kind: 'garbled', reason: 'unfinished' }]);
    const mixed = createHidPosReader(USUAL_HID_POS);
    const [other] = countedReports(CODE, ']Q1');
    expect([mixed.report(begun, 0), other && mixed.report(other, 1)]).toEqual([null, { kind: 'garbled', reason: 'mixed' }]);
    expect(other && mixed.report(other, 2)).toEqual({ kind: 'code', text: CODE, aim: ']Q1' });
  });

  it('that never end are given up, and the next code is read', () => {
    const reader = createHidPosReader(USUAL_HID_POS);
    const [more] = countedReports('9'.repeat(60));
    const reads = Array.from({ length: 80 }, (_, at) => more && reader.report(more, at));
    expect(reads).toContainEqual({ kind: 'garbled', reason: 'too-long' });
  });
});
