const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-GB', { hourCycle: 'h23', ...options });

const minute = format({ hour: '2-digit', minute: '2-digit' });
const second = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = format({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** `14:06`, in this PC's time zone. */
export const clockTime = (atMs: number): string => minute.format(atMs);

/** `14:06:31`. */
export const exactTime = (atMs: number): string => second.format(atMs);

/** `14:06` today, `21 Nov, 14:06` on any other day. */
export const dayTime = (atMs: number, nowMs: number): string =>
  new Date(atMs).toDateString() === new Date(nowMs).toDateString() ? clockTime(atMs) : day.format(atMs);
