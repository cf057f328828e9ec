import { describe, expect, it } from 'vitest';
import { redact } from '../../../main/observability/redact.ts';

describe('what is kept of a line', () => {
  it.each([
    ['a payment code', 'card 2810120400000000123 said', '2810120400000000123'],
    ['a PIN', 'the pin: 482913 was wrong', '482913'],
    ['a password in JSON', '{"password":"hunter2 "}', 'hunter2'],
    ['a signature', `signature=${'Ab1%'.repeat(90)}`, 'Ab1%Ab1%'],
    ['a key on one line', `key ${'MIIEvQ'.repeat(30)}`, 'MIIEvQMIIEvQ'],
    ['a key as PEM', '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADAN\nBgkq\n-----END PRIVATE KEY-----', 'MIIEvQ'],
    ['a key whose end was cut off', '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADAN', 'MIIEvQ'],
  ])('%s is hidden', (_what, line, secret) => {
    expect(redact(line)).not.toContain(secret);
    expect(redact(line)).toContain('[hidden]');
  });

  it('what a support person needs stays', () => {
    const line =
      'paydesk: the ledger /home/shop/.config/Paydesk/ledger.sqlite did not open: ledger-newer: schema 4, this Paydesk knows 3';
    expect(redact(line)).toBe(line);
    const refused = 'refused sale.scan bad-payload 123e4567-e89b-42d3-a456-426614174000 1792380000000';
    expect(redact(refused)).toBe(refused);
  });
});
