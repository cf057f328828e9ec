import type { StageMeter } from '../../../core/health/stages.ts';
import type { Handlers } from '../answer.ts';

/** Writes the incident file and answers its path; null when the disk refused it. */
type SaveIncident = () => Promise<string | null>;

/** The page of health, whose figures stay in memory, and the file for whoever helps. */
export const healthHandlers = (
  meter: Pick<StageMeter, 'figures'>,
  saveIncident: SaveIncident,
): Pick<Handlers, 'health.page' | 'health.incident'> => ({
  'health.page': () => ({ stages: meter.figures().map((figures) => ({ ...figures })) }),
  'health.incident': async () => ({ file: await saveIncident() }),
});
