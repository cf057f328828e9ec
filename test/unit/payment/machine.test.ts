import { describe, expect, it } from 'vitest';
import {
  isFinal,
  isOpen,
  PAYMENT_HAPPENINGS,
  PAYMENT_STATES,
  step,
  type PaymentHappening,
  type PaymentState,
} from '../../../core/payment/machine.ts';

type Row = Readonly<Record<PaymentHappening, PaymentState | null>>;

const NONE: Row = {
  saidPaid: null,
  saidNotPaid: null,
  saidPending: null,
  noWord: null,
  cancelAsked: null,
  cancelDone: null,
  cancelDenied: null,
  refundInstead: null,
  neverArrived: null,
};
const OPEN: Row = {
  ...NONE,
  saidPaid: 'paid',
  saidNotPaid: 'notPaid',
  saidPending: 'waiting',
  noWord: 'unknown',
  cancelAsked: 'cancelling',
};

/** Written down a second time on purpose: a change of the table must be meant twice. */
const EXPECTED: Readonly<Record<PaymentState, Row>> = {
  submitted: OPEN,
  waiting: OPEN,
  unknown: OPEN,
  cancelling: {
    saidPaid: 'cancelling',
    saidNotPaid: 'notPaid',
    saidPending: 'cancelling',
    noWord: 'cancelling',
    cancelAsked: 'cancelling',
    cancelDone: 'cancelled',
    cancelDenied: 'cancelRefused',
    refundInstead: 'paid',
    neverArrived: 'notPaid',
  },
  cancelRefused: {
    saidPaid: 'cancelRefused',
    saidNotPaid: 'notPaid',
    saidPending: 'cancelRefused',
    noWord: 'cancelRefused',
    cancelAsked: 'cancelling',
    cancelDone: 'cancelled',
    cancelDenied: 'cancelRefused',
    refundInstead: 'paid',
    neverArrived: 'notPaid',
  },
  paid: { ...NONE, saidPaid: 'paid', saidPending: 'paid', noWord: 'paid', cancelAsked: 'cancelling' },
  notPaid: {
    ...NONE,
    saidPaid: 'contested',
    saidNotPaid: 'notPaid',
    saidPending: 'notPaid',
    noWord: 'notPaid',
    cancelDone: 'notPaid',
    cancelDenied: 'notPaid',
  },
  cancelled: {
    ...NONE,
    saidPaid: 'contested',
    saidNotPaid: 'cancelled',
    saidPending: 'cancelled',
    noWord: 'cancelled',
    cancelDone: 'cancelled',
  },
  contested: {
    ...NONE,
    saidPaid: 'contested',
    saidNotPaid: 'notPaid',
    saidPending: 'contested',
    noWord: 'contested',
    cancelAsked: 'cancelling',
    cancelDone: 'cancelled',
    neverArrived: 'notPaid',
  },
};

const cells = PAYMENT_STATES.flatMap((from) => PAYMENT_HAPPENINGS.map((happening) => [from, happening] as const));

describe('the table of a payment', () => {
  it('has a cell for each of 9 states and 9 happenings', () => {
    expect(cells).toHaveLength(81);
    expect(Object.keys(EXPECTED).sort()).toEqual([...PAYMENT_STATES].sort());
  });

  it.each(cells)('%s, %s', (from, happening) => {
    expect(step(from, happening)).toBe(EXPECTED[from][happening]);
  });

  it('silence never ends a payment: no word and no news lead to no final state that was not there before', () => {
    for (const silence of ['noWord', 'saidPending'] as const) {
      for (const from of PAYMENT_STATES) {
        const to = step(from, silence);
        expect(to === null || to === from || !isFinal(to)).toBe(true);
      }
    }
  });

  it('wishing never ends a payment', () => {
    for (const from of PAYMENT_STATES)
      expect(step(from, 'cancelAsked')).toSatisfy((to: PaymentState | null) => to === null || to === 'cancelling');
  });

  it('"paid" is reached only by a verified paid answer, or by giving the money back as a refund', () => {
    const ways = cells
      .filter(([from, happening]) => from !== 'paid' && step(from, happening) === 'paid')
      .map(([, happening]) => happening);
    expect(new Set(ways)).toEqual(new Set(['saidPaid', 'refundInstead']));
  });

  it('"not paid" is reached only by a verified final F, or when both answers say that the order never arrived', () => {
    const ways = cells
      .filter(([from, happening]) => from !== 'notPaid' && step(from, happening) === 'notPaid')
      .map(([, happening]) => happening);
    expect(new Set(ways)).toEqual(new Set(['saidNotPaid', 'neverArrived']));
  });

  it('"cancelled" is reached only by the cancel\'s own final answer', () => {
    const ways = cells
      .filter(([from, happening]) => from !== 'cancelled' && step(from, happening) === 'cancelled')
      .map(([, happening]) => happening);
    expect(new Set(ways)).toEqual(new Set(['cancelDone']));
  });

  it('a paid answer after a cancel was asked for never reopens the payment', () => {
    for (const from of ['cancelling', 'cancelRefused', 'cancelled', 'contested'] as const)
      expect(step(from, 'saidPaid')).not.toBe('paid');
  });

  it('not paid and cancelled are left only by a verified paid answer, and then nobody calls them final', () => {
    for (const from of ['notPaid', 'cancelled'] as const) {
      for (const happening of PAYMENT_HAPPENINGS)
        expect([null, happening === 'saidPaid' ? 'contested' : from]).toContain(step(from, happening));
    }
  });

  it('a state is open, on its way to be cancelled, or final', () => {
    expect(PAYMENT_STATES.filter(isOpen)).toEqual(['submitted', 'waiting', 'unknown']);
    expect(PAYMENT_STATES.filter(isFinal)).toEqual(['paid', 'notPaid', 'cancelled']);
  });
});
