import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_TIMING } from '../../core/payment/timing.ts';
import { createAgenda, settle } from './agenda.ts';
import { timeText } from './chronicle.ts';
import { createHost } from './host.ts';
import { makePlan } from './make-plan.ts';
import { quietBoundMs } from './quiet-bound.ts';
import { createRandom } from './random.ts';

describe('the agenda', () => {
  it('runs acts in the order of their moments, and acts of one moment in the order in which they were planned', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { maxLength: 60 }), (delays) => {
        const agenda = createAgenda();
        const ran: number[] = [];
        delays.forEach((delay, at) => agenda.after(delay, () => ran.push(at)));
        while (agenda.step());
        const expected = delays.map((delay, at) => ({ delay, at })).sort((a, b) => a.delay - b.delay || a.at - b.at);
        expect(ran).toEqual(expected.map(({ at }) => at));
      }),
    );
  });

  it('an act that was forgotten never runs, and does not hold up the end', () => {
    const agenda = createAgenda();
    const ran: string[] = [];
    agenda.after(5, () => ran.push('a'));
    agenda.after(7, () => ran.push('b'))();
    expect([agenda.step(), agenda.step(), agenda.now(), agenda.nextAtMs()]).toEqual([true, false, 5, null]);
    expect(ran).toEqual(['a']);
  });
});

describe('the PC', () => {
  const opened = () => {
    const agenda = createAgenda();
    return { agenda, host: createHost(agenda, 1_000_000, 500, 480) };
  };
  const passTo = (agenda: ReturnType<typeof createAgenda>, untilMs: number): void => {
    for (let next = agenda.nextAtMs(); next !== null && next <= untilMs; next = agenda.nextAtMs()) agenda.step();
  };

  it.each([
    [true, 1_010_000],
    [false, 1_000_000],
  ])(
    'a nap of a sleeping PC ends after the sleep; where the monotonic clock stops (%s) only when its own time is over',
    async (stops, atMs) => {
      const { agenda, host } = opened();
      const run = host.start();
      let wokeMs = -1;
      void run.clock.nap(20_000).done.then(() => (wokeMs = agenda.now()));
      agenda.after(10_000, () => {
        host.sleep(990_000, stops);
      });
      for (; agenda.step();) await settle();
      expect(wokeMs).toBe(atMs);
    },
  );

  it('a killed run never wakes, and nothing reaches it', () => {
    const { agenda, host } = opened();
    const run = host.start();
    const seen: string[] = [];
    run.after(1_000, () => seen.push('timer'));
    host.kill();
    run.reach(() => seen.push('bytes'));
    run.after(5, () => seen.push('late timer'));
    passTo(agenda, 100_000);
    expect([run.isAlive(), seen]).toEqual([false, []]);
  });

  it('what comes while the PC sleeps is heard in its order when it wakes', () => {
    const { agenda, host } = opened();
    const run = host.start();
    const seen: number[] = [];
    host.sleep(5_000, false);
    for (const number of [1, 2, 3]) run.reach(() => seen.push(number));
    expect(seen).toEqual([]);
    passTo(agenda, 10_000);
    expect(seen).toEqual([1, 2, 3]);
  });

  it('the wall clock jumps alone; deadlines go on', () => {
    const { agenda, host } = opened();
    const run = host.start();
    const before = run.clock.monotonicMs();
    host.jumpWall(-3_600_000);
    expect(host.wallMs()).toBe(1_000_000 + 500 - 3_600_000);
    expect(run.clock.monotonicMs()).toBe(before);
    expect(agenda.now()).toBe(0);
  });
});

describe('plans', () => {
  it('a seed always makes the same plan, and neighbouring seeds have nothing in common', () => {
    expect(makePlan(7)).toEqual(makePlan(7));
    expect(JSON.stringify(makePlan(7))).not.toBe(JSON.stringify(makePlan(8)));
    const firsts = Array.from({ length: 500 }, (_, seed) => createRandom(seed).int(0, 999_999));
    expect(new Set(firsts).size).toBeGreaterThan(490);
  });

  it('a plan is plain data', () => {
    const plan = makePlan(11);
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });
});

it('the time to become quiet is made of the waits of a payment, and stays under an hour', () => {
  const boundMs = quietBoundMs(DEFAULT_TIMING);
  expect(boundMs).toBeGreaterThan(DEFAULT_TIMING.windowMs + DEFAULT_TIMING.neverArrivedAfterMs);
  expect(boundMs).toBeLessThan(60 * 60_000);
  expect(quietBoundMs({ ...DEFAULT_TIMING, refundRetryMs: [1_200_000] })).toBe(boundMs + 600_000);
});

it('a time reads as people say it', () => {
  expect([timeText(12_345), timeText(62_000), timeText(3 * 3_600_000 + 61_005)]).toEqual([
    '12.345 s',
    '1 min 2.000 s',
    '3 h 01 min 1.005 s',
  ]);
});
