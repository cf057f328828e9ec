import { describe, expect, it } from 'vitest';
import type { JournalEntry, JournalEvent } from '../../../core/journal/events.ts';
import { REGISTRATION_LIMITS } from '../../../core/registration/limits.ts';
import { foldRegistrations, placeKey, type PlaceRecord } from '../../../core/registration/record.ts';
import { placeState, standingState, waitsUntilMs, warningOf } from '../../../core/registration/rules.ts';
import { merged, sameStanding, walletKey } from '../../../core/registration/wallets.ts';
import type { Standing, WalletLine } from '../../../core/registration/events.ts';

const PLACE = { referenceMerchantId: 'M1', referenceStoreId: 'S1' };
const MINUTE_MS = 60_000;

const wallet = (pspName: string, status: string): WalletLine => ({
  pspName,
  products: ['IN_STORE_PAYMENT'],
  status,
  reason: null,
});
const standing = (overall: string, ...wallets: readonly WalletLine[]): Standing => ({ overall, wallets });

const submitted = (id: string): JournalEvent => ({
  type: 'registration-submitted',
  ...PLACE,
  registrationRequestId: id,
  products: ['IN_STORE_PAYMENT'],
  papers: [],
  bodySha256: 'a',
  actor: { kind: 'paydesk' },
});
const taken = (id: string, toldAtMs: number | null = null): JournalEvent => ({
  type: 'registration-answered',
  registrationRequestId: id,
  verdict: { kind: 'taken' },
  toldAtMs,
});
const told = (said: Standing, source: 'inquiry' | 'notification', toldAtMs: number): JournalEvent => ({
  type: 'registration-told',
  ...PLACE,
  standing: said,
  source,
  toldAtMs,
});

function placeAfter(...events: readonly JournalEvent[]): PlaceRecord {
  const entries = events.map((event, at): JournalEntry => ({ sequence: at + 1, wallMs: at * MINUTE_MS, monotonicMs: 0, event }));
  const place = foldRegistrations(entries).get(placeKey(PLACE));
  if (place === undefined) throw new Error('no place');
  return place;
}

describe('what a place comes to', () => {
  it.each([
    ['NOT_FOUND', [], 'unregistered'],
    ['PENDING', [['A', 'APPROVED']], 'pending'],
    ['COMPLETED', [], 'registered'],
    [
      'COMPLETED',
      [
        ['A', 'APPROVED'],
        ['B', 'REJECTED'],
      ],
      'rejected',
    ],
    [
      'COMPLETED',
      [
        ['A', 'APPROVED'],
        ['B', 'PENDING'],
      ],
      'pending',
    ],
    ['CANCELLED', [], 'cancelled'],
    ['SUPPLEMENT_REQUIRED', [], 'unknown'],
  ] as const)('%s with %j is %s', (overall, wallets, state) => {
    expect(standingState(standing(overall, ...wallets.map(([name, status]) => wallet(name, status))))).toBe(state);
  });

  it('a taken update begins anew, a refused one leaves what held before', () => {
    const good = told(standing('COMPLETED', wallet('A', 'APPROVED')), 'inquiry', 5);
    expect(placeState(placeAfter(good, submitted('1'), taken('1')))).toBe('pending');
    const refused: JournalEvent = { ...taken('1'), verdict: { kind: 'refused', resultCode: 'X' } } as JournalEvent;
    expect(placeState(placeAfter(good, submitted('1'), refused))).toBe('registered');
    expect(placeState(placeAfter(submitted('1'), refused))).toBe('refused');
  });

  it('what is not known is no warning; what may make a payment fail is one', () => {
    expect(warningOf(undefined)).toBeNull();
    expect(warningOf(placeAfter(told(standing('NOT_FOUND'), 'inquiry', 1)))).toBe('unregistered');
    expect(warningOf(placeAfter(submitted('1'), taken('1')))).toBe('pending');
    expect(warningOf(placeAfter(told(standing('COMPLETED'), 'inquiry', 1)))).toBeNull();
  });

  it('an older word never undoes a newer one', () => {
    const newer = told(standing('COMPLETED'), 'inquiry', 10);
    expect(placeState(placeAfter(newer, told(standing('NOT_FOUND'), 'inquiry', 9)))).toBe('registered');
    expect(placeState(placeAfter(submitted('1'), taken('1', 10), told(standing('CANCELLED'), 'notification', 9)))).toBe(
      'pending',
    );
  });
});

describe('an update', () => {
  it('waits thirty minutes from the request before, unless that was refused or every wallet has decided', () => {
    const pending = placeAfter(submitted('1'), taken('1'));
    expect(waitsUntilMs(pending, REGISTRATION_LIMITS, 29 * MINUTE_MS)).toBe(30 * MINUTE_MS);
    expect(waitsUntilMs(pending, REGISTRATION_LIMITS, 30 * MINUTE_MS)).toBeNull();
    const done = placeAfter(submitted('1'), taken('1'), told(standing('COMPLETED'), 'inquiry', 1));
    expect(waitsUntilMs(done, REGISTRATION_LIMITS, MINUTE_MS)).toBeNull();
    const refused: JournalEvent = { ...taken('1'), verdict: { kind: 'refused', resultCode: 'X' } } as JournalEvent;
    expect(waitsUntilMs(placeAfter(submitted('1'), refused), REGISTRATION_LIMITS, MINUTE_MS)).toBeNull();
  });

  it('whose end is not known counts as arrived', () => {
    expect(waitsUntilMs(placeAfter(submitted('1')), REGISTRATION_LIMITS, MINUTE_MS)).toBe(30 * MINUTE_MS);
  });
});

describe('wallets', () => {
  it('are told apart by their letters, whatever a guide writes', () => {
    expect(walletKey('AlipayCN')).toBe(walletKey('ALIPAY_CN'));
    const before = standing('PENDING', wallet('ALIPAY_CN', 'PENDING'), wallet('GCASH', 'APPROVED'));
    expect(merged(before, standing('COMPLETED', wallet('AlipayCN', 'APPROVED'))).wallets).toEqual([
      wallet('GCASH', 'APPROVED'),
      wallet('AlipayCN', 'APPROVED'),
    ]);
  });

  it('say the same in any order', () => {
    const [a, b] = [wallet('A', 'APPROVED'), wallet('B', 'REJECTED')];
    expect(sameStanding(standing('COMPLETED', a, b), standing('COMPLETED', b, a))).toBe(true);
    expect(sameStanding(standing('COMPLETED', a), standing('COMPLETED', { ...a, reason: 'no' }))).toBe(false);
    expect(sameStanding(null, standing('COMPLETED'))).toBe(false);
  });
});
