import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStatusReader, isPaperLow, isPaperOut, troubleOf } from '../../../main/printer/status.ts';

const READY = { printer: 0x12, cause: 0x12, paper: 0x12 };
const PUSH = [0x10, 0x00, 0x00, 0x00];

describe('what a printer says about itself', () => {
  it.each([
    [READY, null],
    [{ ...READY, printer: 0x1a }, 'offline'],
    [{ ...READY, printer: 0x1a, cause: 0x16 }, 'cover-open'],
    [{ ...READY, printer: 0x1a, cause: 0x32 }, 'paper-out'],
    [{ ...READY, paper: 0x72 }, 'paper-out'],
    [{ ...READY, printer: 0x1a, cause: 0x52 }, 'printer-error'],
    [{ ...READY, printer: 0x16 }, null],
    [{ ...READY, paper: 0x1e }, null],
  ])('%j means %s', (status, trouble) => {
    expect(troubleOf(status)).toBe(trouble);
  });

  it('tells a roll that is nearly at its end from one that has ended', () => {
    expect([isPaperLow(READY), isPaperLow({ ...READY, paper: 0x1e })]).toEqual([false, true]);
    expect([isPaperOut(0x00), isPaperOut(0x03), isPaperOut(0x0c), isPaperOut(0x0f)]).toEqual([false, false, true, true]);
  });

  it('a pushed status is never taken for the answer that a job is done', () => {
    expect(createStatusReader()(Uint8Array.from([...PUSH, ...PUSH]))).toEqual([]);
    expect(createStatusReader()(Uint8Array.from([...PUSH, 0x00, ...PUSH]))).toEqual([{ kind: 'paper', byte: 0 }]);
  });

  it('reads the same whatever the pieces the bytes arrive in', () => {
    const stream = fc.array(fc.constantFrom([0x12], [0x1a], [0x00], [0x0c], [0x11], [0x13], PUSH, [0x18, 0x0f, 0x0c, 0x00]), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(stream, fc.nat(80), (parts, cut) => {
        const bytes = Uint8Array.from(parts.flat());
        const split = createStatusReader();
        expect([...split(bytes.slice(0, cut)), ...split(bytes.slice(cut))]).toEqual(createStatusReader()(bytes));
        expect(createStatusReader()(bytes).map((reply) => ('byte' in reply ? reply.byte : null))).toEqual(
          parts.filter((part) => [0x12, 0x1a, 0x00, 0x0c].includes(part[0] ?? -1) && part.length === 1).flat(),
        );
      }),
    );
  });

  it('knows the four letters of a job and the name of a model, in whatever pieces they come', () => {
    const stream = Uint8Array.from([0x37, 0x22, 0x41, 0x12, 0x00, 0x44, 0x00, 0x5f, 0x54, 0x4d, 0x00, 0x00]);
    const expected = [{ kind: 'ticket', letters: 'A\u0012\u0000D' }, { kind: 'name' }, { kind: 'paper', byte: 0 }];
    for (let cut = 0; cut <= stream.length; cut += 1) {
      const read = createStatusReader();
      expect([...read(stream.slice(0, cut)), ...read(stream.slice(cut))]).toEqual(expected);
    }
  });

  it('a name that never ends does not swallow the answers for ever', () => {
    const read = createStatusReader();
    read(Uint8Array.from([0x5f, ...Array.from({ length: 80 }, () => 0x41)]));
    expect(read(Uint8Array.of(0x12))).toEqual([{ kind: 'realtime', byte: 0x12 }]);
  });

  it('a push that breaks off does not swallow the next answer to DLE EOT', () => {
    expect(createStatusReader()(Uint8Array.of(0x10, 0x00, 0x12))).toEqual([{ kind: 'realtime', byte: 0x12 }]);
  });
});
