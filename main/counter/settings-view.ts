import type { SessionSettings } from '../../core/checkout/session-port.ts';
import type { StaffRules } from '../../core/people/staff-port.ts';
import type { GiveBackRules } from '../../core/refund/control.ts';
import type { Columns } from '../../core/receipt/layout.ts';
import type { ReceiptShop } from '../../core/receipt/facts.ts';
import type { ReceiptLanguage } from '../../core/receipt/words.ts';

/** The settings as the counter reads them; read afresh each time, so that a change needs no restart. */
export type CounterSettings = Omit<SessionSettings, 'notReady'> & {
  readonly people: GiveBackRules & StaffRules & { readonly blindCount: boolean };
  readonly counterName: string;
  /** The counter's number in the shop, 0 to 9999, for the receipt's barcode. */
  readonly counterNumber: number;
  readonly receiptShop: ReceiptShop;
  readonly receiptLanguage: ReceiptLanguage;
  /** What the test page prints in the printer's own letters and as a picture; none where it has no letters to compare. */
  readonly testSamples: readonly string[];
  readonly columns: Columns;
  /** IANA name of the shop's time zone. */
  readonly timeZone: string;
  /** Minutes east of UTC at the given moment, so that summer time is followed. */
  readonly utcOffsetMinutes: (atMs: number) => number;
};

/** ISO 8601 with the shop's own offset, as receipts print it. */
export function isoWithOffset(atMs: number, offsetMinutes: number): string {
  const sign = offsetMinutes < 0 ? '-' : '+';
  const absolute = Math.abs(offsetMinutes);
  const two = (value: number) => String(value).padStart(2, '0');
  const local = new Date(atMs + offsetMinutes * 60_000).toISOString().slice(0, 19);
  return `${local}${sign}${two(Math.floor(absolute / 60))}:${two(absolute % 60)}`;
}

const DAY_MS = 86_400_000;

/** The shop's calendar day around a moment, epoch ms. */
export function shopDay(atMs: number, offsetMinutes: number): { readonly fromMs: number; readonly untilMs: number } {
  const shiftMs = offsetMinutes * 60_000;
  const fromMs = Math.floor((atMs + shiftMs) / DAY_MS) * DAY_MS - shiftMs;
  return { fromMs, untilMs: fromMs + DAY_MS };
}
