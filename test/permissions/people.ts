import type { Role } from '../../core/people/roles.ts';
import type { Roster } from '../../core/people/roster.ts';

/** Somebody of the played shop, with what only they know. */
export type Worker = {
  readonly personId: string;
  readonly number: number;
  readonly role: Role;
  readonly pin: string;
  readonly badge: string | null;
  readonly hasPhone: boolean;
};

/** Three cashiers, two supervisors, one owner; some without a badge, two with a phone. */
export const WORKERS: readonly Worker[] = [
  { personId: 'amy', number: 1, role: 'cashier', pin: '4071', badge: null, hasPhone: false },
  { personId: 'ben', number: 2, role: 'cashier', pin: '5282', badge: 'BADGE-OF-BEN-0002', hasPhone: false },
  { personId: 'cho', number: 3, role: 'cashier', pin: '9313', badge: null, hasPhone: false },
  { personId: 'dia', number: 4, role: 'supervisor', pin: '604417', badge: 'BADGE-OF-DIA-0004', hasPhone: false },
  { personId: 'eli', number: 5, role: 'supervisor', pin: '715528', badge: null, hasPhone: true },
  { personId: 'fay', number: 6, role: 'owner', pin: '826639', badge: 'BADGE-OF-FAY-0006', hasPhone: true },
];

/** The worker with that id. */
export function worker(personId: string): Worker {
  const found = WORKERS.find((other) => other.personId === personId);
  if (found === undefined) throw new Error(`nobody is called ${personId}`);
  return found;
}

/** All of them as the ledger would have told it. */
export const ROSTER: Roster = WORKERS.map(({ personId, number, role, pin, badge, hasPhone }) => ({
  personId,
  number,
  name: personId,
  role,
  isHere: true,
  marks: {
    pin: `pin ${pin}`,
    ...(badge === null ? {} : { badge: `badge ${badge}` }),
    ...(hasPhone ? { phone: `phone ${personId}` } : {}),
  },
  refusals: 0,
  lastRefusalMs: 0,
}));

/** What the phone of that person answers to one counter: as unguessable to the others as the real one is. */
export function phoneAnswer(personId: string, counter: number): string {
  let mixed = 2166136261;
  for (const letter of `${personId} ${String(counter)}`) mixed = Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 16777619);
  return String((mixed >>> 0) % 100_000_000).padStart(8, '0');
}
