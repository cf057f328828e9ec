/** One mark that the app printed: its name and the moment on the app's own monotonic clock. */
export type Mark = { readonly name: string; readonly atMs: number };

/** Reads the marks out of what the app has said. */
export function readMarks(output: string): readonly Mark[] {
  return [...output.matchAll(/^mark (\S+) ([\d.]+)$/gm)].map((match) => ({ name: match[1] ?? '', atMs: Number(match[2]) }));
}

/** The value below which the given share of the values lies (nearest rank); NaN for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
