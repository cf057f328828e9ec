import { describe, expect, it, vi } from 'vitest';
import type { PadKey } from '../../core/checkout/sale.ts';
import type { Counter } from '../../main/counter/counter.ts';
import { decodeEscPos } from '../builders/escpos-decode.ts';
import { openCounterBench } from './counter-bench.ts';

/** Last four digits that tell the practice gateway to book the payment and drop the answer. */
const ANSWER_DROPPED = '1005';
const code = (suffix: string): string => `28100602000000000012${suffix}`;

function type(counter: Counter, digits: string): void {
  for (const digit of digits) counter.session.key(digit as PadKey);
  counter.session.key('enter');
}

/** Generous, because a machine may be busy; a promise that holds is seen at once. */
const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000 });

const shown = (counter: Counter) => counter.session.shown()?.record;

describe('a counter on real parts', () => {
  it('takes a payment, prints its receipt, and gives a part back', async () => {
    const { simulator, printer, start } = await openCounterBench();
    const { counter } = await start();
    type(counter, '4250');
    counter.session.scan(code('7777'));
    await until(() => {
      expect(shown(counter)?.state).toBe('paid');
    });
    await until(() => {
      expect(counter.snapshot().stage).toMatchObject({ payment: { slip: { outcome: 'printed' } } });
    });
    expect((await decodeEscPos(printer.paper(), 'cp437')).text).toContain('42.50 SGD');

    const { paymentRequestId } = simulator.ledger().payments[0] ?? { paymentRequestId: '' };
    const by = { kind: 'cashier', name: 'Mei' } as const;
    expect(await counter.resolver.refund(paymentRequestId, 1_000, 'one item', by)).toMatchObject({ ok: true });
    expect(await counter.resolver.refund(paymentRequestId, 3_251, null, by)).toEqual({ ok: false, fault: 'over-refund' });
    await until(() => {
      expect(simulator.ledger().payments[0]?.refundedMinor).toBe(1_000);
    });
    expect(counter.snapshot().today).toMatchObject({ payments: 1 });
  });

  it('comes back on the same payment with the truth, and the gateway has charged once', async () => {
    const { simulator, start } = await openCounterBench();
    const first = await start();
    type(first.counter, '990');
    first.counter.session.scan(code(ANSWER_DROPPED));
    await until(() => {
      expect(simulator.ledger().payments[0]?.status).toBe('paid');
    });
    await first.stop();

    const { counter } = await start();
    await until(() => {
      expect(shown(counter)?.state).toBe('paid');
    });
    expect(simulator.ledger().payments).toHaveLength(1);
    expect(simulator.ledger().payments[0]).toMatchObject({ chargedMinor: 990, netMinor: 990 });
  });

  it('prints a receipt that the run before could not, once', async () => {
    const { printer, start } = await openCounterBench();
    printer.become({ status: { 1: 0x12, 2: 0x32, 4: 0x72 }, gsR: 0 });
    const first = await start();
    type(first.counter, '500');
    first.counter.session.scan(code('7777'));
    await until(() => {
      expect(first.counter.snapshot().stage).toMatchObject({ payment: { slip: { outcome: 'waiting' } } });
    });
    await first.stop();

    printer.become({ status: { 1: 0x12, 2: 0x12, 4: 0x12 }, gsR: 0 });
    const second = await start();
    await until(() => {
      expect(second.counter.snapshot().lastFive[0]?.slip?.outcome).toBe('printed');
    });
    await second.stop();
    await (await start()).stop();
    expect((await decodeEscPos(printer.paper(), 'cp437')).text.match(/\bSALE\b/g)).toHaveLength(1);
  });

  it('measures the clock before the first customer comes', async () => {
    const { simulator, start } = await openCounterBench();
    simulator.control.advanceClock(120_000);
    const { connection } = await start();
    await until(() => {
      expect(connection.skewMs()).toBeGreaterThan(100_000);
    });
    expect(simulator.ledger().payments).toEqual([]);
  });

  it('charges nothing while a window of the system is open, says so, and opens none while it serves a customer', async () => {
    const { simulator, start } = await openCounterBench();
    const { counter } = await start();
    const { aside, scan, press } = counter.house;
    let close = (): void => undefined;
    const window = aside.during(
      () =>
        new Promise<void>((resolve) => {
          close = resolve;
        }),
    );
    for (const key of ['4', 'enter'] as const) press(key);
    scan(code('7777'));
    const { isAside, notice, stage } = counter.snapshot();
    expect([isAside, notice?.kind]).toEqual([true, 'counter-aside']);
    expect(stage).toMatchObject({ kind: 'amount', sale: { amount: { amountMinor: 0 }, heldCode: null } });
    close();
    await window;

    const opened = vi.fn(() => Promise.resolve());
    const refused = { fault: 'counter-trading' };
    press('4');
    await expect(aside.during(opened)).rejects.toMatchObject(refused);
    press('enter');
    scan(code(ANSWER_DROPPED));
    await expect(aside.during(opened)).rejects.toMatchObject(refused);
    await until(() => {
      expect(shown(counter)).toBeDefined();
    });
    await expect(aside.during(opened)).rejects.toMatchObject(refused);
    expect(opened).not.toHaveBeenCalled();
    // The next customer has not begun yet, whatever the one before still waits for.
    counter.session.next();
    await aside.during(opened);
    expect([opened.mock.calls.length, counter.snapshot().isAside]).toEqual([1, false]);
    await until(() => {
      expect(simulator.ledger().payments).toHaveLength(1);
    });
  });
});
