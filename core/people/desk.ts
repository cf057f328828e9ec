import type { Actor } from '../journal/events.ts';
import { ask, type Asking } from './asking.ts';
import type { AccessEvent, PeopleEvent, Proof } from './events.ts';
import { PERMISSIONS, type Act } from './roles.ts';
import { applyPeople, personHere, type Person, type Roster } from './roster.ts';
import type { Denied, StaffPorts } from './staff-port.ts';

/** The desk's memory; `typed` is a secret in the making. */
export type Desk = {
  readonly ports: StaffPorts;
  readonly usedChallenges: Set<string>;
  roster: Roster;
  readonly isUnknown: boolean;
  /** Whoever signed in last; a payment that goes on behind a lock is still theirs. */
  currentId: string | null;
  isLocked: boolean;
  asking: Asking | null;
  typed: string;
  /** What was typed the first time for a new PIN. */
  first: string;
  cancelIdle: () => void;
  cancelExpiry: () => void;
};

/** False in a shop that has set up no people. */
export const hasPeople = ({ roster, isUnknown }: Desk): boolean => isUnknown || roster.some(({ isHere }) => isHere);

/** Whoever acts at this counter now, as rows name them. */
export function actorOf(desk: Desk): Actor {
  const person = personHere(desk.roster, desk.currentId);
  return person === null ? desk.ports.nobody() : actorFor(person);
}

/** A person as rows name them. */
export const actorFor = ({ name, personId }: Pick<Person, 'name' | 'personId'>): Extract<Actor, { kind: 'cashier' }> => ({
  kind: 'cashier',
  name,
  personId,
});

/** What the table says about whoever is signed in. */
export function may(desk: Desk, act: Act): 'yes' | 'second-person' | Denied {
  if (!hasPeople(desk)) return 'yes';
  const person = personHere(desk.roster, desk.currentId);
  if (person === null || desk.isLocked) return 'sign-in-needed';
  const permission = PERMISSIONS[act][person.role];
  return permission === 'no' ? 'not-permitted' : permission;
}

/** Asks something new; whatever was asked before is declined. */
export function open(desk: Desk, asking: Asking): void {
  closeAsking(desk, 'approval-declined');
  set(desk, asking);
}

/** Changes the open question; what was typed for the one before is forgotten. */
export function set(desk: Desk, asking: Asking): void {
  desk.typed = '';
  desk.asking = asking;
  desk.ports.changed();
}

/** Takes the question away; whoever waits for its answer hears why there is none. */
export function closeAsking(desk: Desk, fault: 'approval-declined' | 'approval-expired'): void {
  const { asking } = desk;
  if (asking === null) return;
  clear(desk);
  if (asking.purpose.kind === 'approve') asking.purpose.settle({ ok: false, fault });
}

/** Takes the question away without an answer. */
export function clear(desk: Desk): void {
  desk.cancelExpiry();
  desk.cancelExpiry = () => undefined;
  desk.first = '';
  desk.typed = '';
  desk.asking = null;
  desk.ports.changed();
}

/** Somebody has proved who they are: the counter is theirs. */
export async function signIn(desk: Desk, person: Person, how: 'pin' | 'badge'): Promise<void> {
  forgetRefusals(desk, person, how);
  desk.currentId = person.personId;
  desk.isLocked = false;
  clear(desk);
  rearm(desk);
  // A disk that refuses rows keeps nobody out: payments that are on their way need looking after.
  await desk.ports.append({ type: 'signed-in', personId: person.personId, how, actor: actorFor(person) });
}

/** The wrong tries are forgotten once the right one came, here at once and after a restart by the row. */
export function forgetRefusals(desk: Desk, { personId, name, refusals }: Person, how: Proof): void {
  if (refusals === 0) return;
  const event = { type: 'refusals-forgotten', personId, how, actor: actorFor({ personId, name }) } as const;
  desk.roster = applyPeople(desk.roster, { event, wallMs: desk.ports.wallMs() });
  void desk.ports.append(event);
}

/** Nothing but a payment that is already on its way goes on behind a lock. */
export function lock(desk: Desk, why: 'key' | 'idle'): void {
  const person = personHere(desk.roster, desk.currentId);
  closeDoor(desk);
  if (person !== null) void desk.ports.append({ type: 'locked', personId: person.personId, why, actor: actorFor(person) });
}

/** Nobody is known to stand here. */
export function closeDoor(desk: Desk): void {
  desk.cancelIdle();
  desk.isLocked = true;
  open(desk, ask({ kind: 'sign-in' }, 'who'));
}

/** A sale that is being made puts the idle lock off, and so does an open question. */
export function rearm(desk: Desk): void {
  desk.cancelIdle();
  desk.cancelIdle = () => undefined;
  const { idleLockMs } = desk.ports.rules();
  if (!hasPeople(desk) || desk.isLocked || idleLockMs === 0) return;
  desk.cancelIdle = desk.ports.after(idleLockMs, () => {
    if (desk.ports.isBusy()) rearm(desk);
    else lock(desk, 'idle');
  });
}

/** Writes a row about people and leads the roster on; false when it is not durable, and then nothing has changed. */
export async function write(desk: Desk, event: PeopleEvent | AccessEvent): Promise<boolean> {
  if (!(await desk.ports.append(event))) return false;
  if (event.type !== 'signed-in' && event.type !== 'locked')
    desk.roster = applyPeople(desk.roster, { event, wallMs: desk.ports.wallMs() });
  desk.ports.changed();
  return true;
}
