import { release } from 'node:os';
import path from 'node:path';
import type { StageMeter } from '../../core/health/stages.ts';
import type { Counter } from '../counter/counter.ts';
import { systemClock } from '../lifecycle/clock.ts';
import type { World } from './world.ts';

/** The counter that an incident file is about. */
export type IncidentOf = {
  readonly world: Pick<World, 'settings'>;
  readonly counter: Pick<Counter, 'ledger' | 'health'>;
  readonly meter: Pick<StageMeter, 'figures'>;
  readonly dataDir: string;
  readonly version: string;
};

/** Writes the incident file of this counter and answers its path; null where the disk refused it. `folder` says where files for people go. */
export const incidentSaver =
  ({ world, counter, meter, dataDir, version }: IncidentOf, folder: () => string) =>
  async (): Promise<string | null> => {
    // Loaded when it is needed, which is hardly ever.
    const { saveIncident } = await import('./incident-desk.ts');
    const { electron, chrome, node } = process.versions;
    return saveIncident({
      ledger: counter.ledger,
      settings: world.settings,
      health: counter.health.view,
      stages: meter.figures,
      versions: { paydesk: version, electron, chrome, node, system: `${process.platform} ${process.arch} ${release()}` },
      logFolder: path.join(dataDir, 'logs'),
      folder: folder(),
      nowMs: systemClock.wallMs,
    }).catch(notWritten);
  };

/** The page says in its own words that nothing was written; no money hangs on it. */
function notWritten(cause: unknown): null {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  process.stderr.write(`paydesk: the incident file was not written: ${code}\n`);
  return null;
}
