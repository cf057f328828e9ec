import type { Snapshot } from '../../api/types.ts';

/** The set-up is the owner's; where nobody is set up, everybody's. Main decides all the same. */
export const mayOpen = ({ opening, staff }: Snapshot): boolean =>
  opening !== null && (!staff.isSetUp || staff.person?.role === 'owner');
