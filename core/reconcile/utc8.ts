import { digitAt, textOf, type Slice } from './slice.ts';

/** Everything about reports counts in UTC+8. https://docs.alipayplus.com/alipayplus/alipayplus/reconcile_acq/trans_detail */
const OFFSET_MS = 8 * 3_600_000;

/** One day in milliseconds. */
export const DAY_MS = 86_400_000;

/** A day in UTC+8 as whole days since 1970-01-01 there; days can be added and compared. */
export type Utc8Day = number;

/** The UTC+8 day of a moment (epoch ms). */
export const dayOf = (atMs: number): Utc8Day => Math.floor((atMs + OFFSET_MS) / DAY_MS);

/** Epoch ms at which the day begins. */
export const dayStartMs = (day: Utc8Day): number => day * DAY_MS - OFFSET_MS;

/** `20220318`, as directories of reports write it. */
export const compactDay = (day: Utc8Day): string => isoDay(day).replaceAll('-', '');

/** `2022-03-18`. */
export const isoDay = (day: Utc8Day): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Reads `20220318` or `2022-03-18`; null for anything that is no day. */
export function parseDay(text: string): Utc8Day | null {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text);
  if (match === null) return null;
  const day = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / DAY_MS;
  return compactDay(day) === `${match[1] ?? ''}${match[2] ?? ''}${match[3] ?? ''}` ? day : null;
}

const TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3})\d*)?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * Epoch ms of an ISO 8601 time; a time without offset is UTC+8, like everything in a report. Null when it is no time.
 */
export function parseReportTime(text: string): number | null {
  if (text.length === 25 && text.endsWith('+08:00') && text.startsWith(lastDay.text)) return quickly(text) ?? carefully(text);
  return carefully(text);
}

/** Rows of a report stand in the order of their day, so the day before is nearly always the day again. */
let lastDay = { text: 'none yet', day: 0 };

function quickly(text: string): number | null {
  const hours = pair(text, 11);
  const minutes = pair(text, 14);
  const seconds = pair(text, 17);
  if (!(hours < 24 && minutes < 60 && seconds <= 60) || text[10] !== 'T' || text[13] !== ':' || text[16] !== ':') return null;
  return dayStartMs(lastDay.day) + ((hours * 60 + minutes) * 60 + seconds) * 1_000;
}

/** Reads times in bytes as `parseReportTime` reads them in texts; NaN for what is no time. */
export function timeReader(): (slice: Slice) => number {
  let day = 'none yet';
  let startMs = 0;
  return (slice) => {
    const clockMs = isOn(slice, day) ? clockMsIn(slice) : Number.NaN;
    if (!Number.isNaN(clockMs)) return startMs + clockMs;
    const text = textOf(slice);
    const atMs = parseReportTime(text);
    if (atMs === null) return Number.NaN;
    day = text.slice(0, ISO_DAY);
    startMs = dayStartMs(parseDay(day) ?? 0);
    return atMs;
  };
}

const ISO_DAY = 10;
const CLOCK = 'T00:00:00+08:00';
const TIME_LENGTH = ISO_DAY + CLOCK.length;

function isOn({ bytes, from, until }: Slice, day: string): boolean {
  if (until - from !== TIME_LENGTH) return false;
  for (let at = 0; at < ISO_DAY; at += 1) if (bytes[from + at] !== day.charCodeAt(at)) return false;
  return true;
}

/** The time of day of a time that is written as every report writes it; NaN for any other. */
function clockMsIn({ bytes, from }: Slice): number {
  const start = from + ISO_DAY;
  const two = (at: number): number => {
    const tens = digitAt(bytes, start + at);
    const ones = digitAt(bytes, start + at + 1);
    return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
  };
  // The marks between the digits, and the whole offset.
  for (let at = 0; at < CLOCK.length; at += at < 7 ? 3 : 1) if (bytes[start + at] !== CLOCK.charCodeAt(at)) return Number.NaN;
  const hours = two(1);
  const minutes = two(4);
  const seconds = two(7);
  return hours < 24 && minutes < 60 && seconds <= 60 ? ((hours * 60 + minutes) * 60 + seconds) * 1_000 : Number.NaN;
}

/** Two digits as a number; NaN for anything else. */
function pair(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function carefully(text: string): number | null {
  const match = TIME.exec(text);
  const day = parseDay(match?.[1] ?? '');
  if (match === null || day === null) return null;
  lastDay = { text: match[1] ?? '', day };
  const [hours, minutes, seconds] = [Number(match[2]), Number(match[3]), Number(match[4])];
  if (hours > 23 || minutes > 59 || seconds > 60) return null;
  const localMs = ((hours * 60 + minutes) * 60 + seconds) * 1_000 + Number((match[5] ?? '').padEnd(3, '0'));
  return day * DAY_MS + localMs - offsetMs(match[6]);
}

function offsetMs(text: string | undefined): number {
  if (text === undefined) return OFFSET_MS;
  if (text === 'Z') return 0;
  const digits = text.slice(1).replace(':', '');
  const ms = (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000;
  return text.startsWith('-') ? -ms : ms;
}
