import { AIM_IDENTIFIERS, splitAim } from './aim.ts';
import { DEFAULT_SCAN_CONFIG, type ScanConfig } from './config.ts';

/** What a scanner sends behind a code: a carriage return (Enter), a line feed, a Tab, or nothing. */
export const SUFFIXES = ['enter', 'line-feed', 'tab', 'none'] as const;

/** One of the suffixes above. */
export type Suffix = (typeof SUFFIXES)[number];

/** What a scanner puts around each code, as the settings keep it and the guided set-up learns it. */
export type Framing = {
  /** Sent before each code; empty for none. */
  readonly prefix: string;
  readonly suffix: Suffix;
  /** True when an AIM identifier stands between prefix and code. */
  readonly hasAim: boolean;
};

/** A scanner as it comes out of its box. */
export const PLAIN_FRAMING: Framing = { prefix: '', suffix: 'enter', hasAim: false };

/** Ctrl+J is how a keyboard sends a line feed. A key that ends typing is released like any other, so naming more than one costs nothing. */
const ENDS: readonly string[] = [...DEFAULT_SCAN_CONFIG.suffixes, 'Control+KeyJ'];

/** Keys that end a scan; some scanners send the arrow down for a line feed. */
const KEYS: Readonly<Record<Suffix, readonly string[]>> = {
  enter: ENDS,
  'line-feed': [...ENDS, 'ArrowDown'],
  tab: ENDS,
  none: ENDS,
};

/**
 * Receipts, retail codes and every length a payment code can have, also those that terminals have to be ready for: without a suffix only
 * they are known to be whole. All but the longest end by a pause, because each may be the beginning of a longer one.
 */
const LENGTHS: readonly number[] = [13, 14, ...Array.from({ length: 17 }, (_, at) => 16 + at)];

/** The decoder's configuration for a scanner with this framing; longer prefixes come first, because the first that fits is taken. */
export function scanConfigOf({ prefix, suffix, hasAim }: Framing): ScanConfig {
  const aims = hasAim ? AIM_IDENTIFIERS : [];
  const prefixes = prefix === '' ? aims : [...aims.map((aim) => prefix + aim), prefix, ...aims];
  return { ...DEFAULT_SCAN_CONFIG, prefixes, suffixes: KEYS[suffix], completeLengths: suffix === 'none' ? LENGTHS : [] };
}

/** What a scanner on its own wire read, without what is around the code; nothing inside the code is ever changed. */
export function unframed(text: string, { prefix }: Pick<Framing, 'prefix'>): string {
  const first = splitAim(text).text;
  return splitAim(prefix !== '' && first.startsWith(prefix) ? first.slice(prefix.length) : first).text;
}
