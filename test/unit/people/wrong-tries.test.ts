import { describe, expect, it } from 'vitest';
import type { AccessEvent, PeopleEvent } from '../../../core/people/events.ts';
import { foldRoster, type TimedPeopleEvent } from '../../../core/people/roster.ts';
import type { Credentials, Staff } from '../../../core/people/staff-port.ts';
import { createStaff } from '../../../core/people/staff.ts';
import { HOUSE_ROWS } from '../../../main/counter/house-rows.ts';

const NOBODY = { kind: 'paydesk' } as const;
const owner = { personId: 'p-1', name: 'Mei' };
const START: readonly PeopleEvent[] = [
  { type: 'person-added', ...owner, number: 1, role: 'owner', actor: NOBODY },
  { type: 'credential-set', personId: 'p-1', kind: 'pin', mark: 'm-1', actor: NOBODY },
  { type: 'credential-set', personId: 'p-1', kind: 'badge', mark: 'm-2', actor: NOBODY },
];

const credentials: Credentials = {
  keep: () => Promise.resolve(null),
  checkPin: (_personId, _mark, pin) => Promise.resolve(pin === '2580' ? 'right' : 'wrong'),
  whoseBadge: (text) => Promise.resolve(text === 'BADGE' ? 'p-1' : null),
  checkPhone: () => Promise.resolve('wrong'),
  forget: () => Promise.resolve(),
};

type Rows = (PeopleEvent | AccessEvent)[];

/** The counter as it starts with these rows, of which it reads only the types that a start reads. */
function start(rows: Rows): Staff {
  const read = rows.filter(({ type }) => Object.hasOwn(HOUSE_ROWS, type)) as readonly PeopleEvent[];
  return createStaff({
    roster: foldRoster(read.map((event): TimedPeopleEvent => ({ event, wallMs: 1_000 }))),
    usedChallenges: new Set(),
    append: (event) => Promise.resolve(rows.push(event) > 0),
    credentials,
    rules: () => ({ idleLockMs: 0, approvalMs: 60_000 }),
    isBusy: () => false,
    wallMs: () => 1_000,
    after: () => () => undefined,
    changed: () => undefined,
    newPersonId: () => 'p-2',
    randomChallenge: () => 1,
    nobody: () => NOBODY,
  });
}

/** Picks person 1 where nobody is picked yet, and types a PIN. */
async function type(staff: Staff, pin: string): Promise<void> {
  if (staff.asking()?.step === 'who') staff.key('1');
  for (const digit of pin) staff.key(digit as '2');
  staff.key('enter');
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}

const WRONG = '1111';

describe('wrong PINs', () => {
  it('are forgotten once the right one came, also after a restart', async () => {
    const rows: Rows = [...START];
    const before = start(rows);
    await type(before, WRONG);
    await type(before, WRONG);
    await type(before, '2580');
    expect(before.isLocked()).toBe(false);
    const after = start(rows);
    await type(after, WRONG);
    expect(after.asking()?.fault).toBe('wrong');
    await type(after, '2580');
    expect(after.isLocked()).toBe(false);
  });

  it('are forgotten by a badge too', async () => {
    const rows: Rows = [...START];
    const before = start(rows);
    await type(before, WRONG);
    await type(before, WRONG);
    expect(await before.badge('BADGE')).toBe(true);
    expect(start(rows).roster()[0]?.refusals).toBe(0);
  });

  it('still lock a person out over a restart when no right one came between', async () => {
    const rows: Rows = [...START];
    const before = start(rows);
    await type(before, WRONG);
    await type(before, WRONG);
    const after = start(rows);
    await type(after, WRONG);
    expect(after.asking()?.fault).toBe('locked-out');
  });

  it('leave no row where there were none to forget', async () => {
    const rows: Rows = [...START];
    await type(start(rows), '2580');
    expect(rows.slice(START.length).map((event) => event.type)).toEqual(['signed-in']);
  });
});
