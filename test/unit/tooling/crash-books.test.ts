import { describe, expect, it } from 'vitest';
import type { PaymentRecord } from '../../../core/payment/record.ts';
import { faultsAnytime, faultsWhenQuiet, repeatFaults, type GatewayPayment } from '../../drive/crash-books.ts';
import { paperFaults, papersIn } from '../../drive/crash-paper.ts';
import { createDice, planKills } from '../../drive/crash-plan.ts';
import { BOUNDARIES } from '../../drive/crash-boundaries.ts';
import { answered, NOT_PAID, PAID, recordAfter, refundAsked, refundSaid } from '../../builders/payments.ts';

const paid = recordAfter(answered(PAID, 'pay'));
const notPaid = recordAfter(answered(NOT_PAID, 'pay'));

const bookedOf = (record: PaymentRecord, change: Partial<GatewayPayment> = {}): GatewayPayment => ({
  paymentRequestId: record.paymentRequestId,
  status: 'paid',
  amount: { currency: 'SGD', value: '4250' },
  chargedMinor: 4_250,
  reversedMinor: 0,
  refundedMinor: 0,
  netMinor: 4_250,
  ...change,
});

const whats = (faults: readonly { readonly what: string }[]) => faults.map(({ what }) => what.split(':')[0]);

describe('holding the till against the gateway', () => {
  it('finds nothing where both books agree', () => {
    expect(faultsWhenQuiet([paid], { payments: [bookedOf(paid)], refunds: [] })).toEqual([]);
    expect(faultsWhenQuiet([notPaid], { payments: [], refunds: [] })).toEqual([]);
  });

  it('finds a payment that the till has lost', () => {
    expect(whats(faultsAnytime([], { payments: [bookedOf(paid)], refunds: [] }))).toEqual(['lost']);
  });

  it('finds a Paid that the gateway never took, and a Not paid that it did take', () => {
    expect(whats(faultsAnytime([paid], { payments: [], refunds: [] }))).toEqual(['final']);
    expect(whats(faultsAnytime([notPaid], { payments: [bookedOf(notPaid)], refunds: [] }))).toEqual(['final']);
  });

  it('finds another amount', () => {
    const other = bookedOf(paid, { amount: { currency: 'SGD', value: '4251' } });
    expect(whats(faultsAnytime([paid], { payments: [other], refunds: [] }))).toEqual(['amount']);
  });

  it('finds a sale that was charged twice', () => {
    const second = { ...paid, paymentRequestId: 'second' };
    const books = { payments: [bookedOf(paid), bookedOf(second)], refunds: [] };
    expect(whats(faultsWhenQuiet([paid, second], books))).toEqual(['charged twice']);
  });

  it('finds a refund that only one side knows', () => {
    const refunded = recordAfter(answered(PAID, 'pay'), refundAsked('R1', 300), refundSaid('R1', 'refunded'));
    expect(whats(faultsAnytime([refunded], { payments: [bookedOf(refunded)], refunds: [] }))).toEqual(['refund R1']);
    const { paymentRequestId } = paid;
    const amount = { currency: 'SGD', value: '300' };
    const refunds = [{ refundRequestId: 'R1', paymentRequestId, amount, resultCode: 'SUCCESS' }];
    expect(whats(faultsAnytime([paid], { payments: [bookedOf(paid)], refunds }))).toEqual(['refund R1']);
  });

  it('finds what is still open when everything should be quiet', () => {
    const open = recordAfter();
    expect(whats(faultsWhenQuiet([open], { payments: [], refunds: [] }))).toEqual(['open']);
    expect(faultsAnytime([open], { payments: [], refunds: [] })).toEqual([]);
  });

  it('finds a pay that left in a later run than its scan', () => {
    const atMs = paid.submittedAtMs;
    const launches = [{ fromMs: atMs - 10 }, { fromMs: atMs + 20 }];
    const pay = (ms: number) => ({
      at: new Date(ms).toISOString(),
      uri: '/aps/api/v1/payments/pay',
      body: { paymentRequestId: paid.paymentRequestId },
    });
    expect(repeatFaults([paid], [pay(atMs + 5)], launches)).toEqual([]);
    expect(whats(repeatFaults([paid], [pay(atMs + 25)], launches))).toEqual(['charged again by itself']);
  });

  it('counts a pay that was on the network when the plug was pulled to the run that sent it', () => {
    const launches = [{ fromMs: paid.submittedAtMs - 10 }, { fromMs: paid.submittedAtMs + 900 }];
    const arrived = {
      at: new Date(paid.submittedAtMs + 180).toISOString(),
      uri: '/aps/api/v1/payments/pay',
      body: { paymentRequestId: paid.paymentRequestId },
    };
    expect(repeatFaults([paid], [arrived], launches)).toEqual([]);
  });
});

describe('holding the till against the printer', () => {
  const sale = (copy = '') => `\x1b@Bright Lane\n SALE\n${copy}Receipt          2-${paid.receiptNumber}\n`;
  const printed: PaymentRecord = {
    ...paid,
    slip: { document: 'sale', paper: 'sale', copy: false, outcome: 'printed', reason: null },
  };

  it('takes a copy for a copy', () => {
    expect(paperFaults([printed], papersIn(Buffer.from(sale() + sale('COPY\n'))))).toEqual([]);
  });

  it('finds an original that came out twice', () => {
    expect(whats(paperFaults([printed], papersIn(Buffer.from(sale() + sale()))))).toEqual(['paper']);
  });

  it('finds a paper that is called printed and is not there', () => {
    expect(whats(paperFaults([printed], []))).toEqual(['paper']);
  });
});

describe('the plan', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(planKills(40, createDice(7))).toEqual(planKills(40, createDice(7)));
    expect(planKills(40, createDice(7))).not.toEqual(planKills(40, createDice(8)));
  });

  it('meets every boundary at least twice in three hundred kills', () => {
    const met = planKills(300, createDice(1)).flatMap(({ moment }) => (moment.kind === 'boundary' ? [moment.boundary.name] : []));
    for (const { name } of BOUNDARIES) expect(met.filter((each) => each === name).length).toBeGreaterThanOrEqual(2);
  });
});
