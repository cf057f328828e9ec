import { openDisputes, type SimulatorDisputes } from './disputes/open.ts';
import type { ControlTools } from './gateway/control.ts';
import type { OtherApis } from './gateway/http.ts';
import type { NotifierParts } from './gateway/notifications.ts';
import { openRegistrations, type SimulatorRegistrations } from './registration/open.ts';

/** What Alipay+ does beside payments. */
export type SimulatorOthers = { readonly disputes: SimulatorDisputes; readonly registrations: SimulatorRegistrations };

type Open = SimulatorOthers & {
  readonly apis: readonly OtherApis[];
  readonly control: Pick<ControlTools, 'raiseDispute' | 'disputes' | 'registrations'>;
  readonly close: () => Promise<void>;
};

/** Opens all of it on the gateway's signed line. */
export function openOthers(line: NotifierParts): Open {
  const disputes = openDisputes(line);
  const registrations = openRegistrations(line);
  return {
    disputes,
    registrations,
    apis: [disputes.apis, registrations.apis],
    control: { raiseDispute: disputes.order, disputes: disputes.rows, registrations: registrations.rows },
    close: async () => {
      await registrations.close();
      await disputes.close();
    },
  };
}
