const ISO = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(?:Z|[+-](\d{2}):(\d{2}))$/;
const UTC8_MS = 8 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

/**
 * Epoch milliseconds of an ISO 8601 time with a zone, seconds given, fraction optional; null for anything else, a day that
 * does not exist included. https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/pay_user_presented_mode
 */
export function parseIsoTime(text: string): number | null {
  const match = ISO.exec(text);
  if (match === null) return null;
  const [year, month, ...rest] = match.slice(1).map((part: string | undefined) => Number(part ?? 0));
  const days = new Date(Date.UTC(year ?? 0, month ?? 0, 0)).getUTCDate();
  const ranges = [
    [1, days],
    [0, 23],
    [0, 59],
    [0, 59],
    [0, 14],
    [0, 59],
  ] as const;
  const isInRange = ranges.every(([low, high], at) => (rest[at] ?? 0) >= low && (rest[at] ?? 0) <= high);
  return isInRange && (month ?? 0) >= 1 && (month ?? 0) <= 12 ? Date.parse(text) : null;
}

/** The time as `2025-02-20T16:51:50+08:00`, the zone Alipay+ itself writes. */
export const toUtc8 = (atMs: number): string => `${shifted(atMs).slice(0, 19)}+08:00`;

/** The same with milliseconds, so that a client can measure its clock against it. */
export const toUtc8Millis = (atMs: number): string => `${shifted(atMs).slice(0, 23)}+08:00`;

/** The UTC+8 calendar day as `20250220`. */
export const dayUtc8 = (atMs: number): string => shifted(atMs).slice(0, 10).replaceAll('-', '');

/**
 * The moment from which a payment made at `atMs` can no longer be cancelled: 00:15 at UTC+8 on the day after its UTC+8 day.
 * https://docs.alipayplus.com/alipayplus/alipayplus/integration_cashier_acq_tile/cancel_payment
 */
export const cancelCutOffMs = (atMs: number): number =>
  (Math.floor((atMs + UTC8_MS) / DAY_MS) + 1) * DAY_MS - UTC8_MS + 15 * 60_000;

/** The length of a day in milliseconds. */
export const dayMs = DAY_MS;

const shifted = (atMs: number): string => new Date(atMs + UTC8_MS).toISOString();
