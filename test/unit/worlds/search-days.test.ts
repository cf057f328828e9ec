import { describe, expect, it } from 'vitest';
import { offsetsUntil, parseSearchIn } from '../../../main/counter/search-days.ts';
import { offsetMinutes } from '../../../main/worlds/time-zone.ts';

const SUMMER_MS = Date.parse('2026-07-15T12:00:00+01:00');
const WINTER_MS = Date.parse('2026-01-15T12:00:00Z');
const london = (atMs: number): number => offsetMinutes('Europe/London', atMs);
const iso = (atMs: number | null): string | null => (atMs === null ? null : new Date(atMs).toISOString());
const spanOf = (typed: string, nowMs: number, offsetAt = london) => {
  const filters = parseSearchIn(typed, 'GBP', nowMs, offsetAt)?.filters;
  return [iso(filters?.fromMs ?? null), iso(filters?.untilMs ?? null)];
};

it.each([
  ['on:2026-01-10', '2026-01-10T00:00:00.000Z', '2026-01-11T00:00:00.000Z'],
  ['on:2026-07-10', '2026-07-09T23:00:00.000Z', '2026-07-10T23:00:00.000Z'],
  ['from:2026-01-01 to:2026-07-31', '2026-01-01T00:00:00.000Z', '2026-07-31T23:00:00.000Z'],
  // The clock goes forward on this day, which has 23 hours, and back on the other, which has 25.
  ['on:2026-03-29', '2026-03-29T00:00:00.000Z', '2026-03-29T23:00:00.000Z'],
  ['on:2026-10-25', '2026-10-24T23:00:00.000Z', '2026-10-26T00:00:00.000Z'],
])('%s means the shop’s own midnights, whether it is asked in summer or in winter', (typed, from, until) => {
  expect(spanOf(typed, SUMMER_MS)).toEqual([from, until]);
  expect(spanOf(typed, WINTER_MS)).toEqual([from, until]);
});

it('a day without its name is a whole day of the shop too', () => {
  const day = parseSearchIn('2026-01-10', 'GBP', SUMMER_MS, london)?.words?.day;
  expect([iso(day?.fromMs ?? null), iso(day?.untilMs ?? null)]).toEqual(['2026-01-10T00:00:00.000Z', '2026-01-11T00:00:00.000Z']);
});

it('days of UTC+8 are the same all year, and what has no day keeps none', () => {
  const utc8 = (): number => 480;
  expect(spanOf('on:2026-01-10', SUMMER_MS, utc8)).toEqual(['2026-01-09T16:00:00.000Z', '2026-01-10T16:00:00.000Z']);
  expect(spanOf('state:paid', SUMMER_MS)).toEqual([null, null]);
  expect(parseSearchIn('', 'GBP', SUMMER_MS, london)).toBeNull();
});

describe('a time of day', () => {
  const changesOf = (zone: string, sinceMs: number) =>
    offsetsUntil(SUMMER_MS, (atMs) => offsetMinutes(zone, atMs))
      .filter(({ fromMs }) => fromMs > sinceMs)
      .map(({ fromMs, minutes }) => [iso(fromMs), minutes]);

  it('knows each change of the clock to the minute, also by half an hour and over the date line', () => {
    expect(changesOf('Europe/London', Date.UTC(2025, 0, 1))).toEqual([
      ['2025-03-30T01:00:00.000Z', 60],
      ['2025-10-26T01:00:00.000Z', 0],
      ['2026-03-29T01:00:00.000Z', 60],
    ]);
    expect(changesOf('Australia/Lord_Howe', Date.UTC(2026, 0, 1))).toEqual([['2026-04-04T15:00:00.000Z', 630]]);
    expect(changesOf('Pacific/Apia', Date.UTC(2011, 11, 1)).slice(0, 1)).toEqual([['2011-12-30T10:00:00.000Z', 840]]);
  });

  it('is one offset all year where the clock is never moved', () => {
    expect(offsetsUntil(SUMMER_MS, () => 480).map(({ minutes }) => minutes)).toEqual([480]);
  });
});
