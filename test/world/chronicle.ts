import { createHash } from 'node:crypto';

/** What happened in a world, line by line with its time; the hash of all lines is what makes two runs the same run. */
export type Chronicle = {
  readonly note: (line: string) => void;
  readonly lines: () => readonly string[];
  readonly hash: () => string;
};

/** An empty chronicle on the world's own time. */
export function createChronicle(nowMs: () => number): Chronicle {
  const lines: string[] = [];
  return {
    note: (line) => {
      lines.push(`${timeText(nowMs())}  ${line}`);
    },
    lines: () => lines,
    hash: () => createHash('sha256').update(lines.join('\n')).digest('hex'),
  };
}

/** `12.345 s`, or with hours where a world lasts that long: `3 h 02 min 12.345 s`. */
export function timeText(ms: number): string {
  const seconds = `${((ms % 60_000) / 1_000).toFixed(3)} s`;
  if (ms < 60_000) return seconds;
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return `${String(minutes)} min ${seconds}`;
  return `${String(Math.floor(minutes / 60))} h ${String(minutes % 60).padStart(2, '0')} min ${seconds}`;
}
