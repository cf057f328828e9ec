import type { PadKey } from '../checkout/sale.ts';
import { ask, type Asking, type AskingFault, type AskingStep } from './asking.ts';
import { judgeApprover, letIn } from './identify.ts';
import { keepBadge, keepPin } from './manage.ts';
import { lockedUntil } from './lockout.ts';
import { freshChallenge, PHONE_CODE_DIGITS, phoneCounter } from './phone-code.ts';
import { PIN_DIGITS_MAX, refusesPin } from './pin-rules.ts';
import { peopleHere, personHere, type Person } from './roster.ts';
import { clear, closeAsking, set, type Desk } from './desk.ts';

const MOST_DIGITS: Readonly<Record<AskingStep, number>> = {
  who: 3,
  pin: PIN_DIGITS_MAX,
  code: PHONE_CODE_DIGITS,
  'new-pin': PIN_DIGITS_MAX,
  'new-pin-again': PIN_DIGITS_MAX,
  badge: 0,
};

/** A key for the open question; while a secret is being checked no key counts. */
export function pressed(desk: Desk, key: PadKey): void {
  const { asking } = desk;
  if (asking === null || asking.isChecking) return;
  switch (key) {
    case 'enter':
      void entered(desk, asking);
      return;
    case 'back':
      return type(desk, asking, desk.typed.slice(0, -1));
    case 'clear':
      return type(desk, asking, '');
    default:
      return type(desk, asking, (desk.typed + key).slice(0, MOST_DIGITS[asking.step]));
  }
}

function type(desk: Desk, asking: Asking, typed: string): void {
  const person = asking.step === 'who' ? onlyWith(desk, typed) : null;
  if (person !== null) return chosen(desk, asking, person);
  set(desk, { ...asking, fault: null });
  desk.typed = typed;
}

/** Whoever is meant as soon as no other number begins so: one key picks a person in most shops. */
function onlyWith(desk: Desk, typed: string): Person | null {
  const fitting = typed === '' ? [] : peopleHere(desk.roster).filter(({ number }) => String(number).startsWith(typed));
  const [only, ...others] = fitting;
  return only !== undefined && others.length === 0 && String(only.number) === typed ? only : null;
}

async function entered(desk: Desk, asking: Asking): Promise<void> {
  switch (asking.step) {
    case 'who': {
      enterNumber(desk, asking);
      return;
    }
    case 'pin':
      return checkPin(desk, asking);
    case 'code':
      return checkCode(desk, asking);
    case 'new-pin':
    case 'new-pin-again':
      return enterNewPin(desk, asking);
    case 'badge':
  }
}

function enterNumber(desk: Desk, asking: Asking): void {
  if (desk.typed === '') return;
  const person = peopleHere(desk.roster).find(({ number }) => number === Number(desk.typed));
  if (person === undefined) return set(desk, { ...asking, fault: 'unknown-number' });
  chosen(desk, asking, person);
}

/** Somebody says who they are; how they prove it comes next. */
function chosen(desk: Desk, asking: Asking, person: Person): void {
  const { personId } = person;
  const refusal = judgeApprover(asking.purpose, person);
  if (refusal !== null) return set(desk, { ...asking, personId: null, fault: refusal });
  // After a reset from the command line, the owner's next PIN is set where the old one would have been typed.
  const mayBegin = asking.purpose.kind === 'sign-in' && person.role === 'owner' && Object.keys(person.marks).length === 0;
  if (mayBegin) return set(desk, ask({ kind: 'set-pin', whose: { personId } }, 'new-pin', personId));
  const waitUntilMs = lockedUntil(person, desk.ports.wallMs());
  if (waitUntilMs !== null) return set(desk, { ...asking, fault: 'locked-out', waitUntilMs, personId });
  const fault: AskingFault | null = person.marks.pin === undefined ? 'no-pin' : null;
  set(desk, { ...asking, step: 'pin', personId, fault, waitUntilMs: null });
}

async function checkPin(desk: Desk, asking: Asking): Promise<void> {
  const person = personHere(desk.roster, asking.personId);
  const mark = person?.marks.pin;
  if (person === null || mark === undefined || desk.typed === '') return;
  const pin = desk.typed;
  await prove(desk, asking, person, 'pin', () => desk.ports.credentials.checkPin(person.personId, mark, pin));
}

async function checkCode(desk: Desk, asking: Asking): Promise<void> {
  const person = personHere(desk.roster, asking.personId);
  const mark = person?.marks.phone;
  const { purpose, challenge } = asking;
  if (person === null || mark === undefined || purpose.kind !== 'approve' || challenge === null || desk.typed === '') return;
  const counter = phoneCounter(challenge, purpose.wish.amount.amountMinor);
  const code = desk.typed;
  await prove(desk, asking, person, 'phone', () =>
    counter === null ? Promise.resolve('wrong') : desk.ports.credentials.checkPhone(person.personId, mark, counter, code),
  );
}

/** Checks one secret. Nothing comes of it when the question was closed or replaced meanwhile. */
async function prove(
  desk: Desk,
  asking: Asking,
  person: Person,
  how: 'pin' | 'phone',
  check: () => Promise<'right' | 'wrong' | 'changed-outside'>,
): Promise<void> {
  const waitUntilMs = lockedUntil(person, desk.ports.wallMs());
  if (waitUntilMs !== null) {
    set(desk, { ...asking, fault: 'locked-out', waitUntilMs });
    return;
  }
  const checking: Asking = { ...asking, isChecking: true, fault: null };
  set(desk, checking);
  const checked = await check();
  if (desk.asking !== checking) return;
  if (checked === 'right') return letIn(desk, checking, person, how);
  refused(desk, checking, person, how, checked === 'wrong' ? 'wrong' : 'changed-outside');
}

function refused(desk: Desk, asking: Asking, person: Person, kind: 'pin' | 'phone', fault: AskingFault): void {
  const { personId, refusals } = person;
  const wallMs = desk.ports.wallMs();
  // Counted before it is durable, so that a disk that refuses rows gives nobody free tries.
  desk.roster = desk.roster.map((other) =>
    other.personId === personId ? { ...other, refusals: refusals + 1, lastRefusalMs: wallMs } : other,
  );
  void desk.ports.append({ type: 'credential-refused', personId, kind, actor: { kind: 'paydesk' } });
  const waitUntilMs = lockedUntil({ refusals: refusals + 1, lastRefusalMs: wallMs }, wallMs);
  set(desk, { ...asking, isChecking: false, fault: waitUntilMs === null ? fault : 'locked-out', waitUntilMs });
}

async function enterNewPin(desk: Desk, asking: Asking): Promise<void> {
  if (asking.purpose.kind !== 'set-pin') return;
  const { whose } = asking.purpose;
  const role = 'add' in whose ? whose.add.role : personHere(desk.roster, whose.personId)?.role;
  if (role === undefined) {
    clear(desk);
    return;
  }
  if (asking.step === 'new-pin') {
    const fault = refusesPin(desk.typed, role);
    if (fault !== null) {
      set(desk, { ...asking, fault });
      return;
    }
    desk.first = desk.typed;
    set(desk, { ...asking, step: 'new-pin-again', fault: null });
    return;
  }
  if (desk.typed !== desk.first) {
    set(desk, { ...asking, step: 'new-pin', fault: 'pin-differs' });
    return;
  }
  const pin = desk.first;
  const checking: Asking = { ...asking, isChecking: true, fault: null };
  set(desk, checking);
  await keepPin(desk, checking, whose, role, pin);
}

/** A badge in front of the scanner answers the open question; one that nobody asked for changes who is at the counter. */
export async function scanned(desk: Desk, text: string): Promise<boolean> {
  const { asking } = desk;
  if (asking?.isChecking === true) return true;
  if (asking?.step === 'badge' && asking.purpose.kind === 'set-badge') {
    await keepBadge(desk, asking, asking.purpose.personId, text);
    return true;
  }
  const person = await ownerOf(desk, text);
  if (person !== null && desk.asking === asking) await showed(desk, asking, person);
  return person !== null;
}

async function showed(desk: Desk, asking: Asking | null, person: Person): Promise<void> {
  const question = asking ?? ask({ kind: 'sign-in' }, 'who');
  const { purpose } = question;
  if (purpose.kind !== 'sign-in' && purpose.kind !== 'approve') return;
  const refusal = judgeApprover(purpose, person);
  if (refusal === null) await letIn(desk, question, person, 'badge');
  else set(desk, { ...question, personId: null, step: 'who', fault: refusal });
}

async function ownerOf(desk: Desk, text: string): Promise<Person | null> {
  const marks = new Map(
    peopleHere(desk.roster).flatMap(({ personId, marks: { badge } }) => (badge === undefined ? [] : [[personId, badge]])),
  );
  const personId = marks.size === 0 ? null : await desk.ports.credentials.whoseBadge(text, marks);
  return personHere(desk.roster, personId);
}

/** The owner's phone answers instead: a challenge appears that was never used before. */
export function byPhone(desk: Desk): void {
  const { asking } = desk;
  if (asking?.purpose.kind !== 'approve' || asking.isChecking) return;
  const { requesterId } = asking.purpose;
  const owner = peopleHere(desk.roster).find(({ personId, marks }) => marks.phone !== undefined && personId !== requesterId);
  const challenge = freshChallenge(desk.usedChallenges, desk.ports.randomChallenge);
  if (owner === undefined || challenge === null) return set(desk, { ...asking, fault: 'no-phone' });
  const refusal = judgeApprover(asking.purpose, owner);
  if (refusal !== null) return set(desk, { ...asking, fault: refusal });
  set(desk, { ...asking, step: 'code', personId: owner.personId, challenge, fault: null });
}

/** Esc: one question back; from the first one nothing is approved, and a lock stays. */
export function back(desk: Desk): void {
  const { asking } = desk;
  if (asking === null || asking.isChecking) return;
  const { purpose, step } = asking;
  if (step === 'pin' || step === 'code' || (step === 'who' && purpose.kind === 'sign-in')) return set(desk, ask(purpose, 'who'));
  if (step === 'new-pin-again') return set(desk, { ...asking, step: 'new-pin', fault: null });
  if (desk.isLocked) return set(desk, ask({ kind: 'sign-in' }, 'who'));
  closeAsking(desk, 'approval-declined');
}
