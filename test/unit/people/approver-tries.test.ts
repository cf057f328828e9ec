import { describe, expect, it } from 'vitest';
import { money } from '../../../core/money/money.ts';
import type { Approved } from '../../../core/people/asking.ts';
import type { AccessEvent, PeopleEvent } from '../../../core/people/events.ts';
import { phoneCounter } from '../../../core/people/phone-code.ts';
import { foldRoster, type TimedPeopleEvent } from '../../../core/people/roster.ts';
import type { Role } from '../../../core/people/roles.ts';
import { createStaff } from '../../../core/people/staff.ts';
import { HOUSE_ROWS } from '../../../main/counter/house-rows.ts';

const PAYDESK = { kind: 'paydesk' } as const;
const added = (number: number, personId: string, role: Role): PeopleEvent => ({
  type: 'person-added',
  personId,
  number,
  name: personId,
  role,
  actor: PAYDESK,
});
const secret = (personId: string, kind: 'pin' | 'phone'): PeopleEvent => ({
  type: 'credential-set',
  personId,
  kind,
  mark: `${kind} of ${personId}`,
  actor: PAYDESK,
});
const START: readonly PeopleEvent[] = [
  added(1, 'ola', 'owner'),
  added(2, 'sam', 'supervisor'),
  added(3, 'mei', 'cashier'),
  ...['ola', 'sam', 'mei'].map((personId) => secret(personId, 'pin')),
  secret('ola', 'phone'),
];
const PINS: Readonly<Record<string, string>> = { ola: '826639', sam: '604417', mei: '4071' };
const WISH = {
  kind: 'refund',
  paymentRequestId: 'T1-P-1',
  orderNumber: 'T1-000001',
  amount: money('SGD', 8_000),
  reason: 'wrong size',
} as const;
const APPROVAL_MS = 240_000;

type Rows = (PeopleEvent | AccessEvent)[];

/** A counter with an owner, a supervisor and a cashier, as it starts with these rows; the cashier has signed in. */
async function counter(rows: Rows, clock: { atMs: number }) {
  const read = rows.filter(({ type }) => Object.hasOwn(HOUSE_ROWS, type)) as readonly PeopleEvent[];
  const staff = createStaff({
    roster: foldRoster(read.map((event): TimedPeopleEvent => ({ event, wallMs: clock.atMs }))),
    usedChallenges: new Set(),
    append: (event) => Promise.resolve(rows.push(event) > 0),
    credentials: {
      keep: () => Promise.resolve(null),
      checkPin: (personId, _mark, pin) => Promise.resolve(pin === PINS[personId] ? 'right' : 'wrong'),
      whoseBadge: () => Promise.resolve(null),
      checkPhone: (_personId, _mark, counterOf, code) => Promise.resolve(code === codeOf(counterOf) ? 'right' : 'wrong'),
      forget: () => Promise.resolve(),
    },
    rules: () => ({ idleLockMs: 0, approvalMs: APPROVAL_MS }),
    isBusy: () => false,
    wallMs: () => clock.atMs,
    after: () => () => undefined,
    changed: () => undefined,
    newPersonId: () => 'new',
    randomChallenge: () => 481_220,
    nobody: () => PAYDESK,
  });
  const type = async (digits: string): Promise<void> => {
    for (const digit of digits) staff.key(digit as '2');
    staff.key('enter');
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  };
  /** Picks somebody where nobody is picked, and types what they know. */
  const says = (number: number, digits: string): Promise<void> => {
    if (staff.asking()?.step === 'who') staff.key(String(number) as '1');
    return type(digits);
  };
  await says(3, '4071');
  const answers: Approved[] = [];
  const wish = (): void => {
    void staff.approve(WISH, ['amount']).then((approved) => answers.push(approved));
  };
  return { staff, says, type, wish, answers };
}

/** Eight digits that only the phone of the owner could work out. */
const codeOf = (counterOf: number): string => String(10_000_000 + (counterOf % 89_999_999));

const refusals = (rows: Rows): number => rows.filter(({ type }) => type === 'credential-refused').length;

describe('wrong tries of whoever should agree to a refund', () => {
  it('lock that person out of agreeing, with the right PIN too, until the wait is over; the wish waits with them', async () => {
    const [rows, clock]: [Rows, { atMs: number }] = [[...START], { atMs: 1_000 }];
    const { staff, says, wish, answers } = await counter(rows, clock);
    wish();
    for (const pin of ['1111', '2222', '3333']) await says(2, pin);
    expect(staff.asking()).toMatchObject({ fault: 'locked-out', waitUntilMs: 31_000 });
    await says(2, '604417');
    expect([staff.asking()?.fault, answers, refusals(rows)]).toEqual(['locked-out', [], 3]);
    clock.atMs = 31_000;
    await says(2, '604417');
    expect(answers).toMatchObject([{ ok: true, approver: { personId: 'sam' }, how: 'pin' }]);
    expect(staff.person()?.personId).toBe('mei');
  });

  it('are not forgotten by closing the refund and asking again, nor by a restart, and hold at the lock too', async () => {
    const [rows, clock]: [Rows, { atMs: number }] = [[...START], { atMs: 1_000 }];
    const first = await counter(rows, clock);
    first.wish();
    for (const pin of ['1111', '2222']) await first.says(2, pin);
    first.staff.back();
    first.staff.back();
    expect(first.staff.asking()).toBeNull();
    first.wish();
    await first.says(2, '3333');
    expect(first.staff.asking()?.fault).toBe('locked-out');
    const again = await counter(rows, clock);
    again.staff.lock();
    again.staff.key('2');
    expect(again.staff.asking()).toMatchObject({ step: 'who', fault: 'locked-out' });
    again.staff.back();
    await again.says(1, '826639');
    expect(again.staff.person()?.personId).toBe('ola');
  });

  it('wait longer with each further one', async () => {
    const [rows, clock]: [Rows, { atMs: number }] = [[...START], { atMs: 1_000 }];
    const { staff, says, wish } = await counter(rows, clock);
    wish();
    for (const pin of ['1111', '2222', '3333']) await says(2, pin);
    const waits: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const untilMs = staff.asking()?.waitUntilMs ?? 0;
      waits.push(untilMs - clock.atMs);
      clock.atMs = untilMs;
      await says(2, '4444');
    }
    expect(waits).toEqual([30_000, 60_000, 120_000]);
  });

  it('by phone count for the owner like wrong PINs; somebody else may still agree', async () => {
    const [rows, clock]: [Rows, { atMs: number }] = [[...START], { atMs: 1_000 }];
    const { staff, says, type, wish, answers } = await counter(rows, clock);
    wish();
    staff.byPhone();
    const right = codeOf(phoneCounter(staff.asking()?.challenge ?? '', 8_000) ?? 0);
    expect(codeOf(phoneCounter('481220', 800) ?? 0)).not.toBe(right);
    for (const code of [codeOf(phoneCounter('481220', 800) ?? 0), '11111111', '22222222']) await type(code);
    expect(staff.asking()?.fault).toBe('locked-out');
    await type(right);
    expect([staff.asking()?.fault, answers]).toEqual(['locked-out', []]);
    staff.back();
    staff.key('1');
    expect(staff.asking()).toMatchObject({ step: 'who', fault: 'locked-out' });
    await says(2, '604417');
    expect(answers).toMatchObject([{ ok: true, approver: { personId: 'sam' } }]);
    expect(rows.filter(({ type: kind }) => kind === 'credential-refused')).toMatchObject([
      { personId: 'ola', kind: 'phone' },
      { personId: 'ola', kind: 'phone' },
      { personId: 'ola', kind: 'phone' },
    ]);
  });
});
