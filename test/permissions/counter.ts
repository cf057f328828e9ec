import { money } from '../../core/money/money.ts';
import { foldPayment, type PaymentRecord } from '../../core/payment/record.ts';
import type { Channel } from '../../core/contract/channel-names.ts';
import { createGiveBack, type GiveBack } from '../../core/refund/give-back.ts';
import { createStaff } from '../../core/people/staff.ts';
import type { Actor, Approver, JournalEvent } from '../../core/journal/events.ts';
import type { Act } from '../../core/people/roles.ts';
import type { Checked, Staff } from '../../core/people/staff-port.ts';
import { ACT_OF } from '../../main/ipc/guard.ts';
import { entriesFor, PAID, submitted } from '../builders/payments.ts';
import { phoneAnswer, ROSTER } from './people.ts';

/** An act that the counter carried out. */
export type Done = {
  readonly atMs: number;
  readonly act: Act;
  readonly by: Actor;
  readonly approver: Approver | null;
  readonly paymentRequestId: string | null;
  readonly amountMinor: number;
  readonly kind: 'refund' | 'cancel' | null;
  readonly isLocked: boolean;
  readonly person: string | null;
};

/** A secret that was right, and when it was handed in. */
export type Proven = {
  readonly atMs: number;
  readonly personId: string;
  readonly how: 'pin' | 'badge' | 'phone';
  readonly challenge: string | null;
};

/** The shipped desk and gate; `settle` lets one of the secrets that are being checked come to its end. */
export type PlayedCounter = {
  readonly staff: Staff;
  readonly giveBack: GiveBack;
  readonly payments: readonly PaymentRecord[];
  readonly done: Done[];
  readonly proven: Proven[];
  readonly rules: typeof RULES;
  readonly nowMs: () => number;
  readonly pass: (ms: number) => void;
  readonly settle: (which: number) => Promise<void>;
  readonly attempt: (act: Act) => void;
  /** A call from the page, as main's guard takes it; `meaning` is the act that the law knows it by. */
  readonly call: (channel: Channel, meaning: Act) => void;
};

/** The owner's rules of the played shop. */
export const RULES = {
  withoutApprovalMinor: 2_000,
  withinHours: 24,
  perShift: 4,
  idleLockMs: 300_000,
  approvalMs: 90_000,
} as const;

/** Row numbers from here on belong to the shift that is running. */
export const SHIFT_FROM = 100;
const START_MS = Date.UTC(2026, 10, 28, 9);
const HOUR_MS = 3_600_000;

/** A counter with four payments: small and large, of this shift and of another, one still open. */
export function openPlayedCounter(random: () => number): PlayedCounter {
  let nowMs = START_MS;
  const timers: { readonly atMs: number; readonly act: () => void }[] = [];
  const checks: (() => void)[] = [];
  const done: Done[] = [];
  const proven: Proven[] = [];
  const payments = PAYMENTS.map(paidPayment);
  const checked = (isRight: boolean, proof: Omit<Proven, 'atMs'>): Promise<Checked> => {
    if (isRight) proven.push({ ...proof, atMs: nowMs });
    return new Promise((resolve) => {
      checks.push(() => {
        resolve(isRight ? 'right' : 'wrong');
      });
    });
  };
  const after = (ms: number, act: () => void) => {
    const timer = { atMs: nowMs + ms, act };
    timers.push(timer);
    return () => {
      const at = timers.indexOf(timer);
      if (at >= 0) timers.splice(at, 1);
    };
  };
  const staff = createStaff({
    roster: ROSTER,
    usedChallenges: new Set(),
    append: () => Promise.resolve(true),
    credentials: {
      keep: (_personId, kind, secret) => Promise.resolve(`${kind} ${secret}`),
      checkPin: (personId, mark, pin) => checked(mark === `pin ${pin}`, { personId, how: 'pin', challenge: null }),
      whoseBadge: (text, marks) => {
        const owner = [...marks].find(([, mark]) => mark === `badge ${text}`)?.[0] ?? null;
        if (owner !== null) proven.push({ atMs: nowMs, personId: owner, how: 'badge', challenge: null });
        return Promise.resolve(owner);
      },
      checkPhone: (personId, _mark, counter, code) =>
        checked(code === phoneAnswer(personId, counter), {
          personId,
          how: 'phone',
          challenge: staff.asking()?.challenge ?? null,
        }),
      forget: () => Promise.resolve(),
    },
    rules: () => RULES,
    isBusy: () => false,
    wallMs: () => nowMs,
    after,
    changed: () => undefined,
    newPersonId: () => `new-${String(random())}`,
    randomChallenge: () => Math.floor(random() * 1_000_000),
    nobody: () => ({ kind: 'cashier', name: 'nobody' }),
  });
  const note = (
    act: Act,
    by: Actor,
    approver: Approver | null,
    about: Pick<Done, 'paymentRequestId' | 'amountMinor' | 'kind'>,
  ): void => {
    done.push({ atMs: nowMs, act, by, approver, ...about, isLocked: staff.isLocked(), person: staff.person()?.personId ?? null });
  };
  let given = 0;
  const actOf = (paymentRequestId: string, amountMinor: number): Act =>
    isWithin(
      payments.find((payment) => payment.paymentRequestId === paymentRequestId),
      amountMinor,
      given,
      nowMs,
    )
      ? 'give-back-within'
      : 'give-back-beyond';
  const giveBack = createGiveBack({
    staff,
    rules: () => RULES,
    wallMs: () => nowMs,
    shiftFrom: () => SHIFT_FROM,
    doneBefore: () => 0,
    refund: ({ paymentRequestId, by, approver, amount }) => {
      const { amountMinor } = amount;
      note(actOf(paymentRequestId, amountMinor), by, approver, { paymentRequestId, amountMinor, kind: 'refund' });
      given += 1;
      return Promise.resolve({ ok: true, refundRequestId: `refund-${String(done.length)}` });
    },
    cancel: ({ paymentRequestId, by, approver }) => {
      const payment = payments.find((other) => other.paymentRequestId === paymentRequestId);
      const amountMinor = payment?.amount.amountMinor ?? 0;
      const isPaid = payment?.state === 'paid';
      note(isPaid ? actOf(paymentRequestId, amountMinor) : 'cancel-open', by, approver, {
        paymentRequestId,
        amountMinor,
        kind: 'cancel',
      });
      given += isPaid ? 1 : 0;
      return Promise.resolve({ ok: true });
    },
  });
  return {
    staff,
    giveBack,
    payments,
    done,
    proven,
    rules: RULES,
    nowMs: () => nowMs,
    pass: (ms) => {
      nowMs += ms;
      for (const timer of [...timers].sort((a, b) => a.atMs - b.atMs))
        if (timer.atMs <= nowMs && timers.includes(timer)) {
          timers.splice(timers.indexOf(timer), 1);
          timer.act();
        }
    },
    settle: async (which) => {
      const [check] = checks.splice(which % Math.max(1, checks.length), 1);
      check?.();
      for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
    },
    call: (channel, meaning) => {
      const act = ACT_OF[channel];
      if (act === 'anyone' || staff.may(act) === 'yes')
        note(meaning, staff.actor(), null, { paymentRequestId: null, amountMinor: 0, kind: null });
    },
    attempt: (act) => {
      if (staff.may(act) === 'yes') note(act, staff.actor(), null, { paymentRequestId: null, amountMinor: 0, kind: null });
    },
  };
}

/** The rules once more, from the shop's side of the law. */
function isWithin(payment: PaymentRecord | undefined, amountMinor: number, given: number, nowMs: number): boolean {
  if (payment === undefined || payment.sequence < SHIFT_FROM || given >= RULES.perShift) return false;
  return amountMinor <= RULES.withoutApprovalMinor && nowMs - payment.submittedAtMs <= RULES.withinHours * HOUR_MS;
}

const PAYMENTS = [
  { id: 'small', amountMinor: 1_500, sequence: 120, ageHours: 1, isPaid: true },
  { id: 'large', amountMinor: 90_000, sequence: 130, ageHours: 1, isPaid: true },
  { id: 'old', amountMinor: 900, sequence: 7, ageHours: 30, isPaid: true },
  { id: 'open', amountMinor: 5_000, sequence: 140, ageHours: 0, isPaid: false },
] as const;

function paidPayment({ id, amountMinor, sequence, ageHours, isPaid }: (typeof PAYMENTS)[number]): PaymentRecord {
  const first = submitted({ paymentRequestId: id, amount: money('SGD', amountMinor), orderNumber: `T-${id}` });
  const paid: JournalEvent = { type: 'payment-answered', paymentRequestId: id, api: 'pay', verdict: PAID };
  const rows = entriesFor(isPaid ? [first, paid] : [first], START_MS - ageHours * HOUR_MS);
  const record = foldPayment(rows.map((row) => ({ ...row, sequence: row.sequence + sequence })));
  if (record === null) throw new Error('a submitted payment always has a record');
  return record;
}
