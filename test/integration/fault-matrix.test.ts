import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../core/journal/events.ts';
import type { LedgerPayment, LedgerView, MoneyMove } from '../../simulator/gateway/ledger.ts';
import { answered, entriesFor, PAID, refundAsked, refundSaid, submitted, type Happened } from '../builders/payments.ts';
import { compareBooks, openBooks, type Wishes } from '../drive/faults-books.ts';
import { readCase } from '../drive/faults-cells.ts';
import { chooseCases, openMatrix, valuesOf } from '../drive/faults-choice.ts';
import { runCases } from '../drive/faults-matrix.ts';
import { violationLines } from '../drive/faults-report.ts';
import { PLANTED_BUGS } from '../planted/bugs.ts';
import type { TillPayment } from '../drive/faults-till-protocol.ts';

const SEED = 7;
const CASES = 40;
const TILLS = 8;

describe('the fault matrix', () => {
  it('forty cases touch every value of every axis', () => {
    const matrix = openMatrix(SEED);
    const all = new Set(matrix.cases.flatMap(valuesOf));
    const touched = new Set(chooseCases(matrix, SEED, CASES).flatMap(valuesOf));
    expect([...all].filter((value) => !touched.has(value))).toEqual([]);
    expect(matrix.cases.length + [...matrix.skipped.values()].reduce((sum, count) => sum + count, 0)).toBe(matrix.cells);
  });

  it('an id names its case whatever the seed was, and no other text names one', () => {
    for (const one of openMatrix(SEED).cases) expect(readCase(one.id)).toEqual(one);
    expect(['', 'none/none/pay/paid', 'none/none/refund/paid/none', 'none/none/pay/paid/none/x'].map(readCase)).toEqual(
      Array(4).fill(null),
    );
  });

  it(
    'killed, cut off and asked for everything at once, the till and the gateway end with the same books',
    { timeout: 180_000 },
    async () => {
      const cases = chooseCases(openMatrix(SEED), SEED, CASES);
      const results = await runCases(cases, TILLS, () => undefined);
      expect(results.filter(({ violations }) => violations.length > 0).flatMap(violationLines)).toEqual([]);
      expect(results).toHaveLength(CASES);
      // A case may end before its kill point or its fault; most must not, or nothing was shown.
      const expected = cases.filter(({ kill }) => kill.at !== null).length;
      expect(results.filter(({ killed }) => killed).length).toBeGreaterThan(expected * 0.8);
      expect(results.filter(({ struck }) => struck).length).toBeGreaterThan(CASES * 0.8);
    },
  );
});

/** Realistic defects, each with a case that has to bring it to light. */
const CAUGHT = [
  ['time-out-is-failed', 'none/delay-answer/pay/later/none', 'the till says notPaid, the gateway has'],
  [
    'lost-cancel-is-cancelled',
    'none/reset-request@1/cancelPayment/paid/cancel-paid',
    'the till says cancelled, the gateway has paid',
  ],
  ['lost-refund-is-refused', 'none/delay-answer/refund/paid/refund', 'the till keeps 4250, the gateway 3250'],
  ['code-kept-in-a-row', 'none/none/pay/paid/none', 'a payment code is on the disk'],
] as const;

describe('a till with a planted bug', () => {
  it.each(CAUGHT)('%s breaks a promise in %s', { timeout: 180_000 }, async (name, id, words) => {
    const bug = PLANTED_BUGS.find((each) => each.name === name) ?? null;
    const one = readCase(id);
    expect([bug?.name, one?.id]).toEqual([name, id]);
    const [result] = await runCases(one === null ? [] : [one], 1, () => undefined, bug);
    expect(result?.violations.join()).toContain(words);
  });
});

const REFUND = 'T1-R-1';

/** What the gateway would say of a paid payment of 42.50 of which 10.00 went back, changed as the test wants it. */
function gateway(id: string, changes: Partial<LedgerPayment> = {}, refunds = [refundRow(id)]): LedgerView {
  const charge: MoneyMove = { kind: 'charge', amountMinor: 4_250, at: '', id: 'P1' };
  const row = {
    paymentRequestId: id,
    status: 'paid',
    amount: { currency: 'SGD', value: '4250' },
    chargedMinor: 4_250,
    netMinor: 3_250,
    moves: [charge],
    code: '281006020000000000121111',
    ...changes,
  };
  return { payments: [row], refunds } as unknown as LedgerView;
}

const refundRow = (paymentRequestId: string, value = '1000') => ({
  refundRequestId: REFUND,
  paymentRequestId,
  resultCode: 'SUCCESS',
  amount: { currency: 'SGD', value },
});

/** The rows of that payment at the till. */
function till(...extra: readonly Happened[]): { readonly id: string; readonly entries: readonly JournalEntry[] } {
  const first = submitted();
  const later = [answered(PAID, 'pay'), refundAsked(REFUND, 1_000), refundSaid(REFUND, 'refunded'), ...extra];
  const events = later.map((event) => ({ ...event, paymentRequestId: first.paymentRequestId }));
  return { id: first.paymentRequestId, entries: entriesFor([first, ...events]) };
}

const WISHES: Wishes = { cancelsPaid: false, salesMax: 1, codes: [] };

describe('the check itself', () => {
  it('books that agree are no violation', () => {
    const { id, entries } = till();
    expect(compareBooks(entries, gateway(id), WISHES)).toEqual([]);
  });

  it('every way in which they can differ is seen', () => {
    const { id, entries } = till();
    const charge: MoneyMove = { kind: 'charge', amountMinor: 4_250, at: '', id: 'P1' };
    const lies: readonly (readonly [view: LedgerView, words: string])[] = [
      [gateway('another'), 'lost: the gateway has paid'],
      [gateway(id, { status: 'reversed', netMinor: 0 }), 'the till keeps 3250, the gateway 0'],
      [gateway(id, { moves: [charge, charge] }), 'charged 2 times'],
      [gateway(id, {}, []), 'the refunds differ'],
      [gateway(id, {}, [refundRow(id, '999')]), 'the refunds differ'],
    ];
    for (const [view, words] of lies) expect(compareBooks(entries, view, WISHES).join('\n')).toContain(words);
    const two = gateway(id);
    const doubled = { ...two, payments: [...two.payments, ...two.payments] };
    expect(compareBooks(entries, doubled, WISHES)).toEqual(['one code was charged under two ids', '2 payments for 1 sales']);
  });

  it('a row that comes before its cause is seen', () => {
    const { id, entries } = till();
    expect(compareBooks([...entries].reverse(), gateway(id), WISHES).join()).toContain('before its payment');
  });

  it('a final word is held against the gateway the moment it is shown, and may not be taken back', () => {
    let view = gateway('x', { status: 'waiting', chargedMinor: 0, netMinor: 0 });
    const books = openBooks(() => view, WISHES);
    const show = (state: TillPayment['state']): void => {
      books.shown({ id: 'x', amountMinor: 4_250, state, isSettled: true });
    };
    show('waiting');
    expect(books.violations).toEqual([]);
    show('notPaid');
    expect(books.violations).toEqual(['4250: the till says notPaid, the gateway has waiting']);
    view = gateway('x');
    show('paid');
    expect(books.violations.slice(1)).toEqual(['4250: notPaid became paid']);
  });
});
