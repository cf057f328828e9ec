import { openCustoms, type SimulatorCustoms } from './customs/open.ts';
import { openDisputes, type SimulatorDisputes } from './disputes/open.ts';
import type { ControlTools } from './gateway/control.ts';
import type { OtherApis } from './gateway/http.ts';
import type { NotifierParts } from './gateway/notifications.ts';
import { openRegistrations, type SimulatorRegistrations } from './registration/open.ts';

/** What Alipay+ does beside payments. */
export type SimulatorOthers = {
  readonly disputes: SimulatorDisputes;
  readonly registrations: SimulatorRegistrations;
  readonly customs: SimulatorCustoms;
};

type Open = SimulatorOthers & {
  readonly apis: readonly OtherApis[];
  readonly control: Pick<ControlTools, 'raiseDispute' | 'disputes' | 'registrations' | 'declarations'>;
  readonly close: () => Promise<void>;
};

/** Opens all of it on the gateway's signed line. */
export function openOthers(line: NotifierParts): Open {
  const disputes = openDisputes(line);
  const registrations = openRegistrations(line);
  const customs = openCustoms(line.runtime);
  return {
    disputes,
    registrations,
    customs,
    apis: [disputes.apis, registrations.apis, customs.apis],
    control: {
      raiseDispute: disputes.order,
      disputes: disputes.rows,
      registrations: registrations.rows,
      declarations: customs.rows,
    },
    close: async () => {
      await registrations.close();
      await disputes.close();
    },
  };
}
