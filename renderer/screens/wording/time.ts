type Formats = Readonly<Record<'minute' | 'second' | 'day' | 'date', Intl.DateTimeFormat>>;

const formatsIn = (timeZone?: string): Formats => {
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat('en-GB', { hourCycle: 'h23', ...(timeZone === undefined ? {} : { timeZone }), ...options });
  return {
    minute: format({ hour: '2-digit', minute: '2-digit' }),
    second: format({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    day: format({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
    date: format({ year: 'numeric', month: 'numeric', day: 'numeric' }),
  };
};

let formats = formatsIn();
let zone: string | null = null;

/** Every time is shown in the shop's zone, because receipts, search and reports are in it, whatever the PC is set to. */
export function showTimesIn(timeZone: string): void {
  if (timeZone === zone) return;
  zone = timeZone;
  formats = formatsIn(timeZone);
}

/** `14:06`. */
export const clockTime = (atMs: number): string => formats.minute.format(atMs);

/** `14:06:31`. */
export const exactTime = (atMs: number): string => formats.second.format(atMs);

/** Whose clock a time is told by: the shop's, or the one by which Alipay+ counts its days. */
export type Zone = 'shop' | 'utc8';

/** `14:06` today, `21 Nov, 14:06` on any other day. */
export function dayTime(atMs: number, nowMs: number, by: Zone = 'shop'): string {
  const { date, minute, day } = by === 'utc8' ? (utc8 ??= formatsIn('Asia/Shanghai')) : formats;
  return date.format(atMs) === date.format(nowMs) ? minute.format(atMs) : day.format(atMs);
}

let utc8: Formats | null = null;
