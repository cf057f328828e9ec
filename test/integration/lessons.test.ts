import { expect, it, vi } from 'vitest';
import type { PadKey } from '../../core/checkout/sale.ts';
import type { Lesson } from '../../core/practice/lessons.ts';
import type { Counter } from '../../main/counter/counter.ts';
import { wireCounter } from '../../main/worlds/counter-wiring.ts';
import { openLessons } from '../../main/worlds/lessons.ts';
import { startPractice } from '../builders/practice-start.ts';

/** A practice counter with its lessons, looked at after every change as the page's publisher does. */
async function openPractice() {
  const { folder, ...parts } = await startPractice();
  const { world, scope } = parts;
  let counter: Counter | null = null;
  const here = (): Counter => {
    if (counter === null) throw new Error('the counter is not there yet');
    return counter;
  };
  const changed = (): void => {
    if (counter !== null) setImmediate(() => void lessons.seen(() => here().snapshot()));
  };
  const lessons = await openLessons({ dataDir: folder, world, scope, counter: here, changed });
  const wired = await wireCounter({ ...parts, changed, lesson: lessons.note });
  counter = wired.counter;
  await wired.connection.renew();
  await counter.resume();
  return { counter, lessons };
}

let codes = 0;
function charge({ session }: Counter, amount: string): void {
  for (const digit of amount) session.key(digit as PadKey);
  session.key('enter');
  codes += 1;
  session.scan(`28100602000000000${String(10_000 + codes)}`);
}

it('the practice world plays its part, and each lesson is judged by what it really did', async () => {
  const { counter, lessons } = await openPractice();
  const place = (expected: string) =>
    vi.waitFor(() => {
      expect(counter.snapshot().practice?.lesson?.place).toBe(expected);
    }, 20_000);
  const begin = (lesson: Lesson) => lessons.port?.begin(lesson);
  const own = (): string => counter.session.shown()?.record.paymentRequestId ?? '';
  const by = { kind: 'cashier', name: 'Mei' } as const;

  expect(await begin('paper')).toBe(true);
  charge(counter, '700');
  await place('paper-roll');
  expect(await lessons.port?.newRoll()).toBe(true);
  await place('paper-done');

  expect(await begin('cancel')).toBe(true);
  charge(counter, '800');
  await place('cancel-ask');
  expect(await counter.resolver.cancel(own(), by)).toMatchObject({ ok: true });
  await place('cancel-done');

  expect(await begin('refund')).toBe(true);
  charge(counter, '1000');
  await place('refund-give');
  expect(await counter.resolver.refund(own(), 1_000, 'all', by)).toMatchObject({ ok: true });
  await place('refund-again');
  charge(counter, '1000');
  await place('refund-give');
  expect(await counter.resolver.refund(own(), 300, 'one item', by)).toMatchObject({ ok: true });
  await place('refund-done');

  expect(await begin('doubt')).toBe(true);
  charge(counter, '1200');
  await place('doubt-hold');
  counter.session.next();
  await place('doubt-next');
  // The next customer's payment is no mistake and goes as always; the same amount would have been one.
  charge(counter, '990');
  await vi.waitFor(() => {
    expect(counter.session.shown()?.record.state).toBe('paid');
  }, 20_000);
  await place('doubt-next');
  await lessons.port?.leave();
  expect(counter.snapshot().practice?.lesson).toBeNull();
  expect(counter.resolver.open()[0]?.record.state).toBe('unknown');
  const done = lessons.port?.view().lessons.filter(({ times }) => times === 1);
  expect(done?.map(({ lesson }) => lesson)).toEqual(['cancel', 'refund', 'paper']);
}, 60_000);
