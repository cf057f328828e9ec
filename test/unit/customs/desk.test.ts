import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Declaration } from '../../../core/customs/events.ts';
import { money } from '../../../core/money/money.ts';
import { MAYA } from '../../builders/payments.ts';
import { customsTill, DECLARABLE, modelCustoms, PAYMENT, STORIES, type CustomsTill } from './customs-world.ts';

const part: fc.Arbitrary<Declaration> = fc
  .record({
    amountMinor: fc.constantFrom(1, 30, 50, 60, DECLARABLE, DECLARABLE + 1),
    customsCode: fc.constantFrom('ZONGSHU', 'NINGBO'),
    merchantCustomsCode: fc.constantFrom('SOUND', 'DOOMED'),
    order: fc.constantFrom(null, 'A', 'B', 'C'),
  })
  .map(({ amountMinor, order, ...rest }) => ({
    ...rest,
    declaredPaymentId: PAYMENT,
    merchantCustomsName: 'Harbour Tea',
    amount: money('CNY', amountMinor),
    isSplit: order !== null,
    referenceOrderId: order,
  }));

const wish = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('declare' as const), what: part }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('resume' as const, 'crash' as const, 'decide' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pass' as const), steps: fc.nat(8) }) },
);

/** Releases so many steps, each with all that it sets off. */
async function pass(scheduler: fc.Scheduler, steps: number): Promise<void> {
  for (let at = 0; at < steps; at += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    if (scheduler.count() > 0) await scheduler.waitNext(1);
  }
}

const AT_ONCE: Pick<fc.Scheduler, 'schedule'> = { schedule: (task) => Promise.resolve(task) };
const LOOK_MS = 30_000;
const WHOLE: Declaration = {
  declaredPaymentId: PAYMENT,
  customsCode: 'ZONGSHU',
  merchantCustomsCode: 'SOUND',
  merchantCustomsName: 'Harbour Tea',
  amount: money('CNY', DECLARABLE),
  isSplit: false,
  referenceOrderId: null,
};

/** Looks every half minute for so long; says at which minutes something was sent. */
async function minutesSent(till: CustomsTill, stories: readonly unknown[], hours: number): Promise<readonly number[]> {
  const minutes: number[] = [];
  for (let atMs = LOOK_MS; atMs <= hours * 3_600_000; atMs += LOOK_MS) {
    till.wait(LOOK_MS);
    const before = stories.length;
    await till.desk().resume(false);
    if (stories.length < before) minutes.push(atMs / 60_000);
  }
  return minutes;
}

describe('a declaration without an answer', () => {
  const allLost = () => Array.from({ length: 40 }, () => 'lost-before' as const);

  it('goes again after pauses that grow to an hour, so that a gateway in trouble is not knocked at all day', async () => {
    const stories = allLost();
    const till = customsTill(modelCustoms(), AT_ONCE, stories);
    await till.desk().declare(WHOLE, null, MAYA);
    expect(await minutesSent(till, stories, 5)).toEqual([0.5, 1.5, 3.5, 7.5, 15.5, 31.5, 63.5, 123.5, 183.5, 243.5]);
  });

  it('keeps its pause over a restart, and goes at once when somebody asks or the clock was set back', async () => {
    const stories = allLost();
    const till = customsTill(modelCustoms(), AT_ONCE, stories);
    await till.desk().declare(WHOLE, null, MAYA);
    await minutesSent(till, stories, 1);
    const sent = stories.length;
    till.crash();
    await till.desk().resume(false);
    expect(stories.length).toBe(sent);
    await till.desk().resume(true);
    expect(stories.length).toBe(sent - 1);
    till.wait(-7_200_000);
    await till.desk().resume(false);
    expect(stories.length).toBe(sent - 2);
  });
});

describe('declarations', () => {
  it('never add up to more than may be declared, and none is made twice, whatever is lost, refused or unplugged', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(wish, { minLength: 4, maxLength: 24 }),
        fc.array(fc.constantFrom(...STORIES), { maxLength: 16 }),
        async (scheduler, wishes, stories) => {
          const customs = modelCustoms();
          const till = customsTill(customs, scheduler, [...stories]);
          for (const one of wishes) {
            if (one.do === 'declare') void till.desk().declare(one.what, null, MAYA);
            if (one.do === 'resume') void till.desk().resume(true);
            if (one.do === 'crash') till.crash();
            if (one.do === 'decide') customs.decide();
            if (one.do === 'pass') await pass(scheduler, one.steps);
          }
          await scheduler.waitIdle();
          till.calmDown();
          till.crash();
          customs.decide();
          await till.desk().resume(true);
          const view = await till.desk().of(PAYMENT);
          const here = (view?.declarations ?? []).filter(({ state }) => state !== 'refused');
          const there = [...customs.taken].map(([id, { status }]) => [id, status]);
          expect(customs.broken).toEqual([]);
          expect(here.map(({ record, state }) => [record.customsDeclarationRequestId, state]).sort()).toEqual(there.sort());
          expect(till.bodies()).toBe(0);
        },
      ),
      { numRuns: 300 },
    );
  });
});
