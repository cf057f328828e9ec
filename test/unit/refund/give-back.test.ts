import { describe, expect, it } from 'vitest';
import type { Approved, Wish } from '../../../core/people/asking.ts';
import type { Act } from '../../../core/people/roles.ts';
import type { Person } from '../../../core/people/roster.ts';
import { money } from '../../../core/money/money.ts';
import type { PaymentRecord } from '../../../core/payment/record.ts';
import type { BeyondReason } from '../../../core/refund/control.ts';
import { createGiveBack, type Give, type GiveBackPorts } from '../../../core/refund/give-back.ts';
import { answered, MAYA, PAID, PENDING, recordAfter, refundAsked, refundSaid } from '../../builders/payments.ts';

type May = ReturnType<GiveBackPorts['staff']['may']>;
type Setting = {
  readonly hasPeople?: boolean;
  readonly within?: May;
  readonly beyond?: May;
  readonly open?: May;
  readonly approved?: Approved;
  readonly doneBefore?: number;
  readonly shiftFrom?: number;
  readonly ageMs?: number;
};
type Asked = { readonly wish: Wish; readonly reasons: readonly BeyondReason[] };

const LEE: Person = {
  personId: 'p2',
  number: 2,
  name: 'Lee',
  role: 'supervisor',
  isHere: true,
  marks: {},
  refusals: 0,
  lastRefusalMs: 0,
};
const YES: Extract<Approved, { readonly ok: true }> = { ok: true, approver: LEE, how: 'pin', challenge: null };
const HOUR_MS = 3_600_000;

/** A counter with people, rules of 50.00, 24 hours and two a shift, and everything that was asked of it. */
function counter({
  hasPeople = true,
  within = 'yes',
  beyond = 'second-person',
  open = 'yes',
  approved = YES,
  doneBefore = 0,
  shiftFrom = 1,
  ageMs = 0,
}: Setting = {}) {
  const acts: Act[] = [];
  const asked: Asked[] = [];
  const refunds: (Give & { readonly amountMinor: number; readonly reason: string | null })[] = [];
  const cancels: Give[] = [];
  let isRefusing = false;
  const giveBack = createGiveBack({
    staff: {
      hasPeople: () => hasPeople,
      actor: () => MAYA,
      may: (act) => {
        acts.push(act);
        return act === 'cancel-open' ? open : act === 'give-back-within' ? within : beyond;
      },
      approve: (wish, reasons) => {
        asked.push({ wish, reasons });
        return Promise.resolve(approved);
      },
    },
    rules: () => ({ withoutApprovalMinor: 5_000, withinHours: 24, perShift: 2 }),
    wallMs: () => PAID_ONE.submittedAtMs + ageMs,
    shiftFrom: () => shiftFrom,
    doneBefore: () => doneBefore,
    refund: ({ amount, ...asks }) => {
      refunds.push({ ...asks, amountMinor: amount.amountMinor });
      return Promise.resolve(isRefusing ? { ok: false, fault: 'not-now' } : { ok: true, refundRequestId: 'R1' });
    },
    cancel: (give) => {
      cancels.push(give);
      return Promise.resolve(isRefusing ? { ok: false, fault: 'not-now' } : { ok: true });
    },
  });
  return { giveBack, acts, asked, refunds, cancels, refuseAll: () => void (isRefusing = true) };
}

const PAID_ONE: PaymentRecord = recordAfter(answered(PAID));
const OPEN_ONE: PaymentRecord = recordAfter(answered(PENDING));
const ID = PAID_ONE.paymentRequestId;

describe('giving money back', () => {
  it('within the rules, whoever is signed in does it alone', async () => {
    const { giveBack, refunds, asked } = counter();
    expect(await giveBack.refund(PAID_ONE, 1_000, 'broken')).toEqual({ ok: true, refundRequestId: 'R1' });
    expect(refunds).toEqual([{ paymentRequestId: ID, by: MAYA, approver: null, amountMinor: 1_000, reason: 'broken' }]);
    expect(asked).toEqual([]);
  });

  it.each([null, '', '  '])('asks for a reason where people are known by name: %j is none', async (reason) => {
    const { giveBack, refunds } = counter();
    expect(await giveBack.refund(PAID_ONE, 1_000, reason)).toEqual({ ok: false, fault: 'reason-missing' });
    expect(refunds).toEqual([]);
    expect(await counter({ hasPeople: false }).giveBack.refund(PAID_ONE, 1_000, reason)).toMatchObject({ ok: true });
  });

  it.each([0, -1, 1.5, NaN, 4_251])('an amount of %d is refused before anybody is asked', async (amountMinor) => {
    const { giveBack, acts, refunds } = counter();
    expect(await giveBack.refund(PAID_ONE, amountMinor, 'x')).toEqual({ ok: false, fault: 'over-refund' });
    expect([acts, refunds]).toEqual([[], []]);
  });

  it('one minor unit and the whole amount are amounts', async () => {
    const { giveBack } = counter();
    expect(await giveBack.refund(PAID_ONE, 1, 'x')).toMatchObject({ ok: true });
    expect(await giveBack.refund(PAID_ONE, 4_250, 'x')).toMatchObject({ ok: true });
  });

  it('beyond the rules a second person is asked, told what for, and named in what is done', async () => {
    const { giveBack, asked, refunds } = counter({ ageMs: 25 * HOUR_MS });
    expect(await giveBack.refund(PAID_ONE, 1_000, 'late')).toMatchObject({ ok: true });
    const { orderNumber } = PAID_ONE;
    const wish = { kind: 'refund', paymentRequestId: ID, orderNumber, amount: money('SGD', 1_000), reason: 'late' };
    expect(asked).toEqual([{ wish, reasons: ['age'] }]);
    expect(refunds[0]?.approver).toEqual({ kind: 'cashier', name: 'Lee', personId: 'p2', how: 'pin' });
  });

  it('an approval by phone keeps the challenge that it answered', async () => {
    const { giveBack, refunds } = counter({ ageMs: 25 * HOUR_MS, approved: { ...YES, how: 'phone', challenge: '123456' } });
    await giveBack.refund(PAID_ONE, 1_000, 'late');
    expect(refunds[0]?.approver).toMatchObject({ how: 'phone', challenge: '123456' });
  });

  it.each(['approval-declined', 'approval-expired'] as const)('%s gives nothing back', async (fault) => {
    const { giveBack, refunds } = counter({ ageMs: 25 * HOUR_MS, approved: { ok: false, fault } });
    expect(await giveBack.refund(PAID_ONE, 1_000, 'late')).toEqual({ ok: false, fault });
    expect(refunds).toEqual([]);
  });

  it.each(['sign-in-needed', 'not-permitted'] as const)('%s is told, and nobody is asked', async (within) => {
    const { giveBack, asked, refunds } = counter({ within });
    expect(await giveBack.refund(PAID_ONE, 1_000, 'x')).toEqual({ ok: false, fault: within });
    expect([asked, refunds]).toEqual([[], []]);
  });

  it('what was given back before counts with it, so that one large refund is not made of small ones', async () => {
    const { giveBack, asked } = counter();
    const before = recordAfter(answered(PAID), refundAsked('R0', 4_000), refundSaid('R0', 'refunded'));
    expect(giveBack.needs(before, 250)).toEqual({ reasons: [], isSecondPersonNeeded: false });
    const dear = { ...before, amount: money('SGD', 9_000) };
    await giveBack.refund(dear, 1_001, 'x');
    expect(asked[0]?.reasons).toEqual(['amount']);
  });

  it('a payment of an earlier shift is beyond the rules, the first one of this shift is not', () => {
    expect(counter({ shiftFrom: PAID_ONE.sequence + 1 }).giveBack.needs(PAID_ONE, 1).reasons).toEqual(['other-shift']);
    expect(counter({ shiftFrom: PAID_ONE.sequence }).giveBack.needs(PAID_ONE, 1).reasons).toEqual([]);
  });

  it('where nobody has been set up no rule holds', () => {
    const needs = counter({ hasPeople: false, ageMs: 999 * HOUR_MS, doneBefore: 99 }).giveBack.needs(PAID_ONE, 4_250);
    expect(needs).toEqual({ reasons: [], isSecondPersonNeeded: false });
  });

  it('needs says what the table says', () => {
    expect(counter({ ageMs: 25 * HOUR_MS }).giveBack.needs(PAID_ONE, 1)).toEqual({
      reasons: ['age'],
      isSecondPersonNeeded: true,
    });
    expect(counter({ ageMs: 25 * HOUR_MS, beyond: 'yes' }).giveBack.needs(PAID_ONE, 1).isSecondPersonNeeded).toBe(false);
  });
});

describe('how often a shift may give back', () => {
  it('counts what earlier runs did, and what this one did', async () => {
    const { giveBack, asked } = counter({ doneBefore: 1 });
    await giveBack.refund(PAID_ONE, 1, 'x');
    expect(asked).toEqual([]);
    await giveBack.refund(PAID_ONE, 1, 'x');
    expect(asked[0]?.reasons).toEqual(['count']);
  });

  it('two at once cannot both be the last one that is allowed alone', async () => {
    const { giveBack, asked } = counter({ doneBefore: 1 });
    await Promise.all([giveBack.refund(PAID_ONE, 1, 'x'), giveBack.refund(PAID_ONE, 1, 'y')]);
    expect(asked).toHaveLength(1);
  });

  it('what came to nothing does not count', async () => {
    const { giveBack, asked, refuseAll } = counter({ doneBefore: 1 });
    refuseAll();
    for (let time = 0; time < 3; time += 1)
      expect(await giveBack.refund(PAID_ONE, 1, 'x')).toEqual({ ok: false, fault: 'not-now' });
    expect(asked).toEqual([]);
  });

  it('a declined approval does not count either', async () => {
    const { giveBack, asked } = counter({ ageMs: 25 * HOUR_MS, approved: { ok: false, fault: 'approval-declined' } });
    for (let time = 0; time < 3; time += 1) await giveBack.refund(PAID_ONE, 1, 'x');
    expect(asked.map(({ reasons }) => reasons)).toEqual([['age'], ['age'], ['age']]);
  });

  it('a new shift begins at nothing', async () => {
    const { giveBack, asked } = counter();
    for (let time = 0; time < 2; time += 1) await giveBack.refund(PAID_ONE, 1, 'x');
    giveBack.shiftBegan();
    await giveBack.refund(PAID_ONE, 1, 'x');
    expect(asked).toEqual([]);
  });
});

describe('cancelling', () => {
  it('a payment that is open needs its own permission and no second person', async () => {
    const { giveBack, acts, cancels, asked } = counter({ ageMs: 25 * HOUR_MS });
    expect(await giveBack.cancel(OPEN_ONE)).toEqual({ ok: true });
    expect(acts).toEqual(['cancel-open']);
    expect(cancels).toEqual([{ paymentRequestId: OPEN_ONE.paymentRequestId, by: MAYA, approver: null }]);
    expect(asked).toEqual([]);
  });

  it.each([
    ['second-person', 'not-permitted'],
    ['sign-in-needed', 'sign-in-needed'],
    ['not-permitted', 'not-permitted'],
  ] as const)('an open payment where the table says %s: %s', async (open, fault) => {
    const { giveBack, cancels } = counter({ open });
    expect(await giveBack.cancel(OPEN_ONE)).toEqual({ ok: false, fault });
    expect(cancels).toEqual([]);
  });

  it('a paid payment gives its whole amount back, and so follows the rules', async () => {
    const { giveBack, asked, cancels } = counter({ ageMs: 25 * HOUR_MS });
    expect(await giveBack.cancel(PAID_ONE)).toEqual({ ok: true });
    expect(asked).toMatchObject([{ wish: { kind: 'cancel', amount: PAID_ONE.amount, reason: null }, reasons: ['age'] }]);
    expect(cancels[0]?.approver).toMatchObject({ name: 'Lee' });
  });

  it('counts like a refund', async () => {
    const { giveBack, asked } = counter({ doneBefore: 1 });
    await giveBack.cancel(PAID_ONE);
    await giveBack.refund(PAID_ONE, 1, 'x');
    expect(asked[0]?.reasons).toEqual(['count']);
  });
});
