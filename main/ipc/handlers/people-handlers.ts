import { peopleRows } from '../../../core/checkout/staff-view.ts';
import type { PeopleOutcome } from '../../../core/people/staff-port.ts';
import { ACTS, PERMISSIONS } from '../../../core/people/roles.ts';
import type { Actor } from '../../../core/journal/actor.ts';
import { RULE_RANGES, type OwnerRules } from '../../../core/people/owner-rules.ts';
import type { Res } from '../../../core/contract/channels.ts';
import type { RefusalCode } from '../../../core/contract/refusals.ts';
import type { Counter } from '../../counter/counter.ts';
import { RefusedError, type Handlers } from '../answer.ts';

/** The calls about people and about whoever is at the counter. */
export type PeopleHandlers = Pick<Handlers, Extract<keyof Handlers, `people.${string}` | `staff.${string}`>>;

/** Gives somebody's phone a key on a page that a person saves; the mark of the key, or null when nothing was saved. */
export type GivePhone = (name: string) => Promise<string | null>;

/** Changes the owner's rules; `canChange` false where the settings cannot be changed. */
export type RulesPort = {
  readonly canChange: boolean;
  /** Rules that an administrator's policy holds. */
  readonly locked: () => readonly (keyof OwnerRules)[];
  readonly save: (rules: OwnerRules, actor: Actor) => Promise<'done' | RefusalCode>;
};

const nothing = (): Record<string, never> => ({});

/** One function a call. */
export function peopleHandlers(counter: Counter, givePhone: GivePhone, rules: RulesPort): PeopleHandlers {
  const { staff, press } = counter.house;
  return {
    'staff.key': ({ key }) => (staff.asking() === null ? undefined : press(key), nothing()),
    'staff.back': () => (staff.back(), nothing()),
    'staff.by-phone': () => (staff.byPhone(), nothing()),
    'staff.lock': () => (staff.lock(), nothing()),
    'people.list': () => list(counter, rules),
    'people.add': ({ name, role }) => done(staff.addPerson(name, role)),
    'people.change': async ({ personId, name, role }) => done(await staff.changePerson(personId, name, role)),
    'people.remove': async ({ personId }) => done(await staff.removePerson(personId)),
    'people.rules': async (next) => {
      const outcome = await rules.save(next, staff.actor());
      if (outcome !== 'done') throw new RefusedError(outcome);
      return {};
    },
    'people.renew': ({ personId, kind }) => done(staff.renew(personId, kind)),
    'people.drop': async ({ personId, kind }) => done(await staff.drop(personId, kind)),
    'people.phone': async ({ personId }) => {
      const person = staff.roster().find((other) => other.personId === personId);
      if (person === undefined) throw new RefusedError('not-found');
      const mark = await givePhone(person.name);
      if (mark === null) throw new RefusedError('phone-not-saved');
      done(await staff.phoneSet(personId, mark));
      return { isSaved: true };
    },
  };
}

const REFUSAL_OF: Readonly<Record<Exclude<PeopleOutcome, 'done'>, RefusalCode>> = {
  'last-owner': 'last-owner',
  'name-missing': 'name-missing',
  'not-found': 'not-found',
  'not-permitted': 'not-permitted',
  'not-stored': 'storage-failed',
};

function done(outcome: PeopleOutcome): Record<string, never> {
  if (outcome !== 'done') throw new RefusedError(REFUSAL_OF[outcome]);
  return {};
}

/** Copies, because what goes over the wire is no constant. */
const rangesShown = (): Res<'people.list'>['ruleRanges'] =>
  Object.fromEntries(
    Object.entries(RULE_RANGES).map(([rule, [least, most]]) => [rule, [least, most]]),
  ) as Res<'people.list'>['ruleRanges'];

function list({ house, settings }: Counter, { canChange, locked }: RulesPort): Res<'people.list'> {
  const { people, currency } = settings();
  return {
    people: peopleRows(house.staff),
    currency,
    rules: {
      refundWithoutApprovalMinor: people.withoutApprovalMinor,
      refundWithinHours: people.withinHours,
      refundsPerShift: people.perShift,
      idleLockMinutes: Math.round(people.idleLockMs / 60_000),
      approvalSeconds: Math.round(people.approvalMs / 1_000),
      blindCount: people.blindCount,
    },
    ruleRanges: rangesShown(),
    mayChangeRules: canChange && house.staff.may('settings') === 'yes',
    lockedRules: [...locked()],
    resets: [...house.resets()],
    mayManage: house.staff.may('people') === 'yes',
    table: ACTS.map((act) => ({ act, ...PERMISSIONS[act] })),
  };
}
