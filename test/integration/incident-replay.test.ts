import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { PadKey } from '../../core/checkout/sale.ts';
import { createStageMeter } from '../../core/health/stages.ts';
import type { Counter } from '../../main/counter/counter.ts';
import { PRACTICE_SETTINGS } from '../../main/settings/practice.ts';
import { incidentSaver } from '../../main/worlds/incident-saver.ts';
import { readCommandLine } from '../../simulator/options.ts';
import type { SimulatorOptions } from '../../simulator/start.ts';
import { openCounterBench } from './counter-bench.ts';

/** Last four digits: refused by the wallet's risk control; paid behind an answer with a bad signature. */
const STORIES = ['2004', '1007'] as const;
/** Of these codes the gateway knows no story. */
const PLAIN = ['5733', '5744'] as const;
const AMOUNTS = ['4250', '990'] as const;

/** A shop that takes two payments, and what its ledger then says of every answer. */
async function trade(endings: readonly string[], gateway: SimulatorOptions) {
  const { ledgerFile, simulator, start } = await openCounterBench(undefined, undefined, { gateway });
  const { counter } = await start();
  for (const [at, ending] of endings.entries()) {
    for (const digit of AMOUNTS[at] ?? '') counter.session.key(digit as PadKey);
    counter.session.key('enter');
    counter.session.scan(`28100602000000000012${ending}`);
    await vi.waitFor(
      () => {
        expect(['paid', 'notPaid']).toContain(counter.session.shown()?.record.state);
      },
      { timeout: 20_000 },
    );
    counter.session.next();
  }
  return { counter, folder: path.dirname(ledgerFile), answers: await answersIn(counter), simulator };
}

async function answersIn({ ledger }: Counter): Promise<readonly unknown[]> {
  const rows = await ledger.between(1, null);
  return rows.flatMap(({ event }) => {
    if (event.type !== 'payment-answered') return [];
    const { kind } = event.verdict;
    const more = { cause: null, resultCode: null, ...event.verdict };
    return [[event.api, kind, more.cause, more.resultCode]];
  });
}

describe('an incident', () => {
  it('goes the same way at a developer’s counter, whose practice gateway was given the file', async () => {
    const shop = await trade(STORIES, {});
    const { counter, folder } = shop;
    const world = { settings: () => PRACTICE_SETTINGS };
    const save = incidentSaver({ world, counter, meter: createStageMeter(), dataDir: folder, version: '0.0.0' }, () => folder);
    const file = await save();
    const line = readCommandLine(['--replay', file ?? ''], (name) => readFileSync(name, 'utf8'));
    if (line.kind !== 'start') throw new Error('the file was refused');

    const again = await trade(PLAIN, { replay: line.options.replay ?? [] });
    expect(shop.answers).toEqual([
      ['pay', 'not-paid', null, 'RISK_REJECT'],
      ['pay', 'doubt', 'bad-signature', null],
      ['inquiryPayment', 'paid', null, null],
    ]);
    expect(again.answers).toEqual(shop.answers);
    expect(again.simulator.ledger().counts).toMatchObject({ payments: 2, paid: 1 });
  });

  it('that cannot be written is told as such, and says why in the log', async () => {
    const { counter, folder } = await trade([], {});
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const of = {
      world: { settings: () => PRACTICE_SETTINGS },
      counter,
      meter: createStageMeter(),
      dataDir: folder,
      version: '0.0.0',
    };
    expect(await incidentSaver(of, () => path.join(folder, 'ledger.sqlite', 'no-folder'))()).toBeNull();
    expect(said.mock.calls.flat().join('')).toContain('paydesk: the incident file was not written: ENOTDIR');
    said.mockRestore();
  });
});
