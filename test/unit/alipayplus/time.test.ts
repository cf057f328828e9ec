import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIso, parseIso } from '../../../main/alipayplus/time.ts';

describe('an instant on the wire', () => {
  it.each([
    ['2025-02-20T08:51:49Z', Date.UTC(2025, 1, 20, 8, 51, 49)],
    ['2025-02-20T16:51:49+08:00', Date.UTC(2025, 1, 20, 8, 51, 49)],
    ['2019-07-12T12:08:56.253+05:30', Date.UTC(2019, 6, 12, 6, 38, 56, 253)],
    ['2025-02-20T08:51:49.09Z', Date.UTC(2025, 1, 20, 8, 51, 49, 90)],
    ['2025-02-20T08:51:49.123456789-0330', Date.UTC(2025, 1, 20, 12, 21, 49, 123)],
  ])('%s is read', (text, expected) => {
    expect(parseIso(text)).toBe(expected);
  });

  it.each([
    '',
    'now',
    '1740041509000',
    '2025-02-20',
    '2025-02-20T08:51:49',
    '2025-02-30T08:51:49Z',
    '2025-02-20T24:00:00Z',
    '2025-02-20 08:51:49Z',
    '2025-02-20T08:51:49Z, 2025-02-20T08:51:49Z',
  ])('%s is not guessed at', (text) => {
    expect(parseIso(text)).toBeNull();
  });

  it('is written in whole seconds with the offset', () => {
    const atMs = Date.UTC(2025, 1, 20, 8, 51, 49, 999);
    expect(formatIso(atMs, 480)).toBe('2025-02-20T16:51:49+08:00');
    expect(formatIso(atMs, 0)).toBe('2025-02-20T08:51:49+00:00');
    expect(formatIso(atMs, -210)).toBe('2025-02-20T05:21:49-03:30');
  });

  it('survives the way out and back at any offset', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), fc.integer({ min: -720, max: 840 }), (seconds, offset) => {
        expect(parseIso(formatIso(seconds * 1000, offset))).toBe(seconds * 1000);
      }),
    );
  });
});
