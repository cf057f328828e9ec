import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '../../../core/money/money.ts';
import { takeFault } from '../../../simulator/gateway/faults.ts';
import { cancelCutOffMs, parseIsoTime, toUtc8 } from '../../../simulator/gateway/iso-time.ts';
import { parseScenarioFile } from '../../../simulator/gateway/scenario-file.ts';
import { convert } from '../../../simulator/gateway/settlement.ts';
import { emptyTable, getRow, putRow, rowsOf } from '../../../simulator/gateway/table.ts';
import { isWellFormedCode, maskCode, walletOfCode, WALLETS } from '../../../simulator/gateway/wallets.ts';
import { readCommandLine } from '../../../simulator/options.ts';

describe('times', () => {
  it('every moment reads back as written, to the second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
        expect(parseIsoTime(toUtc8(seconds * 1_000))).toBe(seconds * 1_000);
      }),
    );
  });

  it('only ISO 8601 with a zone and a day that exists is a time', () => {
    expect(
      [
        '2025-02-29T00:00:00Z',
        '2025-13-01T00:00:00Z',
        '2025-01-01T24:00:00Z',
        '2025-01-01',
        '2025-01-01T00:00:00',
        '1740041509000',
      ].map(parseIsoTime),
    ).toEqual(Array(6).fill(null));
    expect(parseIsoTime('2024-02-29T12:08:56.253+05:30')).toBe(Date.parse('2024-02-29T06:38:56.253Z'));
  });

  it('the cut-off is always 16:15 UTC and between 15 minutes and 24 hours 15 minutes away', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (atMs) => {
        const cutOffMs = cancelCutOffMs(atMs);
        expect(new Date(cutOffMs).toISOString()).toContain('T16:15:00.000Z');
        expect(cutOffMs - atMs).toBeGreaterThan(15 * 60_000 - 1);
        expect(cutOffMs - atMs).toBeLessThanOrEqual((24 * 60 + 15) * 60_000);
      }),
    );
  });
});

describe('settlement', () => {
  it('halves are rounded as set', () => {
    const half = (minor: number, rounding: 'half-even' | 'half-up' | 'down') =>
      convert(money('JPY', minor), 'JPY', '2', rounding).amountMinor;
    expect([half(1, 'half-even'), half(3, 'half-even'), half(1, 'half-up'), half(3, 'down')]).toEqual([0, 2, 1, 1]);
  });

  it('minor units of both sides are minded: KWD has three, JPY none', () => {
    expect(convert(money('JPY', 599), 'USD', '149.50', 'half-even')).toEqual(money('USD', 401));
    expect(convert(money('KWD', 1_000), 'USD', '0.307', 'half-even')).toEqual(money('USD', 326));
  });
});

describe('codes and wallets', () => {
  it('only digits that start with 25 to 30 and number 16 to 32 are codes', () => {
    const shape = (prefix: string, length: number) => isWellFormedCode(prefix.padEnd(length, '0'));
    expect(['25', '26', '27', '28', '29', '30'].every((prefix) => shape(prefix, 16) && shape(prefix, 32))).toBe(true);
    expect([
      shape('24', 20),
      shape('31', 20),
      shape('28', 15),
      shape('28', 33),
      isWellFormedCode('28 00602000000000012573'),
    ]).toEqual(Array(5).fill(false));
  });

  it('every wallet knows its own codes, and a mask never shows the middle', () => {
    for (const wallet of WALLETS) expect(walletOfCode(wallet.codePrefix.padEnd(wallet.codeLength, '7'))).toBe(wallet);
    expect(maskCode('281006020000000000125733')).toBe('281006**************5733');
    expect(maskCode('28100602')).toBe('********');
  });
});

describe('the table', () => {
  it('keeps what was put and leaves older tables alone', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.nat())), (entries) => {
        const before = putRow(emptyTable<number>(), 'kept', -1);
        const after = entries.reduce((table, [key, row]) => putRow(table, key, row), before);
        const expected = new Map([['kept', -1], ...entries] as [string, number][]);
        expect(after.size).toBe(expected.size);
        expect([...rowsOf(after)].sort()).toEqual([...expected.values()].sort());
        expect([getRow(before, 'kept'), before.size]).toEqual([-1, 1]);
      }),
    );
  });
});

describe('orders from outside', () => {
  it('a fault strikes only its API and only as often as ordered', () => {
    const orders = [
      { name: 'unsigned', api: 'refund', count: 2 },
      { name: 'delay', delayMs: 5 },
    ] as const;
    const first = takeFault(orders, 'pay');
    expect(first.fault).toEqual({ name: 'delay', delayMs: 5 });
    const second = takeFault(takeFault(first.left, 'refund').left, 'refund');
    expect([second.fault?.name, second.left, takeFault(second.left, 'refund').fault]).toEqual(['unsigned', [], null]);
  });

  it('a scenario file with an unknown or bad setting is refused by name', () => {
    expect(parseScenarioFile({ settings: { strictCodes: true }, faults: [{ name: 'http-500', count: 3 }] })).toMatchObject({
      ok: true,
    });
    expect(parseScenarioFile({ settings: { strictCode: true } })).toEqual({
      ok: false,
      fault: 'settings.strictCode: no such setting',
    });
    expect(parseScenarioFile({ settings: { behaviour: 'maybe' } })).toEqual({
      ok: false,
      fault: 'settings.behaviour: not a valid value',
    });
    expect(parseScenarioFile({ faults: [{ name: 'explode' }] })).toMatchObject({ ok: false });
    expect(parseScenarioFile([])).toMatchObject({ ok: false });
  });

  it('the command line wins over the scenario file, and every mistake is named', () => {
    const files = new Map([
      ['s.json', '{"settings":{"behaviour":"never","strictCodes":true}}'],
      ['key.pem', '-----BEGIN PUBLIC KEY-----\nx\n'],
    ]);
    const read = (args: readonly string[]) => readCommandLine(args, (path) => files.get(path) ?? null);
    expect(read(['--scenario', 's.json', '--behaviour', 'ask', '--wallet-port', 'off', '--client-key', 'key.pem'])).toMatchObject(
      {
        kind: 'start',
        options: {
          walletPort: null,
          printerPort: 0,
          clientPublicKey: '-----BEGIN PUBLIC KEY-----\nx',
          settings: { behaviour: 'ask', strictCodes: true },
        },
      },
    );
    expect(read(['--port', 'many', '--scenario', 'none.json', '--request-time-tolerance-ms', 'soon'])).toEqual({
      kind: 'wrong',
      words: [
        '--scenario: cannot read none.json',
        'option for requestTimeToleranceMs: not a valid value',
        '--port: not a port: many',
      ],
    });
    expect(read(['--bogus'])).toMatchObject({ kind: 'wrong' });
    expect(read(['--help'])).toEqual({ kind: 'help' });
  });
});
