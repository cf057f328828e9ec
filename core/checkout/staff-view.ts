import type { AskingView, PeopleView, StaffView } from '../contract/people.ts';
import type { Asking } from '../people/asking.ts';
import { judgeApprover } from '../people/identify.ts';
import { triesLeft } from '../people/lockout.ts';
import { nameOf, peopleHere, personHere, type Person } from '../people/roster.ts';
import type { Staff } from '../people/staff-port.ts';

/** Who is at the counter, as a page may see it: of what is typed it gets the length. */
export function staffView(staff: Staff): StaffView {
  const person = staff.person();
  const asking = staff.asking();
  return {
    isSetUp: staff.hasPeople(),
    person: person === null || staff.isLocked() ? null : { name: person.name, role: person.role },
    isLocked: staff.isLocked(),
    asking: asking === null ? null : askingView(staff, asking),
  };
}

function askingView(staff: Staff, asking: Asking): AskingView {
  const roster = staff.roster();
  const { purpose, step, isChecking, fault, waitUntilMs, challenge } = asking;
  const person = personHere(roster, asking.personId);
  const approvers = peopleHere(roster).filter((other) => judgeApprover(purpose, other) === null);
  return {
    kind: purpose.kind,
    step,
    ...namedIn(purpose, person),
    digits: staff.typedLength(),
    isChecking,
    fault,
    triesLeft: triesOf(fault, person),
    waitUntilMs,
    people: approvers.map(({ number, name, role }) => ({ number, name, role })),
    wish: wishView(roster, purpose),
    challenge,
    canPhone: purpose.kind === 'approve' && approvers.some(({ marks }) => marks.phone !== undefined),
  };
}

/** Whoever was chosen, or is only being added. */
function namedIn(purpose: Asking['purpose'], person: Person | null): Pick<AskingView, 'name' | 'role'> {
  if (purpose.kind === 'set-pin' && 'add' in purpose.whose) return purpose.whose.add;
  return person === null ? { name: null, role: null } : { name: person.name, role: person.role };
}

const triesOf = (fault: Asking['fault'], person: Person | null): number | null =>
  fault === 'wrong' && person !== null ? triesLeft(person.refusals) : null;

function wishView(roster: readonly Person[], purpose: Asking['purpose']): AskingView['wish'] {
  if (purpose.kind !== 'approve') return null;
  const { wish, reasons, requesterId, expiresAtMs } = purpose;
  const { kind, orderNumber, amount, reason } = wish;
  return { kind, orderNumber, amount, reason, reasons: [...reasons], requester: nameOf(roster, requesterId) ?? '', expiresAtMs };
}

/** Everybody who is here, for the page of people. */
export const peopleRows = (staff: Staff): PeopleView['people'] =>
  peopleHere(staff.roster()).map((person) => ({
    personId: person.personId,
    number: person.number,
    name: person.name,
    role: person.role,
    hasPin: person.marks.pin !== undefined,
    hasBadge: person.marks.badge !== undefined,
    hasPhone: person.marks.phone !== undefined,
    isYou: person.personId === staff.person()?.personId,
  }));
