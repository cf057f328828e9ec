import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { anchorText, canonicalText, genesisHash, rowHash, type RowText } from '../../../core/journal/chain.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const ROW: RowText = {
  sequence: 1,
  wallMs: 1_772_413_200_000,
  monotonicMs: 5_000.25,
  type: 'pay-repeated',
  paymentRequestId: 'T1-P-1',
  actor: '{"kind":"paydesk"}',
  approver: 'null',
  cause: 'policy',
  body: '{"type":"pay-repeated","paymentRequestId":"T1-P-1"}',
};

describe('the chain', () => {
  it('hashes eleven lines, as docs/ledger.md tells any auditor to', () => {
    expect(canonicalText('00', ROW).split('\n')).toEqual([
      'paydesk-row-1',
      '00',
      '1',
      '1772413200000',
      '5000.25',
      'pay-repeated',
      'T1-P-1',
      '{"kind":"paydesk"}',
      'null',
      'policy',
      ROW.body,
    ]);
    // Computed with: printf 'paydesk-ledger-1\n%s' 000102 | sha256sum
    expect(genesisHash(sha256, '000102')).toBe('5746fbc32e99d952c67bfc5c4b0307d045f766613fe53eea18b6da7c3c7b2526');
  });

  it.each(Object.keys(ROW) as (keyof RowText)[])('another %s is another hash', (field) => {
    const before = rowHash(sha256, 'aa', ROW);
    const other = typeof ROW[field] === 'number' ? ROW[field] + 1 : `${String(ROW[field])} `;
    expect(rowHash(sha256, 'aa', { ...ROW, [field]: other })).not.toBe(before);
    expect(rowHash(sha256, 'ab', ROW)).not.toBe(before);
  });

  it('its head is told in letters that a small QR code holds', () => {
    expect(anchorText({ sequence: 1_044, hash: 'ab'.repeat(32) })).toBe(`PAYDESK1:1044:${'AB'.repeat(32)}`);
  });

  it('a row of no payment has an empty line where the others name theirs', () => {
    expect(canonicalText('00', { ...ROW, paymentRequestId: null }).split('\n')[6]).toBe('');
  });

  it('the hash of a row is that of its text', () => {
    expect(rowHash(sha256, 'aa', ROW)).toBe(sha256(canonicalText('aa', ROW)));
  });
});
