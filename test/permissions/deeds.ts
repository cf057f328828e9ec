import type { PadKey } from '../../core/checkout/sale.ts';
import { phoneCounter } from '../../core/people/phone-code.ts';
import { ACTS } from '../../core/people/roles.ts';
import type { PlayedCounter } from './counter.ts';
import { phoneAnswer, WORKERS, type Worker } from './people.ts';

/** What one sequence remembers between its deeds. */
export type Memory = {
  readonly random: () => number;
  /** Codes that some phone once gave, for a challenge and an amount. */
  readonly codes: string[];
  readonly wishes: Wished[];
};

/** A wish that somebody put before the gate, as the law remembers it. */
export type Wished = {
  readonly atMs: number;
  readonly requesterId: string | null;
  readonly paymentRequestId: string;
  readonly amountMinor: number;
  readonly kind: 'refund' | 'cancel';
};

/** Something that may be tried at any moment. */
export type Deed = (counter: PlayedCounter, memory: Memory) => void | Promise<void>;

const pick = <Item>(random: () => number, items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;

const keys = (counter: PlayedCounter, text: string): void => {
  for (const digit of text) counter.staff.key(digit as PadKey);
};

/** Types a number and a secret, and sometimes lets the check come to its end at once. */
async function identify(counter: PlayedCounter, who: Worker, secret: string, random: () => number): Promise<void> {
  keys(counter, String(who.number));
  keys(counter, secret);
  counter.staff.key('enter');
  if (random() < 0.8) await counter.settle(0);
}

function wish(counter: PlayedCounter, { random, wishes }: Memory): void {
  const payment = pick(random, counter.payments);
  const isCancel = random() < 0.3;
  const amountMinor = isCancel
    ? payment.amount.amountMinor
    : pick(random, [1, 400, 1_500, 2_000, 2_001, payment.amount.amountMinor]);
  wishes.push({
    atMs: counter.nowMs(),
    requesterId: counter.staff.isLocked() ? null : (counter.staff.person()?.personId ?? null),
    paymentRequestId: payment.paymentRequestId,
    amountMinor,
    kind: isCancel ? 'cancel' : 'refund',
  });
  if (isCancel) void counter.giveBack.cancel(payment);
  else void counter.giveBack.refund(payment, amountMinor, random() < 0.9 ? 'returned' : null);
}

/** The owner or a supervisor reads a code off the phone for what the till shows, or for another amount that they were told. */
function phoneCode(counter: PlayedCounter, { random, codes }: Memory): void {
  counter.staff.byPhone();
  const asking = counter.staff.asking();
  if (asking?.purpose.kind !== 'approve' || asking.challenge === null || asking.personId === null) return;
  const told = random() < 0.6 ? Number(asking.purpose.wish.amount.amountMinor) : 100;
  const counterOf = phoneCounter(asking.challenge, told);
  const code = random() < 0.7 || codes.length === 0 ? phoneAnswer(asking.personId, counterOf ?? 0) : pick(random, codes);
  codes.push(code);
  keys(counter, code);
  counter.staff.key('enter');
}

/** Everything that people try, by name; a sequence is a list of these. */
export const DEEDS: Readonly<Record<string, Deed>> = {
  'right pin': (counter, { random }) => {
    const who = pick(random, WORKERS);
    return identify(counter, who, who.pin, random);
  },
  "somebody else's pin": (counter, { random }) => identify(counter, pick(random, WORKERS), pick(random, WORKERS).pin, random),
  'wrong pin': (counter, { random }) =>
    identify(counter, pick(random, WORKERS), String(Math.floor(random() * 1_000_000)), random),
  badge: async (counter, { random }) => {
    await counter.staff.badge(pick(random, WORKERS).badge ?? 'NOBODY-KNOWS-THIS');
  },
  'badge while something else happens': (counter, { random }) => {
    void counter.staff.badge(pick(random, WORKERS).badge ?? 'NOBODY-KNOWS-THIS');
  },
  'phone code': phoneCode,
  'enter twice': (counter) => {
    counter.staff.key('enter');
    counter.staff.key('enter');
  },
  'some digits': (counter, { random }) => {
    keys(counter, String(Math.floor(random() * 10_000)));
  },
  escape: (counter) => {
    counter.staff.back();
  },
  lock: (counter) => {
    counter.staff.lock();
  },
  'a check ends': (counter, { random }) => counter.settle(Math.floor(random() * 3)),
  'a moment passes': (counter) => {
    counter.pass(5_000);
  },
  'a minute and a half passes': (counter) => {
    counter.pass(90_000);
  },
  'nobody is there for a while': (counter) => {
    counter.pass(400_000);
  },
  'give back': wish,
  'give back twice at once': (counter, memory) => {
    wish(counter, memory);
    wish(counter, memory);
  },
  'try an act': (counter, { random }) => {
    counter.attempt(pick(random, ACTS));
  },
  'answer a dispute': (counter) => {
    counter.call('disputes.answer', 'disputes');
  },
  'enter a dispute': (counter) => {
    counter.call('disputes.enter', 'disputes');
  },
  'declare at customs': (counter) => {
    counter.call('customs.declare', 'customs');
  },
  'send a registration': (counter) => {
    counter.call('registration.submit', 'registration');
  },
  'take the books away': (counter, { random }) => {
    counter.call(
      pick(random, ['books.export', 'books.copy', 'books.folder', 'books.look', 'books.restore', 'books.erase']),
      'books',
    );
  },
  'new pin for somebody': (counter, { random }) => {
    counter.staff.renew(pick(random, WORKERS).personId, random() < 0.5 ? 'pin' : 'badge');
  },
  'become owner': (counter, { random }) => {
    void counter.staff.changePerson(pick(random, WORKERS).personId, 'me', 'owner');
  },
  'add an accomplice': (counter) => {
    counter.staff.addPerson('accomplice', 'owner');
  },
  'take a phone': (counter, { random }) => {
    void counter.staff.phoneSet(pick(random, WORKERS).personId, 'phone of mine');
  },
};
