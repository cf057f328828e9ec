import type { GarbledReason } from './judge.ts';

/** The ways a scanner can reach Paydesk. */
export const WIRE_KINDS = ['wedge', 'hid', 'serial', 'usb'] as const;

/** One of them. */
export type WireKind = (typeof WIRE_KINDS)[number];

/** One scan as the health meter keeps it; the code itself is not in it. */
export type ScanReading = {
  readonly atMs: number;
  readonly wire: WireKind;
  /** Why it was refused whole; null when it was taken. */
  readonly refused: GarbledReason | null;
  readonly mask: string;
  /** Keys or characters of the code. */
  readonly length: number;
  /** Mean time between keys; null where the wire has none. */
  readonly msPerKey: number | null;
  /** Keys that had gone out as typing and were taken back. */
  readonly takenBack: number;
};

/** What the health meter shows. */
export type Meter = {
  readonly read: number;
  /** Scans that were refused whole. */
  readonly dropped: number;
  /** Scans whose first keys had to be taken back. */
  readonly corrected: number;
  /** Newest first, at most ten. */
  readonly last: readonly ScanReading[];
};

/** Nothing scanned since the start. */
export const EMPTY_METER: Meter = { read: 0, dropped: 0, corrected: 0, last: [] };

const LAST_KEPT = 10;

/** The meter after one more scan. */
export const measured = (meter: Meter, reading: ScanReading): Meter => ({
  read: meter.read + (reading.refused === null ? 1 : 0),
  dropped: meter.dropped + (reading.refused === null ? 0 : 1),
  corrected: meter.corrected + (reading.takenBack > 0 ? 1 : 0),
  last: [reading, ...meter.last].slice(0, LAST_KEPT),
});

/** Median of the mean times between keys of the last scans, in ms; null when none has one. */
export function msPerKeyOf({ last }: Meter): number | null {
  const sorted = last.flatMap(({ msPerKey }) => (msPerKey === null ? [] : [msPerKey])).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

/** A scanned text as the meter may show it: the ends of a long digit code, and nothing at all of any other text. */
export const maskScan = (text: string): string => (/^\d{14,}$/.test(text) ? `${text.slice(0, 2)}••••${text.slice(-4)}` : '••••');
