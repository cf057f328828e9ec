import type { Res } from '../../core/contract/channels.ts';
import { createStageMeter } from '../../core/health/stages.ts';

const MEASURED: Readonly<Record<string, readonly [p50Ms: number, p99Ms: number]>> = {
  scan: [1.4, 6.2],
  row: [2.1, 18],
  sign: [3.3, 41],
  gateway: [780, 2_900],
  record: [2.4, 21],
  screen: [0.6, 4.4],
  paper: [9_100, 14_000],
};

/** A busy morning with a slow printer. */
export const HEALTH_PAGE: Res<'health.page'> = {
  stages: createStageMeter()
    .figures()
    .map((figures) => {
      const [p50Ms = 0, p99Ms = 0] = MEASURED[figures.stage] ?? [];
      return { ...figures, count: 142, lastMs: p50Ms, p50Ms, p99Ms };
    }),
};
