import { ask, type Asking, type PinFor } from './asking.ts';
import type { CredentialKind } from './events.ts';
import { PERMISSIONS, type Role } from './roles.ts';
import { isLastOwner, nextNumber, peopleHere, personHere, type Person } from './roster.ts';
import { actorFor, actorOf, clear, may, open, set, signIn, write, type Desk } from './desk.ts';
import type { PeopleOutcome } from './staff-port.ts';

const NAME_LENGTH_MAX = 40;

const named = (name: string): string => name.trim().replace(/\s+/g, ' ').slice(0, NAME_LENGTH_MAX);

/** Asks the new person for a PIN; only with it the person is written down. The first one is always an owner. */
export function addPerson(desk: Desk, name: string, role: Role): PeopleOutcome {
  if (may(desk, 'people') !== 'yes') return 'not-permitted';
  if (named(name) === '') return 'name-missing';
  const isFirst = peopleHere(desk.roster).length === 0;
  open(desk, ask({ kind: 'set-pin', whose: { add: { name: named(name), role: isFirst ? 'owner' : role } } }, 'new-pin'));
  return 'done';
}

/** Another name or role; the last owner stays one. */
export async function changePerson(desk: Desk, personId: string, name: string, role: Role): Promise<PeopleOutcome> {
  if (may(desk, 'people') !== 'yes') return 'not-permitted';
  const person = personHere(desk.roster, personId);
  if (person === null) return 'not-found';
  if (named(name) === '') return 'name-missing';
  if (role !== 'owner' && isLastOwner(desk.roster, personId)) return 'last-owner';
  const event = { type: 'person-changed', personId, name: named(name), role, actor: actorOf(desk) } as const;
  if (!(await write(desk, event))) return 'not-stored';
  // A PIN that is long enough for a cashier may be too short for whoever approves.
  const isPromoted = ranks(role) > ranks(person.role);
  return isPromoted ? dropCredential(desk, personId, 'pin', true) : 'done';
}

const ranks = (role: Role): number => ['cashier', 'supervisor', 'owner'].indexOf(role);

/** Somebody no longer works here; their secrets are forgotten, their name stays on what they did. */
export async function removePerson(desk: Desk, personId: string): Promise<PeopleOutcome> {
  if (may(desk, 'people') !== 'yes') return 'not-permitted';
  const person = personHere(desk.roster, personId);
  if (person === null) return 'not-found';
  if (isLastOwner(desk.roster, personId)) return 'last-owner';
  if (!(await write(desk, { type: 'person-left', personId, actor: actorOf(desk) }))) return 'not-stored';
  await forgetOld(desk, Object.values(person.marks));
  return 'done';
}

/** True when whoever is signed in may give this person a new PIN or badge: owners everybody, supervisors cashiers and themselves. */
function mayRenew(desk: Desk, person: Person): boolean {
  if (may(desk, 'people') === 'yes') return true;
  const isOwn = person.personId === desk.currentId;
  return isOwn ? may(desk, 'look') === 'yes' : person.role === 'cashier' && may(desk, 'renew-cashier') === 'yes';
}

/** Asks for a new PIN, typed by the person themselves, or for a badge in front of the scanner. */
export function renew(desk: Desk, personId: string, kind: 'pin' | 'badge'): PeopleOutcome {
  const person = personHere(desk.roster, personId);
  if (person === null) return 'not-found';
  if (!mayRenew(desk, person)) return 'not-permitted';
  if (kind === 'pin') open(desk, ask({ kind: 'set-pin', whose: { personId } }, 'new-pin', personId));
  else open(desk, ask({ kind: 'set-badge', personId }, 'badge', personId));
  return 'done';
}

/** Takes a PIN, a badge or a phone away; `isSettled` where the caller has already asked the table. */
export async function dropCredential(
  desk: Desk,
  personId: string,
  kind: CredentialKind,
  isSettled = false,
): Promise<PeopleOutcome> {
  const person = personHere(desk.roster, personId);
  if (person === null) return 'not-found';
  if (!isSettled && !mayRenew(desk, person)) return 'not-permitted';
  const mark = person.marks[kind];
  if (mark === undefined) return 'done';
  if (!(await write(desk, { type: 'credential-dropped', personId, kind, actor: actorOf(desk) }))) return 'not-stored';
  await forgetOld(desk, [mark]);
  return 'done';
}

/** A phone has its key now. Only for people who may approve. */
export async function phoneSet(desk: Desk, personId: string, mark: string): Promise<PeopleOutcome> {
  const person = personHere(desk.roster, personId);
  if (person === null) return 'not-found';
  if (may(desk, 'people') !== 'yes' || PERMISSIONS.approve[person.role] !== 'yes') return 'not-permitted';
  const event = { type: 'credential-set', personId, kind: 'phone', mark, actor: actorOf(desk) } as const;
  return (await write(desk, event)) ? 'done' : 'not-stored';
}

/** A PIN that was typed twice: kept, written down, and the person signed in where nobody is. */
export async function keepPin(desk: Desk, asking: Asking, whose: PinFor, role: Role, pin: string): Promise<void> {
  const personId = 'add' in whose ? desk.ports.newPersonId() : whose.personId;
  const mark = await desk.ports.credentials.keep(personId, 'pin', pin);
  if (desk.asking !== asking) return;
  const isKept = mark !== null && (await writePin(desk, whose, personId, role, mark));
  if (isKept) await forgetOld(desk);
  // The counter may have been locked while the disk was busy: then its question stays.
  if (desk.asking !== asking) return;
  if (isKept) await pinIsSet(desk, personId);
  else
    set(desk, { ...asking, purpose: purposeNow(desk, whose, personId), step: 'new-pin', isChecking: false, fault: 'not-stored' });
}

/** Somebody who was added although their PIN could not be written is not added a second time. */
const purposeNow = (desk: Desk, whose: PinFor, personId: string): Asking['purpose'] => ({
  kind: 'set-pin',
  whose: personHere(desk.roster, personId) === null ? whose : { personId },
});

async function pinIsSet(desk: Desk, personId: string): Promise<void> {
  clear(desk);
  const person = personHere(desk.roster, personId);
  if (person !== null && (desk.isLocked || desk.currentId === null)) await signIn(desk, person, 'pin');
}

async function writePin(desk: Desk, whose: PinFor, personId: string, role: Role, mark: string): Promise<boolean> {
  const number = nextNumber(desk.roster);
  const name = 'add' in whose ? whose.add.name : (personHere(desk.roster, personId)?.name ?? '');
  // The first owner, and one who begins anew, has nobody else to be the actor.
  const actor = desk.currentId === null ? actorFor({ name, personId }) : actorOf(desk);
  if ('add' in whose && !(await write(desk, { type: 'person-added', personId, number, name, role, actor }))) return false;
  return write(desk, { type: 'credential-set', personId, kind: 'pin', mark, actor });
}

/** A badge that was scanned for somebody; one that is somebody else's is not taken. */
export async function keepBadge(desk: Desk, asking: Asking, personId: string, text: string): Promise<void> {
  const checking: Asking = { ...asking, isChecking: true, fault: null };
  set(desk, checking);
  const others = new Map(
    peopleHere(desk.roster).flatMap((person) =>
      person.marks.badge === undefined || person.personId === personId ? [] : [[person.personId, person.marks.badge] as const],
    ),
  );
  const { credentials } = desk.ports;
  const isTaken = others.size > 0 && (await credentials.whoseBadge(text, others)) !== null;
  const mark = isTaken ? null : await credentials.keep(personId, 'badge', text);
  if (desk.asking !== checking) return;
  const event = { type: 'credential-set', personId, kind: 'badge', mark: mark ?? '', actor: actorOf(desk) } as const;
  const isWritten = mark !== null && (await write(desk, event));
  if (isWritten) await forgetOld(desk);
  if (desk.asking !== checking) return;
  if (isWritten) clear(desk);
  else set(desk, { ...asking, fault: isTaken ? 'badge-taken' : 'not-stored' });
}

const forgetOld = (desk: Desk, gone: readonly string[] = []): Promise<void> =>
  desk.ports.credentials.forget(new Set(desk.roster.flatMap(({ marks }) => Object.values(marks))), gone);
