import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFramer, type Piece } from '../../../../simulator/faults/framing.ts';

const REQUESTS = [
  'POST /aps/api/v1/payments/pay HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nhello world',
  'GET /health HTTP/1.1\r\nHost: a\r\n\r\n',
  'POST /x?y=1 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5;ext=1\r\nhello\r\n0\r\nTrailer: 1\r\n\r\n',
  'POST /empty HTTP/1.1\r\ncontent-length: 0\r\n\r\n',
];
const ANSWERS = [
  'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}',
  'HTTP/1.1 500 Internal Server Error\r\nTransfer-Encoding: chunked\r\n\r\nA\r\n0123456789\r\n0\r\n\r\n',
  'HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n',
  'HTTP/1.1 100 Continue\r\n\r\n',
];

/** Cuts the bytes anywhere and puts together what comes out, one entry a message. */
function frame(side: 'request' | 'answer', text: string, cuts: readonly number[]): readonly string[] {
  const bytes = Buffer.from(text);
  const framer = createFramer(side);
  const places = [...cuts.map((cut) => cut % bytes.length), bytes.length].sort((a, b) => a - b);
  const messages: string[] = [];
  let message = '';
  let from = 0;
  for (const place of places) {
    for (const piece of framer(bytes.subarray(from, place))) {
      expect(piece.at).toBe(message.length);
      message += piece.bytes.toString();
      if (piece.isLast) {
        if (piece.length !== null) expect(piece.length).toBe(message.length);
        messages.push(message);
        message = '';
      }
    }
    from = place;
  }
  return message === '' ? messages : [...messages, message];
}

const cutsOf = fc.array(fc.nat(2_000), { maxLength: 40 });
const collect = (pieces: readonly Piece[]): string => pieces.map(({ bytes }) => bytes.toString('latin1')).join('');

describe('cutting a connection into messages', () => {
  it.each([
    ['request', REQUESTS],
    ['answer', ANSWERS],
  ] as const)('every %s comes out whole and alone, wherever the network cut it', (side, texts) => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...texts), { minLength: 1, maxLength: 6 }), cutsOf, (messages, cuts) => {
        expect(frame(side, messages.join(''), cuts)).toEqual(messages);
      }),
    );
  });

  it('no byte is lost, added or moved, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.boolean(), (noise, isAfterRequest) => {
        const bytes = Buffer.concat([Buffer.from(isAfterRequest ? (REQUESTS[0] ?? '') : ''), noise]);
        const framer = createFramer('request');
        const out = collect(framer(bytes));
        expect(bytes.toString('latin1').startsWith(out)).toBe(true);
        // What is held back can only be the beginning of a head.
        expect(
          bytes
            .toString('latin1')
            .slice(out.length)
            .replace(/\r\n[^]*$/, ''),
        ).not.toContain('\n');
      }),
    );
  });

  it('TLS passes at once, as one message without an end', () => {
    const hello = Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00]);
    const framer = createFramer('request');
    expect(framer(hello)).toEqual([{ bytes: hello, at: 0, startLine: null, isLast: false, length: null }]);
    expect(framer(hello)).toEqual([{ bytes: hello, at: 5, startLine: null, isLast: false, length: null }]);
  });

  it('a head that never ends passes as it is instead of filling the memory', () => {
    const framer = createFramer('request');
    const endless = Buffer.concat([Buffer.from('POST /x HTTP/1.1\r\n'), Buffer.alloc(70_000, 'a')]);
    expect(collect(framer(endless))).toHaveLength(endless.length);
  });

  it('an answer without a length goes on until its connection ends', () => {
    const framer = createFramer('answer');
    const [head, body] = framer(Buffer.from('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nbody'));
    expect([head?.isLast, head?.length, body?.isLast]).toEqual([false, null, false]);
  });

  it('the answer to HEAD has no body, whatever its length says', () => {
    const framer = createFramer('answer', () => true);
    expect(framer(Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n'))[0]?.isLast).toBe(true);
  });
});
