/** Bounds of what a till may claim as its offset from UTC, in minutes (UTC-12:00 to UTC+14:00). */
export const OFFSET_MINUTES = { min: -720, max: 840 } as const;

const ISO = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):?(\d\d))$/;
const MINUTE_MS = 60_000;

/**
 * Writes an instant as Alipay+ writes them, in whole seconds: `2025-02-20T16:51:49+08:00`.
 * https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/pay_user_presented_mode
 */
export function formatIso(epochMs: number, offsetMinutes: number): string {
  const local = new Date(epochMs + offsetMinutes * MINUTE_MS).toISOString().slice(0, 19);
  const sign = offsetMinutes < 0 ? '-' : '+';
  const distance = Math.abs(offsetMinutes);
  return `${local}${sign}${twoDigits(Math.floor(distance / 60))}:${twoDigits(distance % 60)}`;
}

/** Reads an instant with its zone (`Z`, `+08:00`, `+0800`), fraction allowed, as epoch ms; null for anything else. */
export function parseIso(text: string): number | null {
  const match = ISO.exec(text);
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const wholeMs = Date.UTC(year, month - 1, day, hour, minute, second);
  const isReal = new Date(wholeMs).toISOString().slice(0, 19) === text.slice(0, 19);
  const fractionMs = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  const offset = (Number(match[9] ?? 0) * 60 + Number(match[10] ?? 0)) * (match[8] === '-' ? -1 : 1);
  return isReal ? wholeMs + fractionMs - offset * MINUTE_MS : null;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');
