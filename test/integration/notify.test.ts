import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { PadKey } from '../../core/checkout/sale.ts';
import type { JournalEntry } from '../../core/journal/events.ts';
import type { Counter } from '../../main/counter/counter.ts';
import type { NotifyPlan } from '../../main/notify/plan.ts';
import type { RunningSimulator } from '../../simulator/start.ts';
import { openCounterBench, type BenchWishes, type CounterBench } from './counter-bench.ts';

/** Last four digits that choose a fate at the practice gateway. */
const FATE = {
  onlyNotified: '1004',
  never: '1003',
  twice: '5001',
  late: '5002',
  wrongAmount: '5003',
  badSignature: '5004',
  paid: '0000',
};
let shown = 0;

/** A code nobody has shown yet. */
const code = (fate: string): string => {
  shown += 1;
  return `28100602${String(shown).padStart(12, '0')}${fate}`;
};

/** Generous, because a machine may be busy; a promise that holds is seen at once. */
const until = (check: () => void | Promise<void>): Promise<void> => vi.waitFor(check, { timeout: 20_000 });

const ON_LOOPBACK: NotifyPlan = { host: '127.0.0.1', port: 0, pathPrefix: '/alipayplus', publicUrl: 'own', tls: null };

/** Sends again at once, where Alipay+ would take minutes. */
const EAGER = { notifyScheduleMs: [0, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200] };

const openShop = (wishes: BenchWishes = {}): Promise<CounterBench> =>
  openCounterBench({ paymentWindowMs: 60_000, pollEveryMs: 1_000 }, undefined, { notify: ON_LOOPBACK, ...wishes });

/** Charges 42.50 and waits until the gateway knows of it; the payment's id. */
async function charge(counter: Counter, simulator: RunningSimulator, fate: string): Promise<string> {
  const before = simulator.ledger().payments.length;
  if (!counter.session.isIdle()) counter.session.next();
  for (const digit of '4250') counter.session.key(digit as PadKey);
  counter.session.key('enter');
  counter.session.scan(code(fate));
  await until(() => {
    expect(simulator.ledger().payments.length).toBe(before + 1);
  });
  return simulator.ledger().payments.at(-1)?.paymentRequestId ?? '';
}

const stateOf = async (counter: Counter, id: string) => (await counter.resolver.view(id))?.record.state;

const becomes = (counter: Counter, id: string, state: string): Promise<void> =>
  until(async () => {
    expect(await stateOf(counter, id)).toBe(state);
  });

const asksAbout = (simulator: RunningSimulator, id: string): number =>
  simulator.ledger().requests.filter(({ uri, body }) => uri.endsWith('/inquiryPayment') && JSON.stringify(body).includes(id))
    .length;

const outcomesOf = (simulator: RunningSimulator, id: string): readonly string[] =>
  simulator
    .ledger()
    .notifications.filter(({ paymentRequestId }) => paymentRequestId === id)
    .flatMap(({ attempts }) => attempts.map(({ outcome }) => outcome));

const acknowledged = (simulator: RunningSimulator, id: string): Promise<void> =>
  until(() => {
    expect(outcomesOf(simulator, id).at(-1)).toBe('acknowledged');
  });

/** What answers about a payment the ledger holds, by the way they came. */
const answersIn = (rows: readonly JournalEntry[], api: 'pay' | 'inquiryPayment' | 'notifyPayment') =>
  rows.flatMap(({ event }) => (event.type === 'payment-answered' && event.api === api ? [event.verdict] : []));

/** Every row of a payment but those about paper, which a start may still write. */
const factsIn = (rows: readonly JournalEntry[]) => rows.map(({ event }) => event).filter(({ type }) => type !== 'slip');

describe('a counter that hears Alipay+', () => {
  it('ends a payment with the notification, sooner than by asking, and asks no more', async () => {
    const { simulator, start } = await openShop();
    const { counter, notify } = await start();
    const id = await charge(counter, simulator, FATE.onlyNotified);
    await becomes(counter, id, 'waiting');
    simulator.control.advanceClock(8_000);
    await becomes(counter, id, 'paid');
    await acknowledged(simulator, id);
    const asked = asksAbout(simulator, id);
    // Another payment that is asked about three times is what shows that there was time to ask about this one too.
    const other = await charge(counter, simulator, FATE.never);
    await until(() => {
      expect(asksAbout(simulator, other)).toBeGreaterThanOrEqual(3);
    });
    expect(asksAbout(simulator, id)).toBe(asked);
    expect(answersIn(await counter.ledger.entriesOf(id), 'notifyPayment')).toMatchObject([{ kind: 'paid' }]);
    expect(notify.view()).toMatchObject({ state: 'listening', verified: 1, refused: 0, alarm: null });
  });

  it('ends a payment that came to nothing with the notification, and acknowledges that as well', async () => {
    const { simulator, start } = await openShop();
    const { counter } = await start();
    const id = await charge(counter, simulator, FATE.never);
    await becomes(counter, id, 'waiting');
    simulator.wallet.decline(id);
    await becomes(counter, id, 'notPaid');
    await acknowledged(simulator, id);
  });

  it('tells Alipay+ where it listens, and nothing while it does not', async () => {
    const { simulator, start } = await openShop();
    const { counter, notify } = await start();
    const id = await charge(counter, simulator, FATE.paid);
    await acknowledged(simulator, id);
    expect(simulator.ledger().notifications[0]?.url).toBe(`${notify.view().address ?? ''}/notifyPayment`);
    await notify.close();
    const later = await charge(counter, simulator, FATE.paid);
    await becomes(counter, later, 'paid');
    expect(outcomesOf(simulator, later)).toEqual([]);
  });

  it('takes the same notification twice and writes one row at most, however close the answer to pay is', async () => {
    const { simulator, start } = await openShop();
    const { counter } = await start();
    const id = await charge(counter, simulator, FATE.twice);
    await until(() => {
      expect(outcomesOf(simulator, id)).toEqual(['acknowledged', 'acknowledged']);
    });
    await becomes(counter, id, 'paid');
    expect(answersIn(await counter.ledger.entriesOf(id), 'notifyPayment').length).toBeLessThanOrEqual(1);
  });

  it('settles nothing by a wrong amount: it asks, and a person is told', async () => {
    const { simulator, start } = await openShop();
    const { counter } = await start();
    const id = await charge(counter, simulator, FATE.wrongAmount);
    await becomes(counter, id, 'waiting');
    simulator.control.advanceClock(8_000);
    await acknowledged(simulator, id);
    await becomes(counter, id, 'paid');
    expect(asksAbout(simulator, id)).toBeGreaterThan(0);
    const told = answersIn(await counter.ledger.entriesOf(id), 'notifyPayment');
    expect(told).toMatchObject([{ kind: 'doubt', cause: 'mismatch' }]);
    expect((await counter.resolver.view(id))?.record.alarms).toContain('notice-mismatch');
  });

  it('SECURITY: does not believe a bad signature, and asks', async () => {
    const { simulator, start } = await openShop();
    const { counter, notify } = await start();
    const id = await charge(counter, simulator, FATE.badSignature);
    simulator.control.advanceClock(8_000);
    await until(() => {
      expect(outcomesOf(simulator, id)).toEqual(['http-400']);
    });
    await becomes(counter, id, 'paid');
    expect(notify.view()).toMatchObject({ verified: 0, refused: 1, lastAtMs: null });
  });

  it('a notification that comes after a final cancel is received and makes nothing paid', async () => {
    const { simulator, start } = await openShop();
    const { counter } = await start();
    const id = await charge(counter, simulator, FATE.late);
    await becomes(counter, id, 'waiting');
    simulator.control.advanceClock(8_000);
    await counter.resolver.cancel(id, { kind: 'cashier', name: 'Mei' });
    await becomes(counter, id, 'cancelled');
    simulator.control.advanceClock(90_000);
    await acknowledged(simulator, id);
    expect(await stateOf(counter, id)).not.toBe('paid');
    expect(simulator.ledger().payments[0]?.netMinor).toBe(0);
  });

  it('is off unless it was set up: Alipay+ is told nothing, nothing listens, and asking finds the same truth', async () => {
    const { simulator, start } = await openShop({ notify: null });
    const { counter, notify } = await start();
    expect(notify.view()).toMatchObject({ state: 'off', address: null, publicUrl: null });
    const id = await charge(counter, simulator, FATE.wrongAmount);
    simulator.control.advanceClock(8_000);
    await becomes(counter, id, 'paid');
    expect(simulator.ledger().notifications).toEqual([]);
  });
});

describe('a notification that cannot be kept', () => {
  it('is not acknowledged while the ledger is locked, changes nothing durable, and is taken when it comes again', async () => {
    const { simulator, start, ledgerFile } = await openShop({ gateway: { settings: EAGER } });
    const { counter } = await start();
    const id = await charge(counter, simulator, FATE.onlyNotified);
    await becomes(counter, id, 'waiting');
    const thief = new DatabaseSync(ledgerFile);
    onTestFinished(() => {
      thief.close();
    });
    thief.exec('BEGIN IMMEDIATE');
    simulator.control.advanceClock(8_000);
    await until(() => {
      expect(outcomesOf(simulator, id)).toContain('ack-not-S');
    });
    expect(outcomesOf(simulator, id)).not.toContain('acknowledged');
    expect(answersIn(await counter.ledger.entriesOf(id), 'notifyPayment')).toEqual([]);
    thief.exec('ROLLBACK');
    await acknowledged(simulator, id);
    await becomes(counter, id, 'paid');
    expect(answersIn(await counter.ledger.entriesOf(id), 'notifyPayment')).toMatchObject([{ kind: 'paid' }]);
  });

  it('finds nobody while Paydesk is away, and ends the payment after the next start', async () => {
    const plan = { ...ON_LOOPBACK };
    const { simulator, start } = await openShop({ notify: plan, gateway: { settings: EAGER } });
    const first = await start();
    Object.assign(plan, { port: Number(new URL(first.notify.view().address ?? '').port) });
    const id = await charge(first.counter, simulator, FATE.onlyNotified);
    await first.stop();
    simulator.control.advanceClock(8_000);
    await until(() => {
      expect(outcomesOf(simulator, id)).toContain('no-answer');
    });
    const { counter } = await start();
    await becomes(counter, id, 'paid');
    await acknowledged(simulator, id);
    expect(answersIn(await counter.ledger.entriesOf(id), 'notifyPayment')).toMatchObject([{ kind: 'paid' }]);
  });
});

describe('SECURITY: a genuine notification that is played back after a restart', () => {
  it('changes nothing about a payment that was paid and then cancelled', async () => {
    const plan = { ...ON_LOOPBACK };
    const { simulator, start } = await openShop({ notify: plan });
    const first = await start();
    Object.assign(plan, { port: Number(new URL(first.notify.view().address ?? '').port) });
    const id = await charge(first.counter, simulator, FATE.paid);
    await becomes(first.counter, id, 'paid');
    await acknowledged(simulator, id);
    await first.counter.resolver.cancel(id, { kind: 'cashier', name: 'Mei' });
    await becomes(first.counter, id, 'cancelled');
    const before = factsIn(await first.counter.ledger.entriesOf(id));
    await first.stop();

    const { counter, notify } = await start();
    expect(simulator.control.resendNotification(id)).toBe(true);
    await until(() => {
      expect(notify.view().verified).toBe(1);
    });
    await until(() => {
      expect(outcomesOf(simulator, id)).toEqual(['acknowledged', 'acknowledged']);
    });
    expect((await counter.resolver.view(id))?.record).toMatchObject({ state: 'cancelled', alarms: [] });
    expect(factsIn(await counter.ledger.entriesOf(id))).toEqual(before);
  });
});
