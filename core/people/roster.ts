import type { CredentialKind, PeopleEvent } from './events.ts';
import type { Role } from './roles.ts';

/** One person as the events tell it; somebody who has left stays, because old rows name them. */
export type Person = {
  readonly personId: string;
  readonly number: number;
  readonly name: string;
  readonly role: Role;
  readonly isHere: boolean;
  /** Mark of each credential that was set and not dropped since. */
  readonly marks: Readonly<Partial<Record<CredentialKind, string>>>;
  /** Wrong tries since the last right one, and when the last was, epoch ms. */
  readonly refusals: number;
  readonly lastRefusalMs: number;
};

/** Everybody who was ever at this counter, in the order in which they came. */
export type Roster = readonly Person[];

/** A counter at which nobody has been set up. */
export const EMPTY_ROSTER: Roster = [];

/** A PeopleEvent with its time, epoch ms. */
export type TimedPeopleEvent = { readonly event: PeopleEvent; readonly wallMs: number };

/** The roster that these events make; folding them again gives the same one. */
export const foldRoster = (events: readonly TimedPeopleEvent[]): Roster => events.reduce(applyPeople, EMPTY_ROSTER);

/** One more event; one about somebody unknown changes nothing. */
export function applyPeople(roster: Roster, { event, wallMs }: TimedPeopleEvent): Roster {
  switch (event.type) {
    case 'person-added':
      return roster.some(({ personId }) => personId === event.personId) ? roster : [...roster, added(event)];
    case 'person-changed':
      return edit(roster, event.personId, (person) => ({ ...person, name: event.name, role: event.role }));
    case 'person-left':
      return edit(roster, event.personId, (person) => ({ ...person, isHere: false, marks: {} }));
    case 'credential-set':
      return edit(roster, event.personId, (person) => ({
        ...person,
        marks: { ...person.marks, [event.kind]: event.mark },
        refusals: 0,
      }));
    case 'credential-dropped':
      return edit(roster, event.personId, (person) => ({ ...person, marks: without(person.marks, event.kind) }));
    case 'credential-refused':
      return edit(roster, event.personId, (person) => ({ ...person, refusals: person.refusals + 1, lastRefusalMs: wallMs }));
    case 'refusals-forgotten':
      return edit(roster, event.personId, (person) => ({ ...person, refusals: 0 }));
    case 'challenge-spent':
      return roster;
    case 'owner-reset':
      return roster.map((person) => (person.role === 'owner' ? { ...person, marks: {}, refusals: 0 } : person));
  }
}

/** Those who may sign in today. */
export const peopleHere = (roster: Roster): Roster => roster.filter(({ isHere }) => isHere);

/** Somebody who is here, by id. */
export const personHere = (roster: Roster, personId: string | null): Person | null =>
  roster.find((person) => person.isHere && person.personId === personId) ?? null;

/** Somebody's name by id, also after they left; null for nobody. */
export const nameOf = (roster: Roster, personId: string): string | null =>
  roster.find((person) => person.personId === personId)?.name ?? null;

/** The smallest number that nobody ever had. */
export const nextNumber = (roster: Roster): number => roster.reduce((highest, { number }) => Math.max(highest, number), 0) + 1;

/** An owner who can sign in is never taken away or made less by mistake: somebody must be able to set up people. */
export const isLastOwner = (roster: Roster, personId: string): boolean =>
  personHere(roster, personId)?.role === 'owner' &&
  peopleHere(roster).every((person) => person.personId === personId || person.role !== 'owner');

type Added = Extract<PeopleEvent, { type: 'person-added' }>;

const added = ({ personId, number, name, role }: Added): Person => ({
  personId,
  number,
  name,
  role,
  isHere: true,
  marks: {},
  refusals: 0,
  lastRefusalMs: 0,
});

const edit = (roster: Roster, personId: string, change: (person: Person) => Person): Roster =>
  roster.map((person) => (person.personId === personId ? change(person) : person));

function without(marks: Person['marks'], kind: CredentialKind): Person['marks'] {
  const { [kind]: _dropped, ...rest } = marks;
  return rest;
}
