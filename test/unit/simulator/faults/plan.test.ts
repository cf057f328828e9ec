import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAULT_NAMES, type Direction, type Fault } from '../../../../simulator/faults/fault.ts';
import type { Piece } from '../../../../simulator/faults/framing.ts';
import { planAnswer, planRequest, type Act } from '../../../../simulator/faults/plan.ts';

/** A message of which each piece is as long as the list says. */
function piecesOf(text: string, sizes: readonly number[], tellsLength = true): readonly Piece[] {
  const bytes = Buffer.from(text);
  const pieces: Piece[] = [];
  let at = 0;
  for (const size of [...sizes, bytes.length]) {
    const part = bytes.subarray(at, at + size);
    if (part.length === 0) continue;
    const isLast = at + part.length === bytes.length;
    pieces.push({ bytes: part, at, startLine: at === 0 ? 'x' : null, isLast, length: tellsLength ? bytes.length : null });
    at += part.length;
  }
  return pieces;
}

const plan = (fault: Fault | null, direction: Direction, pieces: readonly Piece[]): readonly Act[] =>
  pieces.flatMap((piece) => (direction === 'request' ? planRequest : planAnswer)(fault, piece));

const passed = (acts: readonly Act[]): string =>
  acts.map((act) => (act.do === 'pass' ? act.bytes.toString('latin1') : '')).join('');

/** What happens before the first act that ends everything. */
const until = (acts: readonly Act[], end: Act['do']): readonly Act[] =>
  acts.slice(
    0,
    acts.findIndex((act) => act.do === end),
  );

const TEXT = 'POST /pay HTTP/1.1\r\n\r\n0123456789';
const sizesOf = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 8 });
const directionOf = fc.constantFrom<Direction[]>('request', 'answer');

describe('what a fault does to the bytes', () => {
  it('without a fault they pass as they came', () => {
    fc.assert(
      fc.property(sizesOf, directionOf, (sizes, direction) => {
        const acts = plan(null, direction, piecesOf(TEXT, sizes));
        expect([passed(acts), acts.every((act) => act.do === 'pass')]).toEqual([TEXT, true]);
      }),
    );
  });

  it.each(['cut', 'black-hole'] as const)('%s lets exactly that many bytes pass, wherever the pieces end', (name) => {
    fc.assert(
      fc.property(fc.integer({ min: -40, max: 40 }), sizesOf, directionOf, (atByte, sizes, direction) => {
        const fault: Fault = name === 'cut' ? { name, direction, atByte, how: 'reset' } : { name, direction, atByte };
        const acts = plan(fault, direction, piecesOf(TEXT, sizes));
        const end = name === 'cut' ? 'cut' : 'mute';
        const byte = atByte < 0 ? Math.max(0, TEXT.length + atByte) : Math.min(atByte, TEXT.length);
        expect(passed(until(acts, end))).toBe(TEXT.slice(0, byte));
        expect(acts.some((act) => act.do === end)).toBe(true);
      }),
    );
  });

  it('counted from the end of a message that does not tell its length, the whole of it passes first', () => {
    const fault: Fault = { name: 'cut', direction: 'answer', atByte: -1, how: 'end' };
    const acts = plan(fault, 'answer', piecesOf(TEXT, [5, 5], false));
    expect(passed(until(acts, 'cut')).length).toBeGreaterThanOrEqual(10);
    expect(acts.at(-1)).toEqual({ do: 'cut', how: 'end' });
  });

  it('flip turns one bit round and leaves every other byte', () => {
    fc.assert(
      fc.property(fc.integer({ min: -TEXT.length, max: TEXT.length - 1 }), sizesOf, directionOf, (atByte, sizes, direction) => {
        const out = passed(plan({ name: 'flip', direction, atByte }, direction, piecesOf(TEXT, sizes)));
        const byte = atByte < 0 ? TEXT.length + atByte : atByte;
        const wrong = [...Buffer.from(out, 'latin1')].flatMap((each, index) => (each === TEXT.charCodeAt(index) ? [] : [index]));
        expect([out.length, wrong]).toEqual([TEXT.length, [byte]]);
      }),
    );
  });

  it('trickle passes everything, a few bytes at a time', () => {
    const acts = plan({ name: 'trickle', direction: 'answer', bytes: 4, everyMs: 7 }, 'answer', piecesOf(TEXT, [10]));
    expect(passed(acts)).toBe(TEXT);
    expect(acts.filter((act) => act.do === 'wait')).toHaveLength(9);
    expect(acts.every((act) => act.do !== 'pass' || act.bytes.length <= 4)).toBe(true);
  });

  it('delay waits once, before the first byte', () => {
    const acts = plan({ name: 'delay', direction: 'request', delayMs: 9 }, 'request', piecesOf(TEXT, [3, 3]));
    expect(acts.map((act) => act.do)).toEqual(['wait', 'pass', 'pass', 'pass']);
  });

  it.each(['garbage', 'page-5xx', 'redirect', 'replay'] as const)(
    '%s lets the request through or keeps it, as ordered, and answers once',
    (name) => {
      const faultOf = (reaches: boolean): Fault => ({
        ...({
          garbage: { name },
          'page-5xx': { name, status: 503 },
          redirect: { name, location: '/x' },
          replay: { name, of: null },
        }[name] as Fault),
        ...{ reaches },
      });
      const pieces = piecesOf(TEXT, [10]);
      expect(passed(plan(faultOf(true), 'request', pieces))).toBe(TEXT);
      expect(plan(faultOf(true), 'answer', pieces)).toHaveLength(1);
      expect(passed(plan(faultOf(false), 'request', pieces))).toBe('');
      expect(plan(faultOf(false), 'request', pieces)).toHaveLength(1);
    },
  );

  it('a fault of one direction leaves the other alone', () => {
    const fault: Fault = { name: 'cut', direction: 'answer', atByte: 0, how: 'reset' };
    expect(passed(plan(fault, 'request', piecesOf(TEXT, [])))).toBe(TEXT);
  });

  it('every name stands in the list once', () => {
    expect(new Set(FAULT_NAMES).size).toBe(FAULT_NAMES.length);
    expect(FAULT_NAMES).toHaveLength(17);
  });
});
