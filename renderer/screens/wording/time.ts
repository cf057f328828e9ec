type Formats = Readonly<Record<'minute' | 'second' | 'day' | 'date', Intl.DateTimeFormat>>;

const formatsIn = (timeZone?: string, language = 'en'): Formats => {
  // Latin digits and this calendar in every language, as on receipts and in reports; en-GB, because it puts the day first.
  const locale = language.startsWith('en') ? 'en-GB' : `${language}-u-ca-gregory-nu-latn`;
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, { hourCycle: 'h23', ...(timeZone === undefined ? {} : { timeZone }), ...options });
  return {
    minute: format({ hour: '2-digit', minute: '2-digit' }),
    second: format({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    day: format({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
    date: format({ year: 'numeric', month: 'numeric', day: 'numeric' }),
  };
};

const UTC8 = 'Asia/Shanghai';
let formats = formatsIn();
let utc8 = formatsIn(UTC8);
let shown = '';

/** Every time is shown in the shop's zone, because receipts, search and reports are in it, whatever the PC is set to. */
export function showTimesIn(timeZone: string, language: string): void {
  if (`${timeZone} ${language}` === shown) return;
  shown = `${timeZone} ${language}`;
  formats = formatsIn(timeZone, language);
  utc8 = formatsIn(UTC8, language);
}

/** `14:06`. */
export const clockTime = (atMs: number): string => formats.minute.format(atMs);

/** `14:06:31`. */
export const exactTime = (atMs: number): string => formats.second.format(atMs);

/** Whose clock a time is told by: the shop's, or the one by which Alipay+ counts its days. */
export type Zone = 'shop' | 'utc8';

/** `14:06` today, `21 Nov, 14:06` on any other day. */
export function dayTime(atMs: number, nowMs: number, by: Zone = 'shop'): string {
  const { date, minute, day } = by === 'utc8' ? utc8 : formats;
  return date.format(atMs) === date.format(nowMs) ? minute.format(atMs) : day.format(atMs);
}
