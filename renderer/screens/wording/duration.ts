import type { Words } from '../../words/shape.ts';

/** A duration as a person reads it: small ones in ms, from a second on in s. */
export function sayMs({ ms, seconds }: Pick<Words['pc'], 'ms' | 'seconds'>, value: number): string {
  if (value >= 1_000) return seconds((value / 1_000).toFixed(1));
  return ms(value < 10 ? value.toFixed(1) : value.toFixed(0));
}
