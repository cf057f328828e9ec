import { readdirSync, readFileSync } from 'node:fs';

/**
 * What one process holds. `proportionalMb` shares each page among those who map it, so that a sum counts it once; `residentMb` counts
 * it for each of them.
 */
export type ProcessMemory = { readonly role: string; readonly proportionalMb: number; readonly residentMb: number };

/** A process and all that it has started. */
export function family(pid: number): readonly number[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), Number(/^PPid:\s+(\d+)/m.exec(quietly(`/proc/${name}/status`))?.[1] ?? 0)]),
  );
  const members = new Set([pid]);
  for (let size = 0; size !== members.size;) {
    size = members.size;
    for (const [child, parent] of parents) if (members.has(parent)) members.add(child);
  }
  return [...members];
}

/** The memory of each process of a family; one that is gone meanwhile has none. */
export const memoryOf = (pid: number): readonly ProcessMemory[] =>
  family(pid).map((one) => {
    const rollup = quietly(`/proc/${String(one)}/smaps_rollup`);
    const megabytes = (field: string): number => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0) / 1_024;
    return {
      role: roleOf(quietly(`/proc/${String(one)}/cmdline`)),
      proportionalMb: megabytes('Pss'),
      residentMb: megabytes('Rss'),
    };
  });

/** The sum that is true of the PC: each page once. */
export const sumMb = (all: readonly ProcessMemory[]): number => all.reduce((sum, { proportionalMb }) => sum + proportionalMb, 0);

/** `main 120, renderer 90, …; resident 600` in whole megabytes. */
export function toldMemory(all: readonly ProcessMemory[]): string {
  const parts = all
    .filter(({ residentMb }) => residentMb > 0)
    .map(({ role, proportionalMb }) => `${role} ${proportionalMb.toFixed(0)}`);
  const residentMb = all.reduce((sum, one) => sum + one.residentMb, 0);
  return `${parts.join(', ')}; together ${sumMb(all).toFixed(0)} MB, each page once (resident ${residentMb.toFixed(0)})`;
}

function roleOf(commandLine: string): string {
  const type = /--type=([a-z-]+)/.exec(commandLine)?.[1] ?? null;
  const service = /--utility-sub-type=([a-z]+)/.exec(commandLine)?.[1] ?? null;
  if (type === null) return 'main';
  return service ?? type;
}

function quietly(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
