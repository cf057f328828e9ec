import type { StageMeter } from '../../../core/health/stages.ts';
import type { Handlers } from '../answer.ts';

/** The page of health; everything in it stays in memory. */
export const healthHandlers = (meter: Pick<StageMeter, 'figures'>): Pick<Handlers, 'health.page'> => ({
  'health.page': () => ({ stages: meter.figures().map((figures) => ({ ...figures })) }),
});
