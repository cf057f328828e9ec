import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryDelayMs } from '../../../main/printer/outbox-state.ts';
import type { MemoryBehaviour } from '../../../main/printer/transports/memory.ts';
import { bench, job } from './outbox-bench.ts';

describe('the outbox', () => {
  it('prints in order and says what the printer said', async () => {
    const { outbox, paper, states, settled, changes } = bench();
    expect(['a', 'b', 'c'].map((id) => outbox.print(job(id)))).toEqual(['queued', 'queued', 'queued']);
    await settled();
    expect(paper()).toBe('<a><b><c>');
    expect(states()).toBe('a:printed b:printed c:printed');
    const seenOfA = changes.map((views) => views.find((view) => view.jobId === 'a')?.state.kind);
    expect([...new Set(seenOfA)]).toEqual(['queued', 'printing', 'printed']);
  });

  it('never makes a payment wait for paper: print returns at once while the printer is stuck', () => {
    const { outbox, behave } = bench();
    behave({
      hold: () =>
        new Promise(() => {
          /* stuck */
        }),
    });
    expect(outbox.print(job('a'))).toBe('queued');
    expect(outbox.print(job('b'))).toBe('queued');
  });

  it('says sent, not printed, on a wire that cannot answer', async () => {
    const { outbox, behave, states, settled } = bench();
    behave({ answers: false });
    outbox.print(job('a'));
    await settled();
    expect(states()).toBe('a:sent');
  });

  it('waits with the reason while the printer cannot print, then prints by itself and in order', async () => {
    const { outbox, behave, states, settled, clock, paper } = bench();
    behave({ trouble: 'paper-out' });
    outbox.print(job('a'));
    outbox.print(job('b'));
    await settled();
    expect(states()).toBe('a:waiting(paper-out) b:queued');
    clock.advance(999);
    behave({ trouble: null });
    await settled();
    expect(paper()).toBe('');
    clock.advance(1);
    await settled();
    expect(paper()).toBe('<a><b>');
  });

  it('a job queued behind one that waits does not jump the queue', async () => {
    const { outbox, behave, settled, paper, clock } = bench();
    behave({ trouble: 'offline' });
    outbox.print(job('a'));
    await settled();
    behave({ trouble: null });
    outbox.print(job('b'));
    await settled();
    expect(paper()).toBe('');
    clock.advance(1_000);
    await settled();
    expect(paper()).toBe('<a><b>');
  });

  it('tries at once when a person says so, and only once', async () => {
    const { outbox, behave, settled, paper, clock } = bench();
    behave({ trouble: 'cover-open' });
    outbox.print(job('a'));
    await settled();
    behave({ trouble: null });
    outbox.retryNow();
    outbox.retryNow();
    await settled();
    clock.advance(60_000);
    await settled();
    expect([paper(), clock.waiting()]).toEqual(['<a>', 0]);
  });

  it('waits longer between tries but never longer than 15 seconds', () => {
    expect([1, 2, 3, 4, 5, 50].map(retryDelayMs)).toEqual([1_000, 2_000, 5_000, 10_000, 15_000, 15_000]);
  });

  it('a job that broke in the middle is in doubt, is never sent again by itself, and holds nobody back', async () => {
    const { outbox, behave, states, settled, clock, paper } = bench();
    behave({ breaks: { afterBytes: 2, reason: 'no-answer' } });
    outbox.print(job('aa'));
    await settled();
    expect(states()).toBe('aa:in-doubt(no-answer)');
    behave({ breaks: null });
    outbox.retryNow();
    clock.advance(600_000);
    outbox.print(job('b'));
    await settled();
    expect(paper()).toBe('<a<b>');
  });

  it('prints a doubtful job again only as a copy that somebody asked for', async () => {
    const { outbox, behave, settled, paper } = bench();
    behave({ breaks: { afterBytes: 1, reason: 'paper-out' } });
    outbox.print(job('a'));
    await settled();
    behave({ breaks: null });
    expect(outbox.print(job('a'))).toBe('duplicate');
    expect(outbox.print(job('a-copy', 'a'))).toBe('queued');
    await settled();
    expect(paper()).toBe('<<a-copy>');
    expect(outbox.snapshot().map((view) => view.copyOf)).toEqual([undefined, 'a']);
  });

  it('prints the same job once, however often it is asked for', async () => {
    const { outbox, settled, paper } = bench();
    expect([outbox.print(job('a')), outbox.print(job('a'))]).toEqual(['queued', 'duplicate']);
    await settled();
    expect([outbox.print(job('a')), paper()]).toEqual(['duplicate', '<a>']);
  });

  it('a transport that throws against its promise is a doubt, not a crash', async () => {
    const { outbox, states, settled } = bench({
      transport: (inner) => ({ ...inner, print: () => Promise.reject(new Error('broken')) }),
    });
    outbox.print(job('a'));
    await settled();
    expect(states()).toBe('a:in-doubt(no-answer)');
  });

  it('refuses more than 2,000 unfinished jobs and keeps the last 50 finished ones', async () => {
    const { outbox, behave, settled, paper } = bench();
    behave({ trouble: 'offline' });
    const answers = Array.from({ length: 2_001 }, (_, index) => outbox.print(job(String(index))));
    expect([answers.filter((answer) => answer === 'queued').length, answers[2_000]]).toEqual([2_000, 'full']);
    await settled();
    behave({ trouble: null });
    outbox.retryNow();
    while (outbox.snapshot().some(({ state }) => state.kind !== 'printed')) await settled();
    expect(outbox.snapshot()).toHaveLength(50);
    expect(paper()).toBe(Array.from({ length: 2_000 }, (_, index) => `<${String(index)}>`).join(''));
  });

  it('closing ends the job on the wire as a doubt, keeps the others, and takes no more', async () => {
    const { outbox, behave, states, settled, paper, clock } = bench();
    behave({
      hold: () =>
        new Promise(() => {
          /* never done */
        }),
    });
    outbox.print(job('a'));
    outbox.print(job('b'));
    await settled();
    await outbox.close();
    expect([states(), outbox.print(job('c'))]).toEqual(['a:in-doubt(aborted) b:queued', 'closed']);
    clock.advance(60_000);
    outbox.retryNow();
    await settled();
    expect(paper()).toBe('<a>');
  });
});

describe('the outbox and the books', () => {
  it('makes the beginning durable once the printer is ready and before a byte leaves', async () => {
    const begun: string[] = [];
    const { outbox, behave, settled, paper, clock } = bench({
      begin: (jobId) => {
        begun.push(`${jobId} after ${paper()}`);
        return Promise.resolve(true);
      },
    });
    behave({ trouble: 'paper-out' });
    outbox.print(job('a'));
    await settled();
    expect(begun).toEqual([]);
    behave({ trouble: null });
    clock.advance(1_000);
    await settled();
    expect([begun, paper()]).toEqual([['a after '], '<a>']);
  });

  it.each([
    ['says no', () => Promise.resolve(false)],
    ['breaks', () => Promise.reject(new Error('disk full'))],
  ])('prints nothing that could not be written down, and prints it once it can: the journal %s', async (_how, refuse) => {
    const disk = { isFull: true };
    const { outbox, settled, states, paper, clock } = bench({
      begin: () => (disk.isFull ? refuse() : Promise.resolve(true)),
    });
    outbox.print(job('a'));
    await settled();
    expect([states(), paper()]).toEqual(['a:waiting(journal-failed)', '']);
    disk.isFull = false;
    clock.advance(1_000);
    await settled();
    expect([states(), paper()]).toEqual(['a:printed', '<a>']);
  });
});

describe('whatever the printer does', () => {
  const troubles = fc.constantFrom<Partial<MemoryBehaviour>>(
    { trouble: null, breaks: null },
    { trouble: 'paper-out' },
    { trouble: 'refused' },
    { trouble: null, breaks: { afterBytes: 2, reason: 'no-answer' } },
    { trouble: null, breaks: { afterBytes: 0, reason: 'timeout' } },
  );

  it('no job is lost, none comes out twice, none out of order, and printed means whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(troubles, { maxLength: 12 }), fc.integer({ min: 1, max: 6 }), async (plan, jobs) => {
        const { outbox, behave, clock, paper, settled } = bench();
        for (let index = 0; index < jobs; index += 1) outbox.print(job(`j${String(index)}`));
        for (const step of plan) {
          behave(step);
          clock.advance(15_000);
          await settled();
        }
        behave({ trouble: null, breaks: null });
        clock.advance(15_000);
        for (let turn = 0; turn < 4; turn += 1) await settled();
        const views = outbox.snapshot();
        expect(views.map((view) => view.jobId)).toEqual(Array.from({ length: jobs }, (_, index) => `j${String(index)}`));
        for (const { jobId, state } of views) {
          expect(['printed', 'in-doubt']).toContain(state.kind);
          expect(paper().split(`<${jobId}>`).length - 1).toBe(state.kind === 'printed' ? 1 : 0);
        }
      }),
      { numRuns: 60 },
    );
  });
});
