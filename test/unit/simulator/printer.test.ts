import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEscPos } from '../../../simulator/devices/escpos.ts';
import { createMechanism } from '../../../simulator/devices/mechanism.ts';
import { paperAsText } from '../../../simulator/devices/paper.ts';

const ESC = '\x1b';
const GS = '\x1d';
const bytesOf = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));

function bench() {
  const answers: number[][] = [];
  const line = {
    write: (bytes: Uint8Array) => {
      answers.push([...bytes]);
    },
  };
  const mechanism = createMechanism('gb18030', () => undefined);
  let rest: Uint8Array = new Uint8Array();
  const feed = (...parts: readonly (string | readonly number[])[]): void => {
    const read = readEscPos(Buffer.concat([rest, bytesOf(...parts)]));
    rest = read.rest;
    mechanism.take(read.ops, line);
  };
  return { answers, mechanism, feed, text: () => paperAsText(mechanism.paper()) };
}

const RECEIPT = [
  `${ESC}@${ESC}a\x01${ESC}E\x01${GS}!\x11Bright Lane\n${GS}!\x00${ESC}E\x00${ESC}a\x00SALE            42.50 SGD\n`,
  `${ESC}t\x10caf`,
  [0xe9],
  '\n',
  `${GS}k\x49\x06{B1044\n`,
  [0x1d, 0x28, 0x6b, 7, 0, 49, 80, 48],
  'pay1',
  [0x1d, 0x28, 0x6b, 3, 0, 49, 81, 48],
  [0x1d, 0x76, 0x30, 0, 1, 0, 2, 0, 0xff, 0x0a],
  `${ESC}d\x02${GS}VB\x00`,
  `${ESC}p\x00\x19\xfa`,
] as const;

describe('the practice printer', () => {
  it('prints text, styles, symbols, images, cuts and the drawer', () => {
    const { feed, text, mechanism } = bench();
    feed(...RECEIPT);
    expect(text()).toEqual([
      'Bright Lane',
      'SALE            42.50 SGD',
      'café',
      '[barcode 1044]',
      '',
      '[qr pay1]',
      '[image 8x2]',
      '',
      '',
      '- - - - - - - - cut - - - - - - - -',
      '[drawer]',
    ]);
    expect(mechanism.paper()[0]).toEqual({
      kind: 'line',
      align: 'center',
      spans: [{ text: 'Bright Lane', bold: true, underline: false, invert: false, width: 2, height: 2 }],
    });
  });

  it('a job reads the same in whatever pieces it comes', () => {
    const whole = bench();
    whole.feed(...RECEIPT);
    const all = bytesOf(...RECEIPT);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: all.length }), { maxLength: 12 }), (cuts) => {
        const pieces = bench();
        const edges = [0, ...cuts.sort((a, b) => a - b), all.length];
        edges.slice(1).forEach((end, at) => {
          pieces.feed([...all.subarray(edges[at], end)]);
        });
        const joined = (rows: readonly string[]) => rows.join('\n');
        expect(joined(pieces.text())).toBe(joined(whole.text()));
      }),
      { numRuns: 200 },
    );
  });

  it('no bytes make it fall over', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        bench().feed([...bytes]);
      }),
    );
  });

  it('DLE EOT tells paper, cover and error, and is answered even when it cannot print', () => {
    const { feed, answers, mechanism } = bench();
    const ask = () => {
      answers.length = 0;
      feed([16, 4, 1, 16, 4, 2, 16, 4, 3, 16, 4, 4, 16, 4, 9]);
      return answers.flat();
    };
    expect(ask()).toEqual([0x12, 0x12, 0x12, 0x12]);
    mechanism.set({ paperOut: true });
    expect(ask()).toEqual([0x1a, 0x32, 0x12, 0x7e]);
    mechanism.set({ paperOut: false, coverOpen: true });
    expect(ask()).toEqual([0x1a, 0x16, 0x12, 0x12]);
    mechanism.set({ coverOpen: false, cutterJam: true });
    expect(ask()).toEqual([0x1a, 0x52, 0x1a, 0x12]);
    mechanism.set({ cutterJam: false, paperLow: true });
    expect(ask()).toEqual([0x12, 0x12, 0x12, 0x1e]);
    mechanism.set({ silent: true });
    expect(ask()).toEqual([]);
  });

  it('holds what comes while the paper is out, and answers "printed" only when it is', () => {
    const { feed, answers, mechanism, text } = bench();
    mechanism.set({ paperOut: true });
    feed('held\n', [0x1d, 0x28, 0x48, 6, 0, 48, 48, 65, 66, 67, 68], [0x1d, 0x72, 1]);
    expect([text(), answers]).toEqual([[], []]);
    mechanism.set({ paperOut: false });
    expect(text()).toEqual(['held']);
    expect(answers).toEqual([[0x37, 0x22, 65, 66, 67, 68, 0], [0]]);
  });

  it('tells changes by itself to whoever asked for automatic status', () => {
    const { feed, answers, mechanism } = bench();
    feed([0x1d, 0x61, 0x0f]);
    mechanism.set({ coverOpen: true });
    expect(answers).toEqual([
      [0x10, 0, 0, 0x0f],
      [0x38, 0, 0, 0x0f],
    ]);
  });

  it('two-byte characters print in the set of the printer', () => {
    const { feed, text } = bench();
    feed([0x1c, 0x26, 0xd6, 0xd0, 0xb9, 0xfa, 0x1c, 0x2e, 0x0a]);
    expect(text()).toEqual(['中国']);
  });

  it('tearing off leaves a blank roll', () => {
    const { feed, mechanism, text } = bench();
    feed('one\n');
    mechanism.tearOff();
    expect(text()).toEqual([]);
  });
});
