import { expect, it } from 'vitest';
import { EMPTY_METER, maskScan, measured, msPerKeyOf, type ScanReading } from '../../../core/scan/meter.ts';

const reading = (over: Partial<ScanReading> = {}): ScanReading => ({
  atMs: 1,
  wire: 'wedge',
  refused: null,
  mask: '28••••4821',
  length: 24,
  msPerKey: 5,
  takenBack: 0,
  ...over,
});

it('counts what was read, refused whole and taken back, and keeps the last ten, newest first', () => {
  const scans = Array.from({ length: 12 }, (_, at) => reading({ atMs: at }));
  const meter = [...scans, reading({ refused: 'missing-key', atMs: 12 }), reading({ takenBack: 3, atMs: 13 })].reduce(
    measured,
    EMPTY_METER,
  );
  expect(meter).toMatchObject({ read: 13, dropped: 1, corrected: 1 });
  expect(meter.last.map(({ atMs }) => atMs)).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4]);
});

it('says the usual time a key, and none where nothing was typed', () => {
  expect(msPerKeyOf(EMPTY_METER)).toBeNull();
  const meter = [4, 60, 5, null].map((msPerKey) => reading({ msPerKey })).reduce(measured, EMPTY_METER);
  expect(msPerKeyOf(meter)).toBe(5);
});

it('shows no text that is not a long digit code, and never more of one than its ends', () => {
  expect(maskScan('281010897274821897274821')).toBe('28••••4821');
  expect(maskScan('https://pay.example/secret')).toBe('••••');
  expect(maskScan('1234567890123')).toBe('••••');
});
