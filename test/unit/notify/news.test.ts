import { describe, expect, it } from 'vitest';
import { alarmTeller, type NotifyNews } from '../../../main/notify/news.ts';

function bench() {
  const news: NotifyNews[] = [];
  const timers: (() => void)[] = [];
  const tell = alarmTeller(
    (line) => news.push(line),
    (_ms, run) => {
      timers.push(run);
      return () => undefined;
    },
    60_000,
  );
  return { news, timers, tell };
}

describe('alarms in the log', () => {
  it('a message that cannot be kept and comes again and again is one line a minute', () => {
    const { news, timers, tell } = bench();
    for (let at = 0; at < 500; at += 1) tell('not-durable', 'T1-P-1');
    expect(news).toEqual([{ what: 'alarm', alarm: 'not-durable', about: 'T1-P-1' }]);
    timers[0]?.();
    tell('not-durable', 'T1-P-1');
    expect(news).toHaveLength(2);
  });

  it('many different ones are twenty lines a minute', () => {
    const { news, timers, tell } = bench();
    for (let at = 0; at < 500; at += 1) tell('unknown-payment', `T1-P-${String(at)}`);
    expect([news.length, timers.length]).toEqual([20, 1]);
  });

  it.each(['', 'a b', 'x\nforged line', '<b>', 'x'.repeat(65)])('an id like %j is not told', (about) => {
    const { news, tell } = bench();
    tell('unknown-payment', about);
    expect(news).toEqual([{ what: 'alarm', alarm: 'unknown-payment', about: null }]);
  });
});
