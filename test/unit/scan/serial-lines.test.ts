import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSerialLines, type SerialLines } from '../../../core/scan/serial-lines.ts';
import type { WireRead } from '../../../core/scan/hid-pos.ts';

const CODE = '281010897274821897274821';
const code = (text: string): WireRead => ({ kind: 'code', text, aim: null });
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

/** Sends a text in pieces, a millisecond apart. */
const sent = (lines: SerialLines, pieces: readonly string[]): readonly WireRead[] =>
  pieces.flatMap((piece, at) => lines.bytes(bytes(piece), at));

describe('a serial scanner', () => {
  it.each(['\r', '\n', '\r\n', '\t', '\u0003'])('ends a code at once with %j, whatever was set', (end) => {
    for (const suffix of ['enter', 'line-feed', 'tab', 'none'] as const) {
      const lines = createSerialLines({ suffix });
      expect([lines.bytes(bytes(`\u0002${CODE}${end}`), 0), lines.dueMs()]).toEqual([[code(CODE)], null]);
    }
  });

  it('may send its bytes in any pieces, and codes back to back', () => {
    const texts = fc.array(fc.string({ minLength: 1, maxLength: 32, unit: fc.constantFrom(...Array.from('0123456789]CQ')) }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(texts, fc.array(fc.nat(40), { maxLength: 12 }), (codes, cuts) => {
        const whole = codes.map((text) => `${text}\r\n`).join('');
        const places = [0, ...cuts.filter((cut) => cut < whole.length).sort((a, b) => a - b), whole.length];
        const pieces = places.slice(1).map((to, at) => whole.slice(places[at], to));
        expect(sent(createSerialLines({ suffix: 'enter' }), pieces)).toEqual(codes.map(code));
      }),
    );
  });

  it('that sends nothing behind a code is read after a short silence, not before', () => {
    const lines = createSerialLines({ suffix: 'none' });
    expect(lines.bytes(bytes(CODE), 50)).toEqual([]);
    expect([lines.dueMs(), lines.tick(149)]).toEqual([150, []]);
    expect([lines.tick(150), lines.dueMs()]).toEqual([[code(CODE)], null]);
  });

  it('that breaks off is refused whole: what is there could be a shorter code', () => {
    const lines = createSerialLines({ suffix: 'enter' });
    expect(lines.bytes(bytes(CODE.slice(0, 18)), 0)).toEqual([]);
    expect(lines.tick(500)).toEqual([{ kind: 'garbled', reason: 'unfinished' }]);
    expect(lines.bytes(bytes(`${CODE}\r`), 501)).toEqual([code(CODE)]);
  });

  it('that breaks off is not joined with the next scan, even when no timer ran in between', () => {
    const lines = createSerialLines({ suffix: 'enter' });
    lines.bytes(bytes(CODE.slice(0, 18)), 0);
    expect(lines.bytes(bytes(`${CODE}\r`), 2_000)).toEqual([{ kind: 'garbled', reason: 'unfinished' }, code(CODE)]);
  });

  it('that never ends a line costs no memory', () => {
    const lines = createSerialLines({ suffix: 'enter' });
    expect(lines.bytes(bytes('9'.repeat(5_000)), 0)).toEqual([{ kind: 'garbled', reason: 'too-long' }]);
    expect(lines.dueMs()).toBeNull();
  });
});
