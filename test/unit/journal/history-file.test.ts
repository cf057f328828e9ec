import { describe, expect, it } from 'vitest';
import { csvHead, csvLine, HISTORY_SCHEMA, historyObject } from '../../../core/journal/history-file.ts';
import { foldPayment } from '../../../core/payment/record.ts';
import { money } from '../../../core/money/money.ts';
import { gramQuery, noteGrams, plainNote } from '../../../core/journal/grams.ts';
import { entriesFor, submitted } from '../../builders/payments.ts';

const TIMES = { iso: (atMs: number) => `shop ${String(atMs)}`, isoUtc8: (atMs: number) => `utc8 ${String(atMs)}` };

function recordOf(changes: Parameters<typeof submitted>[0]) {
  const record = foldPayment(entriesFor([submitted({ orderNumber: 'T1-000001', receiptNumber: 1, ...changes })]));
  if (record === null) throw new Error('a submitted payment has a record');
  return record;
}

describe('exported payments', () => {
  it('have the columns that docs/ledger.md promises, in that order', () => {
    expect(csvHead()).toBe(
      'submittedAt,submittedAtUtc8,orderNumber,receiptNumber,paymentRequestId,paymentId,state,finalAt,currency,amount,amountMinor,refundedMinor,wallet,cashier,note,resultCode\r\n',
    );
    expect(Object.keys(historyObject(recordOf({}), TIMES)).join(',')).toBe(csvHead().trim());
  });

  it.each([
    ['SGD', 4_250, '42.50'],
    ['SGD', 5, '0.05'],
    ['JPY', 4_250, '4250'],
    ['KWD', 4_250, '4.250'],
  ] as const)('an amount of %s has the digits of its currency', (currency, minor, text) => {
    expect(historyObject(recordOf({ amount: money(currency, minor) }), TIMES)).toMatchObject({
      amount: text,
      amountMinor: minor,
    });
  });

  it.each([
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ['@cmd', "'@cmd"],
    ['two, three', '"two, three"'],
    ['table 4', 'table 4'],
    ['1+1=2', '1+1=2'],
    ['\tx', "'\tx"],
  ])('a note such as %j is text for every spreadsheet', (note, cell) => {
    expect(csvLine(recordOf({ note }), TIMES)).toContain(`,Maya,${cell},\r\n`);
  });
});

it('what is unknown is an empty cell, and the schema has its name', () => {
  expect(csvLine(recordOf({ note: null }), TIMES)).toMatch(/,Maya,,\r\n$/);
  expect(HISTORY_SCHEMA).toBe('paydesk-history-1');
  expect(csvLine(recordOf({}), TIMES)).toContain(',T1-000001,1,T1-P-');
});

describe('notes as pairs of characters', () => {
  it('each pair is one token and the last character stands alone, whatever its case', () => {
    expect(noteGrams('aBc')).toBe('61x62 62x63 63x');
    expect(gramQuery('ABC')).toBe('61x62 AND 62x63');
    expect([gramQuery('a'), gramQuery('ab'), gramQuery('')]).toEqual(['61x*', '61x62', '']);
    expect(plainNote('Maya Ö')).toBe('maya ö');
  });

  it('a part of a note asks for pairs that the note has', () => {
    const pairs = new Set(noteGrams('牛肉面 Window').split(' '));
    for (const part of ['牛肉', 'wind', 'W', '面 w']) {
      const wanted = gramQuery(part).split(' AND ');
      expect(
        wanted.every((one) =>
          one.endsWith('*') ? [...pairs].some((pair) => pair.startsWith(one.slice(0, -1))) : pairs.has(one),
        ),
      ).toBe(true);
    }
    expect(
      gramQuery('牛牛')
        .split(' AND ')
        .every((one) => pairs.has(one)),
    ).toBe(false);
  });
});
